import { EMPLOYEES_TO_XLEDGER } from '../../shared/flows/employees-to-xledger/facts.ts';
import type { Deciding } from '../composition/deciding.ts';
import type { OpenFlow } from '../composition/open-flow.ts';
import { openStateTable } from '../composition/state.ts';
import { assembleXledgerState } from '../composition/xledger/assemble-xledger-state.ts';
import { openXledgerDeciding } from '../composition/xledger/deciding.ts';
import { xledgerVendorsOf } from '../composition/xledger/xledger-vendors.ts';
import type { DecideSurroundings } from './decide-surroundings.ts';

/** The flow to X-ledger, as this function decides about its people. */
export const employeesToXledger = ({ environment, state, clock }: DecideSurroundings): OpenFlow<Deciding> => ({
  facts: EMPLOYEES_TO_XLEDGER,
  open: openXledgerDeciding({
    ...assembleXledgerState(openStateTable(environment.TABLE_NAME)),
    history: state.history,
    settings: environment.SETTINGS,
    clock,
    vendors: xledgerVendorsOf(environment),
  }),
});
