import { explainEnvironment, readEnvironment } from '../../shared/config/function-environment.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { openExplaining } from '../composition/explaining.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { log } from '../composition/observability.ts';
import { openState } from '../composition/state.ts';
import { vendorsOf } from '../composition/vendors.ts';
import { explainOnDashboard } from './handler.ts';

const environment = readEnvironment(explainEnvironment, process.env);

const dependencies = {
  open: openExplaining({
    ...openState(environment.TABLE_NAME),
    settings: environment.SETTINGS,
    clock: systemClock,
    vendors: vendorsOf(environment, { keysAreFreshForMillis: 0 }),
  }),
  clock: systemClock,
  log,
  answerWithinSeconds: environment.ANSWER_WITHIN_SECONDS,
  language: environment.LANGUAGE,
};

export const handler = lambdaHandler((event, context) => explainOnDashboard(event, context, dependencies));
