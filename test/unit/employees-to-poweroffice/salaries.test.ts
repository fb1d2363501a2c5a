import { DEFAULT_MAPPING_SETTINGS } from '../../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import type { MappingSettings } from '../../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import { mapEmployments } from '../../../shared/flows/employees-to-poweroffice/rules/employments.ts';
import { mapSalaries, notBefore } from '../../../shared/flows/employees-to-poweroffice/rules/salaries.ts';
import type { SourceCompensation, SourceEmployee } from '../../../shared/model/employee.ts';
import {
  buildSourceCompensation,
  buildSourceEmployee,
  buildSourceEmployment,
  buildUnreadable,
} from '../../builders/source-employee.ts';
import type { Plain } from '../../builders/branded.ts';

const TODAY = '2025-06-15';
const compensation = buildSourceCompensation;

const mapAll = (source: Partial<Plain<SourceEmployee>>, settings: Partial<MappingSettings> = {}) => {
  const employee = buildSourceEmployee(source);
  const all = { ...DEFAULT_MAPPING_SETTINGS, ...settings };
  return mapSalaries(employee, mapEmployments(employee, all, TODAY), all, TODAY);
};

const mapOne = (overrides: Partial<Plain<SourceCompensation>>, settings: Partial<MappingSettings> = {}) =>
  mapAll({ compensations: [compensation(overrides)] }, settings);

const yearly = (fromDate: string, annualSalary: string) => ({ fromDate, remunerationType: 'FixedWage', annualSalary });
const codes = ({ problems }: ReturnType<typeof mapSalaries>) => problems.map(({ code }) => code);

describe('row 38: which lines, and from when', () => {
  test('the one in force today and every future one, by date', () => {
    const { salaries, problems } = mapAll({
      compensations: [
        compensation({ id: 'd', effectiveDate: '2027-01-01', amount: '800000' }),
        compensation({ id: 'a', effectiveDate: '2021-01-01', amount: '500000' }),
        compensation({ id: 'c', effectiveDate: '2026-01-01', amount: '700000' }),
        compensation({ id: 'b', effectiveDate: '2024-01-01', amount: '600000' }),
      ],
    });
    expect(salaries).toEqual([
      yearly('2024-01-01', '600000.00'),
      yearly('2026-01-01', '700000.00'),
      yearly('2027-01-01', '800000.00'),
    ]);
    expect(problems).toEqual([]);
  });

  test.each([
    ['today', TODAY],
    ['tomorrow', '2025-06-16'],
  ])('a line that begins %s is sent with its date', (_, effectiveDate) => {
    expect(mapOne({ effectiveDate }).salaries).toEqual([yearly(effectiveDate, '600000.00')]);
  });

  test('a line older than the employment begins with it', () => {
    expect(mapOne({ effectiveDate: '2019-05-01' }).salaries).toEqual([yearly('2020-01-01', '600000.00')]);
  });

  test('a line without a date begins with the employment', () => {
    expect(mapOne({ effectiveDate: null }).salaries).toEqual([yearly('2020-01-01', '600000.00')]);
  });

  test('of lines that fall on the start of a future employment the one effective last is kept', () => {
    const { salaries, problems } = mapAll({
      employments: [buildSourceEmployment({ startDate: '2026-03-01' })],
      compensations: [
        compensation({ id: 'a', effectiveDate: '2025-01-01', amount: '500000' }),
        compensation({ id: 'b', effectiveDate: '2026-01-01', amount: '600000' }),
        compensation({ id: 'c', effectiveDate: '2026-03-01', amount: '700000' }),
        compensation({ id: 'd', effectiveDate: '2026-04-01', amount: '800000' }),
      ],
    });
    expect(salaries).toEqual([yearly('2026-03-01', '700000.00'), yearly('2026-04-01', '800000.00')]);
    expect(problems).toEqual([]);
  });

  describe('two on one date', () => {
    const two = (one: string, other: string, effectiveDate = '2024-01-01') => [
      compensation({ id: one, effectiveDate, amount: '1' }),
      compensation({ id: other, effectiveDate, amount: '2' }),
    ];

    test.each([
      ['the one the source names', two('b', 'a'), 'a', '2.00'],
      ['else the newest id', two('b', 'a'), 'gone', '1.00'],
      ['numbers as numbers', two('9', '10'), null, '2.00'],
      ['numbers beyond a double as numbers', two('90071992547409931', '90071992547409930'), null, '1.00'],
      ['a number and another id as text', two('9', 'a1'), null, '2.00'],
      ['ids that begin like numbers as text', two('9', '10a'), null, '1.00'],
      ['object ids as text', two('507f1f77bcf86cd799439011', '607f1f77bcf86cd799439011'), null, '2.00'],
    ])('%s', (_, compensations, compensationId, annualSalary) => {
      for (const order of [compensations, compensations.toReversed()]) {
        const result = mapAll({ compensations: order, compensationId });
        expect(result.salaries).toEqual([yearly('2024-01-01', annualSalary)]);
        expect(codes(result)).toEqual(['SALARY_DATE_DUPLICATE']);
        expect(result.problems[0]?.message).toContain('2024-01-01');
      }
    });

    test('are of no interest once another line has taken over', () => {
      const result = mapAll({
        compensations: [...two('a', 'b', '2021-01-01'), compensation({ id: 'c', effectiveDate: '2024-01-01' })],
      });
      expect(codes(result)).toEqual([]);
    });
  });
});

describe('rows 39-41: pay periods and amounts', () => {
  test.each([
    ['ANNUAL', '600000', { remunerationType: 'FixedWage', annualSalary: '600000.00' }],
    ['MONTHLY', '45833.33', { remunerationType: 'FixedWage', annualSalary: '549999.96' }],
    ['MONTHLY', '33333.335', { remunerationType: 'FixedWage', annualSalary: '400000.02' }],
    ['HOURLY', '245.50', { remunerationType: 'HourlyWage', hourlyRate: '245.50' }],
    ['HOURLY', '245.505', { remunerationType: 'HourlyWage', hourlyRate: '245.51' }],
    [' monthly ', '1', { remunerationType: 'FixedWage', annualSalary: '12.00' }],
  ])('%s %s', (payoutPeriod, amount, expected) => {
    expect(mapOne({ payoutPeriod, amount })).toEqual({
      salaries: [{ fromDate: '2020-01-01', ...expected }],
      problems: [],
    });
  });

  test.each(['0', '-45833.33', '0.0004', '1e99', 'secret', null])(
    'the amount %j is refused and never shown',
    (amount) => {
      const result = mapOne({ amount, payoutPeriod: 'MONTHLY' });
      expect(result.salaries).toEqual([]);
      expect(codes(result)).toEqual(['SALARY_AMOUNT_INVALID']);
      expect(result.problems[0]?.message).toBe('The salary on 2020-01-01 has no amount above 0 that could be paid.');
    },
  );
});

test('a salary without a date is named so', () => {
  expect(mapOne({ effectiveDate: null, amount: '0' }).problems[0]?.message).toBe(
    'The salary without a date has no amount above 0 that could be paid.',
  );
});

describe('row 42: other pay periods', () => {
  const factors = { DAILY: 260, WEEKLY: 52, BI_WEEKLY: 26, QUARTERLY: 4 };

  test.each(Object.entries(factors))('%s is refused, unless its factor is set', (payoutPeriod, factor) => {
    const refused = mapOne({ payoutPeriod, amount: '1000.50' });
    expect(refused.salaries).toEqual([]);
    expect(codes(refused)).toEqual(['PAY_PERIOD_UNSUPPORTED']);
    expect(refused.problems[0]?.message).toContain(payoutPeriod);

    const accepted = mapOne({ payoutPeriod, amount: '1000.50' }, { payPeriodFactors: factors });
    expect(accepted).toEqual({ salaries: [yearly('2020-01-01', (1000.5 * factor).toFixed(2))], problems: [] });
  });

  test.each(['FORTNIGHTLY', null, 'constructor'])('%j is refused whatever is set', (payoutPeriod) => {
    expect(codes(mapOne({ payoutPeriod }, { payPeriodFactors: factors }))).toEqual(['PAY_PERIOD_UNSUPPORTED']);
  });
});

describe('row 43: currency', () => {
  test.each([
    ['EUR', '"EUR"'],
    [null, '(empty)'],
  ])('%j is refused and shown', (currency, value) => {
    const result = mapOne({ currency });
    expect(result.salaries).toEqual([]);
    expect(codes(result)).toEqual(['CURRENCY_UNSUPPORTED']);
    expect(result.problems[0]?.message).toContain(value);
  });

  test('case does not matter', () => {
    expect(mapOne({ currency: 'nok' }).problems).toEqual([]);
  });
});

describe('a line that may not be written', () => {
  test('holds the other lines back', () => {
    const result = mapAll({
      compensations: [
        compensation({ id: 'a', effectiveDate: '2024-01-01' }),
        compensation({ id: 'b', effectiveDate: '2026-01-01', currency: 'EUR' }),
      ],
    });
    expect(result.salaries).toEqual([]);
    expect(codes(result)).toEqual(['CURRENCY_UNSUPPORTED']);
  });

  test('blocks nobody when it is of the past', () => {
    const result = mapAll({
      compensations: [
        compensation({ id: 'a', effectiveDate: '2021-01-01', currency: 'EUR', amount: '0' }),
        compensation({ id: 'b', effectiveDate: '2024-01-01' }),
      ],
    });
    expect(result).toEqual({ salaries: [yearly('2024-01-01', '600000.00')], problems: [] });
  });

  test('reports everything that is wrong with it', () => {
    expect(codes(mapOne({ payoutPeriod: 'DAILY', currency: 'EUR', amount: null }))).toEqual([
      'PAY_PERIOD_UNSUPPORTED',
      'CURRENCY_UNSUPPORTED',
      'SALARY_AMOUNT_INVALID',
    ]);
  });
});

describe('no salary and no problem of it', () => {
  const flawed = [compensation({ currency: 'EUR' })];

  test.each<[string, Partial<Plain<SourceEmployee>>]>([
    ['without compensations', { compensations: [] }],
    ['without employments', { employments: [], compensations: flawed }],
    [
      'with the main employment blocked',
      { employments: [buildSourceEmployment({ note: null })], compensations: flawed },
    ],
    [
      'with the main employment blocked and another one in order',
      {
        employments: [buildSourceEmployment({ note: null }), buildSourceEmployment({ id: 'employment-2' })],
        compensations: flawed,
      },
    ],
  ])('%s', (_, source) => {
    expect(mapAll(source)).toEqual({ salaries: [], problems: [] });
  });
});

describe('a value that is there and cannot be read', () => {
  const paid = compensation({ id: 'paid', effectiveDate: '2024-01-01' });

  test('as the date of any line holds all of them back: it may be the raise', () => {
    const undated = compensation({ id: 'raise', effectiveDate: buildUnreadable('compensation.effectiveDate', '1.4.') });
    const result = mapAll({ compensations: [paid, undated] });
    expect(result.salaries).toEqual([]);
    expect(result.problems).toMatchObject([
      {
        code: 'VALUE_UNREADABLE',
        severity: 'error',
        message: 'The effective date "1.4." of a salary cannot be read; no salary was written.',
        hint: 'HR: enter the effective date anew in Simployer > employee > compensation > effective date.',
      },
    ]);
  });

  test.each([
    ['amount', 'The amount of the salary on 2020-01-01 cannot be read; no salary was written.'],
    ['payoutPeriod', 'The pay period "45 833" of the salary on 2020-01-01 cannot be read; no salary was written.'],
    ['currency', 'The currency "45 833" of the salary on 2020-01-01 cannot be read; no salary was written.'],
  ] as const)('as %s blocks the salary, and an amount is never shown', (field, message) => {
    const result = mapOne({ [field]: buildUnreadable(`compensation.${field}`, '45 833') });
    expect(result.salaries).toEqual([]);
    expect(result.problems).toMatchObject([{ code: 'VALUE_UNREADABLE', severity: 'error', message }]);
  });

  test('of the past blocks nobody, but for its date', () => {
    const past = compensation({ id: 'a', amount: buildUnreadable('compensation.amount', 'x') });
    expect(mapAll({ compensations: [past, paid] })).toEqual({
      salaries: [yearly('2024-01-01', '600000.00')],
      problems: [],
    });
  });

  test('as the current salary matters only between two of one date', () => {
    const compensationId = buildUnreadable('compensationId', 'true');
    const other = compensation({ id: 'other', effectiveDate: '2024-01-01' });
    expect(mapAll({ compensations: [paid], compensationId }).problems).toEqual([]);
    const result = mapAll({ compensations: [paid, other], compensationId });
    expect(result.salaries).toEqual([]);
    expect(result.problems).toMatchObject([{ code: 'VALUE_UNREADABLE', severity: 'error' }]);
  });

  test('on which the main employment hangs holds the salary back, if there is one', () => {
    const endDate = buildUnreadable('employment.endDate');
    const employments = [
      buildSourceEmployment({ startDate: '2024-01-01', endDate }),
      buildSourceEmployment({ id: 'employment-2' }),
    ];
    const mainEmploymentId = null;
    expect(mapAll({ employments, mainEmploymentId }).problems).toMatchObject([
      {
        code: 'VALUE_UNREADABLE',
        severity: 'error',
        message:
          'The end date "31.12.2027", on which the main employment depends, cannot be read; no salary was written.',
      },
    ]);
    expect(mapAll({ employments, mainEmploymentId, compensations: [] }).problems).toEqual([]);
  });
});

test('another employment being blocked does not touch the salary', () => {
  const employments = [buildSourceEmployment(), buildSourceEmployment({ id: 'employment-2', note: null })];
  expect(mapAll({ employments }).salaries).toHaveLength(1);
});

test('notBefore moves lines to the start, the one effective last among those that fall on it', () => {
  const line = (fromDate: string, hourlyRate: string) =>
    ({ fromDate, remunerationType: 'HourlyWage', hourlyRate }) as const;
  expect(
    notBefore([line('2024-01-01', '1.00'), line('2024-02-01', '2.00'), line('2024-04-01', '3.00')], '2024-03-01'),
  ).toEqual([line('2024-03-01', '2.00'), line('2024-04-01', '3.00')]);
});
