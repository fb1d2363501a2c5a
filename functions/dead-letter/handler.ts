import { deadLetterEnvironment, readEnvironment } from '../../shared/config/function-environment.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { toRunAbort } from '../../shared/sync/abort.ts';
import { employeeTaskSchema } from '../../shared/sync/employee-task.ts';
import { giveUpEmployee, giveUpRun } from '../../shared/sync/give-up.ts';
import { startMessageSchema } from '../../shared/sync/start-message.ts';
import { log, recordMetric } from '../composition/observability.ts';
import { parseBody, runIdOf, sqsEventSchema } from '../composition/sqs-records.ts';
import type { SqsRecord } from '../composition/sqs-records.ts';
import { openState } from '../composition/state.ts';

/** Records what the queues gave up: a person's message as that person's failure, a start as an aborted run. */
export const handleDeadLetters = async (event: unknown): Promise<void> => {
  for (const record of sqsEventSchema.parse(event).Records) await giveUp(record);
};

const giveUp = async (record: SqsRecord): Promise<void> => {
  const environment = readEnvironment(deadLetterEnvironment, process.env);
  const dependencies = { ...openState(environment.TABLE_NAME), clock: systemClock };
  const task = parseBody(employeeTaskSchema, record.body);
  if (task !== null) {
    recordMetric('EmployeeDeadLettered', 1);
    log('EMPLOYEE_DEAD_LETTERED', { runId: task.runId, employeeNumber: task.employeeNumber });
    return giveUpEmployee(task, dependencies);
  }
  const start = parseBody(startMessageSchema, record.body);
  if (start !== null) {
    const abort = toRunAbort('RUN_LOST', 'The run could not be started: its function failed every time it was tried.');
    return giveUpRun(runIdOf(start, record), start, abort, dependencies);
  }
  recordMetric('EmployeeDeadLettered', 1);
  log('MESSAGE_UNREADABLE', { errorName: 'DeadLetter' });
};
