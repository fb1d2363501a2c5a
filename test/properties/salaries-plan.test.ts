import type { SalaryId } from '../../shared/vendors/poweroffice/ids.ts';
import { buildPayrollBankAccount } from '../builders/payroll-record.ts';
import fc from 'fast-check';
import { DEFAULT_MAPPING_SETTINGS } from '../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import type { MappingSettings } from '../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import type { PayrollSalary } from '../../shared/vendors/poweroffice/salaries.ts';
import { planBankAccount } from '../../shared/flows/employees-to-poweroffice/plan/plan-bank-account.ts';
import { planSalaries } from '../../shared/flows/employees-to-poweroffice/plan/plan-salaries.ts';
import type { LinesPlan } from '../../shared/flows/employees-to-poweroffice/plan/plan-salaries.ts';
import { mapBankAccount } from '../../shared/flows/employees-to-poweroffice/rules/bank-account.ts';
import { readOrNull } from '../../shared/model/source-value.ts';
import { mapEmployments } from '../../shared/flows/employees-to-poweroffice/rules/employments.ts';
import { mapSalaries } from '../../shared/flows/employees-to-poweroffice/rules/salaries.ts';
import type { SourceEmployee } from '../../shared/model/employee.ts';
import { anyCharacter } from '../builders/any-character.ts';
import { buildSourceEmployee } from '../builders/source-employee.ts';
import { runCount } from './run-count.ts';
import { branded } from '../builders/branded.ts';

const TODAY = '2025-06-15';
const day = fc.constantFrom('2019-01-01', '2020-01-01', '2024-01-01', TODAY, '2025-07-01', '2026-01-01');
/** Anything at all, as people type it. */
const typed = fc.oneof(
  fc.constantFrom(null, '', ' ', '-1', '1e99', '12345678903', 'NO9386011117947', '3120105', '__proto__'),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: anyCharacter }),
);

const compensation = fc.record({
  id: fc.constantFrom('1', '2', '10', 'x'),
  effectiveDate: fc.option(day, { freq: 9 }),
  amount: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 1, max: 99_999_999 }).map((cents) => String(cents / 100)) },
    { weight: 1, arbitrary: typed },
  ),
  payoutPeriod: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('ANNUAL', 'MONTHLY', 'HOURLY', 'WEEKLY') },
    { weight: 1, arbitrary: typed },
  ),
  currency: fc.oneof({ weight: 9, arbitrary: fc.constant('NOK') }, { weight: 1, arbitrary: typed }),
});

const employment = fc.record({
  id: fc.constantFrom('employment-1', 'employment-2'),
  typeId: typed,
  typeName: fc.oneof(fc.constant('Permanent employment'), typed),
  startDate: fc.option(day, { freq: 9 }),
  endDate: fc.option(day),
  note: fc.oneof(fc.constant('3120105 - Engineer'), typed),
  rate: typed,
});

const bankAccount = fc.record({
  number: fc.oneof(fc.constant('1234.56.78903'), typed),
  iban: typed,
  bic: typed,
  bank: typed,
  clearing: typed,
  country: fc.oneof(fc.constantFrom('NO', 'SE'), typed),
});

const source: fc.Arbitrary<SourceEmployee> = fc
  .record({
    compensations: fc.array(compensation, { maxLength: 6 }),
    compensationId: fc.constantFrom(null, '1', '2', '10'),
    employments: fc.uniqueArray(employment, { selector: ({ id }) => id, maxLength: 2 }),
    mainEmploymentId: fc.constantFrom(null, 'employment-1', 'employment-2'),
    bankAccount,
  })
  .map(buildSourceEmployee);

const settings: fc.Arbitrary<MappingSettings> = fc
  .record({
    payPeriodFactors: fc.constantFrom({}, { WEEKLY: 52 }),
    employmentForms: fc.constantFrom({}, { '': 'Temporary' as const }),
    syncFtePercentage: fc.boolean(),
    bankCode: fc.constantFrom('bank' as const, 'clearing' as const, 'omit' as const),
  })
  .map((options) => ({ ...DEFAULT_MAPPING_SETTINGS, ...options }));

const line = (id: number): fc.Arbitrary<PayrollSalary> =>
  fc.record({
    id: fc.constant(branded<SalaryId>(id)),
    fromDate: day,
    remunerationType: fc.constantFrom('FixedWage', 'HourlyWage', 'Commission', null),
    annualSalary: fc.constantFrom(null, '600000.00'),
    hourlyRate: fc.constantFrom(null, '307.69', '245.50'),
    lastChanged: fc.constant(null),
  });
const lines = fc.tuple(line(1), line(2), line(3)).chain((all) => fc.subarray(all));

/** PowerOffice after the plan: it computes the hourly rate of a fixed wage that has none. */
const apply = (before: readonly PayrollSalary[], { creates, updates }: LinesPlan<SalaryId>): PayrollSalary[] => {
  const written = (row: PayrollSalary, fields: LinesPlan<SalaryId>['creates'][number]['fields']): PayrollSalary => {
    const changes = fields.map(({ field, value }) => [
      `${field.charAt(0).toLowerCase()}${field.slice(1)}`,
      typeof value === 'number' ? value.toFixed(2) : value,
    ]);
    const after: PayrollSalary = { ...row, ...(Object.fromEntries(changes) as Partial<PayrollSalary>) };
    return after.remunerationType === 'FixedWage' ? { ...after, hourlyRate: after.hourlyRate ?? '1.23' } : after;
  };
  const empty: PayrollSalary = {
    id: branded(0),
    fromDate: '',
    remunerationType: null,
    annualSalary: null,
    hourlyRate: null,
    lastChanged: null,
  };
  return [
    ...before.map((row) => written(row, updates.find(({ id }) => id === row.id)?.fields ?? [])),
    ...creates.map(({ fields }, index) => written({ ...empty, id: branded(100 + index) }, fields)),
  ];
};

test('no source makes the rules throw, and no message shows an amount or an account', () => {
  fc.assert(
    fc.property(source, settings, (employee, options) => {
      const bank = mapBankAccount(employee, options);
      const salaries = mapSalaries(employee, mapEmployments(employee, options, TODAY), options, TODAY);
      for (const { message } of [...bank.problems, ...salaries.problems]) {
        expect(message).not.toMatch(/\d{9}/);
        for (const { amount } of employee.compensations) {
          const typed = readOrNull(amount) ?? '';
          if (/^\d+\.\d+$/.test(typed)) expect(message).not.toContain(typed);
        }
      }
    }),
    { numRuns: runCount(600) },
  );
});

test('a salary is all there or not at all, one line a date, by date, none before the employment', () => {
  fc.assert(
    fc.property(source, settings, (employee, options) => {
      const mapped = mapEmployments(employee, options, TODAY);
      const { employments, mainEmploymentId } = mapped;
      const { salaries, problems } = mapSalaries(employee, mapped, options, TODAY);
      const main = employments.find(({ sourceId }) => sourceId === mainEmploymentId);
      const dates = salaries.map(({ fromDate }) => fromDate);
      expect(dates).toEqual(Array.from(new Set(dates)).toSorted());
      expect(dates.filter((date) => date <= TODAY).length).toBeLessThanOrEqual(1);
      if (main === undefined) expect({ salaries, problems }).toEqual({ salaries: [], problems: [] });
      else expect(dates.every((date) => date >= main.startDate)).toBe(true);
      const wrong = problems.some(({ severity }) => severity === 'error');
      if (main !== undefined && employee.compensations.length > 0) expect(salaries.length > 0 || wrong).toBe(true);
      if (wrong) expect(salaries).toEqual([]);
      for (const { annualSalary, hourlyRate, remunerationType } of salaries) {
        expect([annualSalary, hourlyRate].filter((amount) => amount !== undefined)).toEqual([
          expect.stringMatching(/^\d+\.\d{2}$/),
        ]);
        expect(remunerationType).toBe(annualSalary === undefined ? 'HourlyWage' : 'FixedWage');
      }
    }),
    { numRuns: runCount(600) },
  );
});

test('a second run finds nothing left to do, no line is lost, and no date gets a second one', () => {
  fc.assert(
    fc.property(source, settings, lines, fc.option(day), (employee, options, before, start) => {
      const { salaries } = mapSalaries(employee, mapEmployments(employee, options, TODAY), options, TODAY);
      const after = apply(before, planSalaries(salaries, before, start));
      expect(planSalaries(salaries, after, start)).toEqual({ creates: [], updates: [] });
      for (const { id } of before) expect(after.filter((row) => row.id === id)).toHaveLength(1);
      for (const { fromDate } of after.filter(({ id }) => id >= 100)) {
        expect(after.filter((row) => row.fromDate === fromDate)).toHaveLength(1);
      }
      const touched = new Set(planSalaries(salaries, before, start).updates.map(({ id }) => id));
      const untouched = (rows: readonly PayrollSalary[]) =>
        rows.filter(({ id }) => id < 100 && !touched.has(id)).map((row) => ({ ...row, hourlyRate: null }));
      expect(untouched(after)).toEqual(untouched(before));
    }),
    { numRuns: runCount(600) },
  );
});

test('an account once created and chosen is never created or chosen again', () => {
  fc.assert(
    fc.property(source, settings, fc.boolean(), (employee, options, mayChoose) => {
      const { bankAccount: desired } = mapBankAccount(employee, options);
      const first = planBankAccount(desired, { accounts: [], salaryBankAccountId: null, mayChoose });
      const fields = 'fields' in first ? first.fields : [];
      const number = fields.find(({ field }) => field === 'BankAccountNumber')?.value;
      const accounts =
        typeof number === 'string' ? [buildPayrollBankAccount({ id: 7, bankAccountNumber: number })] : [];
      const salaryBankAccountId = first.action === 'createAndChoose' ? (accounts[0]?.id ?? null) : null;
      const second = planBankAccount(desired, { accounts, salaryBankAccountId, mayChoose });
      expect(second).toMatchObject({ action: desired === null ? 'none' : 'keep', problems: first.problems });
    }),
    { numRuns: runCount(600) },
  );
});
