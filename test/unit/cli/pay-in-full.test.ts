import { readPayInFull, showPayOf } from '../../../local/cli/pay-in-full.ts';
import { RefusedError } from '../../../local/cli/explain-error.ts';
import type { Change } from '../../../shared/records/outcome.ts';
import type { ReportedEmployee } from '../../../shared/flows/employees-to-poweroffice/report.ts';

const fieldOf = (field: string, fromDate: string, from: string | null, to: string | null, entity = 'salary') => ({
  entity,
  field,
  fromDate,
  from,
  to,
  cause: 'source',
  row: null,
  rule: null,
});
const rise = fieldOf('AnnualSalary', '2026-04-01', '660000', '686400');

test.each<[string, Partial<Change>, readonly ReturnType<typeof fieldOf>[], string]>([
  [
    'a new line of pay',
    { action: 'create', to: 'AnnualSalary +4.0 % from 2026-04-01' },
    [rise],
    'AnnualSalary +4.0 % from 2026-04-01: 660000 -> 686400',
  ],
  [
    'a line that is corrected',
    { action: 'update', field: 'AnnualSalary', to: '+4.0 % from 2026-04-01' },
    [rise],
    '+4.0 % from 2026-04-01: 660000 -> 686400',
  ],
  [
    'the first pay of somebody',
    { action: 'create', to: 'HourlyRate new from 2026-04-01' },
    [fieldOf('HourlyRate', '2026-04-01', null, '244.75')],
    'HourlyRate new from 2026-04-01: 244.75',
  ],
  [
    'two lines in one',
    { action: 'create', to: 'AnnualSalary +4.0 % from 2026-04-01, HourlyRate new from 2026-04-01' },
    [rise, fieldOf('HourlyRate', '2026-04-01', null, '352')],
    'AnnualSalary +4.0 % from 2026-04-01: 660000 -> 686400, HourlyRate new from 2026-04-01: 352',
  ],
  [
    'pay that has moved since',
    { action: 'create', to: 'AnnualSalary +4.0 % from 2026-04-01' },
    [fieldOf('AnnualSalary', '2026-05-01', '660000', '686400')],
    'AnnualSalary +4.0 % from 2026-04-01',
  ],
  [
    'pay that is taken away',
    { action: 'update', field: 'AnnualSalary', to: 'removed from 2026-04-01' },
    [fieldOf('AnnualSalary', '2026-04-01', '660000', null)],
    'removed from 2026-04-01',
  ],
  [
    'another entity',
    { entity: 'employment', action: 'create', to: 'from 2026-04-01' },
    [fieldOf('StartDate', '2026-04-01', null, 'x', 'employment')],
    'from 2026-04-01',
  ],
])('%s', (_what, change, fields, to) => {
  expect(showPayOf({ entity: 'salary', action: 'create', ...change }, fields).to).toBe(to);
});

const personOf = (number: number, to: string): ReportedEmployee => ({
  employeeNumber: String(number),
  simployerEmployeeId: `id-${number}`,
  powerOfficeEmployeeId: 7,
  outcome: 'updated',
  changes: [{ entity: 'salary', action: 'create', to }],
  problems: [],
});
const explained = {
  employeeNumber: '1',
  simployerEmployeeId: 'id-1',
  steps: [
    { found: true, name: null, active: true },
    { inScope: true, excludedBy: [] },
    { keys: [], decisions: [], matchedBy: null, powerOfficeEmployeeId: null, problems: [] },
    { fields: [rise] },
    { outcome: 'updated', changes: [], problems: [] },
  ],
  apiCalls: { simployer: 0, poweroffice: 0 },
};

test('is read of the first twenty, pay cuts before the others, and the rest is named', async () => {
  const rises = Array.from({ length: 25 }, (_, index) => personOf(index + 1, 'AnnualSalary +4.0 % from 2026-04-01'));
  const cut = personOf(99, 'AnnualSalary -4.0 % from 2026-04-01');
  const call = jest.fn((_method: string, _path: string) => Promise.resolve(explained));
  const { people, notes } = await readPayInFull({ call }, [...rises, cut], () => undefined);

  expect(call.mock.calls.map(([, path]) => path).slice(0, 2)).toEqual([
    '/employees/id-99/explain',
    '/employees/id-1/explain',
  ]);
  expect(call).toHaveBeenCalledTimes(20);
  expect(call).toHaveBeenLastCalledWith('GET', '/employees/id-19/explain', { query: { pay: 'shown' } });
  expect(people.map(({ employeeNumber }) => employeeNumber)).toEqual([...rises, cut].map((one) => one.employeeNumber));
  expect(people[0]?.changes[0]?.to).toContain('660000 -> 686400');
  expect(people[24]?.changes[0]?.to).not.toContain('660000');
  expect(notes).toEqual([expect.stringContaining('the first 20 of 26 people')]);
});

test('that a vendor refuses stays a percentage, and is told', async () => {
  const call = () =>
    Promise.reject(new RefusedError({ code: 'CREDENTIALS_REFUSED', message: 'The keys are refused.' }));
  const one = personOf(1, 'AnnualSalary +4.0 % from 2026-04-01');
  expect(await readPayInFull({ call }, [one], () => undefined)).toEqual({
    people: [one],
    notes: ['Pay in full could not be read: The keys are refused.'],
  });
});

test('nobody is asked about where no pay would change', async () => {
  const call = jest.fn();
  await readPayInFull({ call }, [{ ...personOf(1, ''), changes: [] }], () => undefined);
  expect(call).not.toHaveBeenCalled();
});
