import type { DesiredEmployee } from '../employee/desired-employee.ts';
import type { PayrollEmployee } from '../employee/payroll-record.ts';
import { problem } from '../employee/problem.ts';
import type { Problem } from '../employee/problem.ts';
import { shownNumber } from '../employee/values/shown-value.ts';
import { trimmedText } from '../employee/values/text.ts';

/** PowerOffice's employees by every key that a person can be found by. Archived ones are there too. */
export interface EmployeeIndex {
  readonly byId: ReadonlyMap<number, PayrollEmployee>;
  readonly byExternalNumber: RecordsByKey;
  readonly byReference: RecordsByKey;
  readonly byNumber: RecordsByKey;
}

/** Records without the key are under `null`. */
type RecordsByKey = ReadonlyMap<string | null, readonly PayrollEmployee[]>;

export type Match =
  | {
      readonly kind: 'matched';
      readonly employee: PayrollEmployee;
      /** Found without a stored link, which is to be stored now. */
      readonly adopted: boolean;
      /** The stored link led to a record that no longer exists (`LINK_LOST`). */
      readonly linkLost: boolean;
    }
  | { readonly kind: 'none'; readonly linkLost: boolean }
  /** Nothing may be written for the person. */
  | { readonly kind: 'blocked'; readonly problems: readonly Problem[] }
  /**
   * The linked record is not among those read, which a replica that lags can cause as well as a deletion. Nothing may
   * be concluded before the record was asked for by its id: add it to the index, or match again with `linkIsGone`.
   */
  | { readonly kind: 'unseen'; readonly link: number };

/** What is known of a person besides the mapping's answer. */
export interface StoredLink {
  /** The PowerOffice id that was stored for the person. */
  readonly link: number | null;
  /** Whether PowerOffice said that the linked record does not exist. */
  readonly linkIsGone: boolean;
}

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

type Key = 'stored link' | 'external number' | 'import reference' | 'number';

/** Weakest first: how sure a key is that a record is the person's (row 2). */
const KEYS_BY_STRENGTH: readonly Key[] = ['number', 'import reference', 'external number', 'stored link'];

interface Hit {
  readonly key: Key;
  readonly record: PayrollEmployee;
}

/** Built once for all people. */
export const indexEmployees = (records: readonly PayrollEmployee[]): EmployeeIndex => ({
  byId: new Map(records.map((record) => [record.id, record])),
  byExternalNumber: Map.groupBy(records, ({ externalNumber }) => trimmedText(externalNumber)),
  byReference: Map.groupBy(records, ({ externalImportReference }) => trimmedText(externalImportReference)),
  byNumber: Map.groupBy(records, ({ number }) => trimmedText(number)),
});

/**
 * The PowerOffice record of one person (row 2, and the corners on matching): by stored link, then ExternalNumber, then
 * ExternalImportReference, then Number. Keys that lead to different records, or a number that is all two people have
 * in common, block the person: a wrong match pays the wrong one.
 */
export const matchEmployee = (
  desired: DesiredEmployee,
  { index, ...stored }: StoredLink & { readonly index: EmployeeIndex },
): Match => toMatch(desired, stored, findHits(desired, stored, index), index);

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
  const claims = settleSharedReferences(
    people.map((person) => ({ person, hits: findHits(person.desired, person, index), referenceHeldBy: null })),
  );
  const claimsByRecord = new Map<number, Claim[]>();
  for (const claim of claims) {
    for (const id of new Set(claim.hits.map(({ record }) => record.id))) {
      claimsByRecord.set(id, [...(claimsByRecord.get(id) ?? []), claim]);
    }
  }
  return new Map(
    claims.map((claim) => {
      const match = toMatch(claim.person.desired, claim.person, claim.hits, index);
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
const settleSharedReferences = (claims: readonly Claim[]): readonly Claim[] => {
  const ownersByRecord = new Map<number, MatchablePerson[]>();
  for (const { person, hits } of claims) {
    for (const { key, record } of hits) {
      if (key !== 'external number' && key !== 'stored link') continue;
      ownersByRecord.set(record.id, [...(ownersByRecord.get(record.id) ?? []), person]);
    }
  }
  return claims.map((claim) => {
    const { person, hits } = claim;
    const holdersOf = ({ key, record }: Hit): readonly MatchablePerson[] =>
      key === 'import reference'
        ? (ownersByRecord.get(record.id) ?? []).filter((owner) => isSharedBy(person, owner))
        : [];
    const [holder] = hits.flatMap(holdersOf).map(numberOrIdOf).toSorted();
    if (holder === undefined) return claim;
    return { person, hits: hits.filter((hit) => holdersOf(hit).length === 0), referenceHeldBy: holder };
  });
};

const numberOrIdOf = ({ desired }: MatchablePerson): string => trimmedText(desired.employeeNumber) ?? desired.sourceId;

/** Asked only of somebody who has a user. */
const isSharedBy = (person: MatchablePerson, other: MatchablePerson): boolean =>
  person.desired.sourceId !== other.desired.sourceId && trimmedText(person.userId) === trimmedText(other.userId);

const findHits = (
  { fields, onCreate }: DesiredEmployee,
  { link, linkIsGone }: StoredLink,
  index: EmployeeIndex,
): readonly Hit[] => {
  const linked = link === null ? undefined : index.byId.get(link);
  return [
    ...toHits('stored link', linked === undefined ? [] : [linked]),
    ...toHits('external number', find(index.byExternalNumber, fields.externalNumber)),
    ...toHits('import reference', find(index.byReference, fields.externalImportReference)),
    ...toHits('number', find(index.byNumber, onCreate.number)),
  ].filter(({ record }) => !linkIsGone || record.id !== link);
};

const toHits = (key: Key, records: readonly PayrollEmployee[]): readonly Hit[] =>
  records.map((record) => ({ key, record }));

const find = (records: RecordsByKey, key: string | undefined): readonly PayrollEmployee[] =>
  key === undefined ? [] : (records.get(key) ?? []);

const toMatch = (
  desired: DesiredEmployee,
  { link, linkIsGone }: StoredLink,
  hits: readonly Hit[],
  index: EmployeeIndex,
): Match => {
  if (link !== null && !linkIsGone && !index.byId.has(link)) return { kind: 'unseen', link };
  const linkLost = link !== null && linkIsGone;
  const [first] = hits;
  if (first === undefined) return { kind: 'none', linkLost };
  if (hits.some(({ record }) => record.id !== first.record.id)) {
    return { kind: 'blocked', problems: [problem('MATCH_AMBIGUOUS', describeHits(hits))] };
  }
  const conflict = first.key === 'number' ? findConflict(desired, first.record) : null;
  if (conflict !== null) return { kind: 'blocked', problems: [problem('MATCH_CONFLICT', conflict)] };
  return { kind: 'matched', employee: first.record, adopted: first.key !== 'stored link', linkLost };
};

const describeHits = (hits: readonly Hit[]): string => {
  const byRecord = Map.groupBy(hits, ({ record }) => record.id);
  const records = [...byRecord].map(([id, found]) => `record ${id} by ${found.map(({ key }) => key).join(' and ')}`);
  return `Different PowerOffice records match this person: ${records.join(', ')}.`;
};

/**
 * Why a record that only its number speaks for is not this person's, in words; `null` when it is.
 * The record belongs to somebody else once it carries another key, or when neither last name nor birth date agrees.
 */
const findConflict = (desired: DesiredEmployee, record: PayrollEmployee): string | null => {
  const { externalNumber, externalImportReference, lastName, dateOfBirth } = desired.fields;
  const named = `PowerOffice record ${record.id} has the number ${shownNumber(record.number)}, but`;
  if (isOther(record.externalNumber, externalNumber)) {
    return `${named} carries another external number, ${shownNumber(record.externalNumber)}.`;
  }
  if (isOther(record.externalImportReference, externalImportReference)) {
    return `${named} carries another import reference.`;
  }
  const hasSameName = toName(record.lastName) !== null && toName(record.lastName) === toName(lastName ?? null);
  return hasSameName || record.dateOfBirth === dateOfBirth
    ? null
    : `${named} neither its last name nor its birth date is this person's.`;
};

const isOther = (held: string | null, own: string | undefined): boolean =>
  trimmedText(held) !== null && trimmedText(held) !== own;

const toName = (name: string | null): string | null => trimmedText(name)?.toLocaleLowerCase('nb') ?? null;

/**
 * What becomes of a match when somebody else's keys lead to the same record, even if that person is blocked: `null`
 * when it stands, for theirs are weaker.
 */
const findRivalry = (claim: Claim, recordId: number, claimants: readonly Claim[] = []): Match | null => {
  const own = strengthOf(claim, recordId);
  const rivals = claimants.filter((rival) => rival !== claim && strengthOf(rival, recordId) >= own);
  if (rivals.length === 0) return null;
  const others = rivals
    .map(({ person }) => shownNumber(person.desired.employeeNumber))
    .toSorted()
    .join(', ');
  const key = KEYS_BY_STRENGTH[own];
  const found = rivals.some((rival) => strengthOf(rival, recordId) > own)
    ? problem('MATCH_CONFLICT', `PowerOffice record ${recordId} matches by ${key}, but is that of employee ${others}.`)
    : problem('MATCH_AMBIGUOUS', `PowerOffice record ${recordId} matches employee ${others} just as well, by ${key}.`);
  return { kind: 'blocked', problems: [found] };
};

const strengthOf = ({ hits }: Claim, recordId: number): number =>
  Math.max(...hits.filter(({ record }) => record.id === recordId).map(({ key }) => KEYS_BY_STRENGTH.indexOf(key)));
