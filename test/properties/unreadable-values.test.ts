import fc from 'fast-check';
import type { FieldValue } from '../../shared/records/field-value.ts';
import { mapEmployee } from '../../shared/flows/employees-to-poweroffice/rules/map-employee.ts';
import { DEFAULT_MAPPING_SETTINGS } from '../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import { NO_PEERS } from '../../shared/flows/employees-to-poweroffice/match/peers.ts';
import { planWhole } from '../builders/employee-plan.ts';
import { planEmployments } from '../../shared/flows/employees-to-poweroffice/plan/plan-employments.ts';
import { planSalaries } from '../../shared/flows/employees-to-poweroffice/plan/plan-salaries.ts';
import { unreadableProblem } from '../../shared/flows/employees-to-poweroffice/rules/unreadable-problems.ts';
import { placeOf, SOURCE_FIELDS } from '../../shared/model/employee.ts';
import type { SourceEmployee, SourceField } from '../../shared/model/employee.ts';
import { buildPayrollEmployee, buildPayrollEmployment, buildPayrollSalary } from '../builders/payroll-record.ts';
import {
  buildSourceAddress,
  buildSourceBankAccount,
  buildSourceCompensation,
  buildSourceEmployee,
  buildSourceEmployment,
  buildUnreadable,
} from '../builders/source-employee.ts';
import { runCount } from './run-count.ts';
import { branded } from '../builders/branded.ts';

const TODAY = '2025-06-15';
const settings = DEFAULT_MAPPING_SETTINGS;

/** Which value is unreadable: the field, and of which of the person's employments or compensations. */
interface Spot {
  readonly field: SourceField;
  readonly index: number;
}

const spoilRecord = <T extends object>(record: T, prefix: string, spots: readonly Spot[]): T => {
  const spoiled = spots
    .filter(({ field }) => field.startsWith(prefix))
    .map(({ field }) => [field.slice(prefix.length), buildUnreadable(field)]);
  return { ...record, ...Object.fromEntries(spoiled) };
};

/** The person with some values that cannot be read. */
const spoil = (source: SourceEmployee, spots: readonly Spot[]): SourceEmployee => {
  const own = spots.filter(({ field }) => !field.includes('.'));
  const { homeAddress, bankAccount, leaving } = source;
  return {
    ...source,
    homeAddress: spoilRecord(homeAddress, 'homeAddress.', spots),
    leaving: spoilRecord(leaving, 'leaving.', spots),
    bankAccount: spoilRecord(bankAccount, 'bankAccount.', spots),
    employments: source.employments.map((row, place) =>
      spoilRecord(
        row,
        'employment.',
        spots.filter(({ index }) => index === place),
      ),
    ),
    compensations: source.compensations.map((row, place) =>
      spoilRecord(
        row,
        'compensation.',
        spots.filter(({ index }) => index === place),
      ),
    ),
    ...Object.fromEntries(own.map(({ field }) => [field, buildUnreadable(field)])),
  };
};

const ids = ['a', 'b', 'c'];
const anyEnd = fc.constantFrom(null, '2024-12-31', '2026-12-31');

const situation = fc.record({
  active: fc.boolean(),
  mainEmploymentId: fc.constantFrom(null, ...ids),
  employments: fc
    .subarray(ids)
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map((id) =>
          fc
            .record({ endDate: anyEnd })
            .map(({ endDate }) => buildSourceEmployment({ id, startDate: `202${ids.indexOf(id)}-01-01`, endDate })),
        ),
      ),
    ),
  compensations: fc.array(
    fc
      .record({
        id: fc.uuid(),
        effectiveDate: fc.constantFrom(null, '2020-01-01', '2025-01-01', '2026-01-01'),
        payoutPeriod: fc.constantFrom('ANNUAL', 'HOURLY'),
        amount: fc.constantFrom('250', '600000'),
      })
      .map(buildSourceCompensation),
    { maxLength: 3 },
  ),
  record: fc.record({ endDate: anyEnd, isArchived: fc.boolean() }).map(buildPayrollEmployee),
  ends: fc.tuple(anyEnd, anyEnd, anyEnd),
  lines: fc.subarray(['2020-01-01', '2021-01-01', '2022-01-01', '2025-01-01', '2026-01-01']),
  isHourly: fc.boolean(),
});
type Situation = typeof situation extends fc.Arbitrary<infer T> ? T : never;

/** Everything that the plans for the person would take away, as `record field`. */
const removals = (source: SourceEmployee, { record, ends, lines, isHourly }: Situation): string[] => {
  const desired = mapEmployee(source, { settings, today: TODAY, peers: NO_PEERS });
  const existing = ids.map((id, index) =>
    buildPayrollEmployment({
      id: index,
      reportingId: id,
      startDate: `202${index}-01-01`,
      professionCode: '3120105',
      endDate: ends[index] ?? null,
      endDateReason: (ends[index] ?? null) === null ? null : 'EmployeeHasResigned',
      isDefault: index === 0,
    }),
  );
  const { steps, defaultEmployment } = planEmployments(desired, {
    existing,
    links: {},
    enterpriseId: branded(1),
    settings,
    today: TODAY,
  });
  const salaries = lines.map((fromDate, id) =>
    buildPayrollSalary({ id, fromDate, remunerationType: isHourly ? 'HourlyWage' : 'FixedWage', annualSalary: '1.00' }),
  );
  const updates = defaultEmployment === null ? [] : planSalaries(desired.salaries, salaries).updates;
  const inFields = (name: string, fields: readonly FieldValue[]): string[] =>
    fields.filter(({ value }) => value === null).map(({ field }) => `${name} ${field}`);
  return [
    ...inFields('employee', planWhole(desired, record, settings).fields),
    ...steps.flatMap((step) => inFields(`employment ${step.sourceId}`, step.fields)),
    ...updates.flatMap(({ id, fields }) => inFields(`salary ${id}`, fields)),
  ];
};

const sourceOf = ({ active, mainEmploymentId, employments, compensations }: Situation): SourceEmployee =>
  buildSourceEmployee({ active, mainEmploymentId, employments, compensations });

test('no value that cannot be read, of any field, makes a plan take something away', () => {
  const spots = fc.array(fc.record({ field: fc.constantFrom(...SOURCE_FIELDS), index: fc.nat(2) }), { maxLength: 4 });
  let taken = 0;
  fc.assert(
    fc.property(situation, spots, (on, spoiled) => {
      const source = sourceOf(on);
      const before = removals(source, on);
      taken += before.length;
      for (const removal of removals(spoil(source, spoiled), on)) expect(before).toContain(removal);
    }),
    { numRuns: runCount(800) },
  );
  // Else there would have been nothing to compare with.
  expect(taken).toBeGreaterThan(0);
});

test('an end that is never readable is never removed', () => {
  fc.assert(
    fc.property(situation, (on) => {
      const source = sourceOf(on);
      const spots = source.employments.map((_, index): Spot => ({ field: 'employment.endDate', index }));
      expect(removals(spoil(source, spots), on).filter((removal) => removal.includes('EndDate'))).toEqual([]);
    }),
    { numRuns: runCount(300) },
  );
});

/** The employee's own end is not among what PowerOffice is told. */
const mappedFields = SOURCE_FIELDS.filter((field) => !field.startsWith('leaving.'));

test.each(mappedFields)('%s is told by its name and with the place where HR mends it', (field) => {
  const source = buildSourceEmployee({
    homeAddress: buildSourceAddress(),
    bankAccount: buildSourceBankAccount(),
    employments: [buildSourceEmployment({ id: 'a' }), buildSourceEmployment({ id: 'b', startDate: '2021-01-01' })],
    mainEmploymentId: 'a',
    compensations: [buildSourceCompensation()],
  });
  // One at a time: a blocked main employment speaks for its salary.
  const { problems } = mapEmployee(spoil(source, [{ field, index: 0 }]), { settings, today: TODAY, peers: NO_PEERS });
  const told = problems.filter(({ code }) => code === 'VALUE_UNREADABLE');
  const { name, place } = placeOf(field);
  expect(told.map(({ message }) => message).join()).toContain(`The ${name}`);
  expect(told.every(({ hint }) => hint === `HR: enter the ${name} anew in Simployer > employee > ${place}.`)).toBe(
    true,
  );
});

test('a field that is not known is told by its own name, and its value is not shown', () => {
  const { message } = unreadableProblem({ field: 'invented', typed: 'a secret', code: 'VALUE_UNREADABLE' }, 'field');

  expect(message).toBe('The invented cannot be read; it was not written to PowerOffice.');
});
