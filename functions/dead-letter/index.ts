import { deadLetterEnvironment, readEnvironment } from '../../shared/config/function-environment.ts';
import { EMPLOYEES_TO_POWEROFFICE } from '../../shared/flows/employees-to-poweroffice/facts.ts';
import { failEmployees } from '../../shared/flows/employees-to-poweroffice/fail-employees.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { log, recordMetric } from '../composition/observability.ts';
import { openState } from '../composition/state.ts';
import { handleDeadLetters } from './handler.ts';

const { TABLE_NAME } = readEnvironment(deadLetterEnvironment, process.env);
const state = openState(TABLE_NAME);
const dependencies = {
  ...state,
  flows: { [EMPLOYEES_TO_POWEROFFICE.name]: failEmployees(state.employees, systemClock) },
  clock: systemClock,
  log,
  recordMetric,
};

export const handler = lambdaHandler((event) => handleDeadLetters(event, dependencies));
