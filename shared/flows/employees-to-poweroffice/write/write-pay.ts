import type { SourceEmploymentId } from '../../../model/employee.ts';
import type { EmploymentTarget } from '../plan/employment-step.ts';
import type { EmploymentsPlan } from '../plan/plan-employments.ts';
import type { ComparedField } from '../../../records/link.ts';
import type { RememberedRecord } from '../state.ts';
import { findPaidEmployment } from './paid-employment.ts';
import type { Person } from './person.ts';
import type { WrittenEmployments } from './write-employments.ts';
import { writeFtePercentage } from './write-fte-percentage.ts';
import { writeSalaries } from './write-salaries.ts';

type RememberedSalary = Pick<RememberedRecord, 'salaryDigest' | 'salaryStamp'>;

/** What came of the pay. */
export interface WrittenPay {
  /** What is to be remembered of the salary that PowerOffice now holds. */
  readonly remembered: RememberedSalary;
  /** The fields of the default employment's salary lines; null when they were not looked at. */
  readonly salaries: readonly ComparedField[] | null;
  /** The share of full time of those employments of which it was looked at, by the source's id. */
  readonly ftePercentages: ReadonlyMap<string, ComparedField>;
}

type SalaryPlan = Pick<EmploymentsPlan, 'defaultEmployment' | 'paidBefore'>;

/** Salary lines of the default employment, and the share of full time of every employment when asked for. */
export const writePay = async (
  person: Person,
  plan: SalaryPlan,
  written: WrittenEmployments,
  remembered: RememberedSalary,
): Promise<WrittenPay> => {
  const ftePercentages = new Map<string, ComparedField>();
  for (const employment of person.desired.employments) {
    if (employment.ftePercentage === undefined) continue;
    const paid = findPaidEmployment(targetOf(employment.sourceId, written), written, person);
    const compared = paid === null ? null : await writeFtePercentage(person, employment, paid);
    if (compared !== null) ftePercentages.set(employment.sourceId, compared);
  }
  return { ...(await writeSalary(person, plan, written, remembered)), ftePercentages };
};

const writeSalary = async (
  person: Person,
  { defaultEmployment: target, paidBefore }: SalaryPlan,
  written: WrittenEmployments,
  { salaryDigest, salaryStamp }: RememberedSalary,
): Promise<Pick<WrittenPay, 'remembered' | 'salaries'>> => {
  const { desired, task, settings, digest } = person;
  const asBefore = { remembered: { salaryDigest, salaryStamp }, salaries: null };
  if (target === null || desired.salaries.length === 0) return asBefore;
  const paid = findPaidEmployment(target, written, person);
  // The employment itself was refused: its own problem says so.
  if (paid === null) return asBefore;
  const fingerprint = digest(JSON.stringify([paid.record?.id ?? null, desired.salaries]));
  const isTrusted = settings.salaryVerification === 'rolling' && fingerprint === salaryDigest && !task.isSalaryDue;
  if (isTrusted) return asBefore;
  const place = { employment: paid, startDate: target.startDate, paidBefore };
  const { isDone, stamp, compared } = await writeSalaries(person, place, salaryStamp);
  return { remembered: { salaryDigest: isDone ? fingerprint : null, salaryStamp: stamp }, salaries: compared };
};

/** The employment that a source employment is after the writes so far; null when it is none. */
const targetOf = (sourceId: SourceEmploymentId, { created, links }: WrittenEmployments): EmploymentTarget | null => {
  if (created.has(sourceId)) return { sourceId };
  const link = links[sourceId];
  return link === undefined ? null : { id: link.id };
};
