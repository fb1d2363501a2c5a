import { systemClock } from '../../shared/http/clock.ts';
import { openStateTable } from '../composition/state.ts';
import { assembleXledgerState } from '../composition/xledger/assemble-xledger-state.ts';
import { openXledgerToStart } from '../composition/xledger/flow.ts';
import { xledgerVendorsOf } from '../composition/xledger/xledger-vendors.ts';
import type { StartableFlow, StartSurroundings } from './startable-flow.ts';

/** The flow to X-ledger, as this function starts its runs. */
export const employeesToXledger = ({ environment, sendMessages }: StartSurroundings): StartableFlow => ({
  open: openXledgerToStart({
    ...assembleXledgerState(openStateTable(environment.TABLE_NAME)),
    settings: environment.SETTINGS,
    clock: systemClock,
    // A start checks where the keys lead to: those that are stored now, for workers may read them after it.
    vendors: xledgerVendorsOf(environment, { keysAreFreshForMillis: 0 }),
  }),
  sendMessages,
});
