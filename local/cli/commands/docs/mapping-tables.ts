import type { ProblemKind } from '../../../../shared/records/problem.ts';
import type { Words } from '../../../../shared/records/words.ts';
import { inCode, table } from './markdown.ts';

/** What the tables need of a row, whichever flow it is of. */
interface Row {
  readonly row: string;
  readonly codes: readonly string[];
  readonly options?: readonly string[];
}

/** The rows that a code belongs to. */
const rowsWithCode = (rows: readonly Row[], code: string): string =>
  rows
    .filter(({ codes }) => codes.includes(code))
    .map(({ row }) => row)
    .join(', ');

/** The rows that an option belongs to. */
export const rowsWithOption = (rows: readonly Row[], option: string): string =>
  rows
    .filter(({ options = [] }) => options.includes(option))
    .map(({ row }) => row)
    .join(', ');

/** Problems and aborts of a flow, as its mapping reference ends: each a part of the page. */
export const problemParts = (
  problems: Readonly<Record<string, ProblemKind>>,
  aborts: Readonly<Record<string, Words>>,
  rows: readonly Row[],
): readonly string[] => [
  '## Problems',
  'An error means that something asked for was not written; nobody else is held up by it.',
  table(
    ['Code', 'Severity', 'Rows', 'What is wrong', 'Who fixes it, where'],
    Object.entries(problems).map(([code, { severity, summary, hint }]) => [
      inCode(code),
      severity,
      rowsWithCode(rows, code),
      summary,
      hint,
    ]),
  ),
  '## Why a run is given up',
  'Before its first write, where the cause is known by then.',
  table(
    ['Code', 'What is wrong', 'Who fixes it, where'],
    Object.entries(aborts).map(([code, { summary, hint }]) => [inCode(code), summary, hint]),
  ),
];
