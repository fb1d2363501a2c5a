import type { PayrollBankAccount } from '../../../vendors/poweroffice/bank-accounts.ts';
import type { PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import type { PayrollEmployment } from '../../../vendors/poweroffice/employments.ts';
import { employeeCauses, renewEmployeeBase } from '../base.ts';
import type { Decision, WritePlan } from '../decide.ts';
import { knownEmployments } from '../known-employments.ts';
import { mayLag } from '../../../people/may-lag.ts';
import type { RememberedRecord } from '../state.ts';
import type { Subject } from '../task.ts';
import type { Person } from './person.ts';
import { archiveEmployee } from './archive-employee.ts';
import { writeBankAccount } from './write-bank-account.ts';
import { createEmployee, updateEmployee } from './write-employee.ts';
import type { WrittenEmployee } from './write-employee.ts';
import { writeEmployments } from './write-employments.ts';

/**
 * Carries out what was decided for one person, in an order that leaves them consistent at any interruption: employee,
 * bank account and its choice, employments, default flag, salary, ends, archive.
 * @returns what is to be remembered of the record from now on; null as long as there is none
 */
export const writePerson = async (
  person: Person,
  { plan, subject, remembered }: Extract<Decision, { readonly action: 'write' }>,
): Promise<RememberedRecord | null> => {
  const written = await writeEmployee(person, plan);
  if (written === null) return remembered;
  const { bankAccounts, employments } = await readBelongings(person, written, subject, remembered);
  const { employee: chosen, accounts } = await writeBankAccount(person, written.record, bankAccounts);
  const learned =
    employments === null
      ? { ...(remembered ?? NOTHING_REMEMBERED), knownEmployments: null }
      : await writeEmployments(person, chosen, employments, remembered ?? NOTHING_REMEMBERED);
  const isLeaving = plan.action === 'update' && plan.archive === 'archive';
  const last = isLeaving ? await archiveEmployee(person, chosen) : chosen;
  if (last === null) return null;
  const { desired, settings, digest, syncedAt } = person;
  const found = { record: last, accounts };
  const former = remembered?.base ?? null;
  // A plan leaves the record as it is, and shows why it differs.
  if (person.writer === null) {
    person.writes.noteCauses(null, employeeCauses(former, desired, found, settings.mapping, digest));
  }
  const base = renewEmployeeBase(former, desired, found, settings.mapping, digest, syncedAt);
  return { ...learned, ...stampsOf(last), base };
};

/** The employee record itself. @returns null when it was to be created and was refused, the problem noted */
const writeEmployee = async (person: Person, plan: WritePlan): Promise<WrittenEmployee | null> =>
  plan.action === 'create'
    ? createEmployee(person, plan.fields)
    : { origin: 'matched', record: await updateEmployee(person, plan) };

/** What hangs on a record. */
interface Belongings {
  readonly bankAccounts: readonly PayrollBankAccount[];
  /** Null when they could not be read. */
  readonly employments: readonly PayrollEmployment[] | null;
}

/** What hangs on the record: known from the bulk lists where possible, read where not. */
const readBelongings = async (
  { reader, writes, writtenAt, clock, settings }: Person,
  { origin, record }: WrittenEmployee,
  subject: Subject,
  remembered: RememberedRecord | null,
): Promise<Belongings> => {
  switch (origin) {
    case 'created':
      return { bankAccounts: [], employments: [] };
    case 'found':
      return {
        bankAccounts: (await writes.read(() => reader.bankAccounts(record.id))) ?? [],
        employments: await writes.read(() => reader.employmentsOf(record.id)),
      };
    case 'matched': {
      const lists = mayLag({ writtenAt }, settings.replicaLagInSeconds, clock) ? 'lagging' : 'current';
      const known = knownEmployments(remembered?.knownEmployments ?? null, subject.employments, lists);
      return {
        bankAccounts: subject.bankAccounts,
        employments: known ?? (await writes.read(() => reader.employmentsOf(record.id))),
      };
    }
  }
};

const NOTHING_REMEMBERED = { employments: {}, knownEmployments: null, salaryDigest: null, salaryStamp: null } as const;

const stampsOf = ({ id, lastChanged, addressLastChanged }: PayrollEmployee) => ({
  id,
  employeeStamp: lastChanged,
  addressStamp: addressLastChanged,
});
