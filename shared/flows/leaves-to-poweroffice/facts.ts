import type { FlowFacts } from '../../run/flow.ts';
import { LEAVE_ABORTS } from './aborts.ts';

/** Leaves of absence, from Simployer One to PowerOffice Go: by plans, and by a schedule once a plan was carried out. */
export const LEAVES_TO_POWEROFFICE: FlowFacts = {
  name: 'leaves-to-poweroffice',
  kind: 'leave',
  target: 'poweroffice',
  unavailable: (vendor) => (vendor === 'poweroffice' ? 'POWEROFFICE_UNAVAILABLE' : 'SOURCE_INCOMPLETE'),
  aborts: LEAVE_ABORTS,
};
