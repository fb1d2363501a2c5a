import { showChange, showCreation } from '../../../shared/flows/employees-to-poweroffice/shown-change.ts';
import type { RealChange } from '../../../shared/flows/employees-to-poweroffice/shown-change.ts';

describe('a change', () => {
  test.each<[string, RealChange, object]>([
    ['a text as it is', { field: 'JobTitle', from: 'Welder', to: 'Foreman' }, { from: 'Welder', to: 'Foreman' }],
    ['a date as it is', { field: 'EndDate', from: null, to: '2026-03-31' }, { from: null, to: '2026-03-31' }],
    ['a text that is cleared', { field: 'JobTitle', from: 'Welder', to: null }, { from: 'Welder', to: null }],
    ['text of many lines on one', { field: 'JobTitle', from: ' a\r\n b', to: 'c' }, { from: 'a b', to: 'c' }],
    ['a flag', { field: 'IsDefault', from: false, to: true }, { from: 'false', to: 'true' }],
    ['a number', { field: 'FullTimeHoursPerWeek', from: '40', to: 37.5 }, { from: '40', to: '37.5' }],
    ['an employee number', { field: 'ExternalNumber', from: null, to: 1_234_567n }, { from: null, to: '1234567' }],
    [
      'a phone number',
      { field: 'PhoneNumber', from: '+4741234567', to: '+46701234567' },
      { from: '+4741234567', to: '+46701234567' },
    ],
    [
      'no national id in place of a phone',
      { field: 'PhoneNumber', from: null, to: '01859010071' },
      { from: null, to: '***' },
    ],
    [
      'no account number in a title',
      { field: 'JobTitle', from: null, to: 'pay to 1234 56 78903' },
      { from: null, to: 'pay to ***' },
    ],
    [
      'no control characters',
      { field: 'LastName', from: 'A\u001B[31mB', to: 'C' },
      { from: 'A[U+001B][31mB', to: 'C' },
    ],
    ['no value of what PowerOffice never shows', { field: 'JobTitle', to: 'Foreman' }, { to: 'Foreman' }],
    ['a national id as changed', { field: 'NationalIdNumber', from: null, to: '01859010071' }, { to: 'changed' }],
    ['gender as changed', { field: 'Gender', from: null, to: 'Female' }, { to: 'changed' }],
    ['an account as changed', { field: 'SalaryBankAccountId', from: 1, to: 2 }, { to: 'changed' }],
    [
      'a pay cut',
      { field: 'AnnualSalary', from: '660000.00', to: 612_000, fromDate: '2023-05-01' },
      { to: '-7.3 % from 2023-05-01' },
    ],
    [
      'a rise',
      { field: 'HourlyRate', from: '200.00', to: 208, fromDate: '2023-05-01' },
      { to: '+4.0 % from 2023-05-01' },
    ],
    [
      'a rise of next to nothing',
      { field: 'AnnualSalary', from: '660000', to: 660_001, fromDate: '2023-05-01' },
      { to: '+less than 0.1 % from 2023-05-01' },
    ],
    [
      'pay where there was none',
      { field: 'AnnualSalary', from: null, to: 612_000, fromDate: '2023-05-01' },
      { to: 'new from 2023-05-01' },
    ],
    [
      'pay that is removed',
      { field: 'HourlyRate', from: '200', to: null, fromDate: '2023-05-01' },
      { to: 'removed from 2023-05-01' },
    ],
  ])('shows %s', (_what, change, shown) => {
    expect(showChange(change)).toEqual(shown);
  });

  test('shows 200 characters of a text, and no more', () => {
    expect(showChange({ field: 'JobTitle', from: null, to: 'x'.repeat(1_000) }).to).toBe(`${'x'.repeat(200)}...`);
  });
});

describe('what is to be made', () => {
  const salary = (from: string | null): RealChange[] => [
    { field: 'FromDate', to: '2023-05-01', fromDate: '2023-05-01' },
    { field: 'RemunerationType', to: 'FixedWage', fromDate: '2023-05-01' },
    { field: 'AnnualSalary', from, to: 612_000, fromDate: '2023-05-01' },
  ];

  test.each([
    [
      'employee',
      [
        { field: 'Number', to: 42n },
        { field: 'DateOfBirth', to: '1990-05-01' },
        { field: 'StartDate', to: '2020-01-01' },
      ],
      'born 1990-05-01, from 2020-01-01',
    ],
    [
      'employee',
      [
        { field: 'NationalIdNumber', to: '01859010071' },
        { field: 'StartDate', to: '2020-01-01' },
      ],
      'from 2020-01-01',
    ],
    [
      'employment',
      [
        { field: 'StartDate', to: '2020-01-01' },
        { field: 'EmploymentForm', to: 'Permanent' },
        { field: 'ProfessionCode', to: '3120105' },
      ],
      'from 2020-01-01, code 3120105, Permanent',
    ],
    [
      'employment',
      [
        { field: 'StartDate', to: '2020-01-01' },
        { field: 'EndDate', to: '2020-12-31' },
      ],
      'from 2020-01-01 to 2020-12-31',
    ],
    ['bankAccount', [{ field: 'BankAccountNumber', to: '12345678903' }], 'changed'],
  ])('of the kind %s is known by its facts', (entity, fields, to) => {
    expect(showCreation(entity, fields)).toEqual({ to });
  });

  test.each([
    ['660000.00', 'AnnualSalary -7.3 % from 2023-05-01'],
    [null, 'AnnualSalary new from 2023-05-01'],
  ])('as pay after %j says how it differs', (from, to) => {
    expect(showCreation('salary', salary(from))).toEqual({ to });
  });
});
