import { deadLetterEnvironment, readEnvironment } from '../../shared/config/function-environment.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { employeeTaskSchema } from '../../shared/sync/employee-task.ts';
import { giveUpEmployee } from '../../shared/sync/give-up.ts';
import { logRunEnd } from '../composition/log-run-end.ts';
import { log, recordMetric } from '../composition/observability.ts';
import { parseBody, sqsEventSchema } from '../composition/sqs-records.ts';
import { openState } from '../composition/state.ts';

/** Records each message that the employee queue gave up as that person's failure. */
export const handleDeadLetters = async (event: unknown): Promise<void> => {
  const environment = readEnvironment(deadLetterEnvironment, process.env);
  const state = openState(environment.TABLE_NAME);
  for (const { body } of sqsEventSchema.parse(event).Records) {
    recordMetric('EmployeeDeadLettered', 1);
    const task = parseBody(employeeTaskSchema, body);
    if (task === null) {
      log('MESSAGE_UNREADABLE', { errorName: 'EmployeeTask' });
      continue;
    }
    log('EMPLOYEE_DEAD_LETTERED', { runId: task.runId, employeeNumber: task.employeeNumber });
    const ended = await giveUpEmployee(task, { ...state, clock: systemClock });
    if (ended !== null) logRunEnd(ended);
  }
};
