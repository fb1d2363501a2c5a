import { decideEnvironment, readEnvironment } from '../../shared/config/function-environment.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { openDeciding } from '../composition/deciding.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { log } from '../composition/observability.ts';
import { openState } from '../composition/state.ts';
import { vendorsOf } from '../composition/vendors.ts';
import { answerDecision } from './handler.ts';

const environment = readEnvironment(decideEnvironment, process.env);

const dependencies = {
  open: openDeciding({
    ...openState(environment.TABLE_NAME),
    settings: environment.SETTINGS,
    clock: systemClock,
    vendors: vendorsOf(environment),
  }),
  clock: systemClock,
  log,
  answerWithinSeconds: environment.ANSWER_WITHIN_SECONDS,
};

export const handler = lambdaHandler((event, context) => answerDecision(event, context, dependencies));
