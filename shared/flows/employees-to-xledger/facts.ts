import type { FlowFacts } from '../../run/flow.ts';
import { XLEDGER_ABORTS } from './aborts.ts';

/** Employees, from Simployer One to X-ledger. */
export const EMPLOYEES_TO_XLEDGER: FlowFacts = {
  name: 'employees-to-xledger',
  kind: 'employee',
  target: 'xledger',
  unavailable: (vendor) => (vendor === 'xledger' ? 'XLEDGER_UNAVAILABLE' : 'SOURCE_INCOMPLETE'),
  aborts: XLEDGER_ABORTS,
};
