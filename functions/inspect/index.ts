import { inspectEnvironment, readEnvironment } from '../../shared/config/function-environment.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { openInspection } from '../composition/inspection.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { log } from '../composition/observability.ts';
import { openState } from '../composition/state.ts';
import { vendorsOf } from '../composition/vendors.ts';
import { answerInspection } from './handler.ts';

const environment = readEnvironment(inspectEnvironment, process.env);

const dependencies = {
  open: openInspection({
    ...openState(environment.TABLE_NAME),
    settings: environment.SETTINGS,
    schedule: environment.SCHEDULE,
    clock: systemClock,
    // Whoever checks new keys has just stored them.
    vendors: vendorsOf(environment, { keysAreFreshForMillis: 0 }),
  }),
  clock: systemClock,
  log,
  answerWithinSeconds: environment.ANSWER_WITHIN_SECONDS,
};

export const handler = lambdaHandler((event, context) => answerInspection(event, context, dependencies));
