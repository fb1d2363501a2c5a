import { SNSClient } from '@aws-sdk/client-sns';
import { mailEnvironment, readEnvironment } from '../../shared/config/function-environment.ts';
import { createLeaveStore } from '../../shared/flows/leaves-to-poweroffice/leave-store.ts';
import { AWS_CLIENT } from '../composition/aws-client.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { log, recordMetric } from '../composition/observability.ts';
import { openState, openStateTable } from '../composition/state.ts';
import { OF_LEAVES } from '../composition/leaves/told-leaves.ts';
import { TO_POWEROFFICE, TO_XLEDGER } from '../composition/told-flow.ts';
import { assembleXledgerState } from '../composition/xledger/assemble-xledger-state.ts';
import { handleMails } from './handler.ts';
import type { MailDependencies } from './handler.ts';
import { sendThrough } from './sns-mails.ts';

const environment = readEnvironment(mailEnvironment, process.env);
const state = openState(environment.TABLE_NAME);
const table = openStateTable(environment.TABLE_NAME);
const xledger = assembleXledgerState(table);
const leaves = createLeaveStore(table);

const dependencies: MailDependencies = {
  ...state,
  flows: {
    [TO_POWEROFFICE.name]: { ...TO_POWEROFFICE, problems: () => state.employees.problems() },
    [TO_XLEDGER.name]: { ...TO_XLEDGER, problems: () => xledger.employees.problems() },
    [OF_LEAVES.name]: { ...OF_LEAVES, problems: () => leaves.problems() },
  },
  send: sendThrough(new SNSClient({ ...AWS_CLIENT, maxAttempts: 1 })),
  language: environment.LANGUAGE,
  stackName: environment.STACK_NAME,
  runbookOf: (section) => `${environment.RUNBOOK}#${section}`,
  alarmTopicArn: environment.ALARM_TOPIC_ARN,
  hrTopicArn: environment.HR_TOPIC_ARN,
  log,
  recordMetric,
};

export const handler = lambdaHandler((event) => handleMails(event, dependencies));
