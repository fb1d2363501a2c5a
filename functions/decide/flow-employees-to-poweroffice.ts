import { EMPLOYEES_TO_POWEROFFICE } from '../../shared/flows/employees-to-poweroffice/facts.ts';
import { openDeciding } from '../composition/deciding.ts';
import type { Deciding } from '../composition/deciding.ts';
import type { OpenFlow } from '../composition/open-flow.ts';
import { vendorsOf } from '../composition/vendors.ts';
import type { DecideSurroundings } from './decide-surroundings.ts';

/** The employee flow, as this function decides about its people. */
export const employeesToPowerOffice = ({ environment, state, clock }: DecideSurroundings): OpenFlow<Deciding> => ({
  facts: EMPLOYEES_TO_POWEROFFICE,
  open: openDeciding({ ...state, settings: environment.SETTINGS, clock, vendors: vendorsOf(environment) }),
});
