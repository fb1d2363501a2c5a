/*
 * Decides which PowerOffice record a person is: the one that somebody names, certainly none that there is, or whichever
 * matching finds afresh. Nothing is written to either vendor, and no link is touched: the decision is stored, and counts
 * from the next person that a run works on. What keys, or name and birth date, lead to at that moment has been seen by
 * whoever decides, and is passed over from then on; a record that turns up later is not. For example, payroll links Kari
 * to record 77 while record 60 bears her number: 77 is hers, and 60 is left alone.
 */
import { showDecisions } from '../../../records/shown-decision.ts';
import { employeeLabel } from '../../../records/values/shown-value.ts';
import { employeeId } from '../../../vendors/poweroffice/ids.ts';
import type { EmployeeId } from '../../../vendors/poweroffice/ids.ts';
import type { PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import { readPeople } from '../../../vendors/simployer/read-people.ts';
import { findPerson, refuseUnfound } from '../../../people/inspect/find-person.ts';
import { findHits, indexEmployees } from '../match/employee-index.ts';
import { NOT_LINKED } from '../../../records/stored-link.ts';
import { isSamePerson, toIdentityKey } from '../../../records/identity.ts';
import { heldIdentity } from '../../../people/linked-record.ts';
import { linkedRecordOf } from '../match/linked-record.ts';
import { readCompanyPair } from '../connection.ts';
import { reportConnection } from '../report.ts';
import { allowedWithout, findDecided, storeDecision, toDecisionDocument } from './decided-person.ts';
import type { DecideDependencies, DecidedPerson, DecisionDocument } from './decided-person.ts';
import { PersonRefusedError } from '../../../people/inspect/person-refused-error.ts';

const IDENTITY_CHANGED = 'IDENTITY_CHANGED';

/** Which record the person is: one by its PowerOffice id, or none that there is. */
export type LinkChoice = { readonly to: number } | { readonly new: true };

/**
 * @param asked an employee number, or a Simployer id
 * @param by who decides; null when nobody said
 * @throws PersonRefusedError EMPLOYEE_UNKNOWN, RECORD_UNKNOWN, LINK_TAKEN, INPUT_INVALID
 */
export const linkPerson = async (
  asked: string,
  choice: LinkChoice,
  by: string | null,
  dependencies: DecideDependencies,
): Promise<DecisionDocument> => {
  const person = await findDecided(asked, dependencies);
  return 'to' in choice ? linkTo(person, choice.to, by, dependencies) : linkToNew(person, by, dependencies);
};

/** The decision that a record is the person, who may look as different from it as now. */
export const linkTo = async (
  person: DecidedPerson,
  to: number,
  by: string | null,
  dependencies: DecideDependencies,
): Promise<DecisionDocument> => {
  const record = await findRecord(person, to, dependencies);
  refuseTaken(person, record);
  const { source, matched } = person;
  const digests = heldIdentity(source.id, matched.desired.fields, record, dependencies.digest).map(
    ({ digest }) => digest,
  );
  return storeLink(person, { kind: 'link', to: record.id, digests }, by, dependencies);
};

const linkToNew = (
  person: DecidedPerson,
  by: string | null,
  dependencies: DecideDependencies,
): Promise<DecisionDocument> => storeLink(person, { kind: 'new', to: null, digests: [] }, by, dependencies);

const storeLink = async (
  person: DecidedPerson,
  {
    kind,
    to,
    digests,
  }: { readonly kind: 'link' | 'new'; readonly to: EmployeeId | null; readonly digests: readonly string[] },
  by: string | null,
  dependencies: DecideDependencies,
): Promise<DecisionDocument> => {
  const { source, connection } = person;
  const passedOver = seenRecords(person).filter((id) => id !== to);
  const now = dependencies.clock.now();
  const decisions = await storeDecision({ sourceId: source.id, action: kind, by, at: now }, dependencies, () =>
    dependencies.employees.decide(source.id, now, (standing, at) => ({
      link: { kind, to, passedOver, companies: { ...connection }, by, at },
      allowed: [
        ...allowedWithout(standing, IDENTITY_CHANGED),
        ...(digests.length === 0 ? [] : [{ code: IDENTITY_CHANGED, digests, by, at }]),
      ],
    })),
  );
  return toDecisionDocument(person, showDecisions(decisions)[0] ?? null);
};

/** @throws PersonRefusedError RECORD_UNKNOWN */
const findRecord = async (
  { target }: DecidedPerson,
  to: number,
  { reader }: Pick<DecideDependencies, 'reader'>,
): Promise<PayrollEmployee> => {
  const id = employeeId.safeParse(to).data;
  const listed = target.employees.find((record) => record.id === id);
  const record = listed ?? (id === undefined ? null : await reader.employee(id));
  if (record !== null) return record;
  throw new PersonRefusedError('RECORD_UNKNOWN', `PowerOffice has no employee with the id ${to}.`);
};

/**
 * @throws PersonRefusedError LINK_TAKEN when the record is somebody else's, be it by a run, by a decision, or by keys as
 *   long as nobody has decided about them: a run under way may be about to write there, or has just made it for them
 */
const refuseTaken = ({ source, states, people }: DecidedPerson, record: PayrollEmployee): void => {
  const { id } = record;
  const linked = [...states.values()].find((state) => state.sourceId !== source.id && linkedRecordOf(state) === id);
  const holder = linked ?? findByKeys(record, people, source.id);
  if (holder === null) return;
  const { sourceId } = holder;
  const employeeNumber =
    employeeLabel(people.find((other) => other.source.id === sourceId)?.source.employeeNumber ?? null) ??
    holder.employeeNumber;
  throw new PersonRefusedError(
    'LINK_TAKEN',
    `PowerOffice record ${id} is linked to employee ${employeeNumber ?? sourceId}. If it is not theirs, unlink them first.`,
    { employeeNumber, simployerEmployeeId: sourceId },
  );
};

/** Somebody else whose record it is by keys, name and birth date, who has no other, and about whom nobody has decided. */
const findByKeys = (
  record: PayrollEmployee,
  people: DecidedPerson['people'],
  besides: string,
): { readonly sourceId: string; readonly employeeNumber: string | null } | null => {
  const index = indexEmployees([record]);
  const found = people.find(
    ({ source, desired, stored, linkDecidedAt }) =>
      source.id !== besides &&
      stored.link === null &&
      linkDecidedAt === null &&
      findHits(desired, NOT_LINKED, index).length > 0 &&
      isSamePerson(desired.fields, record),
  );
  return found === undefined ? null : { sourceId: found.source.id, employeeNumber: found.source.employeeNumber };
};

/** The records that the person's link, keys, or name and birth date lead to. */
const seenRecords = ({ matched: { desired }, target, state }: DecidedPerson): readonly EmployeeId[] => {
  const identity = toIdentityKey(desired.fields);
  const link = state === null ? null : linkedRecordOf(state);
  return [
    ...new Set([
      ...(link === null ? [] : [link]),
      ...findHits(desired, NOT_LINKED, indexEmployees(target.employees)).map(({ record }) => record.id),
      ...target.employees
        .filter((record) => identity !== null && toIdentityKey(record) === identity)
        .map(({ id }) => id),
    ]),
  ];
};

/**
 * Forgets which record a person is, and what was decided about it. Also of somebody whom Simployer no longer returns.
 * @throws PersonRefusedError EMPLOYEE_UNKNOWN, INPUT_INVALID
 */
export const unlinkPerson = async (
  asked: string,
  by: string | null,
  dependencies: DecideDependencies,
): Promise<DecisionDocument> => {
  const { employees, connections, simployer, clock } = dependencies;
  const states = await employees.all();
  const { employees: sources } = await dependencies.inTime(readPeople(simployer));
  const found = findPerson(asked, sources, states);
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
    connection: reportConnection(readCompanyPair(await connections.get())),
    employeeNumber: whose.employeeNumber,
    simployerEmployeeId: whose.sourceId,
    decision: null,
  };
};
