import type {
  DesiredEmployment,
  DesiredSalary,
} from '../../../shared/flows/employees-to-poweroffice/rules/desired-employee.ts';
import { planFtePercentage, planSalaries } from '../../../shared/flows/employees-to-poweroffice/plan/plan-salaries.ts';
import { buildPayrollFtePercentage, buildPayrollSalary } from '../../builders/payroll-record.ts';
import { branded } from '../../builders/branded.ts';

const yearly = (fromDate: string, annualSalary: string): DesiredSalary => ({
  fromDate,
  remunerationType: 'FixedWage',
  annualSalary,
});
const hourly = (fromDate: string, hourlyRate: string): DesiredSalary => ({
  fromDate,
  remunerationType: 'HourlyWage',
  hourlyRate,
});
const line = buildPayrollSalary;
const NOTHING = { creates: [], updates: [] };

test('equal lines are left alone, whatever else PowerOffice has', () => {
  const lines = [line(), line({ id: 4000, fromDate: '2019-01-01', annualSalary: '1.00' })];
  expect(planSalaries([yearly('2020-01-01', '600000.00')], lines)).toEqual(NOTHING);
});

test('without anything desired nothing is deleted', () => {
  expect(planSalaries([], [line()])).toEqual(NOTHING);
});

test.each([
  [
    yearly('2021-01-01', '549999.96'),
    [
      { field: 'FromDate', value: '2021-01-01' },
      { field: 'RemunerationType', value: 'FixedWage' },
      { field: 'AnnualSalary', value: 549999.96 },
    ],
  ],
  [
    hourly('2021-01-01', '245.50'),
    [
      { field: 'FromDate', value: '2021-01-01' },
      { field: 'RemunerationType', value: 'HourlyWage' },
      { field: 'HourlyRate', value: 245.5 },
    ],
  ],
])('a new date is a new line, with one amount only', (desired, fields) => {
  expect(planSalaries([desired], [line()])).toEqual({ creates: [{ fromDate: '2021-01-01', fields }], updates: [] });
});

test('the same date is changed when the amount differs', () => {
  expect(planSalaries([yearly('2020-01-01', '650000.00')], [line()])).toEqual({
    creates: [],
    updates: [{ id: 4001, fromDate: '2020-01-01', fields: [{ field: 'AnnualSalary', value: 650000 }] }],
  });
});

test('the hourly rate of a fixed wage is never compared', () => {
  expect(planSalaries([yearly('2020-01-01', '600000.00')], [line({ hourlyRate: '307.69' })])).toEqual(NOTHING);
});

test('the annual salary of an hourly wage is never compared', () => {
  const lines = [line({ remunerationType: 'HourlyWage', hourlyRate: '245.50', annualSalary: '1.00' })];
  expect(planSalaries([hourly('2020-01-01', '245.50')], lines)).toEqual(NOTHING);
});

test.each([
  [
    'fixed to hourly',
    hourly('2020-01-01', '245.50'),
    line({ hourlyRate: '307.69' }),
    [
      { field: 'RemunerationType', value: 'HourlyWage' },
      { field: 'HourlyRate', value: 245.5 },
      { field: 'AnnualSalary', value: null },
    ],
  ],
  [
    'hourly to fixed',
    yearly('2020-01-01', '600000.00'),
    line({ remunerationType: 'HourlyWage', annualSalary: null, hourlyRate: '245.50' }),
    [
      { field: 'RemunerationType', value: 'FixedWage' },
      { field: 'AnnualSalary', value: 600000 },
      { field: 'HourlyRate', value: null },
    ],
  ],
  [
    'commission to hourly at the same rate',
    hourly('2020-01-01', '245.50'),
    line({ remunerationType: 'Commission', annualSalary: null, hourlyRate: '245.50' }),
    [{ field: 'RemunerationType', value: 'HourlyWage' }],
  ],
  [
    'hourly to fixed over an old annual salary',
    yearly('2020-01-01', '600000.00'),
    line({ remunerationType: 'HourlyWage', annualSalary: '1.00', hourlyRate: null }),
    [
      { field: 'RemunerationType', value: 'FixedWage' },
      { field: 'AnnualSalary', value: 600000 },
    ],
  ],
])('%s on the same date is one document', (_, desired, current, fields) => {
  expect(planSalaries([desired], [current])).toEqual({
    creates: [],
    updates: [{ id: 4001, fromDate: '2020-01-01', fields }],
  });
});

test('of several lines on one date the newest is compared, and none is created', () => {
  const lines = [
    line({ id: 4003, annualSalary: '2.00' }),
    line({ id: 4001 }),
    line({ id: 4002, annualSalary: '1.00' }),
  ];
  for (const order of [lines, lines.toReversed()]) {
    expect(planSalaries([yearly('2020-01-01', '600000.00')], order)).toEqual({
      creates: [],
      updates: [{ id: 4003, fromDate: '2020-01-01', fields: [{ field: 'AnnualSalary', value: 600000 }] }],
    });
  }
});

test('no line lies before the start that PowerOffice has', () => {
  const desired = [yearly('2020-01-01', '1.00'), yearly('2020-02-01', '2.00'), yearly('2021-01-01', '3.00')];
  const { creates } = planSalaries(desired, [], '2020-06-01');
  expect(creates.map(({ fromDate, fields }) => [fromDate, fields.at(-1)?.value])).toEqual([
    ['2020-06-01', 2],
    ['2021-01-01', 3],
  ]);
});

describe('row 44: share of full time', () => {
  const desired: DesiredEmployment = branded({
    sourceId: 'employment-1',
    startDate: '2020-01-01',
    endDate: null,
    professionCode: '3120105',
    employmentForm: 'Permanent',
  });
  const lines = [
    buildPayrollFtePercentage(),
    buildPayrollFtePercentage({ id: 5002, fromDate: '2022-01-01', ftePercentage: '50' }),
  ];

  test('nothing without the option', () => {
    expect(planFtePercentage(desired, lines)).toEqual(NOTHING);
  });

  test('one line from the start of the employment', () => {
    expect(planFtePercentage({ ...desired, ftePercentage: '37.5' }, [])).toEqual({
      creates: [
        {
          fromDate: '2020-01-01',
          fields: [
            { field: 'FromDate', value: '2020-01-01' },
            { field: 'FtePercentage', value: 37.5 },
          ],
        },
      ],
      updates: [],
    });
  });

  test('that line is changed when different, the others are left alone', () => {
    expect(planFtePercentage({ ...desired, ftePercentage: '80' }, lines)).toEqual({
      creates: [],
      updates: [{ id: 5001, fromDate: '2020-01-01', fields: [{ field: 'FtePercentage', value: 80 }] }],
    });
    expect(planFtePercentage({ ...desired, ftePercentage: '100' }, lines)).toEqual(NOTHING);
  });
});
