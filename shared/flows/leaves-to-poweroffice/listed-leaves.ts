/*
 * Finds out which leaves a plan is about, from both sides: those that touch the period in Simployer, and those that were
 * sent and touch it in PowerOffice, wherever they are in Simployer now. A leave that was sent and is not in the list is
 * asked for by itself, so that one that was moved is not taken for one that was deleted. For example, a leave of March was
 * sent, and HR moves it to May: a plan of March still shows it, as changed.
 */
import type { LeaveType, SourceLeave } from '../../model/time-off.ts';
import { leaveId } from '../../model/time-off.ts';
import { addDays } from '../../records/values/days.ts';
import type { ListedLeave } from '../../time-off/listed-leave.ts';
import { touchesPeriod } from '../../time-off/selection.ts';
import type { Selection } from '../../time-off/selection.ts';
import type { TimeOffSettings } from '../../time-off/settings.ts';
import { TYPES_OF_LEAVE } from '../../time-off/settings.ts';
import type { EmploymentId } from '../../vendors/poweroffice/ids.ts';
import type { TimeOffClient } from '../../vendors/simployer/time-off-client.ts';
import { abortRun } from './aborts.ts';
import type { PayrollLeaves } from './read-payroll-leaves.ts';
import { targetOf } from './rules/type-of-leave.ts';
import type { LeaveState } from './state.ts';

export type LeaveSource = Pick<TimeOffClient, 'leaves' | 'leave' | 'leaveTypes'>;

/**
 * @param ofPeriod what Simployer's list has of the period and the days around it
 * @param linked what is remembered of the leaves that were sent
 * @throws RunAbortedError SOURCE_EMPTY
 */
export const listLeaves = async (
  ofPeriod: readonly SourceLeave[],
  linked: readonly LeaveState[],
  payroll: PayrollLeaves,
  period: Pick<Selection, 'from' | 'to'>,
  source: Pick<LeaveSource, 'leave'>,
): Promise<readonly ListedLeave[]> => {
  const known = new Map<string, SourceLeave>(ofPeriod.map((leave) => [leave.id, leave]));
  const held = linked.map((state) => ({ state, leaves: heldOf(state, payroll) }));
  const ofPayroll = held.filter(({ leaves }) =>
    leaves.some((leave) => touchesPeriod({ ...leave, endDate: leave.endDate ?? period.to }, period)),
  );
  if (ofPeriod.length === 0 && ofPayroll.length > 0) throw abortRun('SOURCE_EMPTY');
  const listed = new Map<string, ListedLeave>(
    ofPeriod.filter((leave) => touchesPeriod(leave, period)).map((leave) => [leave.id, { id: leave.id, leave }]),
  );
  const lookUp = async (sourceId: string): Promise<ListedLeave> => {
    const id = leaveId.parse(sourceId);
    return { id, leave: known.get(sourceId) ?? (await source.leave(id)) };
  };
  for (const { state } of ofPayroll) {
    if (!listed.has(state.sourceId)) listed.set(state.sourceId, await lookUp(state.sourceId));
  }
  // Of what is gone from PowerOffice nobody knows when it was: only Simployer can tell.
  for (const { state } of held.filter(({ leaves }) => leaves.length === 0)) {
    if (listed.has(state.sourceId)) continue;
    const found = await lookUp(state.sourceId);
    if (found.leave === null || touchesPeriod(found.leave, period)) listed.set(state.sourceId, found);
  }
  return [...listed.values()];
};

/** What PowerOffice still has of a leave that was sent. */
const heldOf = ({ links }: LeaveState, payroll: PayrollLeaves) =>
  links.flatMap(({ employment, leave }) => (payroll.get(employment) ?? []).filter(({ id }) => id === leave));

/** The employments on which something was sent. */
export const linkedEmployments = (states: readonly LeaveState[]): readonly EmploymentId[] =>
  states.flatMap(({ links }) => links.map(({ employment }) => employment));

/**
 * The leaves of mapped types in the year before the period: short ones among them may add up with those of the period
 * (rule L2). Nothing is read where short leaves are sent anyway.
 */
export const readYearBefore = async (
  { from }: Pick<Selection, 'from'>,
  types: ReadonlyMap<string, LeaveType>,
  settings: TimeOffSettings,
  source: Pick<LeaveSource, 'leaves'>,
): Promise<readonly SourceLeave[]> => {
  if (settings.minimumDays === 1) return [];
  const mapped = [...types.values()].filter((type) => TYPES_OF_LEAVE.some((one) => one === targetOf(type, settings)));
  const leaves: SourceLeave[] = [];
  for (const { id } of mapped) leaves.push(...(await source.leaves(addDays(from, -366), addDays(from, -1), id)));
  return leaves;
};
