import { EMPLOYEES_TO_XLEDGER } from '../../shared/flows/employees-to-xledger/facts.ts';
import type { Inspection } from '../composition/inspection.ts';
import type { OpenFlow } from '../composition/open-flow.ts';
import { openStateTable } from '../composition/state.ts';
import { assembleXledgerState } from '../composition/xledger/assemble-xledger-state.ts';
import { openXledgerInspection } from '../composition/xledger/inspection.ts';
import { xledgerVendorsOf } from '../composition/xledger/xledger-vendors.ts';
import type { LookSurroundings } from './look-surroundings.ts';

/** The flow to X-ledger, as this function looks at it. */
export const employeesToXledger = ({ environment, state, ...around }: LookSurroundings): OpenFlow<Inspection> => ({
  facts: EMPLOYEES_TO_XLEDGER,
  open: openXledgerInspection({
    ...state,
    ...assembleXledgerState(openStateTable(environment.TABLE_NAME)),
    ...around,
    settings: environment.SETTINGS,
    schedules: environment.SCHEDULES,
    // Whoever checks new tokens has just stored them.
    vendors: xledgerVendorsOf(environment, { keysAreFreshForMillis: 0 }),
  }),
});
