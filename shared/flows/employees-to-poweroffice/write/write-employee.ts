/*
 * Writes the employee record itself: creates it for somebody whom PowerOffice does not have, or changes what differs.
 * Somebody may turn out to be there after all, when an earlier run was cut off before it learned what came of its
 * POST; then the record that is found is brought up to date. A record that is somebody else's is never taken, and
 * nothing is created beside it. For example, the answer to the POST for Ola is lost. The next delivery looks for his
 * external number, finds record 7, and writes what of it differs; there is no second Ola.
 */
import type { DesiredEmployee } from '../rules/desired-employee.ts';
import type { FieldValue } from '../../../records/field-value.ts';
import type { PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import { describeSeries, isOutsideSeries } from '../rules/number-series.ts';
import { planUpdate } from '../plan/plan-employee.ts';
import type { RecordPlan } from '../plan/plan-employee.ts';
import { problem } from '../problems.ts';
import { shownNumber } from '../../../records/values/shown-value.ts';
import type { BeforeSend } from '../../../vendors/poweroffice/caller.ts';
import type { PowerOfficeWriter } from '../../../vendors/poweroffice/client.ts';
import { isContentRefusal, PowerOfficeError } from '../../../vendors/poweroffice/errors.ts';
import { indexEmployees } from '../match/employee-index.ts';
import { NOT_LINKED } from '../../../records/stored-link.ts';
import { matchEmployee } from '../match/match-employee.ts';
import type { EmployeeTask } from '../task.ts';
import { withAsciiDomain } from './employee-parts.ts';
import { patchEmployee } from './patch-employee.ts';
import type { Person, Planned } from './person.ts';
import { creates } from './intended-change.ts';
import { WriteBlockedError } from '../../../people/person-writes.ts';

/** The record of a person, and how this run came by it. */
export type WrittenEmployee =
  /** Just made, or to be made by a plan: nothing can hang on it yet. */
  | { readonly origin: 'created'; readonly record: Planned<PayrollEmployee> }
  /** Come upon when it was to be made, as by an earlier delivery: what hangs on it is not known. */
  | { readonly origin: 'found'; readonly record: PayrollEmployee }
  /** Matched beforehand: the lists tell what hangs on it. */
  | { readonly origin: 'matched'; readonly record: PayrollEmployee };

/** The fields that differ, and the unarchiving of a rehire, in one document. @returns the record as answered */
export const updateEmployee = async (person: Person, plan: RecordPlan): Promise<PayrollEmployee> => {
  if (plan.action === 'none') return plan.current;
  const unarchiving = plan.archive === 'unarchive' ? [{ field: 'IsArchived', value: false }] : [];
  return patchEmployee(person, plan.current, [...unarchiving, ...plan.fields]);
};

/**
 * The fields of an employee whom PowerOffice does not have (rows 1-9 and 14-26).
 * @returns null when it was refused, and the problem noted
 */
export const createEmployee = async (
  person: Person,
  fields: readonly FieldValue[],
): Promise<WrittenEmployee | null> => {
  const { writes, desired, settings, task, writer } = person;
  const refusal = writer === null ? foreseeRefusal(desired, task) : null;
  if (refusal !== null) {
    writes.note(refusal);
    return null;
  }
  const attempt = await writes.attempt(creates('employee', fields), (given) => createOrFind(person, given, fields));
  if (!attempt.done) return null;
  if (attempt.value === null) return { origin: 'created', record: null };
  const { origin, record } = attempt.value;
  if (origin === 'created') return { origin, record };
  // One that was found may differ from what was to be created.
  return { origin, record: await updateEmployee(person, planUpdate(desired, record, settings.mapping)) };
};

/** The record that was made, or that was there already. */
interface CreatedOrFound {
  readonly id: number;
  readonly origin: 'created' | 'found';
  readonly record: PayrollEmployee;
}

const createOrFind = async (
  person: Person,
  writer: PowerOfficeWriter,
  fields: readonly FieldValue[],
): Promise<CreatedOrFound> => {
  const { desired, reader, create } = person;
  const { externalNumber } = desired.fields;
  try {
    return await create<CreatedOrFound>(
      {
        find: async () =>
          externalNumber === undefined ? null : findAmong(await reader.employees({ externalNumber }), person),
        post: async (beforeSend) => {
          const record = await createInEitherForm(writer, fields, beforeSend);
          return { id: record.id, origin: 'created', record };
        },
      },
      { kind: 'employee', key: 'employee' },
    );
  } catch (error) {
    // "ExternalImportReference is already in use ... (contact) Id = N" answers where an earlier POST went.
    if (!(error instanceof PowerOfficeError) || error.contactId === null) throw error;
    const holder = await reader.employee(error.contactId);
    const found = holder === null ? null : findAmong([holder], person);
    if (found === null) throw error;
    return found;
  }
};

/** An e-mail domain in letters beyond ASCII goes as it is typed, and in its ASCII form where PowerOffice refuses that
 * (PowerOffice fact 37). */
const createInEitherForm = async (
  writer: PowerOfficeWriter,
  fields: readonly FieldValue[],
  beforeSend: BeforeSend,
): Promise<PayrollEmployee> => {
  const { otherForm } = writer.patchMemory;
  const ascii = withAsciiDomain(fields);
  if (ascii === null) return writer.createEmployee(fields, beforeSend);
  try {
    if (!otherForm.has('EmailAddress')) return await writer.createEmployee(fields, beforeSend);
  } catch (error) {
    if (!(error instanceof PowerOfficeError) || !isContentRefusal(error) || error.contactId !== null) throw error;
  }
  const record = await writer.createEmployee(ascii, beforeSend);
  otherForm.add('EmailAddress');
  return record;
};

/**
 * The person among records that a look-up returned.
 * @returns null when none of them carries a key of the person
 * @throws WriteBlockedError when one does, but is somebody else's: nothing may be created beside it
 */
const findAmong = (
  records: readonly PayrollEmployee[],
  { desired, passedOver }: Pick<Person, 'desired' | 'passedOver'>,
): CreatedOrFound | null => {
  const match = matchEmployee(desired, { ...NOT_LINKED, passedOver, index: indexEmployees(records) });
  if (match.kind === 'blocked') throw new WriteBlockedError(match.problems);
  return match.kind === 'matched' ? { id: match.employee.id, origin: 'found', record: match.employee } : null;
};

/** What PowerOffice would say to a number outside its series, for a plan that cannot ask. */
const foreseeRefusal = ({ onCreate }: DesiredEmployee, { numberSeries }: EmployeeTask) => {
  const { number } = onCreate;
  if (number === undefined || !isOutsideSeries(number, numberSeries)) return null;
  return problem(
    'POWEROFFICE_REJECTED',
    `PowerOffice takes employee numbers ${describeSeries(numberSeries)} only; ${shownNumber(number)} lies outside.`,
  );
};
