import type { PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import { findArchivingProblems } from '../plan/plan-employee.ts';
import { recordOf } from './person.ts';
import type { Person, Planned } from './person.ts';
import { archives } from './intended-change.ts';
import { refusedAs } from './person-writes.ts';

/**
 * Archives (IsArchived, row 6): the last write of all, by itself, for PowerOffice may refuse it (PowerOffice fact 35).
 */
export const archiveEmployee = async (
  { writes, desired }: Person,
  employee: Planned<PayrollEmployee>,
): Promise<Planned<PayrollEmployee>> => {
  const attempt = await writes.attempt(
    archives('archive', employee),
    async (writer) => writer.patchEmployee(recordOf(employee).id, [{ field: 'IsArchived', value: true }]),
    refusedAs('ARCHIVE_REFUSED'),
  );
  if (attempt.done && employee !== null) writes.note(...findArchivingProblems(desired, employee));
  return (attempt.done ? attempt.value : null) ?? employee;
};
