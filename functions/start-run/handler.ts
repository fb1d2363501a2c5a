/*
 * Takes messages off the start queue and starts the runs that they ask for. Scheduled, asked for through the API or
 * typed on a command line, every start comes this way. What becomes of a start is logged; one that cannot take place
 * now is asked for again or given up, and one that nobody can read is told. For example, the schedule asks for a run
 * while another is under way: its message comes again five minutes later, and the run starts once the other has ended.
 */
import type { Context } from 'aws-lambda';
import type { Clock } from '../../shared/http/clock.ts';
import type { Log } from '../../shared/observability/log-events.ts';
import type { RecordMetric } from '../../shared/observability/metrics.ts';
import type { MessageQueue } from '../../shared/queue/message-queue.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import { START_LIMITS } from '../../shared/run/limits.ts';
import { expectationSchema } from '../../shared/run/expect-run.ts';
import { requesterOf, startEnvelopeSchema, startMessageSchema } from '../../shared/run/start-message.ts';
import type { StartMessage } from '../../shared/run/start-message.ts';
import type { RunEnding } from '../../shared/run/run-ending.ts';
import { startRun } from '../../shared/run/start-run.ts';
import { isAwaited } from '../../shared/run/task.ts';
import type { StartRunResult } from '../../shared/run/start-run.ts';
import type { PauseStore } from '../../shared/state/pause-store.ts';
import type { RunStore } from '../../shared/state/run-store.ts';
import { hideBatch } from '../composition/hide-batch.ts';
import { parseBody, runIdOf, sqsEventSchema } from '../composition/sqs-records.ts';
import type { SqsRecord } from '../composition/sqs-records.ts';
import { checkExpectation } from './check-expectation.ts';
import { leaveOutStart } from './leave-out-start.ts';
import { refuseStart, tellUnknownFlow, tellUnreadableStart } from './refuse-start.ts';
import type { StartableFlows } from './startable-flow.ts';

const FIRST_DELAY_IN_SECONDS = 30;
const LONGEST_DELAY_IN_SECONDS = 900;

export interface StartDependencies {
  readonly runs: RunStore;
  readonly pauses: PauseStore;
  readonly ending: RunEnding;
  /** The flows that this stack carries, by name. */
  readonly flows: StartableFlows;
  readonly clock: Clock;
  /** The queue that the starts come from. */
  readonly queue: MessageQueue;
  readonly log: Log;
  readonly recordMetric: RecordMetric;
  /** Told of each start; the simulation looks at them. */
  readonly onResult?: (runId: string, message: StartMessage, result: StartRunResult) => void;
}

/** Does what the messages of the start queue ask for. What it throws, the queue delivers again before long. */
export const handleStart = async (
  event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
  dependencies: StartDependencies,
): Promise<void> => {
  const { clock, queue, ending } = dependencies;
  const { Records: records } = sqsEventSchema.parse(event);
  const remainingInMillis = context.getRemainingTimeInMillis();
  const endsAt = clock.now() + remainingInMillis;
  await hideBatch(records, remainingInMillis, dependencies);
  for (const record of records) {
    try {
      await ending.tellUntold();
      await answer(record, endsAt, dependencies);
    } catch (error) {
      // Neither the timeout of the queue nor the rest of this invocation is to be waited out for a passing failure.
      const delay = FIRST_DELAY_IN_SECONDS * 2 ** (record.attributes.ApproximateReceiveCount - 1);
      await queue.hide(record.receiptHandle, Math.min(LONGEST_DELAY_IN_SECONDS, delay));
      throw error;
    }
  }
};

const answer = async (record: SqsRecord, endsAt: number, dependencies: StartDependencies): Promise<void> => {
  const expectation = parseBody(expectationSchema, record.body);
  if (expectation !== null) return checkExpectation(expectation, dependencies);
  const message = parseBody(startMessageSchema, record.body);
  if (message !== null) return start(message, record, endsAt, dependencies);
  const envelope = parseBody(startEnvelopeSchema, record.body);
  return tellUnreadableStart(envelope, record, dependencies);
};

const start = async (
  message: StartMessage,
  record: SqsRecord,
  endsAt: number,
  dependencies: StartDependencies,
): Promise<void> => {
  const { flows, clock, log, onResult } = dependencies;
  const { trigger, flow = FIRST_FLOW } = message;
  const startedAt = clock.now();
  const runId = runIdOf(message, record);
  const load = flows[flow];
  if (load === undefined) return tellUnknownFlow(runId, message, dependencies);
  if (await leaveOutStart(runId, message, dependencies)) return;
  const found = await load();
  const result = await startRun(runId, message, {
    ...dependencies,
    flow: found.open({
      workUntil: endsAt - 1000 * START_LIMITS.reserveInSeconds,
      lane: isAwaited({ employees: message.employees ?? null }) ? 'person' : 'load',
    }),
    sendMessages: found.sendMessages,
    messageId: record.messageId,
  });
  onResult?.(runId, message, result);
  switch (result.kind) {
    case 'started': {
      const { mode, inScope, apiCalls } = result.run;
      return log('RUN_FANNED_OUT', {
        runId,
        trigger,
        mode,
        requestedBy: requesterOf(message),
        inScope,
        queued: result.queued,
        simployerRequests: apiCalls['simployer'] ?? 0,
        powerOfficeRequests: apiCalls['poweroffice'] ?? 0,
        xledgerRequests: apiCalls['xledger'] ?? 0,
        durationInSeconds: (clock.now() - startedAt) / 1000,
      });
    }
    case 'repeated':
      return log('RUN_START_REPEATED', { runId, trigger, status: result.run.status });
    case 'refused':
      return refuseStart(runId, message, { ...record, holder: result.holder }, dependencies);
    case 'aborted':
  }
};
