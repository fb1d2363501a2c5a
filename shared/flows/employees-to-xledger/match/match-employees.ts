/*
 * Tells which record of X-ledger each person of the source is, with everybody in view, so that no record is given to two
 * people. Somebody's decision comes first, then the stored link, then a code that is exactly equal, then one that
 * differs in leading zeros alone. Of two people who claim one record the stronger key wins, and with equal ones nobody
 * gets it. For example, Kari is linked to record 7, and a newcomer has the number that record 7 bears: Kari keeps the
 * record, and the newcomer is blocked until somebody corrects the number.
 */
import { describeIdentity, isSamePerson, isSomebodyElse } from '../../../records/identity.ts';
import type { Identity } from '../../../records/identity.ts';
import type { StoredLink } from '../../../records/stored-link.ts';
import type { Problem } from '../../../records/problem.ts';
import { shown, shownNumber } from '../../../records/values/shown-value.ts';
import { trimmedText } from '../../../records/values/text.ts';
import type { XledgerEmployee } from '../../../vendors/xledger/employee-record.ts';
import { problem } from '../problems.ts';
import { codeKey } from '../rules/peers.ts';
import { recordIdentity } from './record-identity.ts';

/** By what a person is found, the strongest first. */
export const MATCH_KEYS = ['decision', 'link', 'code', 'looseCode'] as const;
export type MatchKey = (typeof MATCH_KEYS)[number];

export interface MatchablePerson extends StoredLink<string> {
  readonly sourceId: string;
  readonly number: string | null;
  readonly identity: Identity;
  /** Whoever is replaced by another record of theirs claims nothing. */
  readonly claims: boolean;
}

export type Match =
  | { readonly kind: 'matched'; readonly record: XledgerEmployee; readonly by: MatchKey }
  | { readonly kind: 'none' }
  /** Nothing may be written for the person. */
  | { readonly kind: 'blocked'; readonly problems: readonly Problem[] }
  /**
   * The linked record is not among those read. Nothing may be concluded before it was asked for by its id: add it to
   * the records, or match again with `linkIsGone`.
   */
  | { readonly kind: 'unseen'; readonly link: string };

/** A record of an entity that is not read for the sync, with the entity's name. */
export interface ElsewhereRecord {
  readonly code: string | null;
  readonly entity: string | null;
}

export interface Hit {
  readonly key: MatchKey;
  readonly record: XledgerEmployee;
}

interface Claim {
  readonly person: MatchablePerson;
  readonly hits: readonly Hit[];
}

export interface MatchFacts {
  /** Everybody of the entities that are synced, closed records included. */
  readonly records: readonly XledgerEmployee[];
  /** The records of all other entities. */
  readonly elsewhere: readonly ElsewhereRecord[];
  readonly looseCodes: boolean;
}

/** @param people everybody of the source, in scope or not @returns by the source's id */
export const matchEmployees = (people: readonly MatchablePerson[], facts: MatchFacts): ReadonlyMap<string, Match> => {
  const byId = new Map<string, XledgerEmployee>(facts.records.map((record) => [record.id, record]));
  const byKey = Map.groupBy(facts.records, ({ code }) => codeKey(code, facts.looseCodes));
  const elsewhere = Map.groupBy(facts.elsewhere, ({ code }) => codeKey(code, facts.looseCodes));
  const claims = people.map((person) => ({ person, hits: person.claims ? findHits(person, byId, byKey, facts) : [] }));
  const claimants = Map.groupBy(
    claims.flatMap((claim) =>
      claim.hits.filter((hit) => isClaim(claim, hit)).map(({ record: { id } }) => ({ id, claim })),
    ),
    ({ id }) => id,
  );
  return new Map(
    claims.map((claim) => {
      const match = matchHits(claim, byId);
      const rivals = match.kind === 'matched' ? (claimants.get(match.record.id) ?? []) : [];
      const lost =
        match.kind === 'matched' &&
        findRivalry(
          claim,
          match,
          rivals.map(({ claim: rival }) => rival),
        );
      const [other] = elsewhere.get(codeKey(claim.person.number, facts.looseCodes)) ?? [];
      const found = match.kind === 'none' && claim.person.claims && claim.person.number !== null ? other : undefined;
      return [claim.person.sourceId, lost || (found === undefined ? match : blocked(elsewhereProblem(claim, found)))];
    }),
  );
};

const isByCode = (key: MatchKey): boolean => key === 'code' || key === 'looseCode';

/** A code that leads to somebody else's record takes nothing from its owner, as when a leaver's number is given again. */
const isClaim = ({ person: { identity } }: Claim, { key, record }: Hit): boolean =>
  !isByCode(key) || isSamePerson(identity, recordIdentity(record, identity));

const blocked = (...problems: readonly Problem[]): Match => ({ kind: 'blocked', problems });

/** A record that is linked, or was decided on, is the person's whatever codes say. */
const findHits = (
  { link, linkIsGone, isDecided, passedOver, number }: MatchablePerson,
  byId: ReadonlyMap<string, XledgerEmployee>,
  byKey: ReadonlyMap<string | null, readonly XledgerEmployee[]>,
  { looseCodes }: MatchFacts,
): readonly Hit[] => {
  const linked = link === null || linkIsGone ? undefined : byId.get(link);
  if (linked !== undefined) return [{ key: isDecided ? 'decision' : 'link', record: linked }];
  const found = byKey.get(codeKey(number, looseCodes)) ?? [];
  return hitsAmong(
    found.filter(({ id }) => id !== link),
    { number, passedOver },
  );
};

const hitsAmong = (
  found: readonly XledgerEmployee[],
  { number, passedOver }: Pick<MatchablePerson, 'number' | 'passedOver'>,
): readonly Hit[] =>
  trimmedText(number) === null
    ? []
    : found
        .filter(({ id }) => !passedOver.has(id))
        .map((record) => ({ key: trimmedText(record.code) === trimmedText(number) ? 'code' : 'looseCode', record }));

/** What the code of a person leads to, whatever they are linked to. */
export const hitsOf = (
  person: Pick<MatchablePerson, 'number' | 'passedOver'>,
  records: readonly XledgerEmployee[],
  { looseCodes }: Pick<MatchFacts, 'looseCodes'>,
): readonly Hit[] =>
  hitsAmong(
    records.filter(({ code }) => codeKey(code, looseCodes) === codeKey(person.number, looseCodes)),
    person,
  );

/** So many of the records that match are named: a message holds them, and a code may stand on any number of records. */
const MOST_NAMED = 5;

const matchHits = ({ person, hits }: Claim, byId: ReadonlyMap<string, XledgerEmployee>): Match => {
  const { link, linkIsGone, claims, identity, mayDiffer } = person;
  if (claims && link !== null && !linkIsGone && !byId.has(link)) return { kind: 'unseen', link };
  const [first, ...others] = hits;
  if (first === undefined) return { kind: 'none' };
  if (others.length > 0) {
    const named = hits
      .slice(0, MOST_NAMED)
      .map(({ record: { id, code } }) => `record ${id} by the code ${shownNumber(code)}`);
    const found = [...named, ...(hits.length > MOST_NAMED ? [`and ${hits.length - MOST_NAMED} more`] : [])].join(', ');
    return blocked(problem('MATCH_AMBIGUOUS', `Different X-ledger records match this person: ${found}.`));
  }
  const { key, record } = first;
  const held = recordIdentity(record, identity);
  const compared = `is ${describeIdentity(held)}; Simployer has ${describeIdentity(identity)}`;
  if (isByCode(key)) {
    if (isSamePerson(identity, held)) return { kind: 'matched', record, by: key };
    const detail = `X-ledger record ${record.id}, found by the code ${shownNumber(record.code)}, ${compared}.`;
    return blocked(problem('MATCH_CONFLICT', detail));
  }
  if (!isSomebodyElse(identity, held) || mayDiffer(identity, held)) return { kind: 'matched', record, by: key };
  return blocked(problem('IDENTITY_CHANGED', `X-ledger record ${record.id}, linked to this person, ${compared}.`));
};

const rankOf = ({ hits }: Claim, id: string): number =>
  Math.min(...hits.filter(({ record }) => record.id === id).map(({ key }) => MATCH_KEYS.indexOf(key)));

/** What becomes of a match when somebody else's keys lead to the same record; null when theirs are weaker. */
const findRivalry = (
  claim: Claim,
  { record: { id } }: Extract<Match, { kind: 'matched' }>,
  claimants: readonly Claim[],
): Match | null => {
  const own = rankOf(claim, id);
  const rivals = claimants.filter((rival) => rival !== claim && rankOf(rival, id) <= own);
  if (rivals.length === 0) return null;
  const others = rivals
    .map(({ person }) => shownNumber(person.number))
    .toSorted()
    .join(', ');
  return blocked(
    rivals.some((rival) => rankOf(rival, id) < own)
      ? problem(
          'MATCH_CONFLICT',
          `X-ledger record ${id} has the number of this person, but is that of employee ${others}.`,
        )
      : problem('MATCH_AMBIGUOUS', `X-ledger record ${id} matches employee ${others} just as well.`),
  );
};

const elsewhereProblem = ({ person }: Claim, { entity, code }: ElsewhereRecord): Problem =>
  problem(
    'FOUND_IN_OTHER_ENTITY',
    `The number ${shownNumber(person.number)} is the code ${shownNumber(code)} of an employee in the entity ${shown(entity)}.`,
  );
