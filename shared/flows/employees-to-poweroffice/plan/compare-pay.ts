/*
 * Compares the pay that is wanted with the pay that PowerOffice has, day by day: whether it would become five times as
 * much or a fifth, which is held until somebody has looked at it, and whether it differs by so much that many such people
 * at once stop a run. An hourly rate is compared by what it makes in a year of full time. For example, PowerOffice has
 * 600 000 a year, and HR has entered a monthly pay of 50 000 as annual: a twelfth, which is not written.
 */
import { Big } from 'big.js';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import type { Problem } from '../../../records/problem.ts';
import type { PayrollSalary } from '../../../vendors/poweroffice/salaries.ts';
import type { MappingSettings } from '../mapping-settings.ts';
import { problem } from '../problems.ts';
import type { DesiredSalary } from '../rules/desired-employee.ts';
import { notBefore } from '../rules/salaries.ts';
import { inForceOn } from './plan-salaries.ts';

/** So many times the pay that PowerOffice has, or so many times less, no pay becomes without a typing error. */
const IMPLAUSIBLE_FACTOR = 5;

const WEEKS_A_YEAR = 52;

/** What is wanted from a day on, and what PowerOffice has for that day. */
export interface ComparedPay {
  readonly fromDate: CalendarDate;
  /** Both by the year. */
  readonly wanted: Big;
  readonly held: Big;
}

/**
 * The lines that are wanted beside what PowerOffice pays on their days. A line from before PowerOffice's first
 * is compared with that one. Where PowerOffice has no pay, or none above 0, there is nothing to compare.
 * @param lines what PowerOffice has of the person's pay
 * @param employmentStart no line may lie before it
 */
export const comparePay = (
  desired: readonly DesiredSalary[],
  lines: readonly PayrollSalary[],
  employmentStart: CalendarDate,
  settings: Pick<MappingSettings, 'fullTimeHoursPerWeek'>,
): readonly ComparedPay[] => {
  const firstDate = lines.map(({ fromDate }) => fromDate).toSorted()[0];
  if (firstDate === undefined) return [];
  return notBefore(desired, employmentStart).flatMap((line) => {
    const [wanted, held] = [line, inForceOn(line.fromDate < firstDate ? firstDate : line.fromDate, lines)].map((one) =>
      one === null ? null : payOfAYear(one, settings),
    );
    return wanted && held ? [{ fromDate: line.fromDate, wanted, held }] : [];
  });
};

type Pay = { readonly [Field in 'remunerationType' | 'annualSalary' | 'hourlyRate']?: string | null };

/** Null when there is none above 0. The amount of the other kind, which PowerOffice computes, says nothing. */
const payOfAYear = (
  { remunerationType, annualSalary, hourlyRate }: Pay,
  { fullTimeHoursPerWeek }: Pick<MappingSettings, 'fullTimeHoursPerWeek'>,
): Big | null => {
  const isHourly = remunerationType === 'HourlyWage';
  const amount = isHourly ? hourlyRate : annualSalary;
  if (amount === undefined || amount === null) return null;
  const pay = isHourly ? new Big(amount).times(fullTimeHoursPerWeek).times(WEEKS_A_YEAR) : new Big(amount);
  return pay.gt(0) ? pay : null;
};

/** Whether pay differs by more than a share of what PowerOffice has, 0.15 for 15 %. */
export const differsByMoreThan = (share: number, compared: readonly ComparedPay[]): boolean =>
  compared.some(({ wanted, held }) => wanted.minus(held).abs().gt(held.times(share)));

/** The lines that would make the pay five times as much or more, or a fifth or less. */
export const implausibleOf = (compared: readonly ComparedPay[]): readonly ComparedPay[] =>
  compared.filter((pay) => isFarMore(pay) || pay.wanted.times(IMPLAUSIBLE_FACTOR).lte(pay.held));

const isFarMore = ({ wanted, held }: ComparedPay): boolean => wanted.gte(held.times(IMPLAUSIBLE_FACTOR));

/** How many times is not said: with it, whoever knows one amount would know the other. */
export const implausibleProblem = (pay: ComparedPay): Problem => {
  const size = isFarMore(pay) ? 'five times what PowerOffice has, or more' : 'a fifth of what PowerOffice has, or less';
  return problem('SALARY_IMPLAUSIBLE', `The pay from ${pay.fromDate} would be ${size}.`);
};
