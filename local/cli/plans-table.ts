import { styleText } from 'node:util';
import { OUTCOMES } from '../../shared/records/outcome.ts';
import { toMinute } from '../../shared/records/values/to-minute.ts';
import type { PlanSummaries } from './documents.ts';
import { layoutOf, renderRows } from './layout.ts';

const STATE_COLOURS: Readonly<Record<string, 'green' | 'cyan' | 'gray'>> = {
  making: 'cyan',
  open: 'green',
};

/** What would come of people, in the words of plans. */
const WOULD_BE = {
  created: 'new',
  updated: 'changed',
  unchanged: 'unchanged',
  skipped: 'skipped',
  failed: 'with errors',
} as const;

const LIMITS = [25, 12];

/** The stored plans, times in UTC. @param width columns of the terminal; not finite without one */
export const renderPlans = (plans: PlanSummaries, width: number): string => {
  if (plans.length === 0) return 'There are no plans. "npm run sync -- plan" makes one.';
  const rows = plans.map(({ planId, state, createdAt, expiresAt, requestedBy, totals }) => {
    const counts = OUTCOMES.filter((kind) => (totals?.[kind] ?? 0) > 0).map(
      (kind) => `${totals?.[kind]} ${WOULD_BE[kind]}`,
    );
    const by = requestedBy === null ? '' : ` by ${requestedBy}`;
    const until = state === 'open' && expiresAt !== null ? `, holds until ${toMinute(expiresAt)}` : '';
    const made = `made ${toMinute(createdAt)}${by}${until}`;
    return {
      cells: [planId, styleText(STATE_COLOURS[state] ?? 'gray', state)],
      parts: [[made, ...(counts.length === 0 ? [] : [counts.join(', ')])].join(': ')],
    };
  });
  return renderRows(rows, LIMITS, layoutOf(width));
};
