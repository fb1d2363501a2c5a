import type { EmploymentId } from '../../vendors/poweroffice/ids.ts';
import type { SalaryReads, PayrollSalary } from '../../vendors/poweroffice/salaries.ts';

/**
 * The lines that say what a person is paid: those of the employment that the salary goes to, or while it has none, those
 * of the one that was paid before. The latter costs a request.
 *
 * Example: HR has corrected the start date of Kari's employment, which becomes a second one in PowerOffice. It has no
 * salary yet, so what is to be written there is compared with what she gets under the first.
 *
 * @param lines of the employment that the salary goes to
 * @param paidBefore see `EmploymentsPlan`
 */
export const readPayBefore = async (
  lines: readonly PayrollSalary[],
  paidBefore: EmploymentId | null,
  reader: SalaryReads,
): Promise<readonly PayrollSalary[]> => (lines.length > 0 || paidBefore === null ? lines : reader.salaries(paidBefore));
