import type { ShownRun } from './shown-run.ts';

/** How the command line ends (docs/commands.md). Whatever else goes wrong ends with `notStarted`, never with `someFailed`. */
export const EXIT_CODES = { finished: 0, someFailed: 1, notStarted: 2, wouldWrite: 3 } as const;

/** Whether the run wrote something, or the plan would. */
export const hasChanges = ({ employees }: ShownRun): boolean => employees.some(({ changes }) => changes.length > 0);

/** The exit code of a run or a plan. */
export const exitCodeOf = (report: ShownRun): number => {
  if (report.status === 'aborted') return EXIT_CODES.notStarted;
  if (report.totals.failed > 0) return EXIT_CODES.someFailed;
  // Somebody has to say yes before anything else happens.
  if (report.status === 'awaiting_approval') return EXIT_CODES.wouldWrite;
  return report.mode === 'plan' && hasChanges(report) ? EXIT_CODES.wouldWrite : EXIT_CODES.finished;
};
