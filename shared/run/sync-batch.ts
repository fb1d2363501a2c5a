import type { Outcome } from '../records/outcome.ts';
import { LEASE_IN_MILLIS } from './limits.ts';
import type { PendingPlace, RunStore } from '../state/run-store.ts';
import { isOpen } from '../state/run.ts';
import type { Run } from '../state/run.ts';
import { RunAbortedError, toRunAbort } from './abort.ts';
import type { EmployeeTask } from '../flows/employees-to-poweroffice/task.ts';
import { classifyFailure } from './failure.ts';
import { finishRunWhenDone } from './finish-run.ts';
import type { RunEnding } from './run-ending.ts';
import type { SyncedEmployee } from '../flows/employees-to-poweroffice/sync-employee.ts';

/** For how long PowerOffice may fail every call before the run is given up, once, for everybody. */
const OUTAGE_IN_MILLIS = 60_000;

/** So many people to whom the same operation is forbidden, and nobody to whom it is not, mean a privilege that is missing. */
const PEOPLE_FORBIDDEN = 5;

/** The queue's own delays grow with each receive, up to the quarter of an hour. */
const FIRST_DELAY_IN_MILLIS = 5_000;
const LONGEST_DELAY_IN_MILLIS = 15 * 60_000;

/** One message as it was delivered. */
export interface Delivery {
  readonly receiptHandle: string;
  /** How many times the queue has handed this message out, this time included. */
  readonly receiveCount: number;
  readonly task: EmployeeTask;
}

/** A message to be handed out again, not before the delay has passed. */
export interface Retry {
  readonly receiptHandle: string;
  readonly delayInMillis: number;
}

export interface SyncBatchDependencies {
  readonly runs: RunStore;
  readonly ending: RunEnding;
  readonly clock: { now(): number };
  /** Brings one person up to date; see sync-employee. */
  readonly syncEmployee: (task: EmployeeTask, delivery: 'first' | 'again') => Promise<SyncedEmployee>;
  /** The vendor requests made since it was last asked. */
  readonly takeApiCalls: () => { simployer: number; poweroffice: number };
  readonly report: (event: SyncBatchEvent) => void;
}

/** What is worth telling about a batch. Holds names and codes, never values. */
export type SyncBatchEvent =
  | { readonly event: 'employee-synced'; readonly task: EmployeeTask; readonly outcome: Outcome }
  | {
      readonly event: 'employee-postponed';
      readonly task: EmployeeTask;
      readonly code: string;
      readonly receiveCount: number;
      readonly delayInMillis: number;
    }
  | { readonly event: 'employee-unexpected'; readonly task: EmployeeTask; readonly error: unknown };

/**
 * Works through a batch of messages, all people at once: each gets its outcome recorded, or its message is named
 * for another delivery. One person's trouble never touches another's; trouble that stands for everybody aborts
 * the run once. Delivering a message again is harmless.
 */
export const syncBatch = async (
  deliveries: readonly Delivery[],
  dependencies: SyncBatchDependencies,
): Promise<Retry[]> => {
  const retries: Retry[] = [];
  for (const [runId, group] of Map.groupBy(deliveries, ({ task }) => task.runId)) {
    retries.push(...(await syncRunsShare(runId, group, dependencies)));
  }
  return retries;
};

/** The part of a batch that belongs to one run. */
const syncRunsShare = async (
  runId: string,
  deliveries: readonly Delivery[],
  dependencies: SyncBatchDependencies,
): Promise<Retry[]> => {
  const { runs, ending, clock, takeApiCalls } = dependencies;
  const run = await runs.getRun(runId);
  // A run that was aborted or taken over: the next one covers its people.
  if (run === null) return [];
  if (!isOpen(run)) {
    await ending.tellIfUntold(run);
    return [];
  }
  await runs.renewLease(runId, clock.now(), LEASE_IN_MILLIS);

  const results = await Promise.all(deliveries.map((delivery) => syncOne(delivery, dependencies)));
  await runs.addApiCalls(runId, takeApiCalls());

  const isDown = results.length > 0 && results.every(({ powerOfficeIsDown }) => powerOfficeIsDown);
  const abort =
    results.find(({ abort }) => abort !== null)?.abort ??
    (await outageOf(run, isDown, dependencies)) ??
    (await missingPrivilegeOf(run, results, dependencies));
  if (abort !== null) {
    await ending.endRun(runId, { abort: toRunAbort(abort.code, abort.message, abort.people) });
    return [];
  }

  const mayBeDone = await runs.settle(
    runId,
    results.flatMap(({ settled }) => (settled === null ? [] : [settled])),
  );
  if (mayBeDone) await finishRunWhenDone(runId, dependencies);
  return results.flatMap(({ retry }) => (retry === null ? [] : [retry]));
};

interface Result {
  readonly settled: PendingPlace | null;
  readonly retry: Retry | null;
  readonly abort: RunAbortedError | null;
  readonly powerOfficeIsDown: boolean;
  /** The operation that was forbidden to this person's sync. */
  readonly forbidden: string | null;
  /** Something was written, and nothing forbidden. */
  readonly hasWritten: boolean;
}

const NOTHING: Result = {
  settled: null,
  retry: null,
  abort: null,
  powerOfficeIsDown: false,
  forbidden: null,
  hasWritten: false,
};

const syncOne = async (
  { task, receiveCount, receiptHandle }: Delivery,
  { runs, clock, syncEmployee, report }: SyncBatchDependencies,
): Promise<Result> => {
  const settled = { sourceId: task.sourceId, list: task.list };
  try {
    if (receiveCount > 1 && (await runs.hasOutcome(task.runId, task.sourceId))) return { ...NOTHING, settled };
    const { forbidden, ...outcome } = await syncEmployee(task, receiveCount === 1 ? 'first' : 'again');
    await runs.recordOutcome(task.runId, outcome, clock.now());
    report({ event: 'employee-synced', task, outcome });
    return { ...NOTHING, settled, forbidden, hasWritten: forbidden === null && outcome.changes.length > 0 };
  } catch (error) {
    const failure = classifyFailure(error);
    if (failure.kind === 'abort') return { ...NOTHING, abort: failure.error };
    const delayInMillis = Math.min(
      LONGEST_DELAY_IN_MILLIS,
      Math.max(
        (failure.kind === 'retry' ? failure.delayInMillis : null) ?? 0,
        FIRST_DELAY_IN_MILLIS * 2 ** (receiveCount - 1),
      ),
    );
    if (failure.kind === 'unexpected') report({ event: 'employee-unexpected', task, error: failure.error });
    else report({ event: 'employee-postponed', task, code: failure.code, receiveCount, delayInMillis });
    return {
      ...NOTHING,
      retry: { receiptHandle, delayInMillis },
      powerOfficeIsDown: failure.kind === 'retry' && failure.vendor === 'poweroffice' && failure.isDown,
    };
  }
};

/** Notes whether PowerOffice answers; the abort when it has not for too long. */
const outageOf = async (
  run: Run,
  isDown: boolean,
  { runs, clock }: SyncBatchDependencies,
): Promise<RunAbortedError | null> => {
  if (!isDown && run.unavailableSince === null) return null;
  const noted = await runs.noteAvailability(run.runId, isDown ? clock.now() : null);
  if (!isDown || noted === null || noted.unavailableSince === null) return null;
  if (clock.now() - noted.unavailableSince < OUTAGE_IN_MILLIS) return null;
  return new RunAbortedError(
    'POWEROFFICE_UNAVAILABLE',
    `PowerOffice has not answered for ${Math.round((clock.now() - noted.unavailableSince) / 1000)} seconds.`,
  );
};

/**
 * Tells a privilege that the integration lacks from the trouble of single people: the abort when an operation was
 * forbidden to several, and nobody has been written without such a refusal.
 */
const missingPrivilegeOf = async (
  { runId, hasWritten }: Run,
  results: readonly Result[],
  { runs }: SyncBatchDependencies,
): Promise<RunAbortedError | null> => {
  if (hasWritten) return null;
  if (results.some((result) => result.hasWritten)) {
    await runs.noteWritten(runId);
    return null;
  }
  for (const [operation, those] of Map.groupBy(results, ({ forbidden }) => forbidden)) {
    if (operation === null) continue;
    const noted = await runs.noteForbidden(runId, operation, those.length);
    if ((noted?.forbidden?.people ?? 0) >= PEOPLE_FORBIDDEN)
      return new RunAbortedError('CREDENTIALS_REFUSED', operation);
  }
  return null;
};
