import { EMPLOYEES_TO_XLEDGER } from '../../shared/flows/employees-to-xledger/facts.ts';
import type { Explaining } from '../composition/explaining.ts';
import type { OpenFlow } from '../composition/open-flow.ts';
import { openStateTable } from '../composition/state.ts';
import { assembleXledgerState } from '../composition/xledger/assemble-xledger-state.ts';
import { openXledgerExplaining } from '../composition/xledger/looking.ts';
import { xledgerVendorsOf } from '../composition/xledger/xledger-vendors.ts';
import type { ExplainSurroundings } from './explain-surroundings.ts';

/** The flow to X-ledger, as this function explains its people. */
export const employeesToXledger = ({ environment, clock }: ExplainSurroundings): OpenFlow<Explaining> => ({
  facts: EMPLOYEES_TO_XLEDGER,
  open: openXledgerExplaining({
    ...assembleXledgerState(openStateTable(environment.TABLE_NAME)),
    settings: environment.SETTINGS,
    clock,
    vendors: xledgerVendorsOf(environment, { keysAreFreshForMillis: 0 }),
  }),
});
