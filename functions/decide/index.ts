import { decideEnvironment, readEnvironment } from '../../shared/config/function-environment.ts';
import { EMPLOYEES_TO_POWEROFFICE } from '../../shared/flows/employees-to-poweroffice/facts.ts';
import { EMPLOYEES_TO_XLEDGER } from '../../shared/flows/employees-to-xledger/facts.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { log } from '../composition/observability.ts';
import { carriedFlows } from '../composition/open-flow.ts';
import { openState } from '../composition/state.ts';
import type { DecideSurroundings } from './decide-surroundings.ts';
import { answerDecision } from './handler.ts';
import type { DecideDependencies } from './handler.ts';

const environment = readEnvironment(decideEnvironment, process.env);

const surroundings: DecideSurroundings = {
  environment,
  state: openState(environment.TABLE_NAME),
  clock: systemClock,
};

const dependencies: DecideDependencies = {
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

export const handler = lambdaHandler((event, context) => answerDecision(event, context, dependencies));
