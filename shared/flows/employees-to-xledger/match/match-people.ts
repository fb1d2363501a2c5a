/*
 * Matches, maps and plans everybody whom Simployer has, before anything is written. Everybody counts, in scope or not, for
 * a number or a record may be somebody else's. A linked record that the list does not show is asked for by its id first,
 * and the entities that are not synced are looked at only when somebody would otherwise be created. For example, Kari's
 * link leads to record 7, which the list does not show. Asked for by its id, it is there: nobody new is created.
 */
import type { SourceEmployee } from '../../../model/employee.ts';
import { decidedAt } from '../../../people/person-state.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import type { XledgerReader } from '../../../vendors/xledger/client.ts';
import type { XledgerEmployee } from '../../../vendors/xledger/employee-record.ts';
import type { XledgerEmployeeId } from '../../../vendors/xledger/ids.ts';
import { decide } from '../decide.ts';
import type { DecideFacts, RecognisedSubject } from '../decide.ts';
import { areAccountsReadable } from '../plan/hidden-values.ts';
import type { EmployeePlan } from '../plan/plan-employee.ts';
import { readElsewhere } from '../read-target.ts';
import type { TargetSnapshot } from '../read-target.ts';
import { mapEmployee } from '../rules/map-employee.ts';
import { findPeers, NO_PEERS } from '../rules/peers.ts';
import type { Peers } from '../rules/peers.ts';
import type { XledgerRunSettings } from '../run-settings.ts';
import { newXledgerEmployeeState } from '../state.ts';
import type { XledgerEmployeeState } from '../state.ts';
import { linkedRecordOf, storedLinkOf, withLinkTakenOver } from './linked-record.ts';
import { matchEmployees } from './match-employees.ts';
import type { Match, MatchablePerson } from './match-employees.ts';
import { sourceIdentity, toIdentity } from './record-identity.ts';

export interface MatchPeopleDependencies extends Pick<DecideFacts, 'keyedDigest' | 'keyVersion'> {
  readonly reader: XledgerReader;
  readonly settings: XledgerRunSettings;
  /** The code of each cost centre, by the source's id; empty where the settings make no use of them. */
  readonly costCenters: ReadonlyMap<string, string>;
}

/** A person with what is known of them once everybody is in view. */
export interface MatchedPerson extends RecognisedSubject {
  readonly source: SourceEmployee;
  readonly peers: Peers;
  readonly match: Exclude<Match, { kind: 'unseen' }>;
  readonly plan: EmployeePlan;
}

interface Candidate {
  readonly source: SourceEmployee;
  readonly peers: Peers;
  /** With a link that was taken over. */
  readonly before: XledgerEmployeeState;
  readonly person: MatchablePerson & { readonly link: XledgerEmployeeId | null };
}

/** Matches, maps and plans everybody of the source, in scope or not. @param today the run's day in Oslo */
export const matchPeople = async (
  sources: readonly SourceEmployee[],
  states: ReadonlyMap<string, XledgerEmployeeState>,
  target: TargetSnapshot,
  today: CalendarDate,
  dependencies: MatchPeopleDependencies,
): Promise<readonly MatchedPerson[]> => {
  const { settings, costCenters, keyedDigest, keyVersion } = dependencies;
  const candidates = toCandidates(sources, states, dependencies);
  const { matches, gone } = await findMatches(candidates, target.records, dependencies);
  const accountsReadable = areAccountsReadable(target.records);
  return candidates.map(({ source, peers, before, person }) => {
    const match = matches.get(source.id) ?? { kind: 'none' };
    const manager = matches.get(source.managerId ?? '');
    const desired = mapEmployee(source, {
      settings: settings.xledger,
      today,
      lists: target.lists,
      costCenterCode: costCenters.get(source.costCenterId ?? '') ?? null,
      managerRecord: manager?.kind === 'matched' ? manager.record.id : null,
      peers,
    });
    const found: RecognisedSubject = {
      subject: {
        desired,
        identity: toIdentity(source),
        record: match.kind === 'matched' ? match.record : null,
        matchedBy: match.kind === 'matched' ? match.by : null,
        linkLost: person.link !== null && gone.has(person.link),
        linkDecidedAt: decidedAt(before.decisions),
      },
      blockedBy: match.kind === 'blocked' ? match.problems : [],
    };
    const facts = { settings: settings.xledger, keyedDigest, keyVersion, accountsReadable, isOwn: false };
    return { ...found, source, peers, match, plan: decide(found, before, facts) };
  });
};

const toCandidates = (
  sources: readonly SourceEmployee[],
  states: ReadonlyMap<string, XledgerEmployeeState>,
  { settings, keyedDigest }: MatchPeopleDependencies,
): readonly Candidate[] => {
  const everybodysPeers = findPeers(sources, settings.xledger);
  return sources.map((source) => {
    const peers = everybodysPeers.get(source.id) ?? NO_PEERS;
    const own = states.get(source.id) ?? newXledgerEmployeeState(source.id, source.employeeNumber);
    const before = withLinkTakenOver(
      own,
      peers.standsFor.flatMap((id) => states.get(id) ?? []),
    );
    const person = {
      ...storedLinkOf(before, keyedDigest),
      linkIsGone: false,
      sourceId: source.id,
      number: source.employeeNumber,
      identity: sourceIdentity(source),
      claims: peers.replacedBy === null,
    };
    return { source, peers, before, person };
  });
};

const findMatches = async (
  candidates: readonly Candidate[],
  listed: readonly XledgerEmployee[],
  { reader, settings }: MatchPeopleDependencies,
): Promise<{
  readonly matches: ReadonlyMap<string, Exclude<Match, { kind: 'unseen' }>>;
  readonly gone: ReadonlySet<string>;
}> => {
  const { looseCodes } = settings.xledger;
  const { records, gone } = await resolveLinks(
    candidates.flatMap(({ person }) => (person.claims ? (person.link ?? []) : [])),
    listed,
    reader,
  );
  const people = candidates.map(({ person }) => ({
    ...person,
    linkIsGone: person.link !== null && gone.has(person.link),
  }));
  const facts = { records, elsewhere: [], looseCodes };
  const first = matchEmployees(people, facts);
  const isNew = candidates.some(
    ({ source, person }) =>
      person.claims && person.number !== null && source.active !== false && first.get(source.id)?.kind === 'none',
  );
  const elsewhere = isNew ? await readElsewhere(records, reader, settings) : [];
  const matches = elsewhere.length === 0 ? first : matchEmployees(people, { ...facts, elsewhere });
  return {
    matches: new Map([...matches].flatMap(([id, match]) => (match.kind === 'unseen' ? [] : [[id, match]]))),
    gone,
  };
};

/** A linked record that the list does not show is asked for by its id before anything is concluded. */
const resolveLinks = async (
  links: readonly XledgerEmployeeId[],
  listed: readonly XledgerEmployee[],
  reader: Pick<XledgerReader, 'employeesWithIds'>,
): Promise<{ readonly records: readonly XledgerEmployee[]; readonly gone: ReadonlySet<string> }> => {
  const shown = new Set<string>(listed.map(({ id }) => id));
  const unseen = [...new Set(links)].filter((link) => !shown.has(link));
  const found = unseen.length === 0 ? [] : await reader.employeesWithIds(unseen);
  const known = new Set<string>(found.map(({ id }) => id));
  return { records: [...listed, ...found], gone: new Set(unseen.filter((link) => !known.has(link))) };
};

/** The records that somebody is linked to, or is matched with. */
export const recordsTaken = (
  states: ReadonlyMap<string, XledgerEmployeeState>,
  people: readonly MatchedPerson[],
): ReadonlySet<string> =>
  new Set<XledgerEmployeeId>([
    ...[...states.values()].flatMap((state) => linkedRecordOf(state) ?? []),
    ...people.flatMap(({ match }) => (match.kind === 'matched' ? match.record.id : [])),
  ]);
