import { readEnvironment, widgetEnvironment } from '../../shared/config/function-environment.ts';
import { EMPLOYEES_TO_XLEDGER } from '../../shared/flows/employees-to-xledger/facts.ts';
import { LEAVES_TO_POWEROFFICE } from '../../shared/flows/leaves-to-poweroffice/facts.ts';
import { createLeaveStore } from '../../shared/flows/leaves-to-poweroffice/leave-store.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import { lambdaHandler } from '../composition/lambda-handler.ts';
import { openState, openStateTable } from '../composition/state.ts';
import { assembleXledgerState } from '../composition/xledger/assemble-xledger-state.ts';
import { showWidget } from './handler.ts';

const environment = readEnvironment(widgetEnvironment, process.env);
const state = openState(environment.TABLE_NAME);
const table = openStateTable(environment.TABLE_NAME);
const xledger = assembleXledgerState(table);
const leaves = createLeaveStore(table);
const dependencies = {
  ...state,
  problems: {
    [FIRST_FLOW]: () => state.employees.problems(),
    [EMPLOYEES_TO_XLEDGER.name]: () => xledger.employees.problems(),
    [LEAVES_TO_POWEROFFICE.name]: () => leaves.problems(),
  },
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
