import type { SourceEmployeeId } from '../model/employee.ts';
import type { SourceLeave } from '../model/time-off.ts';

/** Whose leave it is, as far as every target has to know. */
export interface LeavePerson {
  /** As typed, trimmed; null for somebody without one. */
  readonly number: string | null;
  readonly isInScope: boolean;
}

/** Somebody who may have leaves, as a plan shows them. */
export interface AskedPerson extends LeavePerson {
  /** Beside the number in a plan; null where names are not kept. */
  readonly name: string | null;
  /** Whether the run is for them: everybody, unless it was asked for some. */
  readonly isAskedFor: boolean;
}

/** What keeps the leaves of a person from every target (rules C2 and C3); null for nothing. */
export const refusalOfPerson = (person: LeavePerson | null, isKnownInTarget: boolean) => {
  if (person === null) return 'EMPLOYEE_NOT_LINKED';
  if (person.number === null) return 'NUMBER_MISSING';
  return isKnownInTarget ? null : 'EMPLOYEE_NOT_LINKED';
};

/** Whose leave it is; null for one that was deleted, does not say, or is of somebody who is gone. */
export const ownerOf = <Person>(
  leave: SourceLeave | null,
  people: ReadonlyMap<SourceEmployeeId, Person>,
): Person | null => {
  const id = leave?.employeeId ?? null;
  return id === null ? null : (people.get(id) ?? null);
};

/**
 * Whether the run is for a leave, by whose it is.
 * @param asked numbers or ids of those whom the run is for; null for everybody
 * @param numberThen whose it was when it was last met: one that was deleted no longer says
 */
export const isOfAsked = (
  owner: Pick<AskedPerson, 'isAskedFor'> | null,
  asked: readonly string[] | null,
  numberThen: string | null,
): boolean => owner?.isAskedFor ?? (asked === null || (numberThen !== null && asked.includes(numberThen)));
