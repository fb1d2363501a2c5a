import type { MappingRow } from './mapping-row.ts';
import { PERSON_ROWS } from './person-rows.ts';
import { WORK_ROWS } from './work-rows.ts';

/** The rows of the mapping, in the table's order. */
export const MAPPING_ROWS: readonly MappingRow[] = [...PERSON_ROWS, ...WORK_ROWS].toSorted(
  (one, other) => Number(one.row) - Number(other.row),
);
