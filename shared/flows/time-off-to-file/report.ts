import type { ReportedFlow } from '../../operate/run-report.ts';
import { LEAVE_PROBLEMS } from '../../time-off/problems.ts';

/** What the documents of this flow's runs are made with. */
export const TIME_OFF_TO_FILE_REPORT: ReportedFlow = {
  kind: 'leave',
  vendors: ['simployer'],
  kinds: LEAVE_PROBLEMS,
};
