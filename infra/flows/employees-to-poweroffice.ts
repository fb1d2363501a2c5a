import type { syncEmployeeEnvironment } from '../../shared/config/function-environment.ts';
import type { FlowDeployment } from '../constructs/flow-deployment.ts';
import type { Variables } from '../constructs/sync-function.ts';
import { employeeAlarmTexts } from './employee-alarm-texts.ts';

const NAME = 'employees-to-poweroffice';

/** Employees, from Simployer One to PowerOffice Go. */
export const EMPLOYEES_TO_POWEROFFICE: FlowDeployment = {
  name: NAME,
  bearsName: false,
  target: 'PowerOffice Go',
  usesLinksOf: null,
  isScheduled: () => true,
  vendorMetrics: { requests: 'PowerOfficeRequests', throttled: 'PowerOfficeThrottled' },
  records: 'employees',
  working: {
    workerId: 'SyncEmployee',
    worker: 'sync-records',
    workerDescription: 'Brings one employee after another in step',
    variablesOf: ({ source, powerOffice, MAIL_QUEUE_URL, queueUrl }): Variables<typeof syncEmployeeEnvironment> => ({
      ...source,
      ...powerOffice,
      MAIL_QUEUE_URL,
      EMPLOYEE_QUEUE_URL: queueUrl,
    }),
    partitions: null,
    queueVariable: 'EMPLOYEE_QUEUE_URL',
    queueOutputs: { queue: 'EmployeeQueueUrl', deadLetterQueue: 'EmployeeDeadLetterQueueUrl' },
  },
  alarmTexts: employeeAlarmTexts('PowerOffice', NAME),
};
