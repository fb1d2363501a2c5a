import type { Log } from '../../shared/observability/log-events.ts';
import type { MessageQueue } from '../../shared/queue/message-queue.ts';
import { toRunAbort } from '../../shared/run/abort.ts';
import { giveUpRun } from '../../shared/run/give-up.ts';
import { postponeStart, requesterOf } from '../../shared/run/start-message.ts';
import type { StartMessage } from '../../shared/run/start-message.ts';
import { runIdOf } from '../composition/sqs-records.ts';
import type { SqsRecord } from '../composition/sqs-records.ts';
import type { RunEnding } from '../../shared/run/run-ending.ts';
import type { RunStore } from '../../shared/state/run-store.ts';

interface RefuseStartDependencies {
  readonly runs: RunStore;
  readonly ending: RunEnding;
  readonly clock: { now(): number };
  readonly queue: Pick<MessageQueue, 'send'>;
  readonly log: Log;
}

/**
 * What becomes of a start that another run is in the way of. Whoever asked through the API or the command line has been
 * told already. Nobody waits for a scheduled one, so it comes again by itself, as a new message of the same run: a
 * message that is only received again would use up its receives. After three hours it is given up, and told.
 */
export const refuseStart = async (
  runId: string,
  message: StartMessage,
  { holder, attributes }: Pick<SqsRecord, 'attributes'> & { readonly holder: string },
  { runs, ending, clock, queue, log }: RefuseStartDependencies,
): Promise<void> => {
  const { trigger } = message;
  if (trigger !== 'schedule') return log('RUN_REFUSED', { runId: holder, trigger, requestedBy: requesterOf(message) });
  const postponed = postponeStart(runId, message, { askedAt: attributes.SentTimestamp, now: clock.now() });
  if (postponed === null) {
    const abort = toRunAbort('ALREADY_RUNNING', `Run ${holder} was in the way for three hours.`);
    return giveUpRun(runId, message, abort, { runs, ending, clock });
  }
  const delayInSeconds = postponed.delayInMillis / 1000;
  await queue.send(postponed.message, delayInSeconds);
  return log('RUN_POSTPONED', { runId, trigger, delayInSeconds });
};

/**
 * A start that another version wrote, or nobody of ours. It is not guessed at: the run is given up and told, as far as
 * the message says whose it is; else the message goes to the dead letters, whose alarm tells.
 * @throws Error for what is no start at all
 */
export const tellUnreadableStart = async (
  envelope: StartMessage | null,
  record: SqsRecord,
  { runs, ending, clock, log }: Omit<RefuseStartDependencies, 'queue'>,
): Promise<void> => {
  const runId = envelope === null ? null : runIdOf(envelope, record);
  log('MESSAGE_UNREADABLE', { runId, employeeNumber: null, errorName: 'StartMessage' });
  if (envelope === null || runId === null) throw new Error('A message of the start queue is no start.');
  const abort = toRunAbort('RUN_LOST', 'The start was written by another version of the functions and cannot be read.');
  return giveUpRun(runId, envelope, abort, { runs, ending, clock });
};

/** A start of a flow that this version does not have: given up and told, for trying again would not help. */
export const tellUnknownFlow = (
  runId: string,
  message: StartMessage,
  { runs, ending, clock }: Pick<RefuseStartDependencies, 'runs' | 'ending' | 'clock'>,
): Promise<void> => {
  const abort = toRunAbort('CONFIGURATION_INVALID', `There is no flow "${message.flow ?? ''}".`);
  return giveUpRun(runId, message, abort, { runs, ending, clock });
};
