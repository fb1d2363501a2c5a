/*
 * The rules of the salary (rows 38-43): which lines of pay there are to be, from which day, and how much. The one in
 * force today counts, and every future one; those of the past are payroll's business. It is all or nothing, since a
 * line lasts until the next one. For example, Kari has 600 000 a year since January, and 650 000 from August: two
 * lines. When the pay period of the second cannot be used, neither is written, and HR is told.
 */
import type { DesiredSalary } from './desired-employee.ts';
import type { MappingSettings } from '../mapping-settings.ts';
import { problem } from '../problems.ts';
import type { Problem } from '../../../records/problem.ts';
import type { SourceCompensation, SourceEmployee } from '../../../model/employee.ts';
import { isReadThrough, isUnreadable, readOrNull } from '../../../model/source-value.ts';
import type { Read } from '../../../model/source-value.ts';
import { unreadableProblem } from './unreadable-problems.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import { isAboveZero, toMoney } from '../../../records/values/money.ts';
import { shown } from '../../../records/values/shown-value.ts';
import { trimmedText } from '../../../records/values/text.ts';
import type { mapEmployments } from './employments.ts';
import type { MappingRow } from './mapping-row.ts';

export const SALARY_ROWS: readonly MappingRow[] = [
  {
    row: '38',
    promise: 'Compensation.effectiveDate',
    source: 'compensation.effectiveDate',
    target: 'Salary.FromDate',
    rule:
      'On the default employment only. The salary in force today and every future one; never dated before the ' +
      'employment starts. Same date: changed when different; otherwise created; never deleted. Two on one date: the ' +
      'one named by `compensationId`, else the newest id. One from before this month is told to payroll when there was a ' +
      'salary already. A salary line that may not be written, or a date that cannot ' +
      'be read, holds the other lines of the person back as well.',
    codes: ['SALARY_DATE_DUPLICATE', 'SALARY_BACKDATED'],
  },
  {
    row: '39-41',
    promise: 'Compensation.payoutPeriod, amount',
    source: 'compensation.payoutPeriod, amount',
    target: 'Salary.RemunerationType, AnnualSalary, HourlyRate',
    rule:
      'ANNUAL x 1 and MONTHLY x 12: FixedWage with AnnualSalary. HOURLY: HourlyWage with HourlyRate. Two decimals, ' +
      'half up. The hourly rate that PowerOffice computes of a fixed wage is never compared. Five times the pay that ' +
      'PowerOffice has for the day, or a fifth of it, and beyond: the salary is not written until somebody allows exactly ' +
      'this pay. An hourly rate counts by what it makes in a year of full time; pay under an employment that has none yet ' +
      'is compared with that of the one that was paid before.',
    codes: ['SALARY_AMOUNT_INVALID', 'SALARY_IMPLAUSIBLE'],
  },
  {
    row: '42',
    promise: '-',
    source: 'compensation.payoutPeriod',
    target: 'Salary.AnnualSalary',
    rule: 'DAILY, WEEKLY, BI_WEEKLY, QUARTERLY: the salary is not written, unless their factors are set (260, 52, 26, 4).',
    codes: ['PAY_PERIOD_UNSUPPORTED'],
    options: ['payPeriodFactors'],
  },
  {
    row: '43',
    promise: '-',
    source: 'compensation.currency',
    target: '-',
    rule: 'Other than NOK: the salary is not written.',
    codes: ['CURRENCY_UNSUPPORTED'],
  },
  {
    row: '44',
    promise: '-',
    source: 'employment.rate',
    target: 'FtePercentage.FromDate, FtePercentage',
    rule: 'On request, one line from the start of the employment. Outside 0-100: left out.',
    codes: [],
    options: ['syncFtePercentage'],
  },
];

/**
 * The salary lines of the main employment (rows 38-43), for pay belongs to the person (Simployer fact 14): the one in
 * force today and all future ones.
 *
 * All or nothing: a line that may not be written holds the others back too. A line has no end of its own, it lasts
 * until the next one; leaving one out would let its neighbour reach over days that it was never meant for. Lines of the
 * past are not looked at, so an old flaw blocks nobody. A date that cannot be read may be that of the raise: it holds
 * all of them back, and so does a main employment that cannot be told.
 *
 * Without a main employment, or with one that is blocked, there is no salary and no problem of it: the employment's own
 * problem is the only one reported.
 *
 * @param mapped the employments of the same source, as `mapEmployments` says them
 * @param today the run's day in Oslo
 * @returns lines by date, one a date
 */
export const mapSalaries = (
  source: SourceEmployee,
  { employments, mainEmploymentId }: Pick<ReturnType<typeof mapEmployments>, 'employments' | 'mainEmploymentId'>,
  settings: MappingSettings,
  today: CalendarDate,
): { salaries: DesiredSalary[]; problems: Problem[] } => {
  if (isUnreadable(mainEmploymentId)) {
    const doubt = unreadableProblem(mainEmploymentId, 'salary', ', on which the main employment depends,');
    return { salaries: [], problems: source.compensations.length === 0 ? [] : [doubt] };
  }
  const main = employments.find(({ sourceId }) => sourceId === mainEmploymentId);
  if (main === undefined) return { salaries: [], problems: [] };
  const undatable = source.compensations.map(({ effectiveDate }) => effectiveDate).filter(isUnreadable);
  if (undatable.length > 0) {
    return { salaries: [], problems: undatable.map((date) => unreadableProblem(date, 'salary', ' of a salary')) };
  }

  const dated = chosenPerDate(source);
  const inForce = dated.findLast(({ effectiveDate }) => effectiveDate <= today);
  const lines = dated
    .filter((line) => line === inForce || line.effectiveDate > today)
    .map((line) => ({ ...line, fromDate: later(line.effectiveDate, main.startDate) }))
    // Clamped onto one date, the line that takes effect later is the one in force from then on.
    .filter(({ fromDate }, index, all) => all[index + 1]?.fromDate !== fromDate)
    .map((line) => ({ ...line, ...mapSalary(line.compensation, line.fromDate, settings) }));

  const contended = lines.filter(({ contenders }) => contenders > 1);
  const { compensationId } = source;
  const undecided = contended.length > 0 && isUnreadable(compensationId) ? [compensationId] : [];
  const faults = [
    ...undecided.map((value) => unreadableProblem(value, 'salary', ', which would choose between two of one date,')),
    ...lines.flatMap(({ problems }) => problems),
  ];
  const duplicates = (undecided.length > 0 ? [] : contended).map(({ effectiveDate, contenders }) =>
    problem('SALARY_DATE_DUPLICATE', `${contenders} salaries begin ${dayOf(effectiveDate)}; one of them was used.`),
  );
  return {
    salaries: faults.length > 0 ? [] : lines.flatMap(({ salary }) => (salary === null ? [] : [salary])),
    problems: [...duplicates, ...faults],
  };
};

/**
 * The lines as an employment with this start may have them: none before it, and of those that fall on it the one that
 * takes effect last (FromDate, row 38).
 * @param salaries by date
 */
export const notBefore = (salaries: readonly DesiredSalary[], startDate: CalendarDate): DesiredSalary[] =>
  salaries
    .map((salary) => ({ ...salary, fromDate: later(salary.fromDate, startDate) }))
    .filter(({ fromDate }, index, all) => all[index + 1]?.fromDate !== fromDate);

interface DatedCompensation {
  readonly effectiveDate: CalendarDate;
  readonly compensation: SourceCompensation;
  /** How many the source has for the date. */
  readonly contenders: number;
}

/** One compensation a date, by date: the one the source names as the current one, else the newest id. */
const chosenPerDate = ({ compensations, compensationId }: SourceEmployee): DatedCompensation[] =>
  Array.from(Map.groupBy(compensations, ({ effectiveDate }) => readOrNull(effectiveDate) ?? SINCE_EVER).entries())
    .map(([effectiveDate, contenders]) => ({
      effectiveDate,
      compensation:
        contenders.find(({ id }) => id === compensationId) ??
        contenders.reduce((newest, contender) => (isNewer(contender.id, newest.id) ? contender : newest)),
      contenders: contenders.length,
    }))
    .toSorted((one, other) => (one.effectiveDate < other.effectiveDate ? -1 : 1));

/** A compensation without a date is in force as long as the employment, unless a dated one takes over. */
const SINCE_EVER: CalendarDate = '0001-01-01';

const dayOf = (effectiveDate: CalendarDate): string =>
  effectiveDate === SINCE_EVER ? 'without a date' : `on ${effectiveDate}`;

/** Ids grow with time: as numbers where they are numbers, as text otherwise (Simployer fact 12). */
const isNewer = (id: string, than: string): boolean =>
  /^[0-9]+$/.test(id) && /^[0-9]+$/.test(than) ? BigInt(id) > BigInt(than) : id > than;

const later = (one: CalendarDate, other: CalendarDate): CalendarDate => (one > other ? one : other);

/** One line of salary (rows 39-43), not to be written when there is a problem. No message ever holds the amount. */
const mapSalary = (
  compensation: SourceCompensation,
  fromDate: CalendarDate,
  settings: MappingSettings,
): { salary: DesiredSalary | null; problems: Problem[] } => {
  const day = dayOf(readOrNull(compensation.effectiveDate) ?? SINCE_EVER);
  const { amount, currency, payoutPeriod } = compensation;
  const terms = { amount, currency, payoutPeriod };
  if (!isReadThrough(terms)) {
    const unreadable = Object.values(terms).filter(isUnreadable);
    return {
      salary: null,
      problems: unreadable.map((value) => unreadableProblem(value, 'salary', ` of the salary ${day}`)),
    };
  }
  return mapTerms(terms, `The salary ${day}`, fromDate, settings);
};

const mapTerms = (
  { amount, currency, payoutPeriod }: Read<Pick<SourceCompensation, 'amount' | 'currency' | 'payoutPeriod'>>,
  label: string,
  fromDate: CalendarDate,
  settings: MappingSettings,
): { salary: DesiredSalary | null; problems: Problem[] } => {
  const pay = payOf(payoutPeriod, settings);
  const money = amount === null ? null : toMoney(amount, pay?.timesAYear ?? 1);
  const valid = money !== null && isAboveZero(money);
  const problems = [
    ...(pay === null
      ? [
          problem(
            'PAY_PERIOD_UNSUPPORTED',
            `${label} has the pay period ${shown(payoutPeriod)}, which is not supported.`,
          ),
        ]
      : []),
    ...(trimmedText(currency)?.toUpperCase() === 'NOK'
      ? []
      : [problem('CURRENCY_UNSUPPORTED', `${label} has the currency ${shown(currency)} instead of NOK.`)]),
    ...(valid ? [] : [problem('SALARY_AMOUNT_INVALID', `${label} has no amount above 0 that could be paid.`)]),
  ];
  if (pay === null || !valid) return { salary: null, problems };
  const { remunerationType } = pay;
  return {
    salary:
      remunerationType === 'FixedWage'
        ? { fromDate, remunerationType, annualSalary: money }
        : { fromDate, remunerationType, hourlyRate: money },
    problems,
  };
};

/** What a pay period means in PowerOffice (RemunerationType, rows 39-42); null when it is not supported. */
export const payOf = (
  payoutPeriod: string | null,
  { payPeriodFactors }: MappingSettings,
): { remunerationType: DesiredSalary['remunerationType']; timesAYear: number } | null => {
  const period = (trimmedText(payoutPeriod) ?? '').toUpperCase();
  switch (period) {
    case 'HOURLY':
      return { remunerationType: 'HourlyWage', timesAYear: 1 };
    case 'ANNUAL':
      return { remunerationType: 'FixedWage', timesAYear: 1 };
    case 'MONTHLY':
      return { remunerationType: 'FixedWage', timesAYear: 12 };
    case 'DAILY':
    case 'WEEKLY':
    case 'BI_WEEKLY':
    case 'QUARTERLY': {
      const timesAYear = payPeriodFactors[period];
      return timesAYear === undefined ? null : { remunerationType: 'FixedWage', timesAYear };
    }
    default:
      return null;
  }
};
