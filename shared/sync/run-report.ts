import { totalsOf } from '../employee/outcome.ts';
import type { Change, Outcome, OutcomeKind, Totals } from '../employee/outcome.ts';
import type { Problem } from '../employee/problem.ts';
import type { Run, RunMode } from '../state/run.ts';

/** What a run did, for people and programs: the document of `--json` and of `GET /runs/{runId}`. */
export interface RunReport {
  readonly runId: string;
  readonly mode: RunMode;
  readonly status: Run['status'];
  readonly abort: Run['abort'];
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

const byEmployeeNumber = new Intl.Collator('nb', { numeric: true });

/** The report of a run, people in the order of their employee numbers. */
export const reportRun = (run: Run, outcomes: readonly Outcome[]): RunReport => ({
  runId: run.runId,
  mode: run.mode,
  status: run.status,
  abort: run.abort,
  totals: totalsOf(outcomes),
  apiCalls: { simployer: run.simployerCalls, poweroffice: run.powerOfficeCalls },
  employees: outcomes
    .toSorted(
      (a, b) =>
        byEmployeeNumber.compare(a.employeeNumber?.trim() ?? '', b.employeeNumber?.trim() ?? '') ||
        (a.sourceId < b.sourceId ? -1 : 1),
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
