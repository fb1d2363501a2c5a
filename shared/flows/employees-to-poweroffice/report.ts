/*
 * What a run did, as people and programs get it: on the command line with `--json`, and from the API. This flow's
 * documents are older than the other flows', and keep their own names: `employees` with an `employeeNumber`, where
 * others have `records` with a `number`. What is known of a run or a record otherwise is the same for all flows
 * (shared/operate). For example, the outcome of Kari's record becomes one of `employees`, with her number, both
 * vendors' ids, `updated`, and one change: the field `JobTitle`.
 */
import { totalsOf } from '../../records/outcome.ts';
import type { Change, Outcome, OutcomeKind, Totals } from '../../records/outcome.ts';
import type { Problem } from '../../records/problem.ts';
import type { Language } from '../../records/words.ts';
import { inReportOrder, summariseNotStarted, summariseRun } from '../../operate/run-report.ts';
import { describedIn } from '../../operate/report-problem.ts';
import type { ListedProblem } from '../../operate/problem-list.ts';
import type { RunSummary as Summary } from '../../operate/run-report.ts';
import type { ApiCalls, Run, RunAbort } from '../../state/run.ts';
import type { UnmatchedRecord } from '../../state/unmatched-store.ts';
import { describeProblem } from './describe-problem.ts';
import { readCompanyPair } from './connection.ts';
import type { CompanyPair } from './connection.ts';

/** What is told of a run as a whole: the document of `GET /runs`. It is older than other flows, and keeps its names. */
export interface RunSummary extends Omit<Summary, 'flow' | 'connection' | 'apiCalls'> {
  /** Null for a run that ended before it had read both sides. */
  readonly connection: {
    readonly simployer: CompanyPair['simployer'];
    readonly powerOffice: Pick<CompanyPair['powerOffice'], 'clientId' | 'name'>;
  } | null;
  readonly apiCalls: { readonly simployer: number; readonly poweroffice: number };
}

/** What a run did for one person. */
export interface ReportedEmployee {
  readonly employeeNumber: string | null;
  readonly simployerEmployeeId: string;
  readonly powerOfficeEmployeeId: number | null;
  readonly outcome: OutcomeKind;
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
  /** Of plans alone. First and last name; left out where names are not kept. */
  readonly name?: string;
  /** Of plans alone. By what the record was found in PowerOffice; null when it is new, or not found. */
  readonly matchedBy?: string | null;
  /** Of plans alone. Among whom the plan's `match` counts them; null for somebody whom it counts nowhere. */
  readonly group?: string | null;
}

/** What a run did, for people and programs: the document of `--json`, and page by page of `GET /runs/{runId}`. */
export interface RunReport extends RunSummary {
  readonly employees: readonly ReportedEmployee[];
}

/** The pair of companies as every document names it. */
export const reportConnection = (companies: CompanyPair | null): RunSummary['connection'] =>
  companies === null
    ? null
    : {
        simployer: companies.simployer,
        powerOffice: { clientId: companies.powerOffice.clientId, name: companies.powerOffice.name },
      };

export const reportCalls = (apiCalls: ApiCalls): RunSummary['apiCalls'] => ({
  simployer: apiCalls['simployer'] ?? 0,
  poweroffice: apiCalls['poweroffice'] ?? 0,
});

const toSummary = ({ runId, mode, connection, status, abort, totals, apiCalls, ...rest }: Summary): RunSummary => {
  const { flow: _, ...times } = rest;
  return {
    runId,
    mode,
    connection: reportConnection(readCompanyPair(connection)),
    status,
    abort,
    totals,
    apiCalls: reportCalls(apiCalls),
    ...times,
  };
};

/** @param totals of everybody in the run */
export const summariseEmployeeRun = (run: Run, totals: Totals): RunSummary => toSummary(summariseRun(run, totals));

export const reportEmployee = ({
  number,
  sourceId,
  targetId,
  outcome,
  changes,
  problems,
  planned,
}: Outcome): ReportedEmployee => ({
  employeeNumber: number,
  ...(planned !== undefined && planned.name !== null && { name: planned.name }),
  simployerEmployeeId: sourceId,
  powerOfficeEmployeeId: typeof targetId === 'number' ? targetId : null,
  ...(planned !== undefined && { matchedBy: planned.matchedBy, group: planned.group ?? null }),
  outcome,
  changes,
  problems,
});

/** Somebody who is only in PowerOffice, as a plan lists them; left as they are. */
export interface OnlyInPowerOffice {
  readonly powerOfficeEmployeeId: number | null;
  readonly employeeNumber: string | null;
  /** First and last name; left out where names are not kept. */
  readonly name?: string;
  readonly archived: boolean;
}

export const reportOnlyInPowerOffice = ({
  targetId,
  number,
  name,
  isArchived,
}: UnmatchedRecord): OnlyInPowerOffice => ({
  powerOfficeEmployeeId: typeof targetId === 'number' ? targetId : null,
  employeeNumber: number,
  ...(name !== null && { name }),
  archived: isArchived,
});

/** The report of a run, people in the order of their employee numbers. */
export const reportEmployeeRun = (run: Run, outcomes: readonly Outcome[]): RunReport => ({
  ...summariseEmployeeRun(run, totalsOf(outcomes)),
  employees: inReportOrder(outcomes).map(reportEmployee),
});

/** The report of a run that came to nothing before it was one. */
export const reportNotStarted = (
  run: Pick<Summary, 'runId' | 'flow' | 'mode' | 'requestedBy'>,
  abort: RunAbort,
): RunReport => ({ ...toSummary(summariseNotStarted(run, abort)), employees: [] });

/** A problem that stands, in the names of this flow's documents. @param language of its words outside `text` */
export const reportProblem = ({ number, sourceId, ...problem }: ListedProblem, language: Language) => {
  return {
    employeeNumber: number,
    simployerEmployeeId: sourceId,
    ...describedIn(problem, describeProblem(problem), language),
  };
};
