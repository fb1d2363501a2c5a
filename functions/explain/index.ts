import { explainEnvironment, readEnvironment } from '../../shared/config/function-environment.ts';
import { EMPLOYEES_TO_POWEROFFICE } from '../../shared/flows/employees-to-poweroffice/facts.ts';
import { EMPLOYEES_TO_XLEDGER } from '../../shared/flows/employees-to-xledger/facts.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { log } from '../composition/observability.ts';
import { carriedFlows } from '../composition/open-flow.ts';
import { openState } from '../composition/state.ts';
import type { ExplainSurroundings } from './explain-surroundings.ts';
import { explainOnDashboard } from './handler.ts';
import type { ExplainDependencies } from './handler.ts';

const environment = readEnvironment(explainEnvironment, process.env);

const surroundings: ExplainSurroundings = {
  environment,
  state: openState(environment.TABLE_NAME),
  clock: systemClock,
};

const dependencies: ExplainDependencies = {
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
  language: environment.LANGUAGE,
};

export const handler = lambdaHandler((event, context) => explainOnDashboard(event, context, dependencies));
