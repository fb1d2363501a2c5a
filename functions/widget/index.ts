import { readEnvironment, widgetEnvironment } from '../../shared/config/function-environment.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { openState } from '../composition/state.ts';
import { showWidget } from './handler.ts';

const environment = readEnvironment(widgetEnvironment, process.env);
const dependencies = {
  ...openState(environment.TABLE_NAME),
  clock: systemClock,
  schedules: environment.SCHEDULES,
  language: environment.LANGUAGE,
  endpoints: {
    explain: environment.EXPLAIN_FUNCTION_ARN,
    operator: environment.OPERATOR_ACTIONS_ARN,
    approver: environment.APPROVER_ACTIONS_ARN,
  },
};

export const handler = lambdaHandler((event, context) => showWidget(event, context, dependencies));
