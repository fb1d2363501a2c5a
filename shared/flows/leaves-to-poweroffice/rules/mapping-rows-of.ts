import { MAPPING_ROWS } from './mapping-table.ts';

/** The rows that a change of a leave rests on: `L3, L4`; null where a whole leave is made or deleted. */
export const mappingRowsOf = (_entity: string, _action: string, fields: readonly string[]): string | null => {
  const rows = MAPPING_ROWS.filter(({ fields: written = [] }) => written.some((field) => fields.includes(field)));
  return rows.length === 0 ? null : rows.map(({ row }) => row).join(', ');
};
