import { createLeaveStore } from '../../shared/flows/leaves-to-poweroffice/leave-store.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { openLeavesToStart } from '../composition/leaves/flow.ts';
import { leaveVendorsOf } from '../composition/leaves/leave-vendors.ts';
import { openStateTable } from '../composition/state.ts';
import type { StartableFlow, StartSurroundings } from './startable-flow.ts';

/** The flow of leaves to PowerOffice, as this function starts its runs. */
export const leavesToPowerOffice = ({ environment, state, sendMessages }: StartSurroundings): StartableFlow => ({
  open: openLeavesToStart({
    ...state,
    leaves: createLeaveStore(openStateTable(environment.TABLE_NAME)),
    settings: environment.SETTINGS,
    clock: systemClock,
    // A start checks where the keys lead to: those that are stored now, for workers may read them after it.
    vendors: leaveVendorsOf(environment, { keysAreFreshForMillis: 0 }),
  }),
  sendMessages,
});
