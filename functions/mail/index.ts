import { SNSClient } from '@aws-sdk/client-sns';
import { mailEnvironment, readEnvironment } from '../../shared/config/function-environment.ts';
import { readCompanyPair } from '../../shared/flows/employees-to-poweroffice/connection.ts';
import { describeConnection } from '../../shared/flows/employees-to-poweroffice/describe-connection.ts';
import { describeProblem } from '../../shared/flows/employees-to-poweroffice/describe-problem.ts';
import { EMPLOYEES_TO_POWEROFFICE } from '../../shared/flows/employees-to-poweroffice/facts.ts';
import { readXledgerCompanyPair } from '../../shared/flows/employees-to-xledger/connection.ts';
import { describeXledgerConnection } from '../../shared/flows/employees-to-xledger/describe-connection.ts';
import { describeProblem as describeXledgerProblem } from '../../shared/flows/employees-to-xledger/describe-problem.ts';
import { EMPLOYEES_TO_XLEDGER } from '../../shared/flows/employees-to-xledger/facts.ts';
import { VENDOR_NAMES } from '../../shared/records/vendor.ts';
import type { Connection } from '../../shared/state/connection.ts';
import { AWS_CLIENT } from '../composition/aws-client.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { log, recordMetric } from '../composition/observability.ts';
import { openState, openStateTable } from '../composition/state.ts';
import { assembleXledgerState } from '../composition/xledger/assemble-xledger-state.ts';
import { handleMails } from './handler.ts';
import type { MailDependencies } from './handler.ts';
import { sendThrough } from './sns-mails.ts';

const environment = readEnvironment(mailEnvironment, process.env);
const state = openState(environment.TABLE_NAME);
const xledger = assembleXledgerState(openStateTable(environment.TABLE_NAME));

const describePair = (connection: Connection | null): string | null => {
  const pair = readCompanyPair(connection);
  return pair === null ? null : describeConnection(pair, pair.powerOffice.environment);
};

const describeXledgerPair = (connection: Connection | null): string | null => {
  const pair = readXledgerCompanyPair(connection);
  return pair === null ? null : describeXledgerConnection(pair);
};

const dependencies: MailDependencies = {
  ...state,
  flows: {
    [EMPLOYEES_TO_POWEROFFICE.name]: {
      target: VENDOR_NAMES.poweroffice,
      problems: () => state.employees.problems(),
      describeProblem,
      describeConnection: describePair,
    },
    [EMPLOYEES_TO_XLEDGER.name]: {
      target: VENDOR_NAMES.xledger,
      problems: () => xledger.employees.problems(),
      describeProblem: describeXledgerProblem,
      describeConnection: describeXledgerPair,
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
