import type { SourceEmployee } from '../../../model/employee.ts';
import { readOrNull } from '../../../model/source-value.ts';
import { numbersOfOthers } from '../../../people/numbers-of-others.ts';
import { toEmployeeNumber } from '../../../records/values/employee-number.ts';
import { trimmedText } from '../../../records/values/text.ts';

/** What a person's rules need to know of everybody else. */
export interface Peers {
  /** The numbers, as typed, of a few others who hold this person's employee number once normalised (Number, row 1). */
  readonly sameNumber: readonly string[];
  /**
   * Who carries the user id that this person shares with somebody (ExternalImportReference, row 3): their employee
   * number as typed, or their id. `null` when the user id is this person's own, or this person is the one who carries
   * it.
   */
  readonly userIdHeldBy: string | null;
}

/** A person who shares nothing with anybody. */
export const NO_PEERS: Peers = { sameNumber: [], userIdHeldBy: null };

/**
 * The facts that need everybody in view, whether in scope or not (Number and ExternalImportReference, rows 1 and 3).
 *
 * @param sources every employee of the source, distinct by id
 * @returns the facts by the employee's id
 */
export const findPeers = (sources: readonly SourceEmployee[]): ReadonlyMap<string, Peers> => {
  const byNumber = Map.groupBy(sources, ({ employeeNumber }) => toEmployeeNumber(employeeNumber ?? ''));
  const byUserId = Map.groupBy(sources, ({ userId }) => trimmedText(readOrNull(userId)));
  const peersOf = (source: SourceEmployee): Peers => {
    const number = toEmployeeNumber(source.employeeNumber ?? '');
    const userId = trimmedText(readOrNull(source.userId));
    return {
      sameNumber: number === null ? [] : numbersOfOthers(source, byNumber.get(number) ?? []),
      userIdHeldBy: userId === null ? null : heldBy(source, byUserId.get(userId) ?? []),
    };
  };
  return new Map(sources.map((source) => [source.id, peersOf(source)]));
};

const heldBy = (source: SourceEmployee, sharers: readonly SourceEmployee[]): string | null => {
  const [first] = sharers.toSorted(compareClaims);
  if (first === undefined || first.id === source.id) return null;
  return trimmedText(first.employeeNumber) ?? first.id;
};

/** Active before unknown before inactive, then the oldest record, then the lowest id. A record of unknown age counts as the youngest. */
const compareClaims = (one: SourceEmployee, other: SourceEmployee): number => {
  if (one.active !== other.active) return one.active === true || other.active === false ? -1 : 1;
  const [oneCreated, otherCreated] = [one.created ?? '~', other.created ?? '~'];
  if (oneCreated !== otherCreated) return oneCreated < otherCreated ? -1 : 1;
  return one.id < other.id ? -1 : 1;
};
