import { systemClock } from '../../shared/http/clock.ts';
import { openEmployeesToStart } from '../composition/flows.ts';
import { vendorsOf } from '../composition/vendors.ts';
import type { StartableFlow, StartSurroundings } from './startable-flow.ts';

/** The employee flow, as this function starts its runs. */
export const employeesToPowerOffice = ({ environment, state, sendMessages }: StartSurroundings): StartableFlow => ({
  open: openEmployeesToStart({
    ...state,
    settings: environment.SETTINGS,
    clock: systemClock,
    // A start checks where the keys lead to: those that are stored now, for workers may read them after it.
    vendors: vendorsOf(environment, { keysAreFreshForMillis: 0 }),
  }),
  sendMessages,
});
