/*
 * Reads both sides, finds out which leaves a plan is about, and says of each what is to be done, in one of six groups. What
 * only somebody with everybody's leaves in view can see is found here: leaves that are more than 100 % together, short ones
 * that add up, leaves of PowerOffice that are another's. For example, of 300 leaves of March 40 are of a type that is
 * reported: a plan shows all 300, and the run that carries it out has a message for each of the 40 that is to be written.
 */
import type { Clock } from '../../http/clock.ts';
import type { SourceLeave } from '../../model/time-off.ts';
import type { Outcome } from '../../records/outcome.ts';
import { toPlannedSteps, withoutPlan } from '../../records/planned.ts';
import { employeeLabel } from '../../records/values/shown-value.ts';
import { todayInOslo } from '../../records/values/calendar-date.ts';
import type { PreparedRun } from '../../run/flow.ts';
import { inBatches } from '../../run/in-batches.ts';
import { NO_JOURNAL } from '../../run/journal.ts';
import type { Connection } from '../../state/connection.ts';
import type { Run } from '../../state/run.ts';
import { findGradeUnavailable } from '../../time-off/find-grade-unavailable.ts';
import { countGroups, LEAVE_GROUPS } from '../../time-off/groups.ts';
import { isOfAsked, ownerOf } from '../../time-off/leave-person.ts';
import { readTypes, typeOf } from '../../time-off/leave-types.ts';
import { inIds, isSelected } from '../../time-off/selection.ts';
import { describeUnknownLeaves, describeUnknownTypes } from '../../time-off/unknown-words.ts';
import type { PowerOfficeReader } from '../../vendors/poweroffice/client.ts';
import { lacksLeavePrivilege } from '../../vendors/poweroffice/leaves.ts';
import type { LeaveReads } from '../../vendors/poweroffice/leaves.ts';
import { abortRun } from './aborts.ts';
import { readAskedLeaves } from './asked-leaves.ts';
import type { AskedLeavesDependencies } from './asked-leaves.ts';
import { findSiblings } from './find-siblings.ts';
import { leaveGuard } from './guards.ts';
import { toPersons } from './leave-owner.ts';
import type { LeaveOwners } from './leave-owner.ts';
import type { LeaveStore } from './leave-store.ts';
import { judge } from './leave-subject.ts';
import { linkedEmployments, listLeaves, readYearBefore } from './listed-leaves.ts';
import type { LeaveSource } from './listed-leaves.ts';
import { noteProblems, withDetail } from './planned-outcome.ts';
import { lookAtLeaves } from './look-at-leaves.ts';
import { readPayrollLeaves } from './read-payroll-leaves.ts';
import { employmentsOf } from './rules/judge-leave.ts';
import { newLeaveState } from './state.ts';
import { syncLeave } from './sync-leave.ts';
import { LEAVE_TASK_VERSION } from './task.ts';
import type { LeaveRecordTask } from './task.ts';

export interface PrepareLeavesDependencies extends AskedLeavesDependencies {
  readonly leaves: LeaveStore;
  /** @param asked numbers or ids of the employees whom the run is for; null for everybody */
  readonly readOwners: (asked: readonly string[] | null) => Promise<LeaveOwners>;
  readonly clients: () => Promise<{
    readonly source: LeaveSource;
    readonly reader: Pick<PowerOfficeReader, 'employmentSummaries' | 'integrationInformation'> & LeaveReads;
    readonly digest: (text: string) => string;
  }>;
  readonly clock: Clock;
}

export interface PreparedLeaves extends PreparedRun {
  /** What a plan says of each leave now, by its id. */
  readonly planned: ReadonlyMap<string, Outcome>;
}

export const prepareLeaves = async (
  run: Run,
  noteConnection: (connection: Connection) => Promise<void>,
  dependencies: PrepareLeavesDependencies,
): Promise<PreparedLeaves> => {
  const { leaves, clock } = dependencies;
  const { selection, isBySchedule, settings } = await readAskedLeaves(run, dependencies);
  const { connection, people } = await dependencies.readOwners(run.employees);
  await noteConnection(connection);
  const { source, reader, digest } = await dependencies.clients();
  await checkPrivilege(reader);
  const states = new Map((await leaves.all()).map((state) => [state.sourceId, state]));
  const linked = [...states.values()].filter(({ links }) => links.length > 0);
  const types = await readTypes(source);
  // What a plan was asked for, there was when it was made.
  const isPlan = run.mode === 'plan';
  if (isPlan) refuseUnknown(describeUnknownTypes(selection.types, [...types.values()]));
  const ofPeriod = await source.leaves(selection.from, selection.to);
  const yearBefore = await readYearBefore(selection, types, settings.timeOff, source);
  const persons = toPersons(people, await reader.employmentSummaries());
  const judged = (leave: SourceLeave | null, id: string) => {
    const before = states.get(id) ?? newLeaveState(id, null);
    return judge({ leave, type: typeOf(leave, types), before }, ownerOf(leave, persons), settings);
  };

  const wantedOn = ofPeriod.flatMap((leave) => employmentsOf(judged(leave, leave.id)));
  const written = linked.flatMap(({ writtenAt }) => writtenAt ?? []);
  const payroll = await readPayrollLeaves([...wantedOn, ...linkedEmployments(linked)], {
    reader,
    clock,
    writtenAt: written.length === 0 ? null : Math.max(...written),
    replicaLagInSeconds: settings.replicaLagInSeconds,
  });
  const listed = await listLeaves(ofPeriod, linked, payroll, selection, source);
  if (isPlan) refuseUnknown(describeUnknownLeaves(selection.leaves, listed));
  const everybodys = new Map<string, SourceLeave>([...yearBefore, ...ofPeriod].map((leave) => [leave.id, leave]));
  for (const { leave } of listed) if (leave !== null) everybodys.set(leave.id, leave);

  const chosen = listed.filter(({ id, leave }) => {
    const isAskedFor = isOfAsked(ownerOf(leave, people), run.employees, states.get(id)?.number ?? null);
    return isAskedFor && isSelected({ id }, typeOf(leave, types), selection);
  });
  const looked = lookAtLeaves(chosen, { states, types, payroll, persons, today: todayInOslo(clock.now()), settings });
  const siblings = findSiblings([...everybodys.values()], (leave) => judged(leave, leave.id), {
    plans: new Map(looked.map(({ context: { sourceId }, plan }) => [sourceId, plan])),
    linked,
    payroll,
  });
  const prepared = await Promise.all(
    looked.map(async ({ subject, context: { sourceId, ...shared }, plan }) => {
      const { leave, before } = subject;
      const owner = ownerOf(leave, people);
      const context = { ...shared, sourceId, blockedBy: siblings.blockedBy.get(sourceId) ?? [] };
      const number = employeeLabel(owner?.number ?? before.number);
      const told = await syncLeave(
        { ...context, mode: 'plan', runNumber: run.runNumber, runStartedAt: run.startedAt, employeeNumber: number },
        'first',
        subject,
        {
          leaves,
          reader,
          writer: null,
          journal: NO_JOURNAL,
          settings,
          clock,
          deadline: () => Number.POSITIVE_INFINITY,
          digest,
        },
      );
      if (told === null) return null;
      const { forbidden: _, ...outcome } = told;
      // Nobody has seen a plan: what was found here, with everybody's leaves in view, is written, or nothing.
      const planned = isBySchedule ? toPlannedSteps(outcome) : null;
      const task: LeaveRecordTask = {
        ...context,
        after: siblings.after.get(sourceId) ?? [],
        turn: siblings.turns.get(sourceId) ?? 0,
        version: LEAVE_TASK_VERSION,
        number,
        subject: null,
        ...(planned !== null && { planned }),
      };
      return { outcome: withDetail(outcome, owner, subject, plan?.rule ?? null, settings), task, before };
    }),
  );
  const told = prepared.filter((one) => one !== null);
  const isToBeWritten = ({ group, changes }: Outcome): boolean => group === 'new' || changes.length > 0;
  const withWork = told.filter(({ outcome }) => isToBeWritten(outcome));
  const withoutWork = told.filter(({ outcome }) => !isToBeWritten(outcome));
  return {
    ...(isPlan && { askedInIds: inIds(run.selection, [...types.values()]) }),
    planned: new Map(told.map(({ outcome }) => [outcome.sourceId, outcome])),
    // Sent in this order, hardly any has to wait, however many there are.
    tasks: isPlan ? [] : withWork.map(({ task }) => task).toSorted((one, other) => one.turn - other.turn),
    outcomes: isPlan ? told.map(({ outcome }) => outcome) : withoutWork.map(({ outcome }) => withoutPlan(outcome)),
    overview: async () => ({
      guards: leaveGuard(
        told.flatMap(({ outcome: { sourceId, number, ...outcome }, before }) => {
          const group = LEAVE_GROUPS.find((one) => one === outcome.group);
          return before.links.length === 0 || group === undefined ? [] : [{ sourceId, number, group }];
        }),
        listed.filter(({ id }) => (states.get(id)?.links.length ?? 0) > 0).length,
      ),
      match: countGroups(told.map(({ outcome }) => outcome)),
      findings: await findGradeUnavailable(ofPeriod, types, selection, source),
      unmatched: [],
    }),
    begin: async () => {
      await inBatches(withoutWork, ({ outcome, before }) => noteProblems(outcome, before, run, leaves, clock));
    },
  };
};

/** @throws RunAbortedError CONFIGURATION_INVALID */
const refuseUnknown = (message: string | null): void => {
  if (message !== null) throw abortRun('CONFIGURATION_INVALID', message);
};

/** @throws RunAbortedError LEAVE_PRIVILEGE */
const checkPrivilege = async (reader: Pick<PowerOfficeReader, 'integrationInformation'>): Promise<void> => {
  const { validPrivileges } = await reader.integrationInformation();
  if (lacksLeavePrivilege(validPrivileges)) throw abortRun('LEAVE_PRIVILEGE');
};
