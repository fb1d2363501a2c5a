/*
 * What is told of a run to people and programs, whatever the flow carries: how it ended, how many records came out how, and
 * each record with what was written and what is wrong. Values never stand in it, but for what a plan shows. For example, a
 * run that skipped 2 of 40 records and failed at one has the totals 40, 2 and 1, and the failed one has the problem's code
 * with who mends it.
 */
import { totalsOf } from '../records/outcome.ts';
import type { Change, Outcome, OutcomeKind, Totals } from '../records/outcome.ts';
import type { Problem, ProblemKind } from '../records/problem.ts';
import { compareNumbers, compareText } from '../records/values/text.ts';
import { codeInDocumentsOf } from './plan-codes.ts';
import type { Vendor } from '../records/vendor.ts';
import type { Connection } from '../state/connection.ts';
import { findingsOf } from '../state/run.ts';
import type { Finding } from '../state/plan.ts';
import type { ApiCalls, Run, RunAbort, RunMode } from '../state/run.ts';
import type { UnmatchedRecord } from '../state/unmatched-store.ts';

/** What is told of a run as a whole. */
export interface RunSummary {
  readonly runId: string;
  readonly flow: string;
  readonly mode: RunMode;
  /** Null for a run that ended before it had read both sides. */
  readonly connection: Connection | null;
  readonly status: Run['status'] | 'awaiting_approval';
  /** Why the run was given up. */
  readonly abort: RunAbort | null;
  readonly totals: Totals;
  /** Requests by vendor. */
  readonly apiCalls: ApiCalls;
  /** Who asked: the IAM principal of the call, `schedule`, or the user's name on a machine; null when nobody said. */
  readonly requestedBy: string | null;
  /** ISO date-times; null for a run that was never started, or has not ended. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

/** What a run did for one record. */
export interface ReportedRecord {
  /** What the flow carries: `employee`. */
  readonly kind: string;
  readonly number: string | null;
  readonly sourceId: string;
  readonly targetId: number | string | null;
  readonly outcome: OutcomeKind;
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
  /** Of plans alone. What people call the record beside its number; left out where names are not kept. */
  readonly name?: string;
  /** Of plans alone. By what the record was found in the target; null when it is new, or not found. */
  readonly matchedBy?: string | null;
  /** Of plans, among whom `match` counts it, null for one that it counts nowhere; of leaves in every document. */
  readonly group?: string | null;
}

/** What a run of any flow but the first came to: findings about the run as a whole stand in it once each. */
interface RecordsSummary extends RunSummary {
  readonly problems: readonly Problem[];
}

/** What a run did, for people and programs: the document of every flow but the first, which keeps one of its own. */
export interface RunReport extends RecordsSummary {
  readonly records: readonly ReportedRecord[];
}

/** What the documents of a flow are made with. */
export interface ReportedFlow {
  /** What it carries: `employee`. */
  readonly kind: string;
  /** Those that it asks, which are counted for also when none of them was asked anything. */
  readonly vendors: readonly Vendor[];
  /** Its problems by code; of a finding, how grave it is and who mends it. */
  readonly kinds: Readonly<Record<string, ProblemKind>>;
}

/** A plan in the place of a run that nobody has approved yet waits; how it came out, its totals say. */
const statusOf = ({ status, plan }: Run): RunSummary['status'] =>
  plan?.isGated === true && (status === 'succeeded' || status === 'completed_with_errors')
    ? 'awaiting_approval'
    : status;

/** @param totals of every record in the run */
export const summariseRun = (run: Run, totals: Totals): RunSummary => ({
  runId: run.runId,
  flow: run.flow,
  mode: run.mode,
  connection: run.connection,
  status: statusOf(run),
  abort: run.abort,
  totals,
  apiCalls: run.apiCalls,
  requestedBy: run.requestedBy,
  startedAt: new Date(run.startedAt).toISOString(),
  endedAt: run.finishedAt === null ? null : new Date(run.finishedAt).toISOString(),
});

/** Requests by vendor, of every vendor of the flow. */
export const requestsOf = (apiCalls: ApiCalls, { vendors }: ReportedFlow): ApiCalls => ({
  ...Object.fromEntries(vendors.map((vendor) => [vendor, 0])),
  ...apiCalls,
});

const toProblem = ({ code, message }: Finding, { kinds }: ReportedFlow): Problem => ({
  code,
  severity: kinds[code]?.severity ?? 'info',
  message,
  hint: kinds[code]?.hint ?? '',
});

/** What a run of a flow beside the first came to. @param totals of every record in the run */
export const summariseRecords = (run: Run, totals: Totals, flow: ReportedFlow): RecordsSummary => ({
  ...summariseRun(run, totals),
  abort: run.abort === null ? null : { ...run.abort, code: codeInDocumentsOf(run.flow, run.abort.code) },
  apiCalls: requestsOf(run.apiCalls, flow),
  problems: findingsOf(run).map((finding) => toProblem(finding, flow)),
});

/** The document of a run of a flow beside the first that came to nothing before it was one. */
export const reportRecordsNotStarted = (
  run: Pick<RunSummary, 'runId' | 'flow' | 'mode' | 'requestedBy'>,
  abort: RunAbort,
  flow: ReportedFlow,
): RunReport => ({ ...summariseNotStarted(run, abort), apiCalls: requestsOf({}, flow), problems: [], records: [] });

/** A run that came to nothing before it was one. */
export const summariseNotStarted = (
  run: Pick<RunSummary, 'runId' | 'flow' | 'mode' | 'requestedBy'>,
  abort: RunAbort,
): RunSummary => ({
  ...run,
  connection: null,
  status: 'aborted',
  abort,
  totals: totalsOf([]),
  apiCalls: {},
  startedAt: null,
  endedAt: null,
});

/** Orders records by number, then by the source's id. */
export const compareRecords = (
  one: Pick<Outcome, 'number' | 'sourceId'>,
  other: Pick<Outcome, 'number' | 'sourceId'>,
): number => compareNumbers(one.number, other.number) || compareText(one.sourceId, other.sourceId);

/** Outcomes in the order of a report. */
export const inReportOrder = (outcomes: readonly Outcome[]): readonly Outcome[] => outcomes.toSorted(compareRecords);

/** @param kind what the flow carries */
export const reportRecord = (
  kind: string,
  { number, sourceId, targetId, outcome, changes, problems, group, planned }: Outcome,
): ReportedRecord => ({
  kind,
  number,
  ...(planned !== undefined && planned.name !== null && { name: planned.name }),
  sourceId,
  targetId,
  ...(planned !== undefined && { matchedBy: planned.matchedBy, group: planned.group ?? null }),
  ...(group !== undefined && { group }),
  ...(planned?.detail !== undefined && { [kind]: planned.detail }),
  outcome,
  changes,
  problems,
});

/** A record of the target that no record of the source is, as a plan lists it. The name is left out where none is kept. */
export const reportUnmatched = ({ targetId, number, name, isArchived }: UnmatchedRecord) => ({
  targetId,
  number,
  ...(name !== null && { name }),
  archived: isArchived,
});

/** The report of a run of a flow beside the first. */
export const reportRun = (run: Run, outcomes: readonly Outcome[], flow: ReportedFlow): RunReport => ({
  ...summariseRecords(run, totalsOf(outcomes), flow),
  records: inReportOrder(outcomes).map((outcome) => reportRecord(flow.kind, outcome)),
});
