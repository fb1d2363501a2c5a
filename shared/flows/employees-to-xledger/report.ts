import type { ReportedFlow } from '../../operate/run-report.ts';
import { PROBLEMS } from './problems.ts';

/** What the documents of this flow's runs are made with. */
export const EMPLOYEES_TO_XLEDGER_REPORT: ReportedFlow = {
  kind: 'employee',
  vendors: ['simployer', 'xledger'],
  kinds: PROBLEMS,
};
