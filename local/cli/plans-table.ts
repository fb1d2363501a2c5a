import { styleText } from 'node:util';
import { OUTCOMES } from '../../shared/records/outcome.ts';
import { breakable, createTable, toMinute } from './create-table.ts';
import type { PlanSummaries } from './documents.ts';

const STATE_COLOURS: Readonly<Record<string, 'green' | 'cyan' | 'gray'>> = {
  making: 'cyan',
  open: 'green',
};

const ID_WIDTH = 24;
const NARROW_COLUMNS = ID_WIDTH + 12 + 18 + 18;

/** The stored plans, one a line, times in UTC. @param width columns of the terminal */
export const renderPlans = (plans: PlanSummaries, width: number): string => {
  if (plans.length === 0) return 'There are no plans. "npm run sync -- plan" makes one.';
  const rest = Math.max(80, Math.min(150, width)) - NARROW_COLUMNS - 1;
  const table = createTable(
    ['plan', 'state', 'made (UTC)', 'holds until', 'what it would do'],
    [ID_WIDTH, 12, 18, 18, rest],
  );
  for (const { planId, state, createdAt, expiresAt, totals } of plans) {
    const counts = OUTCOMES.filter((kind) => (totals?.[kind] ?? 0) > 0).map((kind) => `${totals?.[kind]} ${kind}`);
    table.push([
      planId,
      styleText(STATE_COLOURS[state] ?? 'gray', state),
      toMinute(createdAt),
      toMinute(expiresAt),
      breakable(counts.join(', '), rest - 1),
    ]);
  }
  return table.toString();
};
