/*
 * How the file of absence is written: what stands under `timeOff.file`. Names of headers, order, separator and dates are
 * guesses, because X-ledger's help page shows none of them; until a customer's payroll has imported one, every command
 * says so. For example, `{"separator":",","dateFormat":"yyyy-MM-dd"}` changes two of them.
 */
import * as z from 'zod';

const name = z.string().trim().min(1);

/** What a column of the file may hold. */
const FILE_FIELDS = ['number', 'title', 'code', 'note', 'absence', 'from', 'to', 'percentage', 'hours'] as const;
export type FileField = (typeof FILE_FIELDS)[number];

/** The columns that X-ledger's help page names, under names of our own: its headers are not known. */
const COLUMNS: readonly { readonly header: string; readonly field: FileField }[] = [
  { header: 'Employee number', field: 'number' },
  { header: 'Title', field: 'title' },
  { header: 'Leave type code', field: 'code' },
  { header: 'Note', field: 'note' },
  { header: 'Absence', field: 'absence' },
  { header: 'From', field: 'from' },
  { header: 'To', field: 'to' },
  { header: 'Percentage', field: 'percentage' },
];

/** How the file for X-ledger is written; every part of its form can be set. */
export const fileSettingsSchema = z.strictObject({
  columns: z
    .array(z.strictObject({ header: name, field: z.enum(FILE_FIELDS) }))
    .min(1)
    .readonly()
    .default(COLUMNS),
  /** Whether the hours of absence stand in a column of their own, the last. */
  hours: z.boolean().default(false),
  separator: z.enum([';', ',', '\t', '|']).default(';'),
  encoding: z.enum(['utf-8-bom', 'utf-8']).default('utf-8-bom'),
  newline: z.enum(['crlf', 'lf']).default('crlf'),
  decimal: z.enum(['comma', 'point']).default('comma'),
  dateFormat: z.enum(['yyyyMMdd', 'yyyy-MM-dd', 'dd.MM.yyyy']).default('yyyyMMdd'),
  /** `period`: a leave is cut to the chosen days. */
  clip: z.enum(['none', 'period']).default('none'),
  /** What the percentage is: of the whole period, of the leave's own working days in it, or its degree. */
  percentage: z.enum(['periodShare', 'leaveShare', 'grade']).default('periodShare'),
  /** Days that nobody works beside those of the week. */
  holidays: z.enum(['none', 'NO']).default('none'),
  /** For how many days a file waits to be fetched. */
  keepDays: z.int().min(1).max(365).default(7),
  /** Whether payroll has imported a file of this form; until then it is said with every file that nobody has. */
  confirmed: z.boolean().default(false),
});
export type FileSettings = Readonly<z.output<typeof fileSettingsSchema>>;

export const DEFAULT_FILE_SETTINGS: FileSettings = fileSettingsSchema.parse({});
