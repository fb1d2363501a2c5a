import { SNSClient } from '@aws-sdk/client-sns';
import { mailEnvironment, readEnvironment } from '../../shared/config/function-environment.ts';
import { readCompanyPair } from '../../shared/flows/employees-to-poweroffice/connection.ts';
import { describeConnection } from '../../shared/flows/employees-to-poweroffice/describe-connection.ts';
import { describeProblem } from '../../shared/flows/employees-to-poweroffice/describe-problem.ts';
import { EMPLOYEES_TO_POWEROFFICE } from '../../shared/flows/employees-to-poweroffice/facts.ts';
import type { Connection } from '../../shared/state/connection.ts';
import { AWS_CLIENT } from '../composition/aws-client.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { log, recordMetric } from '../composition/observability.ts';
import { openState } from '../composition/state.ts';
import { handleMails } from './handler.ts';
import type { MailDependencies } from './handler.ts';
import { sendThrough } from './sns-mails.ts';

const environment = readEnvironment(mailEnvironment, process.env);
const state = openState(environment.TABLE_NAME);

const describePair = (connection: Connection | null): string | null => {
  const pair = readCompanyPair(connection);
  return pair === null ? null : describeConnection(pair, pair.powerOffice.environment);
};

const dependencies: MailDependencies = {
  ...state,
  flows: {
    [EMPLOYEES_TO_POWEROFFICE.name]: {
      problems: () => state.employees.problems(),
      describeProblem,
      describeConnection: describePair,
    },
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
