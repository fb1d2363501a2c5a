import type { DesiredEmployee } from '../rules/desired-employee.ts';
import type { FieldValue } from '../../../records/field-value.ts';
import type { PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import { findArchivingProblems, planUpdate } from '../plan/plan-employee.ts';
import type { RecordPlan } from '../plan/plan-employee.ts';
import { problem } from '../problems.ts';
import { shownNumber } from '../../../records/values/shown-value.ts';
import type { BeforeSend } from '../../../vendors/poweroffice/caller.ts';
import type { PowerOfficeWriter } from '../../../vendors/poweroffice/client.ts';
import { isContentRefusal, PowerOfficeError } from '../../../vendors/poweroffice/errors.ts';
import { indexEmployees } from '../match/employee-index.ts';
import { matchEmployee } from '../match/match-employee.ts';
import type { EmployeeTask } from '../task.ts';
import { withAsciiDomain } from './employee-parts.ts';
import { patchEmployee } from './patch-employee.ts';
import { recordOf } from './person.ts';
import type { Person, Planned } from './person.ts';
import { WriteBlockedError } from './person-writes.ts';

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
 * The fields (rows 1-9 and 14-26) of a person PowerOffice does not have.
 * @returns null when it was refused, and the problem noted
 */
export const createEmployee = async (
  person: Person,
  fields: readonly FieldValue[],
): Promise<WrittenEmployee | null> => {
  const { writes, desired, reader, settings, task } = person;
  const refusal = task.mode === 'plan' ? foreseeRefusal(desired, task) : null;
  if (refusal !== null) {
    writes.note(refusal);
    return null;
  }
  let isNew = false;
  const find = async (): Promise<PayrollEmployee | null> => {
    const { externalNumber } = desired.fields;
    return externalNumber === undefined ? null : recognise(desired, await reader.employees({ externalNumber }));
  };
  const attempt = await writes.attempt([{ entity: 'employee', action: 'create' }], async (writer) => {
    const post = async (beforeSend: BeforeSend): Promise<PayrollEmployee> => {
      const record = await createInEitherForm(writer, fields, beforeSend);
      isNew = true;
      return record;
    };
    try {
      return await person.create({ find, post }, { kind: 'employee', key: 'employee' });
    } catch (error) {
      // "ExternalImportReference is already in use ... (contact) Id = N" answers where an earlier POST went.
      if (!(error instanceof PowerOfficeError) || error.contactId === null) throw error;
      const holder = await reader.employee(error.contactId);
      const person = holder === null ? null : recognise(desired, [holder]);
      if (person === null) throw error;
      return person;
    }
  });
  if (!attempt.done) return null;
  if (attempt.value === null || isNew) return { origin: 'created', record: attempt.value };
  // One that was found may differ from what was to be created.
  const record = await updateEmployee(person, planUpdate(desired, attempt.value, settings.mapping));
  return { origin: 'found', record };
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
const recognise = (desired: DesiredEmployee, records: readonly PayrollEmployee[]): PayrollEmployee | null => {
  const match = matchEmployee(desired, { link: null, linkIsGone: false, index: indexEmployees(records) });
  if (match.kind === 'blocked') throw new WriteBlockedError(match.problems);
  return match.kind === 'matched' ? match.employee : null;
};

/** What PowerOffice would say to a number outside its series, for a plan that cannot ask. */
const foreseeRefusal = ({ onCreate }: DesiredEmployee, { numberSeries }: EmployeeTask) => {
  const { number } = onCreate;
  if (number === undefined || numberSeries.length === 0) return null;
  if (numberSeries.some(({ from, to }) => BigInt(from) <= BigInt(number) && BigInt(number) <= BigInt(to))) return null;
  const series = numberSeries.map(({ from, to }) => `${from}-${to}`).join(', ');
  return problem(
    'POWEROFFICE_REJECTED',
    `PowerOffice takes employee numbers ${series} only; ${shownNumber(number)} lies outside.`,
  );
};

/**
 * Archives (IsArchived, row 6): the last write of all, by itself, for PowerOffice may refuse it (PowerOffice fact 35).
 */
export const archiveEmployee = async (
  { writes, desired }: Person,
  employee: Planned<PayrollEmployee>,
): Promise<Planned<PayrollEmployee>> => {
  const attempt = await writes.attempt(
    [{ entity: 'employee', action: 'archive' }],
    async (writer) => writer.patchEmployee(recordOf(employee).id, [{ field: 'IsArchived', value: true }]),
    () => 'ARCHIVE_REFUSED',
  );
  if (attempt.done && employee !== null) writes.note(...findArchivingProblems(desired, employee));
  return (attempt.done ? attempt.value : null) ?? employee;
};
