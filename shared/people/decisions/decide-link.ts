/*
 * Decides which record of the target a person is: the one that somebody names, certainly none that there is, or whichever
 * matching finds afresh. Nothing is written to either vendor, and no link is touched: the decision is stored, and counts
 * from the next person that a run works on. What keys lead to at that moment has been seen by whoever decides, and is
 * passed over from then on; a record that turns up later is not. For example, payroll links Kari to record 77 while record
 * 60 bears her number: 77 is hers, and 60 is left alone.
 */
import type { SourceEmployee } from '../../model/employee.ts';
import type { Held } from '../../records/decisions.ts';
import type { DifferingPart } from '../../records/identity.ts';
import { showDecisions } from '../../records/shown-decision.ts';
import { employeeLabel } from '../../records/values/shown-value.ts';
import { findPerson, refuseUnfound } from '../inspect/find-person.ts';
import { PersonRefusedError } from '../inspect/person-refused-error.ts';
import { IDENTITY_CHANGED } from '../linked-record.ts';
import type { PersonState } from '../person-state.ts';
import { allowedWithout, findDecided, storeDecision, toDecisionDocument } from './decided-person.ts';
import type { DecidedPerson, DecideDependencies, DecisionDocument } from './decided-person.ts';

/** Which record the person is: one by its id in the target, or none that there is. */
export type LinkChoice = { readonly to: number } | { readonly new: true };

type TargetId = number | string;

/** The records of a flow's target, as deciding asks of them. */
export interface TargetRecords<Person, Found extends { readonly id: TargetId }> {
  /** What the target is called. */
  readonly called: string;
  /** Null when there is none with this id. */
  readonly find: (person: Person, id: number) => Promise<Found | null>;
  /** Somebody else whose record it is by keys, name and birth date, who has no other, and about whom nobody has decided. */
  readonly claimedBy: (person: Person, record: Found) => SourceEmployee | null;
  /** The records that the person's link and keys lead to. */
  readonly seenBy: (person: Person) => readonly TargetId[];
  /** How the record may look like somebody else. */
  readonly heldIdentity: (person: Person, record: Found) => readonly Held[];
  /** In what it does look like somebody else. */
  readonly differing: (person: Person, record: Found) => readonly DifferingPart[];
}

/** What it takes to link people. */
export interface LinkDependencies<
  Person extends DecidedPerson,
  Found extends { readonly id: TargetId },
> extends DecideDependencies<Person> {
  readonly records: TargetRecords<Person, Found>;
}

/**
 * @param asked an employee number, or a Simployer id
 * @param by who decides; null when nobody said
 * @throws PersonRefusedError EMPLOYEE_UNKNOWN, RECORD_UNKNOWN, LINK_TAKEN, INPUT_INVALID
 */
export const linkPerson = async <Person extends DecidedPerson, Found extends { readonly id: TargetId }>(
  asked: string,
  choice: LinkChoice,
  by: string | null,
  dependencies: LinkDependencies<Person, Found>,
): Promise<DecisionDocument> => {
  const person = await findDecided(asked, dependencies);
  if ('to' in choice) return linkTo(person, choice.to, by, dependencies);
  return storeLink(person, { kind: 'new', to: null, held: [], differs: [] }, by, dependencies);
};

/** The decision that a record is the person, who may look as different from it as now. */
export const linkTo = async <Person extends DecidedPerson, Found extends { readonly id: TargetId }>(
  person: Person,
  to: number,
  by: string | null,
  dependencies: LinkDependencies<Person, Found>,
): Promise<DecisionDocument> => {
  const { records } = dependencies;
  const record = await records.find(person, to);
  if (record === null) {
    throw new PersonRefusedError('RECORD_UNKNOWN', `${records.called} has no employee with the id ${to}.`);
  }
  refuseTaken(person, record, records);
  const held = records.heldIdentity(person, record);
  const differs = records.differing(person, record);
  return storeLink(person, { kind: 'link', to: record.id, held, differs }, by, dependencies);
};

interface ChosenLink {
  readonly kind: 'link' | 'new';
  readonly to: TargetId | null;
  readonly held: readonly Held[];
  readonly differs: readonly DifferingPart[];
}

const storeLink = async <Person extends DecidedPerson, Found extends { readonly id: TargetId }>(
  person: Person,
  { kind, to, held, differs }: ChosenLink,
  by: string | null,
  dependencies: LinkDependencies<Person, Found>,
): Promise<DecisionDocument> => {
  const { source, connection } = person;
  const { employees, records, clock } = dependencies;
  const passedOver = records.seenBy(person).filter((id) => id !== to);
  const digests = held.map(({ digest }) => digest);
  const now = clock.now();
  const decisions = await storeDecision({ sourceId: source.id, action: kind, by, at: now }, dependencies, () =>
    employees.decide(source.id, now, (standing, at) => ({
      link: { kind, to, passedOver, companies: { ...connection }, by, at },
      allowed: [
        ...allowedWithout(standing, IDENTITY_CHANGED),
        ...(digests.length === 0 ? [] : [{ code: IDENTITY_CHANGED, digests, by, at }]),
      ],
    })),
  );
  return toDecisionDocument(person, showDecisions(decisions)[0] ?? null, dependencies, differs);
};

/** The record that somebody is linked to, or is to be by a decision that no run has carried out yet. */
const linkOf = ({ record, decisions }: PersonState): TargetId | null => record?.id ?? decisions.link?.to ?? null;

/**
 * @throws PersonRefusedError LINK_TAKEN when the record is somebody else's, be it by a run, by a decision, or by keys as
 *   long as nobody has decided about them: a run under way may be about to write there, or has just made it for them
 */
const refuseTaken = <Person extends DecidedPerson, Found extends { readonly id: TargetId }>(
  person: Person,
  record: Found,
  { called, claimedBy }: TargetRecords<Person, Found>,
): void => {
  const { source, states, people } = person;
  const linked = [...states.values()].find((state) => state.sourceId !== source.id && linkOf(state) === record.id);
  const claimant = linked === undefined ? claimedBy(person, record) : null;
  const sourceId = linked?.sourceId ?? claimant?.id;
  if (sourceId === undefined) return;
  const holder = people.find((other) => other.source.id === sourceId)?.source;
  const employeeNumber = employeeLabel(holder?.employeeNumber ?? null) ?? linked?.employeeNumber ?? null;
  throw new PersonRefusedError(
    'LINK_TAKEN',
    `${called} record ${record.id} is linked to employee ${employeeNumber ?? sourceId}. If it is not theirs, unlink them first.`,
    { employeeNumber, simployerEmployeeId: sourceId },
  );
};

/**
 * Forgets which record a person is, and what was decided about it. Also of somebody whom Simployer no longer returns.
 * @throws PersonRefusedError EMPLOYEE_UNKNOWN, INPUT_INVALID
 */
export const unlinkPerson = async <Person extends DecidedPerson>(
  asked: string,
  by: string | null,
  dependencies: DecideDependencies<Person>,
): Promise<DecisionDocument> => {
  const { employees, connections, clock, inTime, readSources, reportConnection } = dependencies;
  const states = await employees.all();
  const found = findPerson(asked, await inTime(readSources()), states);
  if (found.kind === 'several' || found.kind === 'unknown') throw refuseUnfound(asked, found);
  const whose =
    found.kind === 'found'
      ? { sourceId: found.source.id, employeeNumber: employeeLabel(found.source.employeeNumber) }
      : found.state;
  const now = clock.now();
  await storeDecision({ sourceId: whose.sourceId, action: 'unlink', by, at: now }, dependencies, () =>
    employees.decide(whose.sourceId, now, (standing, at) => ({
      link: { kind: 'none', to: null, passedOver: [], companies: {}, by, at },
      allowed: allowedWithout(standing, IDENTITY_CHANGED),
    })),
  );
  return {
    connection: reportConnection(await connections.get()),
    employeeNumber: whose.employeeNumber,
    simployerEmployeeId: whose.sourceId,
    decision: null,
  };
};
