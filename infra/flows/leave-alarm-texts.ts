import { flowOption } from '../../shared/records/first-flow.ts';
import type { AlarmText } from '../constructs/add-alarm.ts';
import type { FlowAlarmName } from '../constructs/flow-deployment.ts';

const ABOUT = flowOption('leaves-to-poweroffice');

/** The words of the alarms of leaves to PowerOffice. They name no absence, for what somebody is absent for is health data. */
export const LEAVE_ALARM_TEXTS: Readonly<Record<FlowAlarmName, AlarmText>> = {
  'new-errors': {
    impact: 'These leaves are not in PowerOffice as Simployer has them, and are not reported so.',
    meaning: 'The last run of leaves found errors that nobody has been told of; the reason says how many.',
    todo: (stackName) => `npm run sync -- problems --severity error --stack ${stackName}${ABOUT}`,
  },
  'records-failing': {
    impact: 'These leaves are not in PowerOffice as Simployer has them, and are not reported so.',
    meaning: 'In the last run of leaves at least one could not be written; new-errors tells of each new one.',
  },
  'plan-waiting': {
    impact: 'No leave is written until somebody approves a plan.',
    meaning: 'The first scheduled run of leaves became a plan that waits for somebody to approve it.',
    todo: (stackName) =>
      `npm run sync -- status --stack ${stackName}${ABOUT} tells its id, npm run sync -- apply ID --stack ${stackName}${ABOUT} carries it out.`,
  },
  'run-aborted': {
    impact: 'No leave was written by that run; PowerOffice has those of the run before.',
    meaning: 'The last run of leaves gave up before it had looked at all of them.',
  },
  'keys-refused': {
    impact: 'No leave can be read or written until the keys are replaced.',
    meaning: 'Simployer or PowerOffice refused the keys of the last run of leaves.',
  },
  'run-too-long': {
    impact: 'Leaves may come into PowerOffice after the payroll that needs them.',
    meaning: 'The last run of leaves took longer than the settings allow (longestRunInMinutes).',
  },
  'dead-letters': {
    impact: 'At least one leave or one start of a run was given up.',
    meaning: 'A message ended in a dead-letter queue: a defect of ours, or an outage that outlasted every attempt.',
  },
  'message-too-old': {
    impact: 'Leaves wait to be written, and the run does not end.',
    meaning: 'The oldest message of a queue has waited for more than two hours.',
  },
  'schedule-dropped': {
    impact: 'A scheduled run of leaves did not start.',
    meaning: 'EventBridge Scheduler could not put a message into the start queue, and has given it up.',
  },
  'scheduled-run-missed': {
    impact: 'PowerOffice has the leaves of the run before.',
    meaning:
      'The last scheduled run of leaves has not ended in the time that the settings allow (longestRunInMinutes).',
  },
  'nothing-succeeded': {
    impact: 'PowerOffice has leaves that are older than the schedule allows.',
    meaning: 'No run of leaves has ended for longer than the schedule allows; nothing may be starting any.',
  },
};
