import { flowOption } from '../../shared/records/first-flow.ts';
import type { AlarmText } from '../constructs/add-alarm.ts';
import type { FlowAlarmName } from '../constructs/flow-deployment.ts';

/**
 * The words of the alarms of a flow of employees, which cost payroll the same whatever the target is.
 * @param target as people call it: `PowerOffice`
 * @param flow its name
 */
export const employeeAlarmTexts = (target: string, flow: string): Readonly<Record<FlowAlarmName, AlarmText>> => {
  const about = flowOption(flow);
  return {
    'new-errors': {
      impact: 'Changes of these employees do not reach payroll.',
      meaning:
        'The last run found errors that nobody has been told of; the reason says how many. It rings for each such run anew.',
      todo: (stackName) => `npm run sync -- problems --severity error --stack ${stackName}${about}`,
    },
    'records-failing': {
      impact: 'Changes of these employees do not reach payroll.',
      meaning:
        'In the last run something asked for was not written for at least one employee; new-errors tells of each new one.',
    },
    'plan-waiting': {
      impact: 'Nothing is written until somebody approves a plan.',
      meaning: 'The first run of a connection became a plan that waits for somebody to approve it.',
      todo: (stackName) =>
        `npm run sync -- status --stack ${stackName}${about} tells its id, npm run sync -- apply ID --stack ${stackName}${about} carries it out.`,
    },
    'run-aborted': {
      impact: 'Nobody was synced by that run; payroll works with the data of the run before.',
      meaning: 'The last run gave up before it had looked at everybody.',
    },
    'keys-refused': {
      impact: 'No run can do anything until the keys are replaced.',
      meaning: `Simployer or ${target} refused the keys of the last run.`,
    },
    'run-too-long': {
      impact: 'Payroll may begin before the data is there.',
      meaning: 'The last run took longer than the settings allow (longestRunInMinutes).',
    },
    'dead-letters': {
      impact: 'At least one employee or one start of a run was given up.',
      meaning: 'A message ended in a dead-letter queue: a defect of ours, or an outage that outlasted every attempt.',
    },
    'message-too-old': {
      impact: 'Employees wait to be synced, and the run does not end.',
      meaning: 'The oldest message of a queue has waited for more than two hours.',
    },
    'schedule-dropped': {
      impact: 'A scheduled run did not start.',
      meaning: 'EventBridge Scheduler could not put a message into the start queue, and has given it up.',
    },
    'scheduled-run-missed': {
      impact: 'Payroll works with the data of the run before.',
      meaning: 'The last scheduled run has not ended in the time that the settings allow (longestRunInMinutes).',
    },
    'nothing-succeeded': {
      impact: 'Payroll works with data that is older than the schedule allows.',
      meaning: 'No run has ended for longer than the schedule allows; nothing may be starting any.',
    },
  };
};
