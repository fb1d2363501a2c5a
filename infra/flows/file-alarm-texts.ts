import { flowOption } from '../../shared/records/first-flow.ts';
import type { AlarmText } from '../constructs/add-alarm.ts';
import type { FlowAlarmName } from '../constructs/flow-deployment.ts';

const ABOUT = flowOption('time-off-to-file');

/** Of a flow that starts by hand alone nothing is ever missed. */
const NO_SCHEDULE: AlarmText = {
  impact: 'No file of absence was made.',
  meaning: 'Runs of this flow start by hand alone; nothing rings for a schedule.',
};

/** The words of the alarms of the file of absence. They name no absence, for what somebody is absent for is health data. */
export const FILE_ALARM_TEXTS: Readonly<Record<FlowAlarmName, AlarmText>> = {
  'new-errors': {
    impact: 'These leaves are missing from the file for X-ledger.',
    meaning: 'The last export found errors that nobody has been told of; the reason says how many.',
    todo: (stackName) => `npm run sync -- problems --severity error --stack ${stackName}${ABOUT}`,
  },
  'records-failing': {
    impact: 'These leaves are missing from the file for X-ledger.',
    meaning: 'In the last export at least one leave was held back for an error; new-errors tells of each new one.',
  },
  'plan-waiting': {
    impact: 'No file is made until somebody carries a plan out.',
    meaning: 'A plan of the file waits for somebody.',
    todo: (stackName) =>
      `npm run sync -- status --stack ${stackName}${ABOUT} tells its id, npm run sync -- apply ID --stack ${stackName}${ABOUT} carries it out.`,
  },
  'run-aborted': {
    impact: 'No file was made by that run.',
    meaning: 'The last plan or export gave up before it had looked at every leave.',
  },
  'keys-refused': {
    impact: 'No file can be made until the token is replaced.',
    meaning: 'Simployer refused the token of the last run.',
  },
  'run-too-long': {
    impact: 'The file may come after the payroll that needs it.',
    meaning: 'The last run took longer than the settings allow (longestRunInMinutes).',
  },
  'dead-letters': {
    impact: 'At least one start of a run was given up.',
    meaning: 'A message ended in a dead-letter queue: a defect of ours, or an outage that outlasted every attempt.',
  },
  'message-too-old': {
    impact: 'A run waits to be started.',
    meaning: 'The oldest message of a queue has waited for more than two hours.',
  },
  'schedule-dropped': NO_SCHEDULE,
  'scheduled-run-missed': NO_SCHEDULE,
  'nothing-succeeded': NO_SCHEDULE,
};
