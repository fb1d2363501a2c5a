import { renewEmployeeBase, renewEmploymentBase } from '../../../shared/flows/employees-to-poweroffice/base.ts';
import type { ComparedPay } from '../../../shared/flows/employees-to-poweroffice/base.ts';
import { DEFAULT_MAPPING_SETTINGS } from '../../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import type { MappingSettings } from '../../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import { NO_PEERS } from '../../../shared/flows/employees-to-poweroffice/match/peers.ts';
import {
  compareFtePercentage,
  compareSalaries,
} from '../../../shared/flows/employees-to-poweroffice/plan/plan-salaries.ts';
import type { DesiredEmployment } from '../../../shared/flows/employees-to-poweroffice/rules/desired-employee.ts';
import { mapEmployee } from '../../../shared/flows/employees-to-poweroffice/rules/map-employee.ts';
import type { SourceEmployee } from '../../../shared/model/employee.ts';
import type { Base } from '../../../shared/records/link.ts';
import type { PayrollEmployee } from '../../../shared/vendors/poweroffice/employees.ts';
import type { PayrollEmployment } from '../../../shared/vendors/poweroffice/employments.ts';
import {
  buildPayrollBankAccount,
  buildPayrollEmployee,
  buildPayrollEmployment,
  buildPayrollFtePercentage,
  buildPayrollSalary,
} from '../../builders/payroll-record.ts';
import { buildSourceBankAccount, buildSourceEmployee, buildUnreadable } from '../../builders/source-employee.ts';
import { branded } from '../../builders/branded.ts';
import type { Plain } from '../../builders/branded.ts';

/** Shows the values in place of their digests. */
const VALUES: Record<string, string> = {};
const digest = (text: string): string => {
  const name = String(Object.keys(VALUES).length + 1).padStart(8, '0');
  const known = Object.entries(VALUES).find(([, seen]) => seen === text);
  if (known !== undefined) return known[0];
  VALUES[name] = text;
  return name;
};
const valueOf = (base: Base, field: string): string | null | undefined => {
  const text = VALUES[base[field] ?? ''];
  return text === undefined ? undefined : (JSON.parse(text) as (string | null)[])[3];
};

describe('the base of the employee', () => {
  const renew = (
    former: Base | null,
    source: Partial<Plain<SourceEmployee>>,
    record: Partial<Plain<PayrollEmployee>>,
    settings: Partial<MappingSettings> = {},
  ): Base => {
    const mapping = { ...DEFAULT_MAPPING_SETTINGS, ...settings };
    const context = { settings: mapping, today: '2025-06-15', peers: NO_PEERS };
    const found = { record: buildPayrollEmployee(record), accounts: [buildPayrollBankAccount()] };
    return renewEmployeeBase(former, mapEmployee(buildSourceEmployee(source), context), found, mapping, digest);
  };
  const former = renew(null, {}, {});

  test('has every field that is kept equal, the archive and the account', () => {
    expect(Object.keys(former)).toEqual(
      expect.arrayContaining(['FirstName', 'MailAddress.City', 'EndDate', 'IsArchived', 'BankAccountNumber']),
    );
    expect(valueOf(former, 'JobTitle')).toBe('Engineer');
    expect(valueOf(former, 'EndDate')).toBeNull();
    expect(valueOf(former, 'BankAccountNumber')).toBe('12345678903');
  });

  test.each<
    [string, Partial<Plain<SourceEmployee>>, Partial<Plain<PayrollEmployee>>, string, string | null | undefined]
  >([
    ['written or confirmed', { title: 'Foreman' }, { jobTitle: 'Foreman' }, 'JobTitle', 'Foreman'],
    ['confirmed in another spelling', { workEmail: 'K@x.no' }, { emailAddress: 'k@X.no' }, 'EmailAddress', 'k@x.no'],
    ['refused', { title: 'Foreman' }, {}, 'JobTitle', 'Engineer'],
    ['changed by hand, and not corrected', {}, { jobTitle: 'Welder' }, 'JobTitle', 'Engineer'],
    ['left alone, for the source has none', { title: null }, { jobTitle: 'Welder' }, 'JobTitle', 'Engineer'],
    ['unreadable at the source', { title: buildUnreadable('title') }, { jobTitle: 'Welder' }, 'JobTitle', 'Engineer'],
    ['archived', { active: false }, { isArchived: true }, 'IsArchived', 'true'],
    ['refused its archiving', { active: false }, {}, 'IsArchived', 'false'],
    ['hired for a later day', { active: false, hireDate: '2025-09-01' }, { isArchived: true }, 'IsArchived', 'false'],
    ['paid to another account', {}, { salaryBankAccountId: 7 }, 'BankAccountNumber', '12345678903'],
    [
      'without an account at the source',
      { bankAccount: buildSourceBankAccount({ number: null }) },
      { salaryBankAccountId: null },
      'BankAccountNumber',
      '12345678903',
    ],
  ])('%s', (_, source, record, field, expected) => {
    expect(valueOf(renew(former, source, record), field)).toBe(expected);
  });

  test('has no field that was never in step', () => {
    const base = renew(null, { title: 'Foreman', active: false }, { salaryBankAccountId: null });
    expect(base).not.toHaveProperty('JobTitle');
    expect(base).not.toHaveProperty('IsArchived');
    expect(base).not.toHaveProperty('BankAccountNumber');
  });

  test('of another record has nothing of this one', () => {
    expect(renew(former, { title: 'Foreman' }, { id: 8 })).not.toHaveProperty('JobTitle');
  });
});

describe('the base of an employment', () => {
  const desired: DesiredEmployment = {
    sourceId: branded('employment-1'),
    startDate: '2020-01-01',
    endDate: null,
    professionCode: '3120105',
    employmentForm: 'Permanent',
    ftePercentage: '80',
  };
  const line = { fromDate: '2020-01-01', remunerationType: 'FixedWage', annualSalary: '600000.00' } as const;
  const paid = (salary: { readonly annualSalary: string }, ftePercentage = '80'): ComparedPay => ({
    salaries: compareSalaries([line], [buildPayrollSalary(salary)], '2020-01-01'),
    ftePercentage: compareFtePercentage(desired, [
      buildPayrollFtePercentage({ fromDate: '2020-01-01', ftePercentage }),
    ]),
  });
  const renew = (
    former: Base | null,
    wanted: Partial<DesiredEmployment>,
    record: Partial<PayrollEmployment>,
    pay: ComparedPay = { salaries: null },
    isDefault: boolean | undefined = true,
  ): Base =>
    renewEmploymentBase(
      former,
      { ...desired, ...wanted },
      { record: buildPayrollEmployment(record), isDefault, pay },
      DEFAULT_MAPPING_SETTINGS,
      digest,
    );
  const former = renew(null, {}, {}, paid(line));

  test('has the fields of the employment, what is set once and can be compared, and the pay under it', () => {
    const { Id: _id, ...fields } = former;
    expect(Object.fromEntries(Object.keys(fields).map((field) => [field, valueOf(former, field)]))).toEqual({
      StartDate: '2020-01-01',
      EndDate: null,
      EndDateReason: null,
      FullTimeHoursPerWeek: '37.50',
      EmploymentForm: 'Permanent',
      ProfessionCode: '3120105',
      WorkingHoursArrangement: 'NonShift',
      EmploymentType: 'Ordinary',
      IsDefault: 'true',
      FtePercentage: '80.00',
      '2020-01-01.RemunerationType': 'FixedWage',
      '2020-01-01.AnnualSalary': '600000.00',
    });
  });

  test.each<[string, Partial<DesiredEmployment>, Partial<PayrollEmployment>, string, string | null]>([
    ['ended', { endDate: '2025-12-31' }, { endDate: '2025-12-31' }, 'EndDate', '2025-12-31'],
    ['ended for a reason of payroll', { endDate: '2025-12-31' }, { endDateReason: 'Other' }, 'EndDateReason', null],
    ['open, and reported as ended', {}, { endDate: '2025-12-31' }, 'EndDate', null],
    ['with an end that cannot be read', { endDate: undefined as never }, { endDate: '2025-12-31' }, 'EndDate', null],
    [
      'with a reason for an end that cannot be read',
      { endDate: undefined as never },
      { endDate: '2025-12-31', endDateReason: 'EmployeeHasResigned' },
      'EndDateReason',
      null,
    ],
    ['with a key that is held', { startDate: '2021-01-01' }, {}, 'StartDate', '2020-01-01'],
    ['with hours of payroll', {}, { fullTimeHoursPerWeek: '40' }, 'FullTimeHoursPerWeek', '37.50'],
    ['with hours written otherwise', {}, { fullTimeHoursPerWeek: '37.500' }, 'FullTimeHoursPerWeek', '37.50'],
  ])('%s', (_, wanted, record, field, expected) => {
    expect(valueOf(renew(former, wanted, record), field)).toBe(expected);
  });

  test('keeps the default flag of before where it is left where it is', () => {
    const base = renewEmploymentBase(
      former,
      desired,
      { record: buildPayrollEmployment({ isDefault: false }), isDefault: undefined, pay: { salaries: null } },
      DEFAULT_MAPPING_SETTINGS,
      digest,
    );
    expect(valueOf(base, 'IsDefault')).toBe('true');
  });

  test('keeps the pay that was not looked at', () => {
    expect(renew(former, {}, {}, { salaries: null })).toEqual(former);
  });

  test('keeps the pay that was refused', () => {
    expect(renew(former, {}, {}, paid({ annualSalary: '550000.00' }, '60'))).toEqual(former);
  });

  test('forgets a salary line that another one has followed', () => {
    const later = { ...line, fromDate: '2025-05-01' };
    const salaries = compareSalaries(
      [later],
      [buildPayrollSalary(), buildPayrollSalary({ ...later, id: 2 })],
      '2020-01-01',
    );
    const base = renew(former, {}, {}, { salaries });
    expect(valueOf(base, '2025-05-01.AnnualSalary')).toBe('600000.00');
    expect(base).not.toHaveProperty(['2020-01-01.AnnualSalary']);
  });

  test.each([
    ['no line on the date', [buildPayrollSalary({ fromDate: '2019-01-01' })]],
    [
      'another kind of pay',
      [buildPayrollSalary({ remunerationType: 'HourlyWage', annualSalary: null, hourlyRate: '300.00' })],
    ],
  ])('has no salary where PowerOffice has %s', (_, lines) => {
    const base = renew(null, {}, {}, { salaries: compareSalaries([line], lines, '2020-01-01') });
    expect(Object.keys(base).filter((field) => field.startsWith('2020-01-01'))).toEqual([]);
  });
});
