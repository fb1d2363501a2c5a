import type { Log } from '../../shared/observability/log-events.ts';
import { describeError } from '../../shared/observability/logger.ts';
import type { RecordMetric } from '../../shared/observability/metrics.ts';
import { toRunAbort } from '../../shared/run/abort.ts';
import { expectationSchema } from '../../shared/run/expect-run.ts';
import type { FailingFlow } from '../../shared/run/flow.ts';
import { giveUpRecord, giveUpRun } from '../../shared/run/give-up.ts';
import { mailRequestSchema } from '../../shared/run/mail-request.ts';
import type { RunEnding } from '../../shared/run/run-ending.ts';
import { readEnvelope } from '../../shared/run/task.ts';
import type { RunStore } from '../../shared/state/run-store.ts';
import { startEnvelopeSchema } from '../../shared/run/start-message.ts';
import { parseBody, runIdOf, sqsEventSchema } from '../composition/sqs-records.ts';
import type { BatchResponse, SqsRecord } from '../composition/sqs-records.ts';
import { unwrapScheduled } from './unwrap-scheduled.ts';

export interface DeadLetterDependencies {
  readonly runs: RunStore;
  readonly ending: RunEnding;
  /** What ends the records of a flow, by its name. */
  readonly flows: Readonly<Record<string, FailingFlow>>;
  readonly clock: { now(): number };
  readonly log: Log;
  readonly recordMetric: RecordMetric;
}

/** Records what the queues gave up: a record's message as that record's failure, a start as an aborted run. */
export const handleDeadLetters = async (
  event: unknown,
  dependencies: DeadLetterDependencies,
): Promise<BatchResponse> => {
  const again: string[] = [];
  for (const record of sqsEventSchema.parse(event).Records) {
    try {
      await giveUp(record, dependencies);
    } catch (error) {
      dependencies.log('UNEXPECTED_ERROR', { runId: null, employeeNumber: null, ...describeError(error) });
      again.push(record.messageId);
    }
  }
  return { batchItemFailures: again.map((itemIdentifier) => ({ itemIdentifier })) };
};

const giveUp = async (
  record: SqsRecord,
  { runs, ending, flows, clock, log, recordMetric }: DeadLetterDependencies,
): Promise<void> => {
  const body = unwrapScheduled(record.body);
  const envelope = readEnvelope(body);
  const flow = envelope === null ? undefined : flows[envelope.flow];
  if (envelope !== null && flow !== undefined) {
    recordMetric('EmployeeDeadLettered', 1, envelope.flow);
    log('EMPLOYEE_DEAD_LETTERED', { runId: envelope.runId, employeeNumber: envelope.number });
    return giveUpRecord(envelope, { runs, ending, flow, clock });
  }
  const start = parseBody(startEnvelopeSchema, body);
  if (start !== null) {
    // Counted here, because the alarms about runs hear nothing of a lost plan, or of a lost run for some people.
    recordMetric('EmployeeDeadLettered', 1);
    const abort = toRunAbort('RUN_LOST', 'The run could not be started: every try to start it failed.');
    return giveUpRun(runIdOf(start, record), start, abort, { runs, ending, clock });
  }
  const expectation = parseBody(expectationSchema, body);
  if (expectation !== null) {
    // The question could not be answered, so the run counts as missed.
    recordMetric('ScheduledRunMissed', 1, expectation.flow);
    return log('SCHEDULED_RUN_MISSED', { withinMinutes: expectation.withinMinutes });
  }
  recordMetric('EmployeeDeadLettered', 1);
  const mails = parseBody(mailRequestSchema, body);
  // What nobody was told is told with the next run's news.
  if (mails !== null) return log('MAIL_GIVEN_UP', { runId: mails.tellOf });
  return log('MESSAGE_UNREADABLE', { runId: null, employeeNumber: null, errorName: 'DeadLetter' });
};
