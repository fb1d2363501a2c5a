import { printable } from './values/shown-value.ts';
import { NOT_KNOWN } from './words.ts';
import type { Words } from './words.ts';

/** How much a problem costs: `error` means that something asked for was not written. */
type Severity = 'error' | 'warning' | 'info';

export interface ProblemKind extends Words {
  readonly severity: Severity;
}

/**
 * One thing that is wrong with one record, as the report shows it. Never holds a national id, an account number or a
 * salary.
 */
export interface Problem {
  /** A code of the flow's table of problems; of a stored problem also one that another version knew. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, with the offending value where it may be shown. */
  readonly message: string;
  /** Who fixes it, and where. */
  readonly hint: string;
}

/**
 * A problem of the given kind.
 * @param detail what is wrong with this very record, as a sentence with the offending value; the kind's summary when
 *   left out. Whatever it quotes, the message can be printed.
 * @param special where this very problem weighs more than its kind, or is mended in a place of its own
 */
export type MakeProblem<Code extends string> = (
  code: Code,
  detail?: string,
  special?: Partial<Pick<Problem, 'severity' | 'hint'>>,
) => Problem;

/** Makes problems of a table of kinds. */
export const problemsOf =
  <Code extends string>(kinds: Readonly<Record<Code, ProblemKind>>): MakeProblem<Code> =>
  (code, detail = kinds[code].summary, special = {}) => ({
    code,
    severity: kinds[code].severity,
    message: printable(detail),
    hint: kinds[code].hint,
    ...special,
  });

/** What is wrong, without any value, in words for a log; a stored problem may have a code of another version. */
export type SummaryOf = (code: string) => string;

/** The summaries of a table of kinds. */
export const summariesOf =
  (kinds: Readonly<Record<string, ProblemKind>>): SummaryOf =>
  (code) =>
    (Object.hasOwn(kinds, code) ? kinds[code]?.summary : undefined) ?? NOT_KNOWN.en;

/** Whether any of the problems means that something asked for was not written. */
export const hasError = (problems: readonly Problem[]): boolean =>
  problems.some(({ severity }) => severity === 'error');
