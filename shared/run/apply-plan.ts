/*
 * Carries out a stored plan: only the records that it holds, and of those only the ones of which a plan made now would
 * say the same. Whoever approved it saw these steps and no others. For example, a plan holds 40 records. Since it was
 * made, HR has raised one salary: that record is left out as PLAN_STALE, and 39 are written. With more than eight such
 * records, a fifth, the whole run is given up before it writes: the plan speaks of another company than there is now.
 */
import type { Outcome, OutcomeKind } from '../records/outcome.ts';
import { inPlannedGroup, isAsPlanned, toPlannedSteps, withoutPlan } from '../records/planned.ts';
import type { RunStore } from '../state/run-store.ts';
import { planStateOf } from '../state/run.ts';
import type { OpenRun, Run } from '../state/run.ts';
import { isVendorError } from '../records/vendor-error.ts';
import { RunAbortedError } from './abort.ts';
import { classifyFailure } from './failure.ts';
import type { PreparedRun, StartingFlow } from './flow.ts';
import { RetryLaterError } from './retry-later-error.ts';
import type { RecordTask } from './task.ts';

/** So many records, or this share of the plan's, may have moved without giving the run up. */
const STALE_ABSOLUTE = 5;
const STALE_SHARE = 0.2;

/** So many records are compared at a time: more would only wait for the target and the table. */
const COMPARED_AT_ONCE = 100;

type ApplyingRun = OpenRun & { readonly applies: NonNullable<OpenRun['applies']> };

interface ApplyPlanDependencies {
  readonly runs: Pick<RunStore, 'getRun' | 'outcomes' | 'markApplied'>;
  readonly flow: Pick<StartingFlow, 'planAgain' | 'toStale'>;
  readonly clock: { now(): number };
}

interface Refusal {
  readonly code: string;
  readonly message: string;
}

const refusalOfNoPlan = (planId: string): Refusal => ({
  code: 'PLAN_UNKNOWN',
  message: `There is no plan ${planId}.`,
});

const toAbort = ({ code, message }: Refusal): RunAbortedError => new RunAbortedError(code, message);

/**
 * Why a plan cannot be carried out, as a code and in words; null when it can.
 * @param plan the run that made it; null when there is none
 */
export const refusalOfPlan = (
  planId: string,
  plan: Parameters<typeof planStateOf>[0] | null,
  now: number,
): Refusal | null => {
  const state = plan === null ? null : planStateOf(plan, now);
  switch (state) {
    case null:
      return refusalOfNoPlan(planId);
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
 * @returns the plan, the tasks to be sent, with what was planned, and the outcomes that are known already
 * @throws RunAbortedError when the plan cannot be carried out, or too much of it has moved
 */
export const restrictToPlan = async (
  run: ApplyingRun,
  { tasks, outcomes }: Pick<PreparedRun, 'tasks' | 'outcomes'>,
  dependencies: ApplyPlanDependencies,
): Promise<Pick<PreparedRun, 'tasks' | 'outcomes'> & { readonly plan: Run }> => {
  const { runs, clock } = dependencies;
  const { planId } = run.applies;
  const found = await runs.getRun(planId);
  const plan = found?.flow === run.flow ? found : null;
  const refusal = refusalOfPlan(planId, plan, clock.now());
  if (plan === null || refusal !== null) throw toAbort(refusal ?? refusalOfNoPlan(planId));
  const planned = new Map((await runs.outcomes(planId)).map((outcome) => [outcome.sourceId, outcome]));
  const ofPlan = tasks.flatMap((task) => {
    const before = planned.get(task.sourceId);
    return before === undefined ? [] : [{ task, before }];
  });
  const compared: Compared[] = [];
  for (let index = 0; index < ofPlan.length; index += COMPARED_AT_ONCE) {
    const some = ofPlan.slice(index, index + COMPARED_AT_ONCE);
    compared.push(...(await Promise.all(some.map(({ task, before }) => compare(task, before, run, dependencies)))));
  }
  // Of a run for some records nobody asks what became of the others.
  const gone = run.employees === null ? findGone([...planned.values()], { tasks, outcomes }, dependencies) : [];
  const isGone = new Set(gone.map(({ sourceId }) => sourceId));
  const withoutWork = outcomes.filter(({ sourceId }) => planned.has(sourceId) && !isGone.has(sourceId));
  const stale = [...compared.flatMap(({ isStale, task }) => (isStale ? [task] : [])), ...gone];
  const allowed = Math.max(STALE_ABSOLUTE, Math.floor(planned.size * STALE_SHARE));
  if (stale.length > allowed) {
    throw new RunAbortedError(
      'PLAN_STALE',
      `${stale.length} of the ${planned.size} records of plan ${planId} are no longer as it showed them; ${allowed} is the most.`,
      stale.map(({ number, sourceId }) => number ?? sourceId),
    );
  }
  return {
    plan,
    tasks: compared.flatMap(({ outcome, task }) => (outcome === null ? [task] : [])),
    outcomes: [...compared.flatMap(({ outcome }) => outcome ?? []), ...gone, ...withoutWork],
  };
};

/** What comes of a record of which everything that was planned has been written. */
const AS_PLANNED: readonly OutcomeKind[] = ['created', 'updated', 'unchanged'];

/**
 * Notes in the plan that a run carries out whether a record of it is done. So is one that the plan shows as incomplete, when
 * nothing more is wrong with it than the plan said: all that could be written is, and no plan mends the rest.
 */
export const noteApplied = async (
  { applies }: Pick<Run, 'applies'>,
  outcome: Outcome,
  { runs, clock }: { readonly runs: Pick<RunStore, 'outcomeOf' | 'markApplied'>; readonly clock: { now(): number } },
): Promise<void> => {
  if (applies === null) return;
  const { planId } = applies;
  const before = outcome.outcome === 'failed' ? await runs.outcomeOf(planId, outcome.sourceId) : null;
  const isDone =
    before === null ? AS_PLANNED.includes(outcome.outcome) : before.changes.length > 0 && isNoWorse(before, outcome);
  if (isDone) await runs.markApplied(planId, outcome.sourceId, clock.now());
};

/** Whatever could not be written, of which the plan said that it would be, is an error more. */
const isNoWorse = (before: Outcome, now: Outcome): boolean =>
  [...Map.groupBy(errorsOf(now), ({ code }) => code)].every(
    ([code, errors]) => errors.length <= errorsOf(before).filter((known) => known.code === code).length,
  );

const errorsOf = ({ problems }: Outcome): Outcome['problems'] =>
  problems.filter(({ severity }) => severity === 'error');

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
  const outcome = withoutPlan(before);
  if (before.planned?.isApplied === true) {
    return { task, isStale: false, outcome: { ...outcome, outcome: 'unchanged', changes: [], problems: [] } };
  }
  const steps = toPlannedSteps(before);
  if (steps === null) return { task, isStale: false, outcome };
  const toBeWritten = { task: { ...task, planned: steps }, isStale: false, outcome: null };
  const now = await planOrNull(() => planAgain(toBeWritten.task, run));
  // Whoever works on the record compares once more, and tells what is wrong with it.
  if (now === null) return toBeWritten;
  if (!isAsPlanned(steps, now)) return { task, isStale: true, outcome: toStale(now, steps) };
  if (before.changes.length > 0 && now.changes.length === 0 && !isHeldUp(before, now)) {
    // Written as planned by a run that was killed before it could say so.
    await runs.markApplied(run.applies.planId, task.sourceId, clock.now());
    return { task, isStale: false, outcome: inPlannedGroup(withoutPlan(now), before) };
  }
  return toBeWritten;
};

/**
 * Null when it failed for what is that record's trouble alone, or for want of time.
 * @throws what concerns more than the record
 */
const planOrNull = async (plan: () => Promise<Outcome | null>): Promise<Outcome | null> => {
  try {
    return await plan();
  } catch (error) {
    const isOfRecord = classifyFailure(error).kind === 'unexpected' || error instanceof RetryLaterError;
    if (isOfRecord || isVendorError(error, 'outOfTime')) return null;
    throw error;
  }
};

/** Nothing is left to be written because something forbids it since: whoever works on the record says what. */
const isHeldUp = (before: Outcome, now: Outcome): boolean => now.outcome === 'skipped' || !isNoWorse(before, now);

/** What is said of the records that would be written, and that are no longer among those to be worked on. */
const findGone = (
  planned: readonly Outcome[],
  { tasks, outcomes }: Pick<PreparedRun, 'tasks' | 'outcomes'>,
  { flow: { toStale } }: Pick<ApplyPlanDependencies, 'flow'>,
): readonly Outcome[] => {
  const present = new Set(tasks.map(({ sourceId }) => sourceId));
  const known = new Map(outcomes.map((outcome) => [outcome.sourceId, outcome]));
  return planned.flatMap((before) => {
    const steps = toPlannedSteps(before);
    const isLeft = before.changes.length > 0 && before.planned?.isApplied !== true;
    if (steps === null || !isLeft || present.has(before.sourceId)) return [];
    return known.get(before.sourceId) ?? toStale({ ...before, changes: [] }, steps);
  });
};
