import type { Clock } from '../http/clock.ts';
import type { RunStore } from '../state/run-store.ts';
import { newPlan } from '../state/plan.ts';
import type { Guard } from '../state/plan.ts';
import type { OpenRun, Run } from '../state/run.ts';
import { namedRecords, RunAbortedError, toRunAbort } from './abort.ts';
import { restrictToPlan } from './apply-plan.ts';
import { failRecord } from './fail-record.ts';
import { toAbort } from './failure.ts';
import { finishRunWhenDone } from './finish-run.ts';
import { findFormerRun } from './former-run.ts';
import type { FailingFlow, PreparedRun, StartingFlow } from './flow.ts';
import { inBatches } from './in-batches.ts';
import type { RunEnding } from './run-ending.ts';
import { toRunRequest } from './start-message.ts';
import type { StartMessage } from './start-message.ts';
import { takeLease } from './take-lease.ts';
import { toEnvelope, toMessage } from './task.ts';
import type { Message } from './task.ts';

export interface StartRunDependencies {
  readonly runs: RunStore;
  readonly ending: RunEnding;
  readonly flow: StartingFlow & FailingFlow;
  /** Sends each record's message; gives back those that the queue does not take. */
  readonly sendMessages: (messages: readonly Message[]) => Promise<readonly Message[]>;
  readonly clock: Pick<Clock, 'now'>;
  /** The queue's id of the message that asks for the run: the same for each delivery of it. */
  readonly messageId: string;
}

/** What a start did, told in full, so that no handler has to read the run again. */
export type StartRunResult =
  /** Both sides are read, and so many records have a message; the run may have ended meanwhile, and has told so. */
  | { readonly kind: 'started'; readonly run: Run; readonly queued: number }
  /** Another message or delivery has started the run, or is about to: nothing got a message from this one. */
  | { readonly kind: 'repeated'; readonly run: Run }
  /** The run was given up before anything was written. */
  | { readonly kind: 'aborted'; readonly code: string; readonly message: string }
  /** Another run holds the lease. */
  | { readonly kind: 'refused'; readonly holder: string };

/**
 * Starts a run: takes the flow's lease, lets the flow read both sides and check its guards before anything is written,
 * and sends one message per record. Whatever stands for every record ends here as an aborted run. A start that is killed
 * and delivered again goes on with the same run. Another message of the same run does nothing while the first may still
 * be worked on; of one message that is delivered twice at the same time, the faster delivery stands.
 *
 * Example: of 120 records in scope 3 have vanished from the source. Their outcomes are recorded at once, 117 messages are
 * sent, and the run is `running` until the last of the 117 has an outcome too.
 */
export const startRun = async (
  runId: string,
  message: StartMessage,
  dependencies: StartRunDependencies,
): Promise<StartRunResult> => {
  const { runs, ending, flow, clock, messageId } = dependencies;
  /** What is left to do when the messages are out, or the run has ended, by another delivery; null before that. */
  const leaveToOther = async (): Promise<StartRunResult | null> => {
    const run = await runs.getRun(runId);
    if (run === null || run.status === 'starting') return null;
    await ending.tellIfUntold(run);
    // The other delivery may have been killed after the last record had its outcome, before it looked for the end.
    await finishRunWhenDone(runId, dependencies);
    return { kind: 'repeated', run };
  };
  const repeated = await leaveToOther();
  if (repeated !== null) return repeated;
  const lease = await takeLease({ ...toRunRequest(runId, message, clock.now()), begunBy: messageId }, dependencies);
  if (!lease.taken) {
    const twin = lease.holder === runId ? await runs.getRun(runId) : null;
    return twin === null ? { kind: 'refused', holder: lease.holder } : { kind: 'repeated', run: twin };
  }
  try {
    // The version before keeps no note of a plan when it writes to the run: such a run must not make up its own mind.
    const asked = { ...lease.run, applies: lease.run.applies ?? message.applies ?? null };
    const run = await asPlan(asked, message, dependencies);
    const prepared = await prepare(run, dependencies);
    await runs.addApiCalls(runId, flow.takeApiCalls());
    const overtaken = await leaveToOther();
    if (overtaken !== null) return overtaken;
    await prepared.begin();
    const queued = await fanOut(run, prepared, dependencies);
    const running = (await runs.markRunning(runId)) ?? lease.run;
    await finishRunWhenDone(runId, dependencies);
    return { kind: 'started', run: running, queued };
  } catch (error) {
    const abort = toAbort(error, flow);
    const counted = runs.addApiCalls(runId, flow.takeApiCalls());
    if (abort === null) {
      // When the table is what fails, the error of before says more.
      await counted.catch(() => undefined);
      throw error;
    }
    await counted;
    const overtaken = await leaveToOther();
    if (overtaken !== null) return overtaken;
    await ending.endRun(runId, { abort: toRunAbort(abort.code, abort.message, abort.records, flow.aborts) });
    return { kind: 'aborted', code: abort.code, message: abort.message };
  }
};

/**
 * The run, with what it needs to be a plan: one that was asked for, or one that takes the place of the first run that
 * would write, until somebody has approved it.
 */
const asPlan = async (
  run: OpenRun,
  { isStored = false }: StartMessage,
  { runs, flow, clock }: StartRunDependencies,
): Promise<OpenRun> => {
  // An earlier delivery of the same start may have decided it, and the run is a plan since.
  const isClosed = await isGateClosed(run.flow, flow, runs);
  const isGated = run.plan?.isGated ?? (run.mode === 'apply' && run.applies === null && isClosed);
  if (run.mode === 'apply' && !isGated) return run;
  const expiresAt = clock.now() + flow.keepsPlansForMillis;
  const plan = { ...newPlan(isStored || isGated, expiresAt), isGated };
  await runs.notePlan(run.runId, plan);
  return { ...run, mode: 'plan', plan };
};

/** Whether somebody still has to approve a plan for everybody. What was linked before anybody was asked counts as approved. */
const isGateClosed = async (
  name: string,
  { asksForApproval, isNew }: StartingFlow,
  runs: Pick<RunStore, 'gateOf' | 'setGate'>,
): Promise<boolean> => {
  if (!asksForApproval) return false;
  const gate = await runs.gateOf(name);
  if (gate !== null) return gate === 'closed';
  if (!(await isNew())) return false;
  // Whoever is linked from now on is so by a plan that may be for some people alone.
  await runs.setGate(name, 'closed');
  return true;
};

/** @returns how many records got a message */
const fanOut = async (
  run: OpenRun,
  { tasks, outcomes }: Pick<PreparedRun, 'tasks' | 'outcomes'>,
  dependencies: StartRunDependencies,
): Promise<number> => {
  const { runs, sendMessages, clock } = dependencies;
  const { runId } = run;
  const withOutcome = new Set((await runs.outcomes(runId)).map(({ sourceId }) => sourceId));
  const pending = tasks.filter(({ sourceId }) => !withOutcome.has(sourceId));
  const sourceIds = pending.map(({ sourceId }) => sourceId);
  const places = await runs.listPending(runId, sourceIds, clock.now());
  await runs.noteInScope(runId, tasks.length + outcomes.length);
  await inBatches(outcomes, (outcome) => runs.recordOutcome(runId, outcome, clock.now(), run.plan?.expiresAt));
  const refused = await sendMessages(pending.map((task, index) => toMessage(task, run, places[index]?.list ?? 0)));
  const failed = refused.flatMap((message) => toEnvelope(message) ?? []);
  for (const envelope of failed) await failRecord(envelope, dependencies);
  await runs.strikeOff(runId, failed);
  return pending.length - refused.length;
};

/**
 * What is to be done, looked at as a whole: a plan keeps what there is to say of it, and a run that writes heeds it.
 * @returns what is to be done before the messages are sent as well, once the run is known to stand: `begin`
 */
const prepare = async (
  run: OpenRun,
  dependencies: StartRunDependencies,
): Promise<Pick<PreparedRun, 'tasks' | 'outcomes' | 'begin'>> => {
  const { runs, flow } = dependencies;
  const prepared = await flow.prepare(
    run,
    async (connection) => {
      await runs.noteConnection(run.runId, connection);
    },
    () => findFormerRun(run, runs),
  );
  if (run.plan !== null) {
    const { unmatched, ...overview } = await prepared.overview();
    if (run.plan.isStored) await runs.keepUnmatched(run.runId, unmatched, run.plan.expiresAt);
    const guards = overview.guards.map((guard) => ({ ...guard, people: namedRecords(guard.people) }));
    await runs.notePlan(run.runId, { ...run.plan, overview: { ...overview, guards } }, prepared.askedInIds);
    return { ...prepared, begin: () => Promise.resolve() };
  }
  const { applies } = run;
  if (applies === null) {
    const { guards, findings } = await prepared.overview();
    await runs.noteFindings(run.runId, findings);
    refuseGuarded(guards, []);
    return prepared;
  }
  const { plan, ...restricted } = await restrictToPlan({ ...run, applies }, prepared, dependencies);
  // Whatever is left to be written, the plan has shown, and with it what speaks against all of it together.
  const { guards = [], findings = [] } = plan.plan?.overview ?? {};
  await runs.noteFindings(run.runId, findings);
  refuseGuarded(guards, applies.accept);
  const isForEverybody = run.employees === null && plan.employees === null && applies.isForSome !== true;
  const begin = async (): Promise<void> => {
    if (isForEverybody) await runs.setGate(run.flow, 'open');
    await prepared.begin();
  };
  return { ...restricted, begin };
};

/** @throws RunAbortedError with the code of a guard that nobody has accepted */
const refuseGuarded = (guards: readonly Guard[], accepted: readonly string[]): void => {
  const guard = guards.find(({ code }) => !accepted.includes(code));
  if (guard !== undefined) throw new RunAbortedError(guard.code, guard.message, guard.people);
};
