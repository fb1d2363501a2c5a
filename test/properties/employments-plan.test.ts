import type { EmploymentId } from '../../shared/vendors/poweroffice/ids.ts';
import type { SourceEmploymentId } from '../../shared/model/employee.ts';
import fc from 'fast-check';
import type { DesiredEmployment } from '../../shared/flows/employees-to-poweroffice/rules/desired-employee.ts';
import { DEFAULT_MAPPING_SETTINGS } from '../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import { isEnded } from '../../shared/flows/employees-to-poweroffice/plan/employment-key.ts';
import type { EmploymentLink } from '../../shared/flows/employees-to-poweroffice/plan/employment-key.ts';
import { planEmployments } from '../../shared/flows/employees-to-poweroffice/plan/plan-employments.ts';
import type { EmploymentsPlan } from '../../shared/flows/employees-to-poweroffice/plan/plan-employments.ts';
import type { PayrollEmployment } from '../../shared/vendors/poweroffice/employments.ts';
import { buildPayrollEmployment } from '../builders/payroll-record.ts';
import { applyEmploymentsPlan } from './apply-employments-plan.ts';
import type { EmploymentsState } from './apply-employments-plan.ts';
import { runCount } from './run-count.ts';
import { branded } from '../builders/branded.ts';

const TODAY = '2025-06-15';
// Few values, so that keys, links and ids collide all the time.
const IDS = ['a', 'b', 'c', 'd'];
const startDate = fc.constantFrom('2020-01-01', '2022-01-01', '2026-01-01');
const endDate = fc.constantFrom(null, null, '2026-06-30', '2026-12-31');
const pastEnd = fc.constantFrom(null, '2024-12-31', '2026-12-31');
const professionCode = fc.constantFrom('3120105', '2512101');
const form = fc.constantFrom('Permanent' as const, 'Temporary' as const);

const desiredEmployment = (sourceId: string): fc.Arbitrary<DesiredEmployment> =>
  fc
    .record({
      sourceId: fc.constant(branded<SourceEmploymentId>(sourceId)),
      startDate,
      endDate: fc.oneof(endDate, pastEnd),
      professionCode,
      employmentForm: form,
    })
    .map((employment) => ({
      ...employment,
      endDate: employment.endDate !== null && employment.endDate < employment.startDate ? null : employment.endDate,
    }));

const payrollEmployment = (id: number): fc.Arbitrary<PayrollEmployment> =>
  fc
    .record({
      startDate: fc.option(startDate, { freq: 9 }),
      endDate: fc.oneof(endDate, pastEnd),
      professionCode: fc.option(professionCode, { freq: 9 }),
      employmentForm: fc.option(form),
      employmentType: fc.constantFrom('Ordinary', 'Maritime'),
      fullTimeHoursPerWeek: fc.constantFrom('37.5', '35.50', null),
      workingHoursArrangement: fc.constantFrom('NonShift', 'ShiftWork'),
      endedAndReported: fc.boolean(),
      enterpriseId: fc.constantFrom(1, 2),
      isDefault: fc.boolean(),
      reportingId: fc.constantFrom(...IDS, `POGO_${id}`, null),
    })
    .map((fields) =>
      buildPayrollEmployment({
        ...fields,
        id,
        endDateReason: fields.endDate === null ? null : 'EmployerHasDismissedTheEmployee',
      }),
    );

/** A-melding knows an employment by its ReportingId, so no two share one. */
const withOwnReportingIds = (employments: readonly PayrollEmployment[]): PayrollEmployment[] =>
  employments.map((employment, index) =>
    employments.slice(0, index).some(({ reportingId }) => reportingId === employment.reportingId)
      ? { ...employment, reportingId: `POGO_${employment.id}` }
      : employment,
  );

/** As the plan leaves them: no PowerOffice employment twice. Some lead nowhere. */
const links: fc.Arbitrary<Record<string, EmploymentLink>> = fc
  .uniqueArray(
    fc.record({
      sourceId: fc.constantFrom(...IDS),
      id: fc.integer({ min: 1, max: 6 }).map((id) => branded<EmploymentId>(id)),
      startDate,
      professionCode,
    }),
    {
      selector: ({ id }) => id,
    },
  )
  .map((rows) => Object.fromEntries(rows.map(({ sourceId, ...link }) => [sourceId, link])));

const settings = fc
  .record({
    createEndedEmployments: fc.boolean(),
    fixedValues: fc.constantFrom('create' as const, 'always' as const),
    onEmploymentKeyChange: fc.constantFrom('create' as const, 'update' as const, 'hold' as const),
  })
  .map((options) => ({ ...DEFAULT_MAPPING_SETTINGS, ...options }));

const situation = fc
  .record({
    sourceIds: fc.subarray(IDS),
    mainEmploymentId: fc.constantFrom(...IDS),
    payrollIds: fc.subarray([1, 2, 3, 4]),
    links,
    settings,
    clearsOldDefault: fc.boolean(),
  })
  .chain(
    ({ sourceIds, payrollIds, ...rest }) =>
      fc.record({
        ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, fc.constant(value)])),
        employments: fc.tuple(...sourceIds.map(desiredEmployment)),
        existing: fc.tuple(...payrollIds.map(payrollEmployment)).map(withOwnReportingIds),
      }) as unknown as fc.Arbitrary<typeof rest & { employments: DesiredEmployment[]; existing: PayrollEmployment[] }>,
  );
type Situation = typeof situation extends fc.Arbitrary<infer T> ? T : never;

const planFor = (
  { employments, mainEmploymentId, settings: options }: Situation,
  state: EmploymentsState,
): EmploymentsPlan =>
  planEmployments(
    { employments, mainEmploymentId },
    { existing: state.existing, links: state.links, enterpriseId: branded(77), settings: options, today: TODAY },
  );

const runOnce = (on: Situation, state: EmploymentsState, stepCount?: number): EmploymentsState =>
  applyEmploymentsPlan(state, planFor(on, state), {
    clearsOldDefault: on.clearsOldDefault,
    ...(stepCount !== undefined && { stepCount }),
  });

const keyCounts = (employments: readonly PayrollEmployment[]): [string, number][] =>
  Array.from(
    Map.groupBy(
      employments.filter((employment) => employment.startDate !== null && employment.professionCode !== null),
      (employment) => `${employment.startDate} ${employment.professionCode}`,
    ),
    ([key, group]) => [key, group.length],
  );

/** What PowerOffice had double already may stay double; nothing becomes double. */
const expectNoNewDoubles = (before: EmploymentsState, after: EmploymentsState): void => {
  const had = new Map(keyCounts(before.existing));
  for (const [key, count] of keyCounts(after.existing)) {
    expect({ key, count: Math.min(count, Math.max(1, had.get(key) ?? 0)) }).toEqual({ key, count });
  }
};

const defaultsOf = ({ existing }: EmploymentsState): number => existing.filter(({ isDefault }) => isDefault).length;

const check = (property: (on: Situation, cut: number) => void): void => {
  fc.assert(fc.property(situation, fc.nat({ max: 12 }), property), { numRuns: runCount(600) });
};

test('a second run finds nothing left to do, and says the same of what stays wrong', () => {
  check((on) => {
    const after = runOnce(on, on);
    const second = planFor(on, after);
    expect(second.steps).toEqual([]);
    expect(second.links).toEqual(after.links);
    const refused = ({ problems }: EmploymentsPlan) =>
      problems.filter(({ code }) => code === 'EMPLOYMENT_AMBIGUOUS').length;
    expect(refused(second)).toBe(refused(planFor(on, on)));
  });
});

test('exactly one employment is the default afterwards', () => {
  check((on) => {
    const after = runOnce(on, on);
    expect(defaultsOf(after)).toBe(Math.min(after.existing.length, 1));
  });
});

test('no person gets a second employment with the same start and code', () => {
  check((on) => expectNoNewDoubles(on, runOnce(on, on)));
});

test('no PowerOffice employment stands for two of the source', () => {
  check((on) => {
    const ids = Object.values(runOnce(on, on).links).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test('the salary goes to the main employment, which is the default then, or nowhere', () => {
  check((on) => {
    const { defaultEmployment } = planFor(on, on);
    if (defaultEmployment === null) return;
    const after = runOnce(on, on);
    const id = 'id' in defaultEmployment ? defaultEmployment.id : after.links[defaultEmployment.sourceId]?.id;
    expect(after.links[on.mainEmploymentId]?.id).toBe(id);
    const found = after.existing.find((employment) => employment.id === id);
    expect(found?.isDefault).toBe(true);
    expect(defaultEmployment.startDate).toBe(found?.startDate ?? defaultEmployment.startDate);
  });
});

test('a run that dies anywhere leaves a default behind, and the next one puts the rest right', () => {
  check((on, cut) => {
    const dead = runOnce(on, on, cut);
    expect(defaultsOf(dead)).toBeGreaterThanOrEqual(Math.min(defaultsOf(on), 1));
    // What was created is remembered, or was not stored any more.
    for (const links of [dead.links, on.links]) {
      const next = runOnce(on, { ...dead, links });
      expectNoNewDoubles(on, next);
      expect(defaultsOf(next)).toBe(Math.min(next.existing.length, 1));
      expect(planFor(on, next).steps).toEqual([]);
    }
  });
});

test('a sync that lost its memory doubles nothing, and has nothing left to write after one run', () => {
  check((on) => {
    const next = runOnce(on, { ...runOnce(on, on), links: {} });
    expectNoNewDoubles(on, next);
    expect(defaultsOf(next)).toBe(Math.min(next.existing.length, 1));
    expect(planFor(on, next).steps).toEqual([]);
  });
});

test('fields outside the mapping stay as they were, and employments of payroll alone lose the default at most', () => {
  check((on) => {
    const after = runOnce(on, on);
    const ours = new Set(on.employments.flatMap(({ sourceId }) => planFor(on, on).links[sourceId]?.id ?? []));
    for (const before of on.existing) {
      const now = after.existing.find(({ id }) => id === before.id);
      const mapped = ours.has(before.id)
        ? ['startDate', 'endDate', 'professionCode', 'employmentForm', 'endDateReason', 'isDefault']
        : ['isDefault'];
      const imposed =
        ours.has(before.id) && on.settings.fixedValues === 'always'
          ? ['fullTimeHoursPerWeek', 'workingHoursArrangement', 'employmentType']
          : [];
      const written = new Set([...mapped, ...imposed]);
      const rest = (employment: PayrollEmployment | undefined) =>
        Object.entries(employment ?? {}).filter(([field]) => !written.has(field));
      expect(rest(now)).toEqual(rest(before));
    }
  });
});

test('every employment of the source is in PowerOffice, left out by the option, or reported', () => {
  check((on) => {
    const plan = planFor(on, on);
    const after = runOnce(on, on);
    const refused = plan.problems.filter(({ code }) => code === 'EMPLOYMENT_AMBIGUOUS').length;
    const absent = on.employments.filter(({ sourceId, startDate: start, professionCode: code, endDate: end }) => {
      const found = after.existing.find(({ id }) => id === after.links[sourceId]?.id);
      if (found !== undefined && found.startDate === start && found.professionCode === code) return false;
      const held = found !== undefined && plan.problems.some((problem) => problem.code === 'EMPLOYMENT_KEY_CHANGED');
      const isSkipped = !on.settings.createEndedEmployments && isEnded({ endDate: end ?? null }, TODAY);
      return !held && !isSkipped;
    });
    expect(absent.length).toBeLessThanOrEqual(refused);
  });
});
