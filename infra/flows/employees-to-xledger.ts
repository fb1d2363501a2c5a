import type { xledgerWorkerEnvironment } from '../../shared/config/function-environment.ts';
import type { FlowDeployment } from '../constructs/flow-deployment.ts';
import type { Variables } from '../constructs/sync-function.ts';
import { employeeAlarmTexts } from './employee-alarm-texts.ts';

const NAME = 'employees-to-xledger';

/** Employees, from Simployer One to X-ledger. */
export const EMPLOYEES_TO_XLEDGER: FlowDeployment = {
  name: NAME,
  bearsName: true,
  target: 'X-ledger',
  usesLinksOf: null,
  isScheduled: () => true,
  vendorMetrics: { requests: 'XledgerRequests', throttled: 'XledgerThrottled' },
  records: 'employees',
  working: {
    workerId: 'SyncToXledger',
    worker: 'sync-to-xledger',
    workerDescription: 'Brings one employee after another in step in X-ledger',
    variablesOf: ({ source, xledger, MAIL_QUEUE_URL, queueUrl }): Variables<typeof xledgerWorkerEnvironment> => ({
      ...source,
      ...xledger,
      MAIL_QUEUE_URL,
      XLEDGER_QUEUE_URL: queueUrl,
    }),
    partitions: null,
    queueVariable: 'XLEDGER_QUEUE_URL',
    queueOutputs: { queue: 'XledgerQueueUrl', deadLetterQueue: 'XledgerDeadLetterQueueUrl' },
  },
  alarmTexts: employeeAlarmTexts('X-ledger', NAME),
};
