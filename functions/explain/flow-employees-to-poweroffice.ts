import { describeProblem } from '../../shared/flows/employees-to-poweroffice/describe-problem.ts';
import { EMPLOYEES_TO_POWEROFFICE } from '../../shared/flows/employees-to-poweroffice/facts.ts';
import { openExplaining } from '../composition/explaining.ts';
import { vendorsOf } from '../composition/vendors.ts';
import type { ExplainedFlow, ExplainSurroundings } from './explain-surroundings.ts';

/** The employee flow, as this function explains its people. */
export const employeesToPowerOffice = ({ environment, state, clock }: ExplainSurroundings): ExplainedFlow => ({
  facts: EMPLOYEES_TO_POWEROFFICE,
  describeProblem,
  open: openExplaining({
    ...state,
    settings: environment.SETTINGS,
    clock,
    vendors: vendorsOf(environment, { keysAreFreshForMillis: 0 }),
  }),
});
