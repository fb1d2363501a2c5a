/*
 * Shows a stored plan to whoever has to say yes to it: whose plan it is, what it would do to whom and why, the guards
 * that it would trip, and what to type to carry it out. For example, a plan that archives many ends with `npm run sync --
 * apply 20260302T050000-1ab2cd --accept ARCHIVE_GUARD`.
 */
import { styleText } from 'node:util';
import { compareNumbers } from '../../shared/records/values/text.ts';
import { toMinute } from '../../shared/records/values/to-minute.ts';
import type { ShownPlan } from './documents.ts';
import { hasChanges } from './exit-code.ts';
import type { FlowWords } from './flow-words.ts';
import { layoutOf, wrapText } from './layout.ts';
import type { Layout } from './layout.ts';
import type { IsNewProblem } from './new-problems.ts';
import { renderMatches } from './match-report.ts';
import { renderReport } from './report-table.ts';
import type { ShownRun } from './shown-run.ts';

export interface PlanTextOptions {
  /** Of the target, as `environmentOf` names it. */
  readonly environment: string | null;
  /** What a command needs to find the plan again: ` --stack NAME`. */
  readonly place: string;
  readonly width: number;
  readonly isNewProblem?: IsNewProblem;
  readonly words: FlowWords;
  /** The people as they are shown; those of the plan when left out. */
  readonly employees?: ShownRun['employees'];
  /** What else there is to say of what is shown. */
  readonly notes?: readonly string[];
}

/** A plan as the table of a run shows it. */
export const toRun = (plan: ShownPlan): ShownRun => ({
  runId: plan.planId,
  mode: 'plan',
  connection: plan.connection,
  status: plan.totals.failed > 0 ? 'completed_with_errors' : 'succeeded',
  abort: null,
  totals: plan.totals,
  apiCalls: {},
  requestedBy: plan.requestedBy,
  startedAt: plan.createdAt,
  endedAt: null,
  employees: plan.employees.toSorted((one, other) => compareNumbers(one.employeeNumber, other.employeeNumber)),
});

/** What is typed to carry a plan out, with each guard that it would trip. */
export const applyCommand = ({ planId, guards }: Pick<ShownPlan, 'planId' | 'guards'>, place: string): string =>
  `npm run sync -- apply ${planId}${guards.map(({ code }) => ` --accept ${code}`).join('')}${place}`;

/** What is typed to read a plan, or a run, with all that is known of everybody. */
export const wholeCommand = (kind: 'plans' | 'runs', id: string, place: string): string =>
  `npm run --silent sync -- ${kind} ${id} --json${place}`;

/** A guard that the plan would trip, with whom it is about. */
const renderGuard = ({ code, message, people }: ShownPlan['guards'][number], layout: Layout): string =>
  [
    wrapText(`${styleText('yellow', `! ${code}`)}  ${message}`, layout),
    ...(people.length === 0 ? [] : [wrapText(`  People: ${people.join(' ')}`, layout, ' '.repeat(10))]),
  ].join('\n');

const describeState = (plan: ShownPlan, place: string): readonly string[] => {
  const { planId, state, createdAt, expiresAt, requestedBy } = plan;
  const by = requestedBy === null ? '' : ` by ${requestedBy}`;
  const until = state === 'open' && expiresAt !== null ? `, holds until ${toMinute(expiresAt)}` : '';
  const made = `Plan ${planId}, made ${toMinute(createdAt)} (Norwegian time)${by}${until}.`;
  if (state !== 'open') return [made, `It is ${state}, and can no longer be carried out.`];
  if (!hasChanges(toRun(plan))) return [made, 'There is nothing to write.'];
  return [made, `Nothing is written yet. To write it: ${applyCommand(plan, place)}`];
};

/** A plan whole. */
export const renderPlan = (plan: ShownPlan, { place, employees, notes = [], ...options }: PlanTextOptions): string => {
  const { words } = options;
  const layout = layoutOf(options.width);
  return [
    renderReport(
      { ...toRun(plan), ...(employees && { employees }) },
      {
        ...options,
        isStored: true,
        matches: renderMatches(plan, words, layout),
        wholeCommand: wholeCommand('plans', plan.planId, place),
      },
    ),
    ...plan.guards.map((guard) => renderGuard(guard, layout)),
    [...notes, ...describeState(plan, place)].map((line) => wrapText(line, layout)).join('\n'),
  ].join('\n\n');
};
