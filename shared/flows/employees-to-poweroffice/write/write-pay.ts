import type { EmploymentTarget } from '../plan/employment-step.ts';
import type { EmploymentsPlan } from '../plan/plan-employments.ts';
import type { RememberedRecord } from '../state.ts';
import { findPaidEmployment } from './paid-employment.ts';
import type { Person } from './person.ts';
import { isVerificationDue } from './salary-verification.ts';
import type { WrittenEmployments } from './write-employments.ts';
import { writeFtePercentage } from './write-fte-percentage.ts';
import { writeSalaries } from './write-salaries.ts';

type RememberedSalary = Pick<RememberedRecord, 'salaryDigest' | 'salaryStamp'>;

/**
 * Salary lines of the default employment, and the share of full time of every employment when asked for.
 * @param target the default employment; null when no salary may be written
 * @returns what is to be remembered of the salary that PowerOffice now holds
 */
export const writePay = async (
  person: Person,
  target: EmploymentsPlan['defaultEmployment'],
  written: WrittenEmployments,
  remembered: RememberedSalary,
): Promise<RememberedSalary> => {
  for (const employment of person.desired.employments) {
    if (employment.ftePercentage === undefined) continue;
    const paid = findPaidEmployment(targetOf(employment.sourceId, written), written, person);
    if (paid !== null) await writeFtePercentage(person, employment, paid);
  }
  return writeSalary(person, target, written, remembered);
};

const writeSalary = async (
  person: Person,
  target: EmploymentsPlan['defaultEmployment'],
  written: WrittenEmployments,
  { salaryDigest, salaryStamp }: RememberedSalary,
): Promise<RememberedSalary> => {
  const { desired, task, settings, digest } = person;
  const asBefore = { salaryDigest, salaryStamp };
  if (target === null || desired.salaries.length === 0) return asBefore;
  const paid = findPaidEmployment(target, written, person);
  // The employment itself was refused: its own problem says so.
  if (paid === null) return asBefore;
  const fingerprint = digest(JSON.stringify([paid.record?.id ?? null, desired.salaries]));
  const isTrusted =
    settings.salaryVerification === 'rolling' &&
    fingerprint === salaryDigest &&
    !isVerificationDue(desired.sourceId, task.today);
  if (isTrusted) return asBefore;
  const salaries = await writeSalaries(person, paid, target.startDate, salaryStamp);
  return { salaryDigest: salaries.isDone ? fingerprint : null, salaryStamp: salaries.stamp };
};

/** The employment that a source employment is after the writes so far; null when it is none. */
const targetOf = (sourceId: string, { created, links }: WrittenEmployments): EmploymentTarget | null => {
  if (created.has(sourceId)) return { sourceId };
  const link = links[sourceId];
  return link === undefined ? null : { id: link.id };
};
