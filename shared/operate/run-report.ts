import { totalsOf } from '../records/outcome.ts';
import type { Change, Outcome, OutcomeKind, Totals } from '../records/outcome.ts';
import type { Problem } from '../records/problem.ts';
import type { Connection } from '../state/connection.ts';
import type { Run, RunAbort, RunMode } from '../state/run.ts';

/** What is told of a run as a whole: the document of `GET /runs`. */
export interface RunSummary {
  readonly runId: string;
  readonly mode: RunMode;
  /** Null for a run that ended before it had read both sides. */
  readonly connection: {
    readonly simployer: Connection['simployer'];
    readonly powerOffice: Pick<Connection['powerOffice'], 'clientId' | 'name'>;
  } | null;
  readonly status: Run['status'];
  /** Why the run was given up. */
  readonly abort: RunAbort | null;
  readonly totals: Totals;
  readonly apiCalls: { readonly simployer: number; readonly poweroffice: number };
  /** Who asked: the IAM principal of the call, `schedule`, or the user's name on a machine; null when nobody said. */
  readonly requestedBy: string | null;
  /** ISO date-times; null for a run that was never started, or has not ended. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

/** What a run did for one person. */
export interface ReportedEmployee {
  readonly employeeNumber: string | null;
  readonly simployerEmployeeId: string;
  readonly powerOfficeEmployeeId: number | null;
  readonly outcome: OutcomeKind;
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
}

/** What a run did, for people and programs: the document of `--json`, and page by page of `GET /runs/{runId}`. */
export interface RunReport extends RunSummary {
  readonly employees: readonly ReportedEmployee[];
}

const reportConnection = ({
  simployer,
  powerOffice: { clientId, name },
}: Connection): NonNullable<RunReport['connection']> => ({ simployer, powerOffice: { clientId, name } });

const numeric = new Intl.Collator('nb', { numeric: true });

/** Orders people by their employee number, those without one first. */
export const compareEmployeeNumbers = (one: string | null, other: string | null): number =>
  numeric.compare(one ?? '', other ?? '');

/** @param totals of everybody in the run */
export const summariseRun = (run: Run, totals: Totals): RunSummary => ({
  runId: run.runId,
  mode: run.mode,
  connection: run.connection === null ? null : reportConnection(run.connection),
  status: run.status,
  abort: run.abort,
  totals,
  apiCalls: { simployer: run.simployerCalls, poweroffice: run.powerOfficeCalls },
  requestedBy: run.requestedBy,
  startedAt: new Date(run.startedAt).toISOString(),
  endedAt: run.finishedAt === null ? null : new Date(run.finishedAt).toISOString(),
});

export const reportEmployee = ({ sourceId, ...outcome }: Outcome): ReportedEmployee => ({
  employeeNumber: outcome.employeeNumber,
  simployerEmployeeId: sourceId,
  powerOfficeEmployeeId: outcome.powerOfficeEmployeeId,
  outcome: outcome.outcome,
  changes: outcome.changes,
  problems: outcome.problems,
});

/** The report of a run, people in the order of their employee numbers. */
export const reportRun = (run: Run, outcomes: readonly Outcome[]): RunReport => ({
  ...summariseRun(run, totalsOf(outcomes)),
  employees: outcomes
    .toSorted(
      (a, b) => compareEmployeeNumbers(a.employeeNumber, b.employeeNumber) || (a.sourceId < b.sourceId ? -1 : 1),
    )
    .map(reportEmployee),
});

/** The report of a run that came to nothing before it was one. */
export const reportNotStarted = (
  { runId, mode, requestedBy }: Pick<RunSummary, 'runId' | 'mode' | 'requestedBy'>,
  abort: RunAbort,
): RunReport => ({
  runId,
  mode,
  connection: null,
  status: 'aborted',
  abort,
  totals: totalsOf([]),
  apiCalls: { simployer: 0, poweroffice: 0 },
  requestedBy,
  startedAt: null,
  endedAt: null,
  employees: [],
});
