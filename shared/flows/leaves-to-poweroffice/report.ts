import type { ReportedFlow } from '../../operate/run-report.ts';
import { LEAVE_PROBLEMS } from '../../time-off/problems.ts';

/** What the documents of this flow's runs are made with. */
export const LEAVES_TO_POWEROFFICE_REPORT: ReportedFlow = {
  kind: 'leave',
  vendors: ['simployer', 'poweroffice'],
  kinds: LEAVE_PROBLEMS,
};
