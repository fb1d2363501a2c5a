import { styleText } from 'node:util';
import { OUTCOMES } from '../../shared/records/outcome.ts';
import { toMinute } from '../../shared/records/values/to-minute.ts';
import type { RunSummaries } from './documents.ts';
import { layoutOf, renderRows } from './layout.ts';

const STATUS_COLOURS = {
  starting: 'cyan',
  running: 'cyan',
  succeeded: 'green',
  completed_with_errors: 'yellow',
  aborted: 'red',
  awaiting_approval: 'yellow',
} as const;

/** "3 created, 2 failed of 40"; the code of what ended it otherwise. */
const describeEnd = ({ totals, abort }: RunSummaries[number]): string => {
  const counts = OUTCOMES.filter((kind) => totals[kind] > 0).map((kind) => `${totals[kind]} ${kind}`);
  const told = counts.length === 0 ? '' : `${counts.join(', ')} of ${totals.inScope}`;
  return [abort?.code ?? '', told].filter((part) => part !== '').join(': ');
};

/** Each column is as wide as its widest cell; no run's id and no moment is wider than this. */
const LIMITS = [25, 17, 6, 22];
/** Where there is less room, all but the id stands in one text. */
const WIDE = 110;

/** The last runs, times in UTC. @param width columns of the terminal; not finite without one */
export const renderRuns = (runs: RunSummaries, width: number): string => {
  if (runs.length === 0) return 'There have been no runs yet.';
  const layout = layoutOf(width);
  const isWide = layout.columns === null || layout.columns >= WIDE;
  const rows = runs.map((run) => {
    const { runId, mode, requestedBy } = run;
    const status = styleText(STATUS_COLOURS[run.status], run.status.replaceAll('_', ' '));
    const facts = [toMinute(run.startedAt), mode, status];
    const by = requestedBy === null ? '' : `asked for by ${requestedBy}`;
    const told = [describeEnd(run), by].filter((part) => part !== '').join('; ');
    return isWide
      ? { cells: [runId, ...facts], parts: [told] }
      : { cells: [runId], parts: [`${facts.join(' ')} ${told}`] };
  });
  return renderRows(rows, isWide ? LIMITS : LIMITS.slice(0, 1), layout);
};
