import type { MappingRow } from './mapping-row.ts';
import { MAPPING_ROWS } from './mapping-table.ts';

/** Whether a row writes a field: one that is kept equal, or one that is named among those it is about. */
const writes = ({ kept = [], target }: MappingRow, entity: string, field: string): boolean =>
  kept.some((one) => one.entity === entity && one.field === field) ||
  (entity === 'employee' && target.split(/[^\w.]+/).includes(field));

/** The row of the mapping table that a field rests on; null for one of no row. */
export const mappingRowOf = (entity: string, field: string): MappingRow | null =>
  MAPPING_ROWS.find((row) => writes(row, entity, field)) ?? null;

/** The rows of the mapping table that a change rests on: `3, 13`; null where a whole record is made, and for fields of no row. */
export const mappingRowsOf = (entity: string, _action: string, fields: readonly string[]): string | null => {
  const rows = new Set(fields.flatMap((field) => mappingRowOf(entity, field)?.row ?? []));
  return rows.size === 0 ? null : [...rows].join(', ');
};
