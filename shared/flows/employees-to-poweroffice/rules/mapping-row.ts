import type { MappingSettings } from '../mapping-settings.ts';
import type { ProblemCode } from '../problems.ts';

/**
 * One row of the mapping table as data, the table's own words beside the code that does it.
 * The mapping reference in docs/ is generated from these.
 */
export interface MappingRow {
  /** The row's number in the table, such as "4, 21" or "22-26". */
  readonly row: string;
  /** What Simployer promises its customers of this row, in its own words; - where it says nothing. */
  readonly promise: string;
  /** The source's field or fields. */
  readonly source: string;
  /** PowerOffice's field or fields. */
  readonly target: string;
  /** The rule in words, in Markdown. */
  readonly rule: string;
  /** Every problem that the rule may report. */
  readonly codes: readonly ProblemCode[];
  /** The settings that change the rule. */
  readonly options?: readonly (keyof MappingSettings)[];
}
