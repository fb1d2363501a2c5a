import { reportRun } from '../../operate/run-report.ts';
import type { ReportedFlow, RunReport } from '../../operate/run-report.ts';
import type { Outcome } from '../../records/outcome.ts';
import type { Run } from '../../state/run.ts';
import { LEAVE_PROBLEMS } from '../../time-off/problems.ts';

/** What the documents of this flow's runs are made with. */
export const TIME_OFF_TO_FILE_REPORT: ReportedFlow = {
  kind: 'leave',
  vendors: ['simployer'],
  kinds: LEAVE_PROBLEMS,
};

/** Of a run that writes, the export that it made. */
export interface FileRunReport extends RunReport {
  /** Null where no row was to be written, and there is no file. */
  readonly exportId?: string | null;
}

export const reportFileRun = (run: Run, outcomes: readonly Outcome[]): FileRunReport => ({
  ...reportRun(run, outcomes, TIME_OFF_TO_FILE_REPORT),
  ...(run.mode === 'apply' && { exportId: exportOf(outcomes) }),
});

/** The export that the written leaves are in; after a kill it is that of the run before. */
const exportOf = (outcomes: readonly Outcome[]): string | null => {
  const written = outcomes.find(({ outcome }) => outcome === 'created' || outcome === 'updated');
  return typeof written?.targetId === 'string' ? written.targetId : null;
};
