/*
 * Tells which PowerOffice record each person of the source is, with everybody in view, so that no record is given to
 * two people. Every key of a person that leads to a record is a claim on it, and a stronger key wins: somebody's decision
 * before a stored link, that before an external number, that before an import reference, that before an employee number. With equal keys nobody
 * gets the record, for a wrong match pays the wrong person. For example, Kari is linked to record 7, and a newcomer
 * has the number that record 7 bears: Kari keeps the record, and the newcomer is blocked until somebody corrects the
 * number.
 */
import type { EmployeeId } from '../../../vendors/poweroffice/ids.ts';
import type { DesiredEmployee } from '../rules/desired-employee.ts';
import { problem } from '../problems.ts';
import { shownNumber } from '../../../records/values/shown-value.ts';
import { trimmedText } from '../../../records/values/text.ts';
import { findHits, KEY_WORDS, MATCH_KEYS } from './employee-index.ts';
import type { EmployeeIndex, Hit, StoredLink } from './employee-index.ts';
import { matchHits } from './match-employee.ts';
import type { Match } from './match-employee.ts';

export interface MatchablePerson extends StoredLink {
  readonly desired: DesiredEmployee;
  /** As the source has it: who shares it tells whose record a reference means. */
  readonly userId: string | null;
}

export interface PersonMatch {
  readonly match: Match;
  /**
   * Who holds this person's user id in PowerOffice, by employee number as typed, else by source id: another employee
   * who shares it. The person is to be mapped again without it (`Peers.userIdHeldBy`). `null` nearly always.
   */
  readonly referenceHeldBy: string | null;
}

/**
 * The records of everybody, no record twice. Of two people who claim one record, the one with the weaker key is
 * blocked, or both when their keys are equal.
 *
 * @param people everybody of the source, in scope or not: whoever is left out claims nothing
 * @returns the matches by the source's id
 */
export const matchEmployees = (
  people: readonly MatchablePerson[],
  index: EmployeeIndex,
): ReadonlyMap<string, PersonMatch> => {
  const claims = withoutSharedReferences(
    people.map((person) => ({ person, hits: findHits(person.desired, person, index), referenceHeldBy: null })),
  );
  const claimsByRecord = new Map<EmployeeId, Claim[]>();
  for (const claim of claims) {
    for (const id of new Set(claim.hits.map(({ record }) => record.id))) {
      claimsByRecord.set(id, [...(claimsByRecord.get(id) ?? []), claim]);
    }
  }
  return new Map(
    claims.map((claim) => {
      const match = matchHits(claim.person.desired, claim.person, claim.hits, index);
      const rivalry =
        match.kind === 'matched' ? findRivalry(claim, match.employee.id, claimsByRecord.get(match.employee.id)) : null;
      return [claim.person.desired.sourceId, { match: rivalry ?? match, referenceHeldBy: claim.referenceHeldBy }];
    }),
  );
};

interface Claim {
  readonly person: MatchablePerson;
  readonly hits: readonly Hit[];
  readonly referenceHeldBy: string | null;
}

/**
 * A reference that several people share says nothing against the one who is known by a better key: it is no hit for
 * the others, such as for somebody hired again under a new employee number while the first record keeps the reference.
 */
const withoutSharedReferences = (claims: readonly Claim[]): readonly Claim[] => {
  const ownersByRecord = new Map<EmployeeId, MatchablePerson[]>();
  for (const { person, hits } of claims) {
    for (const { key, record } of hits) {
      if (key === 'reference' || key === 'number') continue;
      ownersByRecord.set(record.id, [...(ownersByRecord.get(record.id) ?? []), person]);
    }
  }
  return claims.map((claim) => {
    const { person, hits } = claim;
    const holdersOf = ({ key, record }: Hit): readonly MatchablePerson[] =>
      key === 'reference' ? (ownersByRecord.get(record.id) ?? []).filter((owner) => isSharedBy(person, owner)) : [];
    const [holder] = hits.flatMap(holdersOf).map(numberOrIdOf).toSorted();
    if (holder === undefined) return claim;
    return { person, hits: hits.filter((hit) => holdersOf(hit).length === 0), referenceHeldBy: holder };
  });
};

const numberOrIdOf = ({ desired }: MatchablePerson): string => trimmedText(desired.employeeNumber) ?? desired.sourceId;

/** Asked only of somebody who has a user. */
const isSharedBy = (person: MatchablePerson, other: MatchablePerson): boolean =>
  person.desired.sourceId !== other.desired.sourceId && trimmedText(person.userId) === trimmedText(other.userId);

/**
 * What becomes of a match when somebody else's keys lead to the same record, even if that person is blocked: `null`
 * when it stands, for theirs are weaker.
 */
const findRivalry = (claim: Claim, recordId: number, claimants: readonly Claim[] = []): Match | null => {
  const own = rankOf(claim, recordId);
  const rivals = claimants.filter((rival) => rival !== claim && rankOf(rival, recordId) <= own);
  if (rivals.length === 0) return null;
  const others = rivals
    .map(({ person }) => shownNumber(person.desired.employeeNumber))
    .toSorted()
    .join(', ');
  const [strongest] = claim.hits.filter(({ record }) => record.id === recordId);
  const key = strongest && KEY_WORDS[strongest.key];
  const found = rivals.some((rival) => rankOf(rival, recordId) < own)
    ? problem('MATCH_CONFLICT', `PowerOffice record ${recordId} matches by ${key}, but is that of employee ${others}.`)
    : problem('MATCH_AMBIGUOUS', `PowerOffice record ${recordId} matches employee ${others} just as well, by ${key}.`);
  return { kind: 'blocked', problems: [found] };
};

/** How strong the strongest key is by which a claim leads to a record: 0 is the strongest there is. */
const rankOf = ({ hits }: Claim, recordId: number): number =>
  Math.min(...hits.filter(({ record }) => record.id === recordId).map(({ key }) => MATCH_KEYS.indexOf(key)));
