import { deadLetterEnvironment, readEnvironment } from '../../shared/config/function-environment.ts';
import { systemClock } from '../../shared/http/clock.ts';
import type { Run } from '../../shared/state/run.ts';
import { RUN_ABORTS } from '../../shared/sync/abort.ts';
import { employeeTaskSchema } from '../../shared/sync/employee-task.ts';
import { giveUpEmployee, giveUpRun } from '../../shared/sync/give-up.ts';
import { startMessageSchema } from '../../shared/sync/start-message.ts';
import { logRunEnd } from '../composition/log-run-end.ts';
import { log, recordMetric } from '../composition/observability.ts';
import { parseBody, runIdOf, sqsEventSchema } from '../composition/sqs-records.ts';
import type { SqsRecord } from '../composition/sqs-records.ts';
import { openState } from '../composition/state.ts';

/** Records what the queues gave up: a person's message as that person's failure, a start as an aborted run. */
export const handleDeadLetters = async (event: unknown): Promise<void> => {
  for (const record of sqsEventSchema.parse(event).Records) {
    const ended = await giveUp(record);
    if (ended !== null) logRunEnd(ended);
  }
};

/** @returns the run when this ended it */
const giveUp = async (record: SqsRecord): Promise<Run | null> => {
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
    const runId = runIdOf(start, record);
    // A start that never reached its function has left no run behind to abort.
    if ((await dependencies.runs.getRun(runId)) === null) {
      log('RUN_ABORTED', { runId, trigger: start.trigger, code: 'RUN_LOST', hint: RUN_ABORTS.RUN_LOST });
      recordMetric('RunAborted', 1);
    }
    return giveUpRun(runId, dependencies);
  }
  recordMetric('EmployeeDeadLettered', 1);
  log('MESSAGE_UNREADABLE', { errorName: 'DeadLetter' });
  return null;
};
