import {
  comparePay,
  differsByMoreThan,
  implausibleOf,
  implausibleProblem,
} from '../../../shared/flows/employees-to-poweroffice/plan/compare-pay.ts';
import type { DesiredSalary } from '../../../shared/flows/employees-to-poweroffice/rules/desired-employee.ts';
import type { PayrollSalary } from '../../../shared/vendors/poweroffice/salaries.ts';
import { buildPayrollSalary } from '../../builders/payroll-record.ts';

const START = '2020-01-01';
const SETTINGS = { fullTimeHoursPerWeek: 37.5 };

const yearly = (annualSalary: string, fromDate = START): DesiredSalary => ({
  fromDate,
  remunerationType: 'FixedWage',
  annualSalary,
});
const hourly = (hourlyRate: string, fromDate = START): DesiredSalary => ({
  fromDate,
  remunerationType: 'HourlyWage',
  hourlyRate,
});
const fixed = (annualSalary: string | null, fromDate = START, id = 4001): PayrollSalary =>
  buildPayrollSalary({ id, fromDate, annualSalary, hourlyRate: '307.69' });
const byTheHour = (hourlyRate: string | null, fromDate = START): PayrollSalary =>
  buildPayrollSalary({ fromDate, remunerationType: 'HourlyWage', annualSalary: '999999.00', hourlyRate });

const compare = (desired: readonly DesiredSalary[], lines: readonly PayrollSalary[], start = START) =>
  comparePay(desired, lines, start, SETTINGS);
const isImplausible = (...pay: Parameters<typeof compare>) => implausibleOf(compare(...pay)).length > 0;

describe('pay that would become five times what PowerOffice has, or a fifth', () => {
  test.each([
    ['exactly five times', yearly('3000000.00'), fixed('600000.00'), true],
    ['a cent less than five times', yearly('2999999.99'), fixed('600000.00'), false],
    ['exactly a fifth', yearly('120000.00'), fixed('600000.00'), true],
    ['a cent more than a fifth', yearly('120000.01'), fixed('600000.00'), false],
    ['annual typed as monthly: twelve times', yearly('7200000.00'), fixed('600000.00'), true],
    ['monthly typed as annual: a twelfth', yearly('50000.00'), fixed('600000.00'), true],
    ['a rise', yearly('650000.00'), fixed('600000.00'), false],
    ['the very same', yearly('600000.00'), fixed('600000.00'), false],
    ['a tenfold hourly rate', hourly('3000.00'), byTheHour('300.00'), true],
    ['a raised hourly rate', hourly('320.00'), byTheHour('300.00'), false],
    ['hours of the same pay', hourly('307.69'), fixed('600000.00'), false],
    ['annual pay of the same hours', yearly('600000.00'), byTheHour('307.69'), false],
    ['monthly pay typed as an hourly rate', hourly('50000.00'), fixed('600000.00'), true],
    ['an hourly rate typed as annual pay', yearly('307.69'), byTheHour('307.69'), true],
    ['PowerOffice holds zero', yearly('600000.00'), fixed('0.00'), false],
    ['PowerOffice holds no amount', yearly('600000.00'), fixed(null), false],
    ['PowerOffice holds hours without a rate', yearly('600000.00'), byTheHour(null), false],
  ])('%s', (_, wanted, held, expected) => {
    expect(isImplausible([wanted], [held])).toBe(expected);
  });

  test('without any pay in PowerOffice there is nothing to compare', () => {
    expect(compare([yearly('50000.00')], [])).toEqual([]);
  });

  test('each line is compared with what holds on its day, a raise of the future too', () => {
    const lines = [fixed('50000.00', '2010-01-01', 1), fixed('600000.00', '2020-01-01', 2)];
    expect(isImplausible([yearly('600000.00', '2026-05-01')], lines)).toBe(false);
    expect(isImplausible([yearly('650000.00'), yearly('50000.00', '2026-05-01')], lines)).toBe(true);
  });

  test('a line from before the first that PowerOffice has is compared with the first', () => {
    expect(isImplausible([yearly('50000.00', '2019-01-01')], [fixed('600000.00', '2021-01-01')], '2019-01-01')).toBe(
      true,
    );
  });

  test('a line is compared on the day from which it would hold, not before the employment starts', () => {
    const lines = [fixed('600000.00', '2010-01-01', 1), fixed('50000.00', '2020-01-01', 2)];
    expect(isImplausible([yearly('600000.00', '2015-01-01')], lines, '2020-01-01')).toBe(true);
    expect(isImplausible([yearly('600000.00', '2015-01-01')], lines, '2010-01-01')).toBe(false);
  });

  test('the message says the day and which way, and no amount', () => {
    const messages = implausibleOf(
      compare([yearly('50000.00'), yearly('7200000.00', '2026-05-01')], [fixed('600000.00')]),
    ).map((pay) => implausibleProblem(pay).message);
    expect(messages).toEqual([
      'The pay from 2020-01-01 would be a fifth of what PowerOffice has, or less.',
      'The pay from 2026-05-01 would be five times what PowerOffice has, or more.',
    ]);
  });
});

test.each([
  ['690000.00', false],
  ['690000.01', true],
  ['510000.00', false],
  ['509999.99', true],
])('600,000 that becomes %s differs by more than 15 %%: %s', (wanted, expected) => {
  expect(differsByMoreThan(0.15, compare([yearly(wanted)], [fixed('600000.00')]))).toBe(expected);
});
