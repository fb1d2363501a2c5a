import { styleText } from 'node:util';
import { OUTCOMES } from '../../shared/records/outcome.ts';
import { toMinute } from '../../shared/records/values/to-minute.ts';
import type { RunSummaries } from './documents.ts';
import { layoutOf, renderRows } from './layout.ts';
import { countPlannedTotals } from './planned-counts.ts';

const STATUS_COLOURS = {
  starting: 'cyan',
  running: 'cyan',
  succeeded: 'green',
  completed_with_errors: 'yellow',
  aborted: 'red',
  awaiting_approval: 'yellow',
} as const;

/** Of a plan nothing is written, so neither has it succeeded nor has anything been completed. */
const PLAN_STATUS: Readonly<Partial<Record<RunSummaries[number]['status'], string>>> = {
  running: 'being planned',
  succeeded: 'planned',
  completed_with_errors: 'planned with errors',
};

const describeStatus = ({ mode, status }: RunSummaries[number]): string =>
  (mode === 'plan' ? PLAN_STATUS[status] : undefined) ?? status.replaceAll('_', ' ');

const countDone = ({ totals }: RunSummaries[number]): string =>
  OUTCOMES.filter((kind) => totals[kind] > 0)
    .map((kind) => `${totals[kind]} ${kind}`)
    .join(', ');

/** "3 created, 2 failed of 40", of a plan "3 new, 2 with errors of 40"; the code of what ended it otherwise. */
const describeEnd = (run: RunSummaries[number]): string => {
  const { mode, totals, abort } = run;
  const counts = mode === 'plan' ? countPlannedTotals(totals) : countDone(run);
  const told = counts === '' ? '' : `${counts} of ${totals.inScope}`;
  return [abort?.code ?? '', told].filter((part) => part !== '').join(': ');
};

/** Each column is as wide as its widest cell; no run's id and no moment is wider than this. */
const LIMITS = [25, 17, 6, 22];
/** Where there is less room, all but the id stands in one text. */
const WIDE = 110;

/** The last runs, times of Norway. @param width columns of the terminal; not finite without one */
export const renderRuns = (runs: RunSummaries, width: number): string => {
  if (runs.length === 0) return 'There have been no runs yet.';
  const layout = layoutOf(width);
  const isWide = layout.columns === null || layout.columns >= WIDE;
  const rows = runs.map((run) => {
    const { runId, mode, requestedBy } = run;
    const status = styleText(STATUS_COLOURS[run.status], describeStatus(run));
    const facts = [toMinute(run.startedAt), mode, status];
    const by = requestedBy === null ? '' : `asked for by ${requestedBy}`;
    const told = [describeEnd(run), by].filter((part) => part !== '').join('; ');
    return isWide
      ? { cells: [runId, ...facts], parts: [told] }
      : { cells: [runId], parts: [`${facts.join(' ')} ${told}`] };
  });
  return renderRows(rows, isWide ? LIMITS : LIMITS.slice(0, 1), layout);
};
