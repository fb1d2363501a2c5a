import { EMPLOYEES_TO_POWEROFFICE } from '../../shared/flows/employees-to-poweroffice/facts.ts';
import { openExplaining } from '../composition/explaining.ts';
import type { Explaining } from '../composition/explaining.ts';
import type { OpenFlow } from '../composition/open-flow.ts';
import { vendorsOf } from '../composition/vendors.ts';
import type { ExplainSurroundings } from './explain-surroundings.ts';

/** The employee flow, as this function explains its people. */
export const employeesToPowerOffice = ({ environment, state, clock }: ExplainSurroundings): OpenFlow<Explaining> => ({
  facts: EMPLOYEES_TO_POWEROFFICE,
  open: openExplaining({
    ...state,
    settings: environment.SETTINGS,
    clock,
    vendors: vendorsOf(environment, { keysAreFreshForMillis: 0 }),
  }),
});
