import type { DesiredEmployment } from '../../../shared/flows/employees-to-poweroffice/rules/desired-employee.ts';
import { DEFAULT_MAPPING_SETTINGS } from '../../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import type { MappingSettings } from '../../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import { planEmployments } from '../../../shared/flows/employees-to-poweroffice/plan/plan-employments.ts';
import type { EmploymentLink } from '../../../shared/flows/employees-to-poweroffice/plan/employment-key.ts';
import type {
  DefaultStep,
  EmploymentStep,
} from '../../../shared/flows/employees-to-poweroffice/plan/employment-step.ts';
import type { EmploymentsPlan } from '../../../shared/flows/employees-to-poweroffice/plan/plan-employments.ts';
import type { EnterpriseId } from '../../../shared/vendors/poweroffice/ids.ts';
import type { PayrollEmployment } from '../../../shared/vendors/poweroffice/employments.ts';
import { buildPayrollEmployment } from '../../builders/payroll-record.ts';
import { applyEmploymentsPlan } from '../../properties/apply-employments-plan.ts';
import { branded } from '../../builders/branded.ts';
import type { Plain } from '../../builders/branded.ts';

const TODAY = '2025-06-15';
const ENTERPRISE_ID = branded<EnterpriseId>(77);
const payroll = buildPayrollEmployment;

/** In step with `buildPayrollEmployment()`. */
const wanted = (overrides: Partial<Plain<DesiredEmployment>> = {}): DesiredEmployment =>
  branded({
    sourceId: 'employment-1',
    startDate: '2020-01-01',
    endDate: null,
    professionCode: '3120105',
    employmentForm: 'Permanent',
    ...overrides,
  });

const linkTo = (id: number, overrides: Partial<Plain<EmploymentLink>> = {}): EmploymentLink =>
  branded({ id, startDate: '2020-01-01', professionCode: '3120105', ...overrides });

interface Situation {
  employments: DesiredEmployment[];
  main?: string | null;
  existing?: PayrollEmployment[];
  links?: Record<string, EmploymentLink>;
  settings?: Partial<MappingSettings>;
}

const plan = ({
  employments,
  main = 'employment-1',
  existing = [],
  links = {},
  settings = {},
}: Situation): EmploymentsPlan =>
  planEmployments(
    { employments, mainEmploymentId: main },
    {
      existing,
      links,
      enterpriseId: ENTERPRISE_ID,
      settings: { ...DEFAULT_MAPPING_SETTINGS, ...settings },
      today: TODAY,
    },
  );

/** The plan of the run after the one that carried the first plan out. */
const planAgain = (situation: Situation): EmploymentsPlan => {
  const { existing = [], links = {} } = situation;
  const after = applyEmploymentsPlan({ existing, links }, plan(situation));
  return plan({ ...situation, existing: [...after.existing], links: { ...after.links } });
};

const codes = ({ problems }: EmploymentsPlan) => problems.map(({ code }) => code);
const update = (
  id: number,
  fields: Record<string, string | number | boolean | null>,
  overrides: Partial<Omit<DefaultStep, 'phase'>> & { phase?: 'employment' | 'default' | 'end' } = {},
) => ({
  kind: 'update',
  sourceId: 'employment-1',
  id,
  phase: 'employment',
  ...(overrides.phase === 'default' && { dependsOn: null }),
  fields: Object.entries(fields).map(([field, value]) => ({ field, value })),
  ...overrides,
});
const fieldOf = (step: EmploymentStep | undefined, name: string) =>
  step?.fields.find(({ field }) => field === name)?.value;

test('nothing at the source: nothing is written, not even a default', () => {
  const existing = [payroll(), payroll({ id: 3002 })];
  expect(plan({ employments: [], main: null, existing })).toEqual({
    steps: [],
    links: {},
    defaultEmployment: null,
    paidBefore: 3001,
    problems: [],
  });
});

test('an employment in step is linked and left alone', () => {
  expect(plan({ employments: [wanted()], existing: [payroll()] })).toEqual({
    steps: [],
    links: { 'employment-1': linkTo(3001) },
    defaultEmployment: { id: 3001, startDate: '2020-01-01' },
    paidBefore: null,
    problems: [],
  });
});

describe('a new employment', () => {
  test('is created with everything PowerOffice requires, as the default', () => {
    expect(plan({ employments: [wanted()] })).toEqual({
      steps: [
        {
          kind: 'create',
          sourceId: 'employment-1',
          key: { startDate: '2020-01-01', professionCode: '3120105' },
          fields: [
            { field: 'StartDate', value: '2020-01-01' },
            { field: 'FullTimeHoursPerWeek', value: 37.5 },
            { field: 'WorkingHoursArrangement', value: 'NonShift' },
            { field: 'EmploymentType', value: 'Ordinary' },
            { field: 'IsDefault', value: true },
            { field: 'ReportingId', value: 'employment-1' },
            { field: 'EmploymentForm', value: 'Permanent' },
            { field: 'ProfessionCode', value: '3120105' },
            { field: 'EnterpriseId', value: ENTERPRISE_ID },
          ],
        },
      ],
      links: {},
      defaultEmployment: { sourceId: 'employment-1', startDate: '2020-01-01' },
      paidBefore: null,
      problems: [],
    });
  });

  test('takes the configured values', () => {
    const [step] = plan({
      employments: [wanted({ endDate: '2025-12-31' })],
      settings: {
        fullTimeHoursPerWeek: 35.5,
        workingHoursArrangement: 'ShiftWork',
        employmentType: 'Maritime',
        endDateReason: 'ContractCommitmentOrTemporaryEmploymentExpired',
      },
    }).steps;
    expect(fieldOf(step, 'FullTimeHoursPerWeek')).toBe(35.5);
    expect(fieldOf(step, 'WorkingHoursArrangement')).toBe('ShiftWork');
    expect(fieldOf(step, 'EmploymentType')).toBe('Maritime');
    expect(fieldOf(step, 'EndDate')).toBe('2025-12-31');
    expect(fieldOf(step, 'EndDateReason')).toBe('ContractCommitmentOrTemporaryEmploymentExpired');
  });

  test('is the default of nobody whose main employment is unknown', () => {
    expect(fieldOf(plan({ employments: [wanted()], main: null }).steps[0], 'IsDefault')).toBe(false);
  });

  test('has its ReportingId when other employments of the person carry theirs', () => {
    const existing = [payroll({ startDate: '2019-01-01', reportingId: 'POGO_1' })];
    expect(fieldOf(plan({ employments: [wanted()], existing }).steps[0], 'ReportingId')).toBe('employment-1');
  });

  test('has no ReportingId when another employment of the person carries it', () => {
    const existing = [payroll({ startDate: '2019-01-01' })];
    const [step] = plan({ employments: [wanted()], existing }).steps;
    expect(step?.kind).toBe('create');
    expect(step?.fields.map(({ field }) => field)).not.toContain('ReportingId');
  });

  test('one ended already is created with its end, as Simployer promises', () => {
    const [step] = plan({ employments: [wanted({ endDate: '2021-12-31' })] }).steps;
    expect(step).toMatchObject({ kind: 'create' });
    expect(fieldOf(step, 'EndDate')).toBe('2021-12-31');
    expect(fieldOf(step, 'EndDateReason')).toBe('EmployeeHasResigned');
  });

  describe('with createEndedEmployments off', () => {
    const settings = { createEndedEmployments: false };

    test('one that ended before today is not created, and no salary is written on it', () => {
      const result = plan({ employments: [wanted({ endDate: '2025-06-14' })], settings });
      expect(result).toEqual({ steps: [], links: {}, defaultEmployment: null, paidBefore: null, problems: [] });
    });

    test('one that ends today is created', () => {
      expect(plan({ employments: [wanted({ endDate: TODAY })], settings }).steps).toMatchObject([{ kind: 'create' }]);
    });

    test('one that payroll knows gets its end', () => {
      const result = plan({ employments: [wanted({ endDate: '2025-06-14' })], existing: [payroll()], settings });
      expect(result.steps).toEqual([
        update(3001, { EndDate: '2025-06-14', EndDateReason: 'EmployeeHasResigned' }, { phase: 'end' }),
      ]);
    });

    test('one that goes on is created anew when its key changed', () => {
      const { steps } = plan({
        employments: [wanted({ startDate: '2020-02-01' })],
        existing: [payroll()],
        links: { 'employment-1': linkTo(3001) },
        settings,
      });
      expect(steps[0]).toMatchObject({ kind: 'create', key: { startDate: '2020-02-01' } });
    });

    test('one that ended follows its key where the option says so', () => {
      const { steps } = plan({
        employments: [wanted({ professionCode: '2512101', endDate: '2025-06-14' })],
        existing: [payroll()],
        links: { 'employment-1': linkTo(3001) },
        settings: { ...settings, onEmploymentKeyChange: 'update' },
      });
      expect(steps).toEqual([
        update(3001, { ProfessionCode: '2512101' }),
        update(3001, { EndDate: '2025-06-14', EndDateReason: 'EmployeeHasResigned' }, { phase: 'end' }),
      ]);
    });

    test('one whose key changed on top is not created anew: its end reaches the employment that payroll has', () => {
      const situation = {
        employments: [wanted({ startDate: '2020-02-01', endDate: '2025-06-14' })],
        existing: [payroll()],
        links: { 'employment-1': linkTo(3001) },
        settings,
      };
      const result = plan(situation);
      expect(result.steps).toEqual([
        update(3001, { EndDate: '2025-06-14', EndDateReason: 'EmployeeHasResigned' }, { phase: 'end' }),
      ]);
      expect(codes(result)).toEqual(['EMPLOYMENT_KEY_CHANGED']);
      expect(planAgain(situation).steps).toEqual([]);
    });
  });
});

describe('matching', () => {
  const other = payroll({ id: 3002, startDate: '2021-01-01', reportingId: 'POGO_2', isDefault: false });

  test('the stored link goes first', () => {
    const existing = [
      payroll({ reportingId: 'POGO_1' }),
      payroll({ id: 3002, reportingId: 'POGO_2', isDefault: false }),
    ];
    const result = plan({ employments: [wanted()], existing, links: { 'employment-1': linkTo(3001) } });
    expect(result).toMatchObject({ steps: [], problems: [], links: { 'employment-1': { id: 3001 } } });
  });

  test('a link that leads nowhere is matched afresh', () => {
    const result = plan({ employments: [wanted()], existing: [payroll()], links: { 'employment-1': linkTo(2999) } });
    expect(result).toMatchObject({ steps: [], problems: [], links: { 'employment-1': { id: 3001 } } });
  });

  test('then the ReportingId, although another employment has the same key', () => {
    const existing = [payroll({ id: 3000, reportingId: 'POGO_0', isDefault: false }), payroll()];
    expect(plan({ employments: [wanted()], existing }).links).toEqual({ 'employment-1': linkTo(3001) });
  });

  test('then start and code, and the employment keeps its ReportingId', () => {
    const existing = [payroll({ reportingId: 'POGO_1' }), other];
    const result = plan({ employments: [wanted()], existing });
    expect(result).toMatchObject({ steps: [], problems: [] });
    expect(result.links).toEqual({ 'employment-1': linkTo(3001) });
  });

  test('a ReportingId on an employment that payroll has not completed: the rest is filled in', () => {
    const existing = [payroll({ professionCode: null })];
    expect(plan({ employments: [wanted()], existing }).steps).toEqual([update(3001, { ProfessionCode: '3120105' })]);
  });

  test('an employment linked otherwise is not taken', () => {
    const result = plan({
      employments: [wanted(), wanted({ sourceId: 'employment-2' })],
      existing: [payroll({ reportingId: 'POGO_1' })],
      links: { 'employment-2': linkTo(3001) },
      main: 'employment-2',
    });
    expect(result.links).toEqual({ 'employment-2': linkTo(3001) });
    expect(result.steps).toEqual([]);
    expect(codes(result)).toEqual(['EMPLOYMENT_AMBIGUOUS']);
  });

  test('an employment linked to one that the source no longer has is free', () => {
    const result = plan({
      employments: [wanted()],
      existing: [payroll({ reportingId: 'gone' })],
      links: { gone: linkTo(3001) },
    });
    expect(result).toMatchObject({ steps: [], problems: [] });
    expect(result.links).toEqual({ 'employment-1': linkTo(3001) });
  });

  test.each([
    [
      'start and code',
      [payroll({ reportingId: 'POGO_1' }), payroll({ id: 3002, reportingId: 'POGO_2', isDefault: false })],
    ],
    ['ReportingId', [payroll(), payroll({ id: 3002, isDefault: false })]],
    [
      'ReportingId under other keys',
      [payroll({ startDate: '2019-01-01' }), payroll({ id: 3002, startDate: '2018-01-01', isDefault: false })],
    ],
  ])('several hits by %s: nothing is written, and the ids are named', (_, existing) => {
    const result = plan({ employments: [wanted({ employmentForm: 'Temporary' })], existing });
    expect(result).toMatchObject({ steps: [], links: {}, defaultEmployment: null });
    expect(codes(result)).toEqual(['EMPLOYMENT_AMBIGUOUS']);
    expect(result.problems[0]?.message).toMatch(/2020-01-01.*3001, 3002/);
  });

  test('what several hits may be is left to nobody else', () => {
    const result = plan({
      employments: [wanted(), wanted({ sourceId: 'employment-2', startDate: '2019-01-01' })],
      existing: [
        payroll({ startDate: '2019-01-01' }),
        payroll({ id: 3002, startDate: '2018-01-01', isDefault: false }),
      ],
      settings: { onEmploymentKeyChange: 'update' },
    });
    expect(result).toMatchObject({ steps: [], links: {} });
    expect(codes(result)).toEqual(['EMPLOYMENT_AMBIGUOUS', 'EMPLOYMENT_AMBIGUOUS']);
  });

  test('a link whose employment is gone is forgotten', () => {
    const links = { gone: linkTo(2999) };
    expect(plan({ employments: [wanted()], existing: [payroll()], links }).links).toEqual({
      'employment-1': linkTo(3001),
    });
  });

  describe('two source employments with one start and code', () => {
    const twins = [wanted({ sourceId: 'a' }), wanted({ sourceId: 'b' })];

    test.each(['a', 'b'])('the main one is created, the other is ambiguous: %s', (main) => {
      const situation = { employments: twins, main };
      const result = plan(situation);
      expect(result.steps).toMatchObject([{ kind: 'create', sourceId: main }]);
      expect(codes(result)).toEqual(['EMPLOYMENT_AMBIGUOUS']);
      expect(result.problems[0]?.message).toMatch(/2020-01-01.*3120105/);
      expect(planAgain(situation)).toMatchObject({ steps: [], problems: [{ code: 'EMPLOYMENT_AMBIGUOUS' }] });
    });

    test('the main one adopts, the other is ambiguous', () => {
      const result = plan({ employments: twins, main: 'b', existing: [payroll({ reportingId: 'POGO_1' })] });
      expect(result.steps).toEqual([]);
      expect(result.links).toEqual({ b: linkTo(3001) });
      expect(codes(result)).toEqual(['EMPLOYMENT_AMBIGUOUS']);
    });

    test('the one already linked stays, although it is not the main one', () => {
      const result = plan({
        employments: twins,
        main: 'b',
        existing: [payroll({ reportingId: 'a' })],
        links: { a: linkTo(3001) },
      });
      expect(result).toMatchObject({
        steps: [],
        defaultEmployment: null,
        problems: [{ code: 'EMPLOYMENT_AMBIGUOUS' }],
      });
      expect(result.links).toEqual({ a: linkTo(3001) });
    });

    test('both already in PowerOffice are kept up to date', () => {
      const existing = [payroll({ reportingId: 'a' }), payroll({ id: 3002, reportingId: 'b', isDefault: false })];
      const result = plan({ employments: twins, main: 'a', existing });
      expect(result).toMatchObject({ steps: [], problems: [] });
      expect(result.links).toEqual({ a: linkTo(3001), b: linkTo(3002) });
    });
  });
});

describe('a start date or occupational code that changed at the source', () => {
  const newCode = wanted({ professionCode: '2512101' });
  const situation = { employments: [newCode], existing: [payroll()], links: { 'employment-1': linkTo(3001) } };

  test.each([
    ['code', newCode, /2020-01-01.*3120105.*2020-01-01.*2512101/],
    ['start', wanted({ startDate: '2020-02-01' }), /2020-01-01.*3120105.*2020-02-01.*3120105/],
    ['start of an ended one', wanted({ startDate: '2020-02-01', endDate: '2025-06-14' }), /2020-01-01.*2020-02-01/],
  ])('a new %s creates a second employment, and the first one only loses the default', (_, employment, naming) => {
    const changed = { ...situation, employments: [employment] };
    const result = plan(changed);
    expect(result.steps).toEqual([
      expect.objectContaining({ kind: 'create', sourceId: 'employment-1' }),
      update(
        3001,
        { IsDefault: false },
        { phase: 'default', sourceId: null, dependsOn: { sourceId: branded('employment-1') } },
      ),
    ]);
    expect(fieldOf(result.steps[0], 'IsDefault')).toBe(true);
    expect(fieldOf(result.steps[0], 'ReportingId')).toBeUndefined();
    expect(result.problems).toEqual([
      expect.objectContaining({ code: 'EMPLOYMENT_KEY_CHANGED', message: expect.stringMatching(naming) }),
    ]);
    expect(planAgain(changed)).toMatchObject({ steps: [], problems: [], links: { 'employment-1': { id: 9001 } } });
  });

  test('the old link stays until the new employment is there', () => {
    expect(plan(situation).links).toEqual({ 'employment-1': linkTo(3001) });
  });

  test('created before the link was stored: the new employment is found by its key', () => {
    const created = payroll({ id: 3002, professionCode: '2512101', reportingId: 'POGO_2' });
    const result = plan({ ...situation, existing: [payroll({ isDefault: false }), created] });
    expect(result.steps).toEqual([]);
    expect(result.links).toEqual({ 'employment-1': linkTo(3002, { professionCode: '2512101' }) });
  });

  test('a second change names the key before it, not the one that the ReportingId was left on', () => {
    const second = payroll({ id: 3002, professionCode: '2512101', reportingId: 'POGO_2' });
    const result = plan({
      employments: [wanted({ professionCode: '1120101' })],
      existing: [payroll({ isDefault: false }), second],
      links: { 'employment-1': linkTo(3002, { professionCode: '2512101' }) },
    });
    expect(result.steps[0]).toMatchObject({ kind: 'create', key: { professionCode: '1120101' } });
    expect(result.problems).toEqual([expect.objectContaining({ message: expect.stringMatching(/2512101.*1120101/) })]);
  });

  test('a key that PowerOffice has already is no change any more', () => {
    const result = plan({ ...situation, existing: [payroll({ professionCode: '2512101' })] });
    expect(result).toMatchObject({ steps: [], problems: [] });
    expect(result.links).toEqual({ 'employment-1': linkTo(3001, { professionCode: '2512101' }) });
  });

  test('without any memory the employment with the very key is found, not the one it left behind', () => {
    const created = payroll({ id: 3002, professionCode: '2512101', reportingId: 'POGO_2' });
    const result = plan({ ...situation, existing: [payroll({ isDefault: false }), created], links: {} });
    expect(result).toMatchObject({ steps: [], problems: [], links: { 'employment-1': { id: 3002 } } });
  });

  test('without any memory a ReportingId with another key is a changed key', () => {
    const result = plan({ ...situation, existing: [payroll({ startDate: '2019-01-01' })], links: {} });
    expect(result.steps[0]).toMatchObject({ kind: 'create' });
    expect(codes(result)).toEqual(['EMPLOYMENT_KEY_CHANGED']);
    expect(result.problems[0]?.message).toMatch(/2019-01-01.*3120105.*2020-01-01.*2512101/);
  });

  test('another source employment that now has the old key takes the old employment over', () => {
    const changed = { ...situation, employments: [newCode, wanted({ sourceId: 'employment-2' })] };
    const result = plan(changed);
    expect(result.steps.filter(({ kind }) => kind === 'create')).toMatchObject([{ sourceId: 'employment-1' }]);
    expect(result.links).toEqual({ 'employment-2': linkTo(3001) });
    expect(planAgain(changed).steps).toEqual([]);
  });

  describe('option update', () => {
    const settings = { onEmploymentKeyChange: 'update' } as const;

    test('the employment follows', () => {
      const result = plan({ ...situation, settings });
      expect(result.steps).toEqual([update(3001, { ProfessionCode: '2512101' })]);
      expect(codes(result)).toEqual(['EMPLOYMENT_KEY_CHANGED']);
      expect(result.defaultEmployment).toEqual({ id: 3001, startDate: '2020-01-01' });
      expect(planAgain({ ...situation, settings })).toMatchObject({ steps: [], problems: [] });
    });

    test('a new start and a new end travel together', () => {
      const employments = [wanted({ startDate: '2021-01-01', endDate: '2021-12-31' })];
      const existing = [payroll({ endDate: '2020-12-31', endDateReason: 'EmployeeHasResigned' })];
      expect(plan({ ...situation, employments, existing, settings }).steps).toEqual([
        update(3001, { StartDate: '2021-01-01', EndDate: '2021-12-31' }),
      ]);
    });

    test('not onto the key of another employment', () => {
      const existing = [
        payroll(),
        payroll({ id: 3002, professionCode: '2512101', reportingId: 'POGO_2', isDefault: false }),
      ];
      const result = plan({ ...situation, existing, settings });
      expect(result).toMatchObject({ steps: [], defaultEmployment: null });
      expect(codes(result)).toEqual(['EMPLOYMENT_AMBIGUOUS']);
      expect(result.links).toEqual({ 'employment-1': linkTo(3001) });
    });

    test('two that swap their keys', () => {
      const employments = [newCode, wanted({ sourceId: 'employment-2' })];
      const existing = [
        payroll(),
        payroll({ id: 3002, professionCode: '2512101', reportingId: 'employment-2', isDefault: false }),
      ];
      const links = { 'employment-1': linkTo(3001), 'employment-2': linkTo(3002, { professionCode: '2512101' }) };
      const result = plan({ employments, existing, links, settings });
      expect(result.steps).toEqual([
        update(3001, { ProfessionCode: '2512101' }),
        update(3002, { ProfessionCode: '3120105' }, { sourceId: branded('employment-2') }),
      ]);
    });
  });

  describe('option hold', () => {
    const settings = { onEmploymentKeyChange: 'hold' } as const;
    const employments = [wanted({ startDate: '2019-06-01', employmentForm: 'Temporary' })];

    test('start and code are left as they are, the other fields are kept equal', () => {
      const result = plan({ ...situation, employments, settings });
      expect(result.steps).toEqual([update(3001, { EmploymentForm: 'Temporary' })]);
      expect(result.defaultEmployment).toEqual({ id: 3001, startDate: '2020-01-01' });
      expect(codes(result)).toEqual(['EMPLOYMENT_KEY_CHANGED']);
    });

    test('the warning lasts until the source has the old key again', () => {
      expect(planAgain({ ...situation, employments, settings })).toMatchObject({
        steps: [],
        problems: [{ code: 'EMPLOYMENT_KEY_CHANGED' }],
      });
      expect(plan({ ...situation, employments: [wanted()], settings }).problems).toEqual([]);
    });

    test('a new key that payroll has twice changes nothing for the one that is held', () => {
      const existing = [2, 3].map((id) =>
        payroll({ id, professionCode: '2512101', reportingId: `POGO_${id}`, isDefault: false }),
      );
      const result = plan({ ...situation, existing: [payroll(), ...existing], settings });
      expect(result).toMatchObject({ steps: [], links: { 'employment-1': linkTo(3001) } });
      expect(codes(result)).toEqual(['EMPLOYMENT_KEY_CHANGED']);
    });

    test('the held key is not given to another employment', () => {
      const twin = wanted({ sourceId: 'employment-2' });
      const result = plan({ ...situation, employments: [newCode, twin], settings });
      expect(result.steps).toEqual([]);
      expect(codes(result)).toEqual(['EMPLOYMENT_KEY_CHANGED', 'EMPLOYMENT_AMBIGUOUS']);
    });
  });
});

describe('fields kept equal', () => {
  const links = { 'employment-1': linkTo(3001) };

  test('a start, code or form edited in PowerOffice is overwritten', () => {
    const existing = [payroll({ startDate: '2020-03-01', professionCode: '2512101', employmentForm: 'Temporary' })];
    const result = plan({ employments: [wanted()], existing, links });
    expect(result.steps).toEqual([
      update(3001, { StartDate: '2020-01-01', ProfessionCode: '3120105', EmploymentForm: 'Permanent' }),
    ]);
    expect(result.problems).toEqual([]);
  });

  const payrollsOwn = {
    fullTimeHoursPerWeek: '35.5',
    workingHoursArrangement: 'ShiftWork',
    employmentType: 'Maritime',
    enterpriseId: 5,
    reportingId: 'POGO_1',
  };

  test('hours, arrangement, type, enterprise and ReportingId are left to payroll', () => {
    expect(plan({ employments: [wanted()], existing: [payroll(payrollsOwn)], links }).steps).toEqual([]);
  });

  test('with fixedValues "always" hours, arrangement and type are re-imposed', () => {
    const settings = { fixedValues: 'always' } as const;
    expect(plan({ employments: [wanted()], existing: [payroll(payrollsOwn)], links, settings }).steps).toEqual([
      update(3001, { FullTimeHoursPerWeek: 37.5, WorkingHoursArrangement: 'NonShift', EmploymentType: 'Ordinary' }),
    ]);
    const existing = [payroll({ fullTimeHoursPerWeek: '37.50' })];
    expect(plan({ employments: [wanted()], existing, links, settings }).steps).toEqual([]);
  });
});

describe('rows 28, 29: the end', () => {
  const ended = { endDate: '2025-05-31', endDateReason: 'EmployerHasDismissedTheEmployee' };

  test('end and reason go together', () => {
    const result = plan({ employments: [wanted({ endDate: '2025-12-31' })], existing: [payroll()] });
    expect(result.steps).toEqual([
      update(3001, { EndDate: '2025-12-31', EndDateReason: 'EmployeeHasResigned' }, { phase: 'end' }),
    ]);
    expect(result.problems).toEqual([]);
  });

  test('a reason already there is kept', () => {
    const existing = [payroll(ended)];
    expect(plan({ employments: [wanted({ endDate: '2025-06-30' })], existing }).steps).toEqual([
      update(3001, { EndDate: '2025-06-30' }, { phase: 'end' }),
    ]);
    expect(plan({ employments: [wanted({ endDate: '2025-05-31' })], existing }).steps).toEqual([]);
  });

  test('an end that is withdrawn is cleared, and its reason with it', () => {
    const situation = { employments: [wanted()], existing: [payroll(ended)] };
    expect(plan(situation)).toMatchObject({
      steps: [update(3001, { EndDate: null, EndDateReason: null }, { phase: 'end' })],
      problems: [],
    });
    expect(planAgain(situation).steps).toEqual([]);
  });

  test('an end without a reason is cleared by itself', () => {
    const existing = [payroll({ endDate: '2025-05-31' })];
    expect(plan({ employments: [wanted()], existing }).steps).toEqual([
      update(3001, { EndDate: null }, { phase: 'end' }),
    ]);
  });

  test('an end that is withdrawn after it was reported is left, with a warning', () => {
    const result = plan({ employments: [wanted()], existing: [payroll({ ...ended, endedAndReported: true })] });
    expect(result.steps).toEqual([]);
    expect(result.problems).toEqual([
      expect.objectContaining({
        code: 'EMPLOYMENT_REPORTED',
        message: expect.stringMatching(/2020-01-01.*2025-05-31/),
      }),
    ]);
  });

  test('the end comes after everything else', () => {
    const { steps } = plan({
      employments: [
        wanted({ endDate: '2025-05-31', employmentForm: 'Temporary' }),
        wanted({ sourceId: 'b', startDate: '2025-06-01' }),
      ],
      main: 'b',
      existing: [payroll()],
    });
    expect(steps.map((step) => (step.kind === 'create' ? 'create' : step.phase))).toEqual([
      'employment',
      'create',
      'default',
      'end',
    ]);
  });
});

describe('row 31: exactly one default', () => {
  const first = wanted({ sourceId: 'a', startDate: '2020-01-01' });
  const second = wanted({ sourceId: 'b', startDate: '2022-01-01' });
  const third = wanted({ sourceId: 'c', startDate: '2024-01-01', endDate: '2024-12-31' });
  const inPayroll = ({ sourceId, startDate, endDate = null }: DesiredEmployment, id: number, isDefault: boolean) =>
    payroll({
      id,
      reportingId: sourceId,
      startDate,
      endDate,
      endDateReason: endDate && 'EmployeeHasResigned',
      isDefault,
    });

  test('a main employment that changed gets the flag before the old one loses it', () => {
    const existing = [inPayroll(first, 1, true), inPayroll(second, 2, false)];
    const result = plan({ employments: [first, second], main: 'b', existing });
    expect(result.steps).toEqual([
      update(2, { IsDefault: true }, { phase: 'default', sourceId: branded('b') }),
      update(1, { IsDefault: false }, { phase: 'default', sourceId: branded('a'), dependsOn: { id: branded(2) } }),
    ]);
    expect(result.defaultEmployment).toEqual({ id: 2, startDate: '2022-01-01' });
  });

  test('an employment of payroll alone loses it too', () => {
    const existing = [inPayroll(first, 1, true), payroll({ id: 9, startDate: '2010-01-01', reportingId: 'POGO_9' })];
    expect(plan({ employments: [first], main: 'a', existing }).steps).toEqual([
      update(9, { IsDefault: false }, { phase: 'default', sourceId: null, dependsOn: { id: branded(1) } }),
    ]);
  });

  test('of several new employments the main one alone is created with the flag', () => {
    const { steps } = plan({ employments: [first, second, third], main: 'b' });
    expect(steps.map((step) => [step.kind === 'create' && step.sourceId, fieldOf(step, 'IsDefault')])).toEqual([
      ['b', true],
      ['a', false],
      ['c', false],
    ]);
  });

  test('new employments are created by start, then by id, the main one first, however the source lists them', () => {
    const alsoFirst = wanted({ sourceId: 'aa', professionCode: '2512101' });
    const oldest = wanted({ sourceId: 'z', startDate: '2019-01-01' });
    const listed = [second, first, third, oldest, alsoFirst];
    for (const employments of [listed, listed.toReversed()]) {
      expect(plan({ employments, main: 'b' }).steps.map(({ sourceId }) => sourceId)).toEqual([
        'b',
        'z',
        'a',
        'aa',
        'c',
      ]);
    }
  });

  describe('while the main employment is blocked', () => {
    const main = 'blocked';

    test('the others keep their links, and so does the blocked one', () => {
      const blocked = payroll({ id: 5, startDate: '2023-01-01', reportingId: main });
      const links = { [main]: linkTo(5, { startDate: '2023-01-01' }), a: linkTo(1) };
      const existing = [blocked, inPayroll(first, 1, false)];
      expect(plan({ employments: [first], main, existing, links }).links).toEqual(links);
    });

    test('a new one does not take the flag from where PowerOffice has it', () => {
      const { steps } = plan({ employments: [first, second], main, existing: [inPayroll(first, 1, true)] });
      expect(steps).toHaveLength(1);
      expect(fieldOf(steps[0], 'IsDefault')).toBe(false);
    });

    const ended = { endDate: '2024-12-31', endDateReason: 'EmployeeHasResigned' };

    test.each<[string, DesiredEmployment, Partial<Plain<PayrollEmployment>>, number]>([
      ['it ends at the source', { ...second, endDate: '2024-12-31' }, {}, 1],
      ['its end is withdrawn', second, ended, 2],
      ['its reported end moves', { ...second, endDate: '2026-12-31' }, { ...ended, endedAndReported: true }, 2],
      ['it begins earlier from now on', { ...second, startDate: '2019-01-01' }, {}, 1],
      ['payroll has not filled in its start', { ...second, startDate: '2019-01-01' }, { startDate: null }, 1],
    ])('the latest employment is judged by what it will be: %s', (_, latest, overrides, expected) => {
      const existing = [inPayroll(first, 1, false), payroll({ ...inPayroll(second, 2, false), ...overrides })];
      for (const order of [existing, existing.toReversed()]) {
        const { steps } = plan({
          employments: [first, latest],
          main,
          existing: order,
          links: { b: linkTo(2, { startDate: '2022-01-01' }) },
          settings: { onEmploymentKeyChange: 'update' },
        });
        expect(steps.filter((step) => step.kind === 'update' && step.phase === 'default')).toMatchObject([
          { id: expected, fields: [{ field: 'IsDefault', value: true }] },
        ]);
      }
    });

    test.each<[string, Partial<Plain<PayrollEmployment>>]>([
      ['without a start', { startDate: null }],
      ['with a reported end', { startDate: '2023-01-01', ...ended, endedAndReported: true }],
    ])("an employment of payroll's own %s comes last", (_, overrides) => {
      const own = payroll({ id: 9, reportingId: 'POGO_9', isDefault: false, ...overrides });
      for (const existing of [
        [own, inPayroll(first, 1, false)],
        [inPayroll(first, 1, false), own],
      ]) {
        expect(plan({ employments: [first], main, existing }).steps).toMatchObject([{ id: 1, phase: 'default' }]);
      }
    });

    test('the flag stays where PowerOffice has it, and there is nowhere to put a salary', () => {
      const existing = [inPayroll(first, 1, true), inPayroll(second, 2, false)];
      const result = plan({ employments: [first, second], main, existing });
      expect(result).toMatchObject({ steps: [], defaultEmployment: null });
    });

    test('it stays even on the blocked one, and the others are written', () => {
      const blocked = payroll({ id: 5, startDate: '2023-01-01', reportingId: main });
      const result = plan({
        employments: [first],
        main,
        existing: [blocked],
        links: { [main]: linkTo(5, { startDate: '2023-01-01' }) },
      });
      expect(result.steps).toMatchObject([{ kind: 'create', sourceId: 'a' }]);
      expect(fieldOf(result.steps[0], 'IsDefault')).toBe(false);
      expect(result.links).toEqual({ [main]: linkTo(5, { startDate: '2023-01-01' }) });
    });

    test('where PowerOffice has none, the active employment with the latest start gets it', () => {
      const existing = [inPayroll(first, 1, false), inPayroll(second, 2, false), inPayroll(third, 3, false)];
      expect(plan({ employments: [first, second, third], main, existing }).steps).toEqual([
        update(2, { IsDefault: true }, { phase: 'default', sourceId: branded('b') }),
      ]);
    });

    test('one whose end is reported is not active, although the source has withdrawn the end', () => {
      const reported = { ...inPayroll(second, 2, false), endDate: '2024-12-31', endedAndReported: true };
      const existing = [inPayroll(first, 1, false), { ...reported, endDateReason: 'EmployeeHasResigned' }];
      expect(plan({ employments: [first, second], main, existing }).steps).toEqual([
        update(1, { IsDefault: true }, { phase: 'default', sourceId: branded('a') }),
      ]);
    });

    test('that may be one to be created', () => {
      const { steps } = plan({ employments: [first, second, third], main });
      expect(steps.map((step) => fieldOf(step, 'IsDefault'))).toEqual([false, true, false]);
    });

    test('without an active one the latest start gets it', () => {
      expect(fieldOf(plan({ employments: [third], main }).steps[0], 'IsDefault')).toBe(true);
    });

    test('of several defaults in PowerOffice one is left', () => {
      const existing = [inPayroll(first, 1, true), inPayroll(second, 2, true), inPayroll(third, 3, true)];
      expect(plan({ employments: [first, second, third], main, existing }).steps).toEqual([
        update(1, { IsDefault: false }, { phase: 'default', sourceId: branded('a'), dependsOn: { id: branded(2) } }),
        update(3, { IsDefault: false }, { phase: 'default', sourceId: branded('c'), dependsOn: { id: branded(2) } }),
      ]);
    });
  });
});

test('rehire: the new employment becomes the default, the old one is otherwise untouched', () => {
  const old = wanted({ sourceId: 'old', startDate: '2018-01-01', endDate: '2022-12-31' });
  const existing = [
    payroll({
      startDate: '2018-01-01',
      endDate: '2022-12-31',
      endDateReason: 'EmployerHasDismissedTheEmployee',
      reportingId: 'old',
    }),
  ];
  const result = plan({ employments: [old, wanted({ startDate: '2025-06-01' })], existing });
  expect(result.steps).toEqual([
    expect.objectContaining({ kind: 'create', sourceId: 'employment-1' }),
    update(
      3001,
      { IsDefault: false },
      { phase: 'default', sourceId: branded('old'), dependsOn: { sourceId: branded('employment-1') } },
    ),
  ]);
});
