import { describeProblem } from '../../shared/flows/employees-to-xledger/describe-problem.ts';
import { EMPLOYEES_TO_XLEDGER } from '../../shared/flows/employees-to-xledger/facts.ts';
import { openStateTable } from '../composition/state.ts';
import { assembleXledgerState } from '../composition/xledger/assemble-xledger-state.ts';
import { openXledgerExplaining } from '../composition/xledger/looking.ts';
import { xledgerVendorsOf } from '../composition/xledger/xledger-vendors.ts';
import type { ExplainedFlow, ExplainSurroundings } from './explain-surroundings.ts';

/** The flow to X-ledger, as this function explains its people. */
export const employeesToXledger = ({ environment, clock }: ExplainSurroundings): ExplainedFlow => ({
  facts: EMPLOYEES_TO_XLEDGER,
  describeProblem,
  open: openXledgerExplaining({
    ...assembleXledgerState(openStateTable(environment.TABLE_NAME)),
    settings: environment.SETTINGS,
    clock,
    vendors: xledgerVendorsOf(environment, { keysAreFreshForMillis: 0 }),
  }),
});
