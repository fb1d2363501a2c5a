import type { RuleInWords } from '../../../time-off/selection-rules.ts';
import type { FileField } from '../settings.ts';

/** A column of the file in words. */
interface FileRule extends RuleInWords {
  readonly source: string;
  readonly fields: readonly FileField[];
}

/** What stands in each column of the file for X-ledger (rows F1 to F9). Names of columns and their form are guesses. */
export const FILE_ROWS: readonly FileRule[] = [
  {
    row: 'F1',
    source: 'employeeNumber',
    fields: ['number'],
    rule: "As it is; it has to be X-ledger's code.",
    mark: 'K',
    codes: [],
  },
  {
    row: 'F2',
    source: 'title',
    fields: ['title'],
    rule: "Today's: Simployer keeps none of the day on which the absence began. Blank without one.",
    mark: 'D',
    codes: ['TITLE_IS_CURRENT', 'TITLE_MISSING'],
  },
  {
    row: 'F3',
    source: 'code of the type',
    fields: ['code'],
    rule: 'As it is. Without one the leave is held. Several types may have one code.',
    mark: 'K',
    codes: ['LEAVE_CODE_MISSING'],
  },
  { row: 'F4', source: '', fields: ['note'], rule: 'Blank (rule C7).', mark: 'K', codes: [], options: ['note'] },
  { row: 'F5', source: 'name of the type', fields: ['absence'], rule: 'As it is.', mark: 'K', codes: [] },
  {
    row: 'F6, F7',
    source: 'startDate, endDate',
    fields: ['from', 'to'],
    rule: 'As entered, not cut to the period.',
    mark: 'K',
    codes: [],
    options: ['file.clip'],
  },
  {
    row: 'F8',
    source: 'days of absence, work week',
    fields: ['percentage'],
    rule: 'Days of absence in the period, of its working days; a plan shows two other readings beside. From 0 to 100, two decimals, half up. Working days are those of the personal week, else of the office, else Monday to Friday.',
    mark: 'D',
    codes: ['NO_WORKDAYS'],
    options: ['file.percentage', 'file.holidays'],
  },
  {
    row: 'F9',
    source: 'hours of absence',
    fields: ['hours'],
    rule: 'Unverified: nobody has asked for it.',
    mark: 'G',
    codes: [],
    options: ['file.hours'],
  },
];

/** What becomes of a leave that was exported. */
export const EXPORTED_RULES: readonly RuleInWords[] = [
  {
    row: 'Changed',
    rule: "X-ledger's import would not overwrite it: told until somebody has corrected it by hand and acknowledges it. In the file only with `--include changed`.",
    mark: 'D',
    codes: ['EXPORTED_CHANGED'],
  },
  {
    row: 'Withdrawn',
    rule: 'Told until somebody has removed it by hand and acknowledges it.',
    mark: 'D',
    codes: ['EXPORTED_WITHDRAWN'],
  },
];
