/*
 * Carries out a stored plan: only the records that it holds, and of those only the ones of which a plan made now would
 * say the same. Whoever approved it saw these steps and no others. For example, a plan holds 40 records. Since it was
 * made, HR has raised one salary: that record is left out as PLAN_STALE, and 39 are written. With more than eight such
 * records, a fifth, the whole run is given up before it writes: the plan speaks of another company than there is now.
 */
import type { Outcome } from '../records/outcome.ts';
import { isAsPlanned, toPlannedSteps } from '../records/planned.ts';
import type { RunStore } from '../state/run-store.ts';
import { planStateOf } from '../state/run.ts';
import type { OpenRun } from '../state/run.ts';
import { RunAbortedError } from './abort.ts';
import type { PreparedRun, StartingFlow } from './flow.ts';
import type { RecordTask } from './task.ts';

/** So many records, or this share of the plan's, may have moved without giving the run up. */
const STALE_ABSOLUTE = 5;
const STALE_SHARE = 0.2;

type ApplyingRun = OpenRun & { readonly applies: NonNullable<OpenRun['applies']> };

interface ApplyPlanDependencies {
  readonly runs: Pick<RunStore, 'getRun' | 'outcomes' | 'markApplied'>;
  readonly flow: Pick<StartingFlow, 'planAgain' | 'toStale'>;
  readonly clock: { now(): number };
}

/**
 * Why a plan cannot be carried out, as a code and in words; null when it can.
 * @param plan the run that made it; null when there is none
 */
export const refusalOfPlan = (
  planId: string,
  plan: Parameters<typeof planStateOf>[0] | null,
  now: number,
): { readonly code: string; readonly message: string } | null => {
  const state = plan === null ? null : planStateOf(plan, now);
  switch (state) {
    case null:
      return { code: 'PLAN_UNKNOWN', message: `There is no plan ${planId}.` };
    case 'making':
      return { code: 'PLAN_NOT_READY', message: `Plan ${planId} is still being made.` };
    case 'applied':
      return { code: 'PLAN_APPLIED', message: `Plan ${planId} has been carried out already.` };
    case 'superseded':
      return {
        code: 'PLAN_SUPERSEDED',
        message: `Plan ${planId} no longer holds: something was written since, or a newer plan was made.`,
      };
    case 'expired':
      return { code: 'PLAN_EXPIRED', message: `Plan ${planId} is too old to be carried out.` };
    case 'open':
      return null;
  }
};

/**
 * Of what is to be done, that which the plan of the run holds.
 * @returns the tasks to be sent, with what was planned, and the outcomes that are known already
 * @throws RunAbortedError when the plan cannot be carried out, or too much of it has moved
 */
export const restrictToPlan = async (
  run: ApplyingRun,
  { tasks }: Pick<PreparedRun, 'tasks'>,
  dependencies: ApplyPlanDependencies,
): Promise<Pick<PreparedRun, 'tasks' | 'outcomes'>> => {
  const { runs, clock } = dependencies;
  const { planId } = run.applies;
  const plan = await runs.getRun(planId);
  const refusal = refusalOfPlan(planId, plan?.flow === run.flow ? plan : null, clock.now());
  if (refusal !== null) throw new RunAbortedError(refusal.code, refusal.message);
  const planned = new Map((await runs.outcomes(planId)).map((outcome) => [outcome.sourceId, outcome]));
  const compared = await Promise.all(
    tasks.flatMap((task) => {
      const before = planned.get(task.sourceId);
      return before === undefined ? [] : [compare(task, before, run, dependencies)];
    }),
  );
  const stale = compared.filter(({ isStale }) => isStale);
  const allowed = Math.max(STALE_ABSOLUTE, Math.floor(planned.size * STALE_SHARE));
  if (stale.length > allowed) {
    throw new RunAbortedError(
      'PLAN_STALE',
      `${stale.length} of the ${planned.size} records of plan ${planId} are no longer as it showed them; ${allowed} is the most.`,
      stale.map(({ task }) => task.number ?? task.sourceId),
    );
  }
  return {
    tasks: compared.flatMap(({ outcome, task }) => (outcome === null ? [task] : [])),
    outcomes: compared.flatMap(({ outcome }) => outcome ?? []),
  };
};

interface Compared {
  readonly task: RecordTask;
  readonly isStale: boolean;
  /** What is to be said without any work on the record; null when it is to be worked on. */
  readonly outcome: Outcome | null;
}

const compare = async (
  task: RecordTask,
  before: Outcome,
  run: ApplyingRun,
  { runs, flow: { planAgain, toStale }, clock }: ApplyPlanDependencies,
): Promise<Compared> => {
  const { planned: _, ...outcome } = before;
  const done = { ...outcome, outcome: 'unchanged', changes: [], problems: [] } as const;
  if (before.planned?.isApplied === true) return { task, isStale: false, outcome: done };
  const steps = toPlannedSteps(before);
  if (steps === null) return { task, isStale: false, outcome };
  const now = await planAgain(task, run);
  if (!isAsPlanned(steps, now)) return { task, isStale: true, outcome: toStale(now, steps) };
  if (before.changes.length > 0 && now.changes.length === 0) {
    // Written as planned by a run that was killed before it could say so.
    await runs.markApplied(run.applies.planId, task.sourceId, clock.now());
    return { task, isStale: false, outcome: done };
  }
  return { task: { ...task, planned: steps }, isStale: false, outcome: null };
};
