import { styleText } from 'node:util';
import { toMinute } from '../../shared/records/values/to-minute.ts';
import type { PlanSummaries } from './documents.ts';
import { layoutOf, renderRows } from './layout.ts';
import { countPlannedTotals } from './planned-counts.ts';

const STATE_COLOURS: Readonly<Record<string, 'green' | 'cyan' | 'gray'>> = {
  making: 'cyan',
  open: 'green',
};

const LIMITS = [25, 12];

/** The stored plans, times of Norway. @param width columns of the terminal; not finite without one */
export const renderPlans = (plans: PlanSummaries, width: number): string => {
  if (plans.length === 0) return 'There are no plans. "npm run sync -- plan" makes one.';
  const rows = plans.map(({ planId, state, createdAt, expiresAt, requestedBy, totals }) => {
    const counts = totals === null ? '' : countPlannedTotals(totals);
    const by = requestedBy === null ? '' : ` by ${requestedBy}`;
    const until = state === 'open' && expiresAt !== null ? `, holds until ${toMinute(expiresAt)}` : '';
    const made = `made ${toMinute(createdAt)}${by}${until}`;
    return {
      cells: [planId, styleText(STATE_COLOURS[state] ?? 'gray', state)],
      parts: [[made, ...(counts === '' ? [] : [counts])].join(': ')],
    };
  });
  return renderRows(rows, LIMITS, layoutOf(width));
};
