/*
 * This flow as the engine knows it. Its runs always carry out a plan that somebody has seen: the start reads both sides and
 * compares every leave with the plan from what it has read, and a worker reads the leave itself once more before it writes.
 * For example, HR changes the end of a leave between plan and apply: the leave is told as `PLAN_STALE` and not written.
 */
import type { LeaveType } from '../../model/time-off.ts';
import type { Outcome, OutcomeKind } from '../../records/outcome.ts';
import { syncAsRunMay, tellsStale } from '../../people/carry-out-plan.ts';
import type { StartingFlow, WorkingFlow } from '../../run/flow.ts';
import { RetryLaterError } from '../../run/retry-later-error.ts';
import { readTypes, typeOf } from '../../time-off/leave-types.ts';
import { TIME_OFF_PLANS_KEPT_HOURS } from '../../time-off/plans-kept.ts';
import { leaveStale } from '../../time-off/problems.ts';
import { LEAVES_TO_POWEROFFICE } from './facts.ts';
import type { LeaveStore } from './leave-store.ts';
import { judge } from './leave-subject.ts';
import { linkedEmployments } from './listed-leaves.ts';
import type { LeaveSource } from './listed-leaves.ts';
import { prepareLeaves } from './prepare.ts';
import type { PrepareLeavesDependencies } from './prepare.ts';
import { readPayrollLeaves } from './read-payroll-leaves.ts';
import { employmentsOf } from './rules/judge-leave.ts';
import { newLeaveState } from './state.ts';
import { syncLeave } from './sync-leave.ts';
import type { SyncLeaveDependencies } from './sync-leave.ts';
import { readLeaveTask } from './task.ts';
import type { LeaveTask } from './task.ts';

const toStale = tellsStale(leaveStale);

/** What starts this flow's runs. */
export const startLeaves = ({
  takeApiCalls,
  ...dependencies
}: PrepareLeavesDependencies & Pick<StartingFlow, 'takeApiCalls'>): StartingFlow => {
  /** What a plan made of this very read would say, by the leave's id. */
  let planned: ReadonlyMap<string, Outcome> = new Map();
  return {
    ...LEAVES_TO_POWEROFFICE,
    prepare: async (run, noteConnection) => {
      const prepared = await prepareLeaves(run, noteConnection, dependencies);
      planned = prepared.planned;
      return prepared;
    },
    planAgain: ({ sourceId }) => Promise.resolve(planned.get(sourceId) ?? null),
    toStale,
    keepsPlansForMillis: TIME_OFF_PLANS_KEPT_HOURS * 3_600_000,
    // Whoever carries out a plan has approved it; what a schedule starts, somebody has to approve once.
    asksForApproval: dependencies.settings.timeOff.schedule !== 'off',
    // A plan for everybody that was carried out opens the gate, whenever it was.
    isNew: () => Promise.resolve(true),
    takeApiCalls,
  };
};

export interface WorkOnLeavesDependencies
  extends Omit<SyncLeaveDependencies, 'journal' | 'leaves'>, Pick<StartingFlow, 'takeApiCalls'> {
  readonly leaves: LeaveStore;
  readonly source: Pick<LeaveSource, 'leave' | 'leaveTypes'>;
}

/** What brings one leave after another in step. */
export const workOnLeaves = ({
  source,
  writer,
  takeApiCalls,
  ...shared
}: WorkOnLeavesDependencies): WorkingFlow<LeaveTask> => {
  const { leaves, reader, settings, clock } = shared;
  /** Read once for all leaves that this flow works on. */
  let types: Promise<ReadonlyMap<string, LeaveType>> | null = null;

  return {
    ...LEAVES_TO_POWEROFFICE,
    readTask: readLeaveTask,
    keepsHistoryForMonths: settings.history.keepMonths,
    syncOne: async (task, delivery, journal) => {
      const hasRoom = await isRoomMade(task, leaves);
      if (!hasRoom && delivery === 'first') {
        throw new RetryLaterError('another leave is written first', task.turn * WAIT_IN_MILLIS);
      }
      const before = (await leaves.get(task.sourceId)) ?? newLeaveState(task.sourceId, task.employeeNumber);
      const leave = await source.leave(task.sourceId);
      types ??= readTypes(source).catch((error: unknown) => {
        types = null;
        throw error;
      });
      const type = typeOf(leave, await types);
      const judgement = judge({ leave, type, before }, task.person, settings);
      const payroll = await readPayrollLeaves([...employmentsOf(judgement), ...linkedEmployments([before])], {
        reader,
        clock,
        writtenAt: null,
        replicaLagInSeconds: settings.replicaLagInSeconds,
      });
      const subject = { leave, type, payroll, before };
      const sync = async (open: SyncLeaveDependencies['writer']) => {
        const blockedBy = hasRoom ? task.blockedBy : [...task.blockedBy, 'LEAVE_OVERLAP' as const];
        const synced = await syncLeave({ ...task, blockedBy }, delivery, subject, { ...shared, journal, writer: open });
        return synced ?? { ...NOT_LISTED, sourceId: task.sourceId, number: task.employeeNumber };
      };
      return syncAsRunMay(task, sync, writer, toStale);
    },
    takeApiCalls,
  };
};

/**
 * For each of the person's leaves that are written one after the other before this one. By then they are, or will not be in
 * this run: then it is no longer as planned.
 */
const WAIT_IN_MILLIS = 15_000;

/**
 * Whether the leaves that make room first have, by this run. One that was deleted is forgotten, and one that takes over a
 * leave of payroll is remembered only once it has.
 */
const isRoomMade = async (
  { after, runNumber }: Pick<LeaveTask, 'after' | 'runNumber'>,
  leaves: Pick<LeaveStore, 'get'>,
): Promise<boolean> => {
  const made = await Promise.all(
    after.map(async ({ sourceId, step }) => {
      const state = await leaves.get(sourceId);
      if (state === null) return step === 'delete';
      return state.runNumber === runNumber && state.outcome !== null && WRITTEN.includes(state.outcome);
    }),
  );
  return made.every((isMade) => isMade);
};

const WRITTEN: readonly OutcomeKind[] = ['created', 'updated', 'unchanged'];

/** Withdrawn since the run began, and never sent: there is nothing to say of it. */
const NOT_LISTED = {
  targetId: null,
  outcome: 'skipped',
  changes: [],
  problems: [],
  forbidden: null,
} as const;
