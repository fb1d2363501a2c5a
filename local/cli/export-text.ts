import { styleText } from 'node:util';
import * as z from 'zod';
import { toMinute } from '../../shared/records/values/to-minute.ts';
import { layoutOf, renderRows, wrapLines } from './layout.ts';
import type { SavedFile } from './export-file.ts';

/** `GET /exports`. */
export const exportsSchema = z.object({
  exports: z.array(
    z.object({
      exportId: z.string(),
      state: z.enum(['exported', 'unmarked']),
      from: z.string(),
      to: z.string(),
      rows: z.number(),
      withdrawn: z.number(),
      createdAt: z.string(),
      keptUntil: z.string(),
      confirmed: z.boolean(),
      unmarked: z.object({ by: z.string().nullable(), at: z.string() }).optional(),
    }),
  ),
});

/** Of any file until a customer's payroll has imported one. */
const UNCONFIRMED =
  'Nobody has confirmed that X-ledger takes a file of this form: try it with payroll first, then let IT set timeOff.file.confirmed to true.';

const LIMITS = [25, 17, 10, 24];

/** The exports, times of Norway. @param width columns of the terminal */
export const renderExports = ({ exports }: z.output<typeof exportsSchema>, width: number, now: number): string => {
  if (exports.length === 0) return 'No file has been made yet.';
  const rows = exports.map(({ exportId, state, from, to, rows: count, createdAt, keptUntil, unmarked }) => ({
    cells: [exportId, toMinute(createdAt), state, `${from} to ${to}`],
    parts: [
      `${count} ${count === 1 ? 'row' : 'rows'}; ${
        Date.parse(keptUntil) > now ? `the file waits until ${toMinute(keptUntil)}` : 'the file is deleted'
      }`,
      ...(unmarked === undefined ? [] : [`taken back by ${unmarked.by ?? 'somebody'} on ${toMinute(unmarked.at)}`]),
    ],
  }));
  return renderRows(rows, LIMITS, layoutOf(width));
};

/** Where a file is now. */
export const renderSaved = ({ path, withdrawnPath, isConfirmed }: SavedFile, width: number): string =>
  wrapLines(
    [
      `The file: ${styleText('bold', path)}`,
      ...(withdrawnPath === null ? [] : [`To be removed by hand in X-ledger: ${withdrawnPath}`]),
      ...(isConfirmed ? [] : [styleText('yellow', UNCONFIRMED)]),
    ],
    layoutOf(width),
  );

export interface UnsavedFile {
  /** Null where there was no row. */
  readonly exportId: string | null;
  readonly isConfirmed: boolean;
  /** As it is typed behind a command. */
  readonly place: string;
}

/** What became of an apply that saved no file. */
export const renderUnsaved = ({ exportId, isConfirmed, place }: UnsavedFile, width: number): string =>
  wrapLines(
    exportId === null
      ? ['No file: there was no row to write.']
      : [
          `The file waits to be fetched: npm run sync -- exports ${exportId} --out FILE${place}`,
          ...(isConfirmed ? [] : [styleText('yellow', UNCONFIRMED)]),
        ],
    layoutOf(width),
  );
