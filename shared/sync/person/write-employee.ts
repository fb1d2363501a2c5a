import type { DesiredEmployee } from '../../employee/desired-employee.ts';
import type { FieldValue } from '../../employee/field-value.ts';
import type { PayrollEmployee } from '../../employee/payroll-record.ts';
import { planEmployee } from '../../employee/plan/plan-employee.ts';
import { problem } from '../../employee/problem.ts';
import { PowerOfficeError } from '../../poweroffice/errors.ts';
import { indexEmployees, matchEmployee } from '../../poweroffice/match-employees.ts';
import type { EmployeeTask } from '../employee-task.ts';
import { recordOf } from './person.ts';
import type { Person, Planned } from './person.ts';
import { updates } from './person-writes.ts';
import type { PersonWrites } from './person-writes.ts';

export interface WrittenEmployee {
  readonly record: Planned<PayrollEmployee>;
  /** Just made, so that nothing can hang on it yet. */
  readonly isNew: boolean;
}

/** Rows 1-9 and 14-26 of a person PowerOffice does not have. @returns null when it was refused, and the problem noted */
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
  const isThePerson = (record: PayrollEmployee): boolean =>
    matchEmployee(desired, { link: null, linkIsGone: false, index: indexEmployees([record]) }).kind === 'matched';
  const find = async (): Promise<PayrollEmployee | null> => {
    const { externalNumber } = desired.fields;
    if (externalNumber === undefined) return null;
    return (await reader.employees({ externalNumber })).find(isThePerson) ?? null;
  };
  const attempt = await writes.attempt([{ entity: 'employee', action: 'create' }], async (writer) => {
    const post = async (beforeSend: () => Promise<void>): Promise<PayrollEmployee> => {
      const record = await writer.createEmployee(fields, beforeSend);
      isNew = true;
      return record;
    };
    try {
      return await person.create({ find, post }, { kind: 'employee', key: 'employee' });
    } catch (error) {
      // "ExternalImportReference is already in use ... (contact) Id = N" answers where an earlier POST went.
      if (!(error instanceof PowerOfficeError) || error.contactId === null) throw error;
      const holder = await reader.employee(error.contactId);
      if (holder === null || !isThePerson(holder)) throw error;
      return holder;
    }
  });
  if (!attempt.done) return null;
  if (attempt.value === null || isNew) return { record: attempt.value, isNew: true };
  // One that was found may differ from what was to be created.
  const found = planEmployee(desired, attempt.value, settings.mapping);
  return {
    record: await updateEmployee(writes, attempt.value, found.fields, found.archive === 'unarchive'),
    isNew: false,
  };
};

/** The fields that differ, and the unarchiving of a rehire, in one document. @returns the record as answered */
export const updateEmployee = async (
  writes: PersonWrites,
  current: PayrollEmployee,
  fields: readonly FieldValue[],
  unarchive: boolean,
): Promise<PayrollEmployee> => {
  if (fields.length === 0 && !unarchive) return current;
  const attempt = await writes.attempt(
    [...(unarchive ? [{ entity: 'employee', action: 'unarchive' } as const] : []), ...updates('employee', fields)],
    (writer) =>
      writer.patchEmployee(current.id, [...(unarchive ? [{ field: 'IsArchived', value: false }] : []), ...fields]),
  );
  return (attempt.done ? attempt.value : null) ?? current;
};

/** What PowerOffice would say to a number outside its series, for a plan that cannot ask. */
const foreseeRefusal = ({ onCreate }: DesiredEmployee, { numberSeries }: EmployeeTask) => {
  const { number } = onCreate;
  if (number === undefined || numberSeries.length === 0) return null;
  if (numberSeries.some(({ from, to }) => BigInt(from) <= BigInt(number) && BigInt(number) <= BigInt(to))) return null;
  const series = numberSeries.map(({ from, to }) => `${from}-${to}`).join(', ');
  return problem('POWEROFFICE_REJECTED', `PowerOffice takes employee numbers ${series} only; ${number} lies outside.`);
};

/** Row 6: the last write of all, by itself, for PowerOffice may refuse it. */
export const archiveEmployee = async (
  { writes }: Person,
  employee: Planned<PayrollEmployee>,
): Promise<Planned<PayrollEmployee>> => {
  const attempt = await writes.attempt(
    [{ entity: 'employee', action: 'archive' }],
    async (writer) => writer.patchEmployee(recordOf(employee).id, [{ field: 'IsArchived', value: true }]),
    'ARCHIVE_REFUSED',
  );
  return (attempt.done ? attempt.value : null) ?? employee;
};
