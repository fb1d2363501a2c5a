import { SNSClient } from '@aws-sdk/client-sns';
import { inspectEnvironment, readEnvironment } from '../../shared/config/function-environment.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { AWS_CLIENT } from '../composition/aws-client.ts';
import { openInspection } from '../composition/inspection.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { log } from '../composition/observability.ts';
import { countSubscribersOf, readMailAddresses } from '../composition/read-subscribers.ts';
import { openState } from '../composition/state.ts';
import { vendorsOf } from '../composition/vendors.ts';
import { answerInspection } from './handler.ts';

const environment = readEnvironment(inspectEnvironment, process.env);

const sns = new SNSClient(AWS_CLIENT);
const topics = { alarms: environment.ALARM_TOPIC_ARN, hr: environment.HR_TOPIC_ARN };

const dependencies = {
  open: openInspection({
    ...openState(environment.TABLE_NAME),
    settings: environment.SETTINGS,
    schedules: environment.SCHEDULES,
    clock: systemClock,
    // Whoever checks new keys has just stored them.
    mailAddresses: () => readMailAddresses(topics, countSubscribersOf(sns)),
    vendors: vendorsOf(environment, { keysAreFreshForMillis: 0 }),
  }),
  clock: systemClock,
  log,
  answerWithinSeconds: environment.ANSWER_WITHIN_SECONDS,
};

export const handler = lambdaHandler((event, context) => answerInspection(event, context, dependencies));
