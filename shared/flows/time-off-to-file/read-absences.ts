/*
 * Reads what a plan is about: the leaves of the period, and those of earlier exports that overlap it, wherever they are in
 * Simployer now. One that was exported and is in no list is asked for by itself, so that one that was moved is not taken for
 * one that was deleted. For example, a leave of March was exported, and HR moves it to May: a plan of March still shows it,
 * as changed.
 */
import { leaveId } from '../../model/time-off.ts';
import type { LeaveDay, LeaveId, LeaveType, SourceLeave, WorkWeek } from '../../model/time-off.ts';
import { touchesPeriod } from '../../time-off/selection.ts';
import { readTypes } from '../../time-off/leave-types.ts';
import type { ListedLeave } from '../../time-off/listed-leave.ts';
import type { TimeOffClient } from '../../vendors/simployer/time-off-client.ts';
import { abortRun } from './aborts.ts';
import type { ReadLedger } from './read-ledger.ts';
import type { Period } from './rules/shares.ts';
import type { FileRunSettings } from './run-settings.ts';

export type FileSource = Pick<
  TimeOffClient,
  'leaves' | 'leave' | 'leaveTypes' | 'leaveDays' | 'leaveNotes' | 'workWeeks'
>;

/** What Simployer has of absence. */
export interface Absences {
  /** Every leave that touches the period, and every one of an export that overlaps it. */
  readonly listed: readonly ListedLeave[];
  readonly types: ReadonlyMap<string, LeaveType>;
  readonly counted: ReadonlyMap<LeaveId, readonly LeaveDay[]>;
  readonly weeks: readonly WorkWeek[];
  /** What employees wrote; empty unless the settings ask for it. */
  readonly notes: ReadonlyMap<LeaveId, string>;
}

/** @throws RunAbortedError SOURCE_EMPTY */
export const readAbsences = async (
  period: Period,
  { exported }: Pick<ReadLedger, 'exported'>,
  source: FileSource,
  { timeOff: { note } }: Pick<FileRunSettings, 'timeOff'>,
): Promise<Absences> => {
  const before = [...exported].filter(([, one]) => overlap(one.export, period));
  const span = before.map(([, one]) => one.export).reduce<Period>(hull, period);
  const types = await readTypes(source);
  const found = await source.leaves(span.from, span.to);
  const known = new Map<string, SourceLeave>(found.map((leave) => [leave.id, leave]));
  const listed = new Map<string, ListedLeave>(
    found.filter((leave) => touchesPeriod(leave, period)).map((leave) => [leave.id, { id: leave.id, leave }]),
  );
  for (const [sourceId] of before) {
    if (listed.has(sourceId)) continue;
    const id = leaveId.parse(sourceId);
    listed.set(sourceId, { id, leave: known.get(sourceId) ?? (await source.leave(id)) });
  }
  const isGone = [...listed.values()].some(({ leave }) => leave === null);
  if (found.length === 0 && isGone) throw abortRun('SOURCE_EMPTY');
  // A leave from the last days of a period stands in the next one, and is compared within its own.
  const compared = [...listed.keys()].flatMap((id) => exported.get(id)?.export ?? []).reduce<Period>(hull, span);
  return {
    listed: [...listed.values()],
    types,
    counted: Map.groupBy(await source.leaveDays(compared.from, compared.to), (day) => day.leaveId),
    weeks: await source.workWeeks(),
    notes: note === 'send' ? await source.leaveNotes(span.from, span.to) : new Map(),
  };
};

const overlap = (one: Period, other: Period): boolean => one.from <= other.to && one.to >= other.from;

/** The days from the first of both to the last. */
const hull = (one: Period, other: Period): Period => ({
  from: one.from < other.from ? one.from : other.from,
  to: one.to > other.to ? one.to : other.to,
});
