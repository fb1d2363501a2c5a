/*
 * Writes one person: the employee, then what belongs to its contact, which is a write of its own and can fail alone.
 * Somebody who is to be created may turn out to be there after all, when an earlier run was cut off before it learned
 * what came of its write; then the record that is found is brought up to date. For example, the answer to the creation of
 * Ola is lost: the next attempt looks for his code, finds record 7, and writes what of it differs.
 */
import { WriteBlockedError } from '../../../people/person-writes.ts';
import { isSamePerson } from '../../../records/identity.ts';
import type { XledgerWriter } from '../../../vendors/xledger/client.ts';
import type { XledgerEmployee } from '../../../vendors/xledger/employee-record.ts';
import { xledgerEmployeeId } from '../../../vendors/xledger/ids.ts';
import type { XledgerEmployeeId } from '../../../vendors/xledger/ids.ts';
import { recordIdentity } from '../match/record-identity.ts';
import type { FieldChange } from '../plan/diff.ts';
import type { EmployeePlan } from '../plan/plan-employee.ts';
import { problem } from '../problems.ts';
import { creates } from './intended-changes.ts';
import type { Person } from './person.ts';
import { refusedAs, remarked } from './refusals.ts';
import { withNewTitle } from './write-title.ts';
import { writeParts } from './write-parts.ts';

export type CreatePlan = Extract<EmployeePlan, { readonly action: 'create' }>;
export type UpdatePlan = Extract<EmployeePlan, { readonly action: 'update' }>;

/** A person's record as the writes left it. */
export interface WrittenPerson {
  /** Null of a record that is only planned. */
  readonly id: XledgerEmployeeId | null;
  /** As it was read before the writes; null of one that was just made. */
  readonly record: XledgerEmployee | null;
  /** What was carried out. */
  readonly plan: CreatePlan | UpdatePlan;
  /** The fields that X-ledger has taken. */
  readonly written: ReadonlySet<string>;
}

type Contact = Parameters<XledgerWriter['updateContact']>[0];

/**
 * @param planFound what is to be written on a record that was found when it was to be made
 * @returns null when the employee was to be created and was refused, the problem noted
 */
export const writePerson = async (
  person: Person,
  plan: CreatePlan | UpdatePlan,
  planFound: (record: XledgerEmployee) => EmployeePlan,
): Promise<WrittenPerson | null> => {
  return writeEmployee(person, await withNewTitle(person, plan), planFound);
};

const writeEmployee: typeof writePerson = async (person, plan, planFound) => {
  if (plan.action === 'update') return updatePerson(person, plan);
  const attempt = await person.writes.attempt(
    creates(plan.employee),
    (writer) => createOrFind(person, writer, plan.employee),
    refusedAs('XLEDGER_REJECTED'),
  );
  if (!attempt.done) return null;
  const made = attempt.value;
  if (made?.origin === 'found') {
    const found = planFound(made.record);
    const told = new Set(plan.problems.map(({ code }) => code));
    person.writes.note(...found.problems.filter(({ code }) => !told.has(code)));
    return found.action === 'update' ? updatePerson(person, found) : null;
  }
  person.writes.note(...remarked(made?.remarks ?? []));
  const contact = made === null ? 'planned' : made.contact;
  const written = await writeContact(person, contact, plan.contact);
  const sent = plan.employee.map(({ field }) => field);
  return { id: made?.id ?? null, record: null, plan, written: new Set([...sent, ...written]) };
};

const updatePerson = async (person: Person, plan: UpdatePlan): Promise<WrittenPerson> => {
  const { record } = plan;
  const written = await writeParts(
    person,
    { entity: 'employee', send: (writer, changes) => writer.updateEmployee(record.id, changes) },
    plan.employee,
  );
  const ofContact = await writeContact(person, record.contact, plan.contact);
  return { id: record.id, record, plan, written: new Set([...written, ...ofContact]) };
};

/** @param contact `planned`: of an employee that a plan would make */
const writeContact = async (
  person: Person,
  contact: Contact | null | 'planned',
  changes: readonly FieldChange[],
): Promise<ReadonlySet<string>> => {
  if (changes.length === 0) return new Set();
  if (contact === null) {
    person.writes.note(problem('CONTACT_MISSING'));
    return new Set();
  }
  return writeParts(
    person,
    {
      entity: 'contact',
      send: (writer, some) => {
        // A plan makes no write.
        if (contact === 'planned') throw new Error('A write was attempted for a contact that is only planned.');
        return writer.updateContact(contact, some);
      },
    },
    changes,
  );
};

/** The employee that was made, or that was there already. */
type CreatedOrFound =
  | {
      readonly id: XledgerEmployeeId;
      readonly origin: 'created';
      readonly contact: Contact | null;
      readonly remarks: readonly string[];
    }
  | { readonly id: XledgerEmployeeId; readonly origin: 'found'; readonly record: XledgerEmployee };

const createOrFind = (
  person: Person,
  writer: XledgerWriter,
  changes: readonly FieldChange[],
): Promise<CreatedOrFound> =>
  person.create<CreatedOrFound>({
    find: async (settled) => {
      const record = await findMade(person, xledgerEmployeeId.safeParse(settled).data ?? null);
      return record === null ? null : { id: record.id, origin: 'found', record };
    },
    post: async (beforeSend) => {
      const { id, contact, remarks } = await writer.createEmployee(changes, beforeSend);
      return { id, origin: 'created', contact, remarks };
    },
  });

/**
 * The record that an earlier attempt made, by its id where that is known, else by its code (X-ledger fact 27).
 * @param settled the id that somebody has settled a write in doubt with
 * @throws WriteBlockedError when the code is somebody else's, or several records are the person: nothing may be created
 */
const findMade = async (
  { subject, reader, ownerSet, passedOver, madeBefore }: Person,
  settled: XledgerEmployeeId | null,
): Promise<XledgerEmployee | null> => {
  const known = settled ?? (await madeBefore());
  const { desired, identity } = subject;
  if (known !== null && !passedOver.has(known)) {
    const record = await reader.employee(known);
    if (record !== null) return record;
  }
  if (desired.number === null) return null;
  const withCode = await reader.employeesWithCode(desired.number, ownerSet);
  const others = withCode.filter(({ id }) => !passedOver.has(id));
  const [same, ...more] = others.filter((record) => isSamePerson(identity, recordIdentity(record, identity)));
  if (more.length > 0) throw new WriteBlockedError([problem('MATCH_AMBIGUOUS')]);
  if (same !== undefined) return same;
  if (others.length > 0) throw new WriteBlockedError([problem('MATCH_CONFLICT')]);
  return null;
};
