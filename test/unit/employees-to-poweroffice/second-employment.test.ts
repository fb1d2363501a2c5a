import type { CreateStep, UpdateStep } from '../../../shared/flows/employees-to-poweroffice/plan/employment-step.ts';
import { getsSecondEmployment } from '../../../shared/flows/employees-to-poweroffice/plan/second-employment.ts';
import { branded } from '../../builders/branded.ts';
import { buildPayrollEmployment } from '../../builders/payroll-record.ts';

const created: CreateStep = branded({
  kind: 'create',
  sourceId: 'new',
  fields: [],
  key: { startDate: '', professionCode: '' },
});
const ended = (value: string | null): UpdateStep =>
  branded({ kind: 'update', phase: 'end', sourceId: 'old', id: 3001, fields: [{ field: 'EndDate', value }] });

interface Held {
  readonly startDate?: string | null;
  readonly endDate?: string | null;
}

const isSecond = (
  [startDate, endDate]: readonly [string, string | null],
  held: readonly Held[],
  steps: readonly (CreateStep | UpdateStep)[] = [created],
): boolean =>
  getsSecondEmployment(
    branded({
      employments: [
        { sourceId: 'new', startDate, endDate, professionCode: '3120105', employmentForm: 'Permanent' as const },
        { sourceId: 'old', startDate: '2020-01-01', professionCode: '3120105', employmentForm: 'Permanent' as const },
      ],
    }),
    held.map((one) => buildPayrollEmployment(one)),
    { steps },
  );

test.each([
  ['beside one without an end', ['2026-02-01', null], [{}], true],
  ['without any other', ['2026-02-01', null], [], false],
  ['after one that is over', ['2026-02-01', null], [{ endDate: '2026-01-31' }], false],
  ['on the last day of another', ['2026-02-01', null], [{ endDate: '2026-02-01' }], true],
  ['over before another begins', ['2018-01-01', '2019-12-31'], [{}], false],
  ['in the middle of another', ['2021-01-01', '2021-12-31'], [{}], true],
  ['beside one whose start nobody knows', ['2018-01-01', '2019-12-31'], [{ startDate: null }], true],
  ['after the first, beside the second', ['2026-02-01', null], [{ endDate: '2020-12-31' }, { endDate: null }], true],
] as const)('%s', (_, wanted, held, expected) => {
  expect(isSecond(wanted, held)).toBe(expected);
});

test('nothing that is created is no second employment', () => {
  expect(isSecond(['2026-02-01', null], [{}], [])).toBe(false);
});

test('one that this very run ends is over, and one whose end it takes away goes on', () => {
  expect(isSecond(['2026-02-01', null], [{}], [created, ended('2026-01-31')])).toBe(false);
  expect(isSecond(['2026-02-01', null], [{ endDate: '2026-01-31' }], [created, ended(null)])).toBe(true);
});
