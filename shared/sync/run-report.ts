import { totalsOf } from '../employee/outcome.ts';
import type { Change, Outcome, OutcomeKind, Totals } from '../employee/outcome.ts';
import type { Problem } from '../employee/problem.ts';
import type { Run, RunAbort, RunMode } from '../state/run.ts';

/** What a run did, for people and programs: the document of `--json` and of `GET /runs/{runId}`. */
export interface RunReport {
  readonly runId: string;
  readonly mode: RunMode;
  readonly status: Run['status'];
  /** Why the run was given up; the message ends with who mends it. */
  readonly abort: { readonly code: string; readonly message: string } | null;
  readonly totals: Totals;
  readonly apiCalls: { readonly simployer: number; readonly poweroffice: number };
  readonly employees: readonly {
    readonly employeeNumber: string | null;
    readonly simployerEmployeeId: string;
    readonly powerOfficeEmployeeId: number | null;
    readonly outcome: OutcomeKind;
    readonly changes: readonly Change[];
    readonly problems: readonly Problem[];
  }[];
}

/** An abort as the report shows it: in one text, what is wrong and who mends it where. */
export const reportAbort = ({ code, message, hint }: RunAbort): NonNullable<RunReport['abort']> => ({
  code,
  message: `${message}${/[.!?]$/.test(message) ? '' : '.'} ${hint}`,
});

const numeric = new Intl.Collator('nb', { numeric: true });

/** Orders people by their employee number as typed, those without one first. */
export const compareEmployeeNumbers = (one: string | null, other: string | null): number =>
  numeric.compare(one?.trim() ?? '', other?.trim() ?? '');

/** The report of a run, people in the order of their employee numbers. */
export const reportRun = (run: Run, outcomes: readonly Outcome[]): RunReport => ({
  runId: run.runId,
  mode: run.mode,
  status: run.status,
  abort: run.abort === null ? null : reportAbort(run.abort),
  totals: totalsOf(outcomes),
  apiCalls: { simployer: run.simployerCalls, poweroffice: run.powerOfficeCalls },
  employees: outcomes
    .toSorted(
      (a, b) => compareEmployeeNumbers(a.employeeNumber, b.employeeNumber) || (a.sourceId < b.sourceId ? -1 : 1),
    )
    .map(({ sourceId, ...outcome }) => ({
      employeeNumber: outcome.employeeNumber,
      simployerEmployeeId: sourceId,
      powerOfficeEmployeeId: outcome.powerOfficeEmployeeId,
      outcome: outcome.outcome,
      changes: outcome.changes,
      problems: outcome.problems,
    })),
});
