import type { leaveWorkerEnvironment } from '../../shared/config/function-environment.ts';
import type { FlowDeployment } from '../constructs/flow-deployment.ts';
import type { Variables } from '../constructs/sync-function.ts';
import { LEAVE_ALARM_TEXTS } from './leave-alarm-texts.ts';

/** Leaves of absence, from Simployer One to PowerOffice Go: sent by plans that somebody has approved. */
export const LEAVES_TO_POWEROFFICE: FlowDeployment = {
  name: 'leaves-to-poweroffice',
  bearsName: true,
  target: 'PowerOffice Go',
  usesLinksOf: 'employees-to-poweroffice',
  isScheduled: ({ timeOff }) => timeOff.schedule === 'withEmployees',
  vendorMetrics: { requests: 'PowerOfficeRequests', throttled: 'PowerOfficeThrottled' },
  records: 'leaves',
  working: {
    workerId: 'SyncLeaves',
    worker: 'sync-leaves',
    workerDescription: 'Brings one leave after another in step',
    variablesOf: ({ source, powerOffice, MAIL_QUEUE_URL, queueUrl }): Variables<typeof leaveWorkerEnvironment> => ({
      ...source,
      ...powerOffice,
      MAIL_QUEUE_URL,
      LEAVES_QUEUE_URL: queueUrl,
    }),
    // Nothing of the employees': who is linked with which employment, the message says.
    partitions: ['leaves', 'leave-intents#*', 'history#leaves-to-poweroffice#*'],
    queueVariable: 'LEAVES_QUEUE_URL',
    queueOutputs: { queue: 'LeavesQueueUrl', deadLetterQueue: 'LeavesDeadLetterQueueUrl' },
  },
  alarmTexts: LEAVE_ALARM_TEXTS,
};
