import type { LeaveType, SourceLeave } from '../model/time-off.ts';

/** Every type of leave, by id. */
export const readTypes = async (source: {
  readonly leaveTypes: () => Promise<readonly LeaveType[]>;
}): Promise<ReadonlyMap<string, LeaveType>> => new Map((await source.leaveTypes()).map((type) => [type.id, type]));

/** @param types every type of leave, by id */
export const typeOf = (leave: SourceLeave | null, types: ReadonlyMap<string, LeaveType>): LeaveType | null =>
  types.get(leave?.typeId ?? '') ?? null;
