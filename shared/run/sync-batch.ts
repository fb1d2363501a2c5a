/*
 * Works through the messages that a worker gets at a time, all at once. Each record gets its outcome recorded, or its
 * message is named for another delivery. What stands for every record, such as a revoked key or a target that has not
 * answered for a minute, ends the run once instead of failing one record after the other. For example, of ten messages
 * one waits for a replica that lags: nine outcomes are recorded and struck off the list of pending records, and the
 * tenth message is handed out again after ten seconds.
 */
import type { Outcome } from '../records/outcome.ts';
import { LEASE_IN_MILLIS } from './limits.ts';
import { VENDOR_NAMES } from '../records/vendor.ts';
import type { HistoryStore } from '../state/history-store.ts';
import type { PendingRecord } from '../state/pending-lists.ts';
import type { RunStore } from '../state/run-store.ts';
import { isOpen } from '../state/run.ts';
import type { OpenRun } from '../state/run.ts';
import { RunAbortedError, toRunAbort } from './abort.ts';
import { noteApplied } from './apply-plan.ts';
import { classifyFailure } from './failure.ts';
import { finishRunWhenDone } from './finish-run.ts';
import type { FlowFacts, WorkingFlow } from './flow.ts';
import { NO_JOURNAL, openJournal } from './journal.ts';
import type { RunEnding } from './run-ending.ts';
import type { Envelope } from './task.ts';
import { createWriteWatch } from './write-watch.ts';
import type { WriteWatch } from './write-watch.ts';

/** For how long the target may fail every call before the run is given up, once, for all records. */
const OUTAGE_IN_MILLIS = 60_000;

/** The same operation forbidden for so many records, and for none of them taken, means a privilege that is missing. */
const RECORDS_FORBIDDEN = 5;

/** The queue's own delays grow with each receive, up to the quarter of an hour. */
const FIRST_DELAY_IN_MILLIS = 5_000;
const LONGEST_DELAY_IN_MILLIS = 15 * 60_000;

/** One message as it was delivered. */
export interface Received<Task> {
  readonly receiptHandle: string;
  /** How many times the queue has handed this message out, this time included. */
  readonly receiveCount: number;
  /** Whose message it is. */
  readonly envelope: Envelope;
  readonly task: Task;
}

/** A message to be handed out again, not before the delay has passed. */
export interface Retry {
  readonly receiptHandle: string;
  readonly delayInMillis: number;
}

export interface SyncBatchDependencies<Task> {
  readonly runs: RunStore;
  readonly history: HistoryStore;
  readonly ending: RunEnding;
  readonly clock: { now(): number };
  readonly flow: WorkingFlow<Task>;
  readonly report: (event: SyncBatchEvent) => void;
}

type Surroundings = Pick<SyncBatchDependencies<never>, 'runs' | 'clock'> & { readonly flow: FlowFacts };

/** What is worth telling about a batch. Holds names and codes, never values. */
export type SyncBatchEvent =
  | { readonly event: 'record-synced'; readonly envelope: Envelope; readonly outcome: Outcome }
  | {
      readonly event: 'record-postponed';
      readonly envelope: Envelope;
      readonly code: string;
      readonly receiveCount: number;
      readonly delayInMillis: number;
    }
  | { readonly event: 'record-unexpected'; readonly envelope: Envelope; readonly error: unknown };

/**
 * Works through a batch of messages, all records at once: each gets its outcome recorded, or its message is named
 * for another delivery. One record's trouble never touches another's; trouble that stands for all of them aborts
 * the run once. Delivering a message again is harmless.
 */
export const syncBatch = async <Task>(
  received: readonly Received<Task>[],
  dependencies: SyncBatchDependencies<Task>,
): Promise<Retry[]> => {
  const retries: Retry[] = [];
  for (const [runId, group] of Map.groupBy(received, ({ envelope }) => envelope.runId)) {
    retries.push(...(await syncRunsShare(runId, group, dependencies)));
  }
  return retries;
};

/** The part of a batch that belongs to one run. */
const syncRunsShare = async <Task>(
  runId: string,
  received: readonly Received<Task>[],
  dependencies: SyncBatchDependencies<Task>,
): Promise<Retry[]> => {
  const { runs, ending, clock, flow } = dependencies;
  const run = await runs.getRun(runId);
  // A run that was aborted or taken over: the next one covers its records.
  if (run === null) return [];
  if (!isOpen(run)) {
    await ending.tellIfUntold(run);
    return [];
  }
  await runs.renewLease(run, clock.now(), LEASE_IN_MILLIS);

  const watch = createWriteWatch(run, dependencies);
  const results = await Promise.all(received.map((message) => syncOne(message, run, { ...dependencies, watch })));
  await runs.addApiCalls(runId, flow.takeApiCalls());

  const abort =
    results.find(({ abort }) => abort !== null)?.abort ??
    (await outageOf(run, results, dependencies)) ??
    (await missingPrivilegeOf(run, results, dependencies));
  if (abort !== null) {
    await ending.endRun(runId, { abort: toRunAbort(abort.code, abort.message, abort.records, flow.aborts) });
    return [];
  }

  const mayBeDone = await runs.strikeOff(
    runId,
    results.flatMap(({ toStrikeOff }) => (toStrikeOff === null ? [] : [toStrikeOff])),
  );
  if (mayBeDone) await finishRunWhenDone(runId, dependencies);
  return results.flatMap(({ retry }) => (retry === null ? [] : [retry]));
};

interface Result {
  /** Null when the record has no outcome yet. */
  readonly toStrikeOff: PendingRecord | null;
  readonly retry: Retry | null;
  readonly abort: RunAbortedError | null;
  /** What is known of the target by it: whether it does its work; null for a record that only waits, or was done before. */
  readonly targetWorks: boolean | null;
  /** The operation that was forbidden for this record. */
  readonly forbidden: string | null;
  /** Something was written, and nothing forbidden. */
  readonly hasWritten: boolean;
}

const NOTHING: Result = {
  toStrikeOff: null,
  retry: null,
  abort: null,
  targetWorks: null,
  forbidden: null,
  hasWritten: false,
};

const syncOne = async <Task>(
  { envelope, task, receiveCount, receiptHandle }: Received<Task>,
  run: OpenRun,
  { runs, history, clock, flow, report, watch }: SyncBatchDependencies<Task> & { readonly watch: WriteWatch },
): Promise<Result> => {
  const { runId, sourceId, list } = envelope;
  const { plan } = run;
  const toStrikeOff = { sourceId, list };
  const delivery = receiveCount === 1 ? 'first' : 'again';
  const place = { ...run, sourceId, keepMonths: flow.keepsHistoryForMonths };
  const noted = run.mode === 'apply' ? openJournal(place, delivery, { history, clock, watch }) : null;
  try {
    const known = delivery === 'again' ? await runs.outcomeOf(runId, sourceId) : null;
    if (known !== null) {
      // Whoever recorded it may have died before the plan knew.
      await noteApplied(run, known, { runs, clock });
      return { ...NOTHING, toStrikeOff };
    }
    if (!run.hasWritten) await noted?.takeOver();
    const { forbidden, ...outcome } = await flow.syncOne(task, delivery, noted?.journal ?? NO_JOURNAL);
    // Before the outcome, behind which nobody looks at the record again.
    await noted?.settle(outcome.changes);
    await runs.recordOutcome(runId, outcome, clock.now(), plan?.expiresAt);
    await noteApplied(run, outcome, { runs, clock });
    report({ event: 'record-synced', envelope, outcome });
    const hasWritten = forbidden === null && outcome.changes.length > 0;
    return { ...NOTHING, toStrikeOff, targetWorks: true, forbidden, hasWritten };
  } catch (error) {
    // When the table is what fails, the record's next delivery confirms as much.
    await noted?.interrupt().catch(() => undefined);
    const failure = classifyFailure(error);
    if (failure.kind === 'abort') return { ...NOTHING, abort: failure.error };
    const delayInMillis = Math.min(
      LONGEST_DELAY_IN_MILLIS,
      Math.max(
        (failure.kind === 'retry' ? failure.delayInMillis : null) ?? 0,
        FIRST_DELAY_IN_MILLIS * 2 ** (receiveCount - 1),
      ),
    );
    if (failure.kind === 'unexpected') report({ event: 'record-unexpected', envelope, error: failure.error });
    else report({ event: 'record-postponed', envelope, code: failure.code, receiveCount, delayInMillis });
    return {
      ...NOTHING,
      retry: { receiptHandle, delayInMillis },
      targetWorks: failure.kind === 'retry' && failure.vendor === flow.target && failure.isDown ? false : null,
    };
  }
};

/** Notes whether the target answers, as far as a batch shows it; the abort when it has not for too long. */
const outageOf = async (
  run: OpenRun,
  results: readonly Result[],
  { runs, clock, flow: { target, unavailable } }: Surroundings,
): Promise<RunAbortedError | null> => {
  const known = results.map(({ targetWorks }) => targetWorks);
  const isUp = known.includes(true);
  const isDown = !isUp && known.includes(false);
  if (!isDown && (!isUp || run.unavailableSince === null)) return null;
  const noted = await runs.noteAvailability(run.runId, isDown ? clock.now() : null);
  if (!isDown || noted === null || noted.unavailableSince === null) return null;
  if (clock.now() - noted.unavailableSince < OUTAGE_IN_MILLIS) return null;
  return new RunAbortedError(
    unavailable(target),
    `${VENDOR_NAMES[target]} has not answered for ${Math.round((clock.now() - noted.unavailableSince) / 1000)} seconds.`,
  );
};

/**
 * Tells a privilege that the integration lacks from the trouble of single records: the abort when an operation was
 * forbidden for several, and nothing has been written without such a refusal.
 */
const missingPrivilegeOf = async (
  { runId, hasWritten }: OpenRun,
  results: readonly Result[],
  { runs }: Surroundings,
): Promise<RunAbortedError | null> => {
  if (hasWritten) return null;
  if (results.some((result) => result.hasWritten)) {
    await runs.noteWritten(runId);
    return null;
  }
  for (const [operation, those] of Map.groupBy(results, ({ forbidden }) => forbidden)) {
    if (operation === null) continue;
    const noted = await runs.noteForbidden(runId, operation, those.length);
    if ((noted?.forbidden?.people ?? 0) >= RECORDS_FORBIDDEN)
      return new RunAbortedError('CREDENTIALS_REFUSED', operation);
  }
  return null;
};
