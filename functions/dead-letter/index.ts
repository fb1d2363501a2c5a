import { SQSClient } from '@aws-sdk/client-sqs';
import { deadLetterEnvironment, readEnvironment } from '../../shared/config/function-environment.ts';
import { EMPLOYEES_TO_POWEROFFICE } from '../../shared/flows/employees-to-poweroffice/facts.ts';
import { failEmployees } from '../../shared/flows/employees-to-poweroffice/fail-employees.ts';
import { EMPLOYEES_TO_XLEDGER } from '../../shared/flows/employees-to-xledger/facts.ts';
import { failXledgerEmployees } from '../../shared/flows/employees-to-xledger/fail-employees.ts';
import { failExportedLeaves } from '../../shared/flows/time-off-to-file/fail-leaves.ts';
import { TIME_OFF_TO_FILE } from '../../shared/flows/time-off-to-file/facts.ts';
import { LEAVES_TO_POWEROFFICE } from '../../shared/flows/leaves-to-poweroffice/facts.ts';
import { failLeaves } from '../../shared/flows/leaves-to-poweroffice/fail-leaves.ts';
import { createLeaveStore } from '../../shared/flows/leaves-to-poweroffice/leave-store.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { AWS_CLIENT } from '../composition/aws-client.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { log, recordMetric } from '../composition/observability.ts';
import { requestMailsThrough } from '../composition/request-mails.ts';
import { openState, openStateTable } from '../composition/state.ts';
import { assembleXledgerState } from '../composition/xledger/assemble-xledger-state.ts';
import { handleDeadLetters } from './handler.ts';

const { TABLE_NAME, MAIL_QUEUE_URL } = readEnvironment(deadLetterEnvironment, process.env);
const state = openState(TABLE_NAME, requestMailsThrough(new SQSClient(AWS_CLIENT), MAIL_QUEUE_URL));
const table = openStateTable(TABLE_NAME);
const dependencies = {
  ...state,
  flows: {
    [EMPLOYEES_TO_POWEROFFICE.name]: failEmployees(state.employees, systemClock),
    [EMPLOYEES_TO_XLEDGER.name]: failXledgerEmployees(assembleXledgerState(table).employees, systemClock),
    [LEAVES_TO_POWEROFFICE.name]: failLeaves(createLeaveStore(table), systemClock),
    [TIME_OFF_TO_FILE.name]: failExportedLeaves,
  },
  clock: systemClock,
  log,
  recordMetric,
};

export const handler = lambdaHandler((event) => handleDeadLetters(event, dependencies));
