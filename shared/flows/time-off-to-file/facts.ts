import type { FlowFacts } from '../../run/flow.ts';
import { FILE_ABORTS } from './aborts.ts';

/** Time off, from Simployer One to a file that payroll imports in X-ledger: only ever by a plan. X-ledger is never asked. */
export const TIME_OFF_TO_FILE: FlowFacts = {
  name: 'time-off-to-file',
  kind: 'leave',
  target: 'xledger',
  unavailable: () => 'SOURCE_INCOMPLETE',
  aborts: FILE_ABORTS,
};
