import { SNSClient } from '@aws-sdk/client-sns';
import { inspectEnvironment, readEnvironment } from '../../shared/config/function-environment.ts';
import { EMPLOYEES_TO_POWEROFFICE } from '../../shared/flows/employees-to-poweroffice/facts.ts';
import { EMPLOYEES_TO_XLEDGER } from '../../shared/flows/employees-to-xledger/facts.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { AWS_CLIENT } from '../composition/aws-client.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { log } from '../composition/observability.ts';
import { carriedFlows } from '../composition/open-flow.ts';
import { countSubscribersOf, readMailAddresses } from '../composition/read-subscribers.ts';
import { openState } from '../composition/state.ts';
import { answerInspection } from './handler.ts';
import type { InspectDependencies } from './handler.ts';
import type { LookSurroundings } from './look-surroundings.ts';

const environment = readEnvironment(inspectEnvironment, process.env);

const sns = new SNSClient(AWS_CLIENT);
const topics = { alarms: environment.ALARM_TOPIC_ARN, hr: environment.HR_TOPIC_ARN };

const surroundings: LookSurroundings = {
  environment,
  state: openState(environment.TABLE_NAME),
  clock: systemClock,
  mailAddresses: () => readMailAddresses(topics, countSubscribersOf(sns)),
};

const dependencies: InspectDependencies = {
  flows: carriedFlows(
    {
      [EMPLOYEES_TO_POWEROFFICE.name]: async () =>
        (await import('./flow-employees-to-poweroffice.ts')).employeesToPowerOffice(surroundings),
      [EMPLOYEES_TO_XLEDGER.name]: async () =>
        (await import('./flow-employees-to-xledger.ts')).employeesToXledger(surroundings),
    },
    environment.SCHEDULES,
  ),
  clock: systemClock,
  log,
  answerWithinSeconds: environment.ANSWER_WITHIN_SECONDS,
};

export const handler = lambdaHandler((event, context) => answerInspection(event, context, dependencies));
