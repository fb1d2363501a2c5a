import { EMPLOYEES_TO_POWEROFFICE } from '../../shared/flows/employees-to-poweroffice/facts.ts';
import { openInspection } from '../composition/inspection.ts';
import type { Inspection } from '../composition/inspection.ts';
import type { OpenFlow } from '../composition/open-flow.ts';
import { vendorsOf } from '../composition/vendors.ts';
import type { LookSurroundings } from './look-surroundings.ts';

/** The employee flow, as this function looks at it. */
export const employeesToPowerOffice = ({ environment, state, ...around }: LookSurroundings): OpenFlow<Inspection> => ({
  facts: EMPLOYEES_TO_POWEROFFICE,
  open: openInspection({
    ...state,
    ...around,
    settings: environment.SETTINGS,
    schedules: environment.SCHEDULES,
    // Whoever checks new keys has just stored them.
    vendors: vendorsOf(environment, { keysAreFreshForMillis: 0 }),
  }),
});
