/*
 * Takes one leave through its stages: judge it, plan it, write it, remember what came of it. Without a writer the same
 * stages say what would be done, and nothing is remembered; the start of a run makes a plan of that, from what it has read
 * of everybody. For example, a leave that HR has prolonged differs in `EndDate` alone: one PATCH is sent, and the digest of
 * the new end is kept, not the day.
 */
import { causesOf, digestFieldsOf } from '../../records/link.ts';
import type { DigestField } from '../../records/link.ts';
import { mergeProblems } from '../../records/open-problems.ts';
import { outcomeOf } from '../../records/outcome.ts';
import type { Clock } from '../../http/clock.ts';
import { digestOfPlan } from '../../people/plan-digest.ts';
import type { ShowChange } from '../../people/intended-change.ts';
import { createPersonWrites } from '../../people/person-writes.ts';
import type { Delivery, SyncedRecord } from '../../run/flow.ts';
import type { Journal } from '../../run/journal.ts';
import { leaveProblem } from '../../time-off/problems.ts';
import type { LeaveLineId } from '../../vendors/poweroffice/ids.ts';
import type { LeaveReads, LeaveWrites } from '../../vendors/poweroffice/leaves.ts';
import type { LeaveStore } from './leave-store.ts';
import { planOf } from './leave-subject.ts';
import type { LeaveSubject } from './leave-subject.ts';
import type { LeavePlan } from './plan/plan-leave.ts';
import type { PlannedPlacement } from './plan/plan-placement.ts';
import { heldFields, LEAVE_FIELDS } from './rules/wanted-leave.ts';
import type { LeaveRunSettings } from './run-settings.ts';
import type { LeaveState, StoredLeaveLink } from './state.ts';
import type { LeaveTask } from './task.ts';
import { createdEarlier, createLeaveOnce } from './write/create-leave.ts';
import { deleteLeave, refusedAs, writePlacement } from './write/write-placement.ts';

export interface SyncLeaveDependencies {
  readonly leaves: Pick<LeaveStore, 'save' | 'remove' | 'intents' | 'getIntent' | 'putIntent' | 'removeIntent'>;
  readonly reader: LeaveReads;
  /** Null for a plan. */
  readonly writer: LeaveWrites | null;
  readonly journal: Journal;
  readonly settings: LeaveRunSettings;
  readonly clock: Clock;
  readonly deadline: () => number;
  /** Keyed hash under this flow's own key. */
  readonly digest: (text: string) => string;
}

/** What of a task is needed, whoever works on it. */
export type LeaveContext = Pick<
  LeaveTask,
  'sourceId' | 'employeeNumber' | 'mode' | 'runNumber' | 'runStartedAt' | 'today' | 'person' | 'blockedBy' | 'taken'
>;

/** @returns `null` for a leave that is not listed: withdrawn, and never sent */
export const syncLeave = async (
  task: LeaveContext,
  delivery: Delivery,
  subject: LeaveSubject,
  dependencies: SyncLeaveDependencies,
): Promise<SyncedRecord | null> => {
  const { writer, journal, settings, digest } = dependencies;
  const { before } = subject;
  const plan = planOf(subject, task, settings);
  if (plan === null) return null;
  const writes = createPersonWrites<LeaveWrites>({
    writer,
    journal,
    digest,
    earlier: await createdEarlier(task, delivery, plan, dependencies),
    createdFor: before.links.length > 0 ? 'source' : 'first',
    show: (change) => (settings.plans.values === 'shown' ? shownOf(change) : {}),
    refusedAs,
    inDoubt: leaveProblem('WRITE_IN_DOUBT'),
  });
  writes.note(...plan.problems.map(leaveProblem));
  const digestOf = (leave: LeaveLineId): DigestField => digestFieldsOf(digest, `poweroffice/leave/${leave}`);
  const links = new Map(before.links.map((link) => [link.employment, link]));
  for (const link of plan.gone) links.delete(link.employment);
  for (const placement of plan.placements) {
    const { employment } = placement.wanted;
    const former = links.get(employment) ?? null;
    noteCauses(placement, former, writes, digestOf);
    const link = await writePlacement(placement, former, {
      writes,
      settings: settings.timeOff,
      digestOf,
      createOnce: (placed, post) => createLeaveOnce(task, placed, post, dependencies),
    });
    if (link !== null) links.set(employment, link);
  }
  for (const link of plan.deletions) if (await deleteLeave(link, writes)) links.delete(link.employment);

  const isIntended = plan.placements.some(({ current, differences }) => current === null || differences.length > 0);
  // What was gone when it was to be changed is left to a new plan.
  const isSkipped = SKIPPED.includes(plan.group) || (isIntended && writes.changes.length === 0);
  const targetId = plan.placements[0]?.current?.id ?? (links.values().next().value ?? before.links[0])?.leave ?? null;
  const synced: SyncedRecord = {
    sourceId: task.sourceId,
    number: task.employeeNumber,
    targetId,
    outcome: outcomeOf('leave', writes.changes, writes.problems, isSkipped),
    changes: writes.changes,
    problems: writes.problems,
    group: plan.group,
    forbidden: writes.forbidden,
    ...(writer === null && {
      planned: {
        digest: digestOfPlan(task.sourceId, targetId, writes.facts, digest),
        name: null,
        matchedBy: plan.placements[0]?.matchedBy ?? null,
      },
    }),
  };
  if (writer !== null) await remember(task, before, [...links.values()], synced, dependencies);
  return synced;
};

/** What a plan shows of a change: the one field of an update, or the whole leave that is to be made. */
const shownOf: ShowChange = ({ action, fields }) => {
  const valueOf = (one: unknown): string | null => (typeof one === 'string' ? one : null);
  const [first] = fields;
  if (action === 'update') return { from: valueOf(first?.from), to: valueOf(first?.to) };
  if (action !== 'create') return {};
  const [type, from, to, grade] = LEAVE_FIELDS.map((name) => valueOf(fields.find(({ field }) => field === name)?.to));
  return { to: `${type} from ${from} to ${to}, ${grade} %` };
};

const SKIPPED: readonly LeavePlan['group'][] = ['held', 'notForTarget', 'withdrawn'];

/** Which side has moved, of every field of the leave as it was linked. */
const noteCauses = (
  { wanted, current }: PlannedPlacement,
  former: StoredLeaveLink | null,
  writes: Pick<ReturnType<typeof createPersonWrites>, 'noteCauses'>,
  digestOf: (leave: LeaveLineId) => DigestField,
): void => {
  if (current === null || former?.leave !== current.id) return;
  const held = heldFields(current);
  const compared = LEAVE_FIELDS.map((field) => ({ field, wanted: wanted.fields[field], held: held[field] }));
  writes.noteCauses(wanted.employment, causesOf(former.base, compared, digestOf(current.id)));
};

/** A leave of which nothing is left to be known is forgotten. */
const remember = async (
  { sourceId, runNumber }: LeaveContext,
  before: LeaveState,
  links: readonly StoredLeaveLink[],
  { number, outcome, changes, problems }: SyncedRecord,
  { leaves, clock }: Pick<SyncLeaveDependencies, 'leaves' | 'clock'>,
): Promise<void> => {
  if (links.length === 0 && problems.length === 0) {
    await leaves.remove(sourceId);
    return;
  }
  const now = clock.now();
  await leaves.save({
    ...before,
    number,
    links,
    writtenAt: changes.length > 0 ? now : before.writtenAt,
    outcome,
    problems: mergeProblems(before.problems, problems, now),
    runNumber,
  });
};
