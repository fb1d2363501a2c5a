import { styleText } from 'node:util';
import { OUTCOMES } from '../../shared/records/outcome.ts';
import { breakable, createTable, toMinute } from './create-table.ts';
import type { RunSummaries } from './documents.ts';

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

const ID_WIDTH = 24;
const NARROW_COLUMNS = ID_WIDTH + 18 + 7 + 23;

/** The last runs, one a line, times in UTC. @param width columns of the terminal */
export const renderRuns = (runs: RunSummaries, width: number): string => {
  if (runs.length === 0) return 'There have been no runs yet.';
  const rest = Math.max(80, Math.min(150, width)) - NARROW_COLUMNS - 1;
  const byWidth = Math.min(30, Math.floor(rest / 2));
  const table = createTable(
    ['run', 'started (UTC)', 'mode', 'status', 'outcomes', 'asked for by'],
    [ID_WIDTH, 18, 7, 23, rest - byWidth, byWidth],
  );
  for (const run of runs) {
    table.push([
      run.runId,
      toMinute(run.startedAt),
      run.mode,
      styleText(STATUS_COLOURS[run.status], run.status.replaceAll('_', ' ')),
      describeEnd(run),
      breakable(run.requestedBy ?? '', byWidth - 1),
    ]);
  }
  return table.toString();
};
