/*
 * Maps and matches everybody whom Simployer has, before anything is written. Everybody counts, in scope or not, for a
 * number or a record may be somebody else's. A linked record that PowerOffice's lists do not show is asked for by its
 * id first: lists may lag, and a record that only seems to be gone must not be made anew. For example, Kari's link
 * leads to record 7, which no list shows. Asked for by its id, it is there: the link holds, and nobody new is created.
 */
import type { Settings } from '../settings.ts';
import { planEmployee } from '../plan/plan-employee.ts';
import type { DesiredEmployee } from '../rules/desired-employee.ts';
import { mapEmployee } from '../rules/map-employee.ts';
import { findPeers, NO_PEERS } from './peers.ts';
import type { Peers } from './peers.ts';
import type { SourceEmployee } from '../../../model/employee.ts';
import { readOrNull } from '../../../model/source-value.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import type { EmployeeId } from '../../../vendors/poweroffice/ids.ts';
import type { PowerOfficeReader } from '../../../vendors/poweroffice/client.ts';
import { indexEmployees } from './employee-index.ts';
import type { EmployeeIndex, StoredLink } from './employee-index.ts';
import { linkedRecordOf, storedLinkOf } from './linked-record.ts';
import { matchEmployees } from './match-employees.ts';
import type { PersonMatch } from './match-employees.ts';
import { findPossibleDuplicates } from './possible-duplicates.ts';
import type { PayrollSnapshot } from '../../../vendors/poweroffice/read-payroll-snapshot.ts';
import { decidedAt } from '../../../people/person-state.ts';
import type { StartState } from '../start-state.ts';

export interface MatchPeopleDependencies {
  readonly reader: Pick<PowerOfficeReader, 'employee'>;
  readonly settings: Settings;
  /** Keyed hash, for what must not be stored. */
  readonly digest: (text: string) => string;
}

/** A person with what is known of them once everybody is in view. */
export interface MatchedPerson {
  readonly source: SourceEmployee;
  readonly peers: Peers;
  readonly desired: DesiredEmployee;
  readonly match: PersonMatch['match'];
  /** The link points at a record that no longer exists. */
  readonly linkLost: boolean;
  /** What was known of their record before any key was tried. */
  readonly stored: Omit<StoredLink, 'linkIsGone'>;
  /** When somebody decided about their record, epoch milliseconds; null when nobody has. */
  readonly linkDecidedAt: number | null;
}

/** Maps and matches everybody of the source, in scope or not: a person's number or record may be somebody else's too. */
export const matchPeople = async (
  sources: readonly SourceEmployee[],
  states: ReadonlyMap<string, StartState>,
  snapshot: PayrollSnapshot,
  today: CalendarDate,
  { reader, settings, digest }: MatchPeopleDependencies,
): Promise<MatchedPerson[]> => {
  const peers = findPeers(sources);
  const people = sources.map((source) => {
    const own = peers.get(source.id) ?? NO_PEERS;
    const desired = mapEmployee(source, { settings: settings.mapping, today, peers: own });
    const state = states.get(source.id) ?? null;
    const linkDecidedAt = state === null ? null : decidedAt(state.decisions);
    return { source, peers: own, desired, stored: storedLinkOf(state, digest), linkDecidedAt };
  });
  const { index, gone } = await resolveLinks(
    people.flatMap(({ stored }) => stored.link ?? []),
    snapshot,
    reader,
  );
  const isGone = (link: EmployeeId | null): boolean => link !== null && gone.has(link);
  const matches = matchEmployees(
    people.map(({ source, desired, stored }) => ({
      ...stored,
      desired,
      linkIsGone: isGone(stored.link),
      userId: readOrNull(source.userId),
    })),
    index,
  );
  const possibleDuplicateOf = findPossibleDuplicates(snapshot.employees, recordsTaken(states, matches.values()));
  return people.map(({ source, peers: own, desired, stored, linkDecidedAt }) => {
    const { match, referenceHeldBy } = matches.get(source.id) ?? {
      match: { kind: 'none' } as const,
      referenceHeldBy: null,
    };
    const merged = { ...own, userIdHeldBy: own.userIdHeldBy ?? referenceHeldBy };
    const isToBeCreated = match.kind === 'none' && planEmployee(desired, null, settings.mapping).action === 'create';
    const duplicate =
      isToBeCreated && settings.onPossibleDuplicate === 'hold'
        ? possibleDuplicateOf(desired.fields, stored.passedOver)
        : null;
    return {
      source,
      peers: merged,
      desired,
      match: duplicate === null ? match : { kind: 'blocked', problems: [duplicate] },
      linkLost: isGone(stored.link),
      stored,
      linkDecidedAt,
    };
  });
};

/** The records that somebody is linked to, or is matched with. @param matches of everybody, in scope or not */
export const recordsTaken = (
  states: ReadonlyMap<string, StartState>,
  matches: Iterable<Pick<PersonMatch, 'match'>>,
): ReadonlySet<EmployeeId> =>
  new Set([
    ...[...states.values()].flatMap((state) => linkedRecordOf(state) ?? []),
    ...[...matches].flatMap(({ match }) => (match.kind === 'matched' ? match.employee.id : [])),
  ]);

/** A linked record that no list shows is asked for by its id before anything is concluded. */
const resolveLinks = async (
  links: readonly EmployeeId[],
  snapshot: PayrollSnapshot,
  reader: MatchPeopleDependencies['reader'],
): Promise<{ index: EmployeeIndex; gone: ReadonlySet<EmployeeId> }> => {
  const shown = new Set(snapshot.employees.map(({ id }) => id));
  const records = [...snapshot.employees];
  const gone = new Set<EmployeeId>();
  for (const link of new Set(links)) {
    if (shown.has(link)) continue;
    const record = await reader.employee(link);
    if (record === null) gone.add(link);
    else records.push(record);
  }
  return { index: indexEmployees(records), gone };
};
