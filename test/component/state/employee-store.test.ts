import { newEmployeeState } from '../../../shared/flows/employees-to-poweroffice/state.ts';
import type {
  EmployeeItem,
  EmployeeState,
  RememberedRecord,
} from '../../../shared/flows/employees-to-poweroffice/state.ts';
import { createEmployeeStore } from '../../../shared/flows/employees-to-poweroffice/employee-store.ts';
import type { EmployeeStore } from '../../../shared/flows/employees-to-poweroffice/employee-store.ts';
import type { Intent } from '../../../shared/state/intent.ts';
import { TABLES } from './tables.ts';
import type { OpenTable } from './tables.ts';
import { branded } from '../../builders/branded.ts';
import type { Plain } from '../../builders/branded.ts';

const NOW = Date.parse('2026-03-02T06:00:00Z');

const record = (overrides: Partial<Plain<RememberedRecord>> = {}): RememberedRecord =>
  branded({
    id: 7,
    employeeStamp: null,
    addressStamp: null,
    base: null,
    employments: { 'employment-1': { id: 9, startDate: '2020-01-01', professionCode: '0110101' } },
    knownEmployments: null,
    salaryDigest: null,
    salaryStamp: { employmentId: 9, lastChanged: '2026-03-02T06:00:00.1234567Z' },
    ...overrides,
  });

const state = (overrides: Partial<EmployeeState> = {}): EmployeeState => ({
  ...newEmployeeState('person-1', '0042'),
  record: record(),
  outcome: 'failed',
  problems: [{ code: 'LINK_LOST', severity: 'warning', message: 'm', hint: 'h', firstSeen: NOW, lastSeen: NOW + 1 }],
  runNumber: 1,
  ...overrides,
});

const knownEmployment = (id: number): NonNullable<EmployeeItem['knownEmployments']>[number] =>
  branded({
    id,
    employeeId: 7,
    startDate: '2020-01-01',
    endDate: null,
    lastChanged: null,
    professionCode: '0110101',
    employmentForm: null,
    employmentType: null,
    endDateReason: null,
    endedAndReported: false,
    enterpriseId: 1,
    fullTimeHoursPerWeek: null,
    workingHoursArrangement: null,
    isDefault: true,
    reportingId: null,
    salaryCount: 1,
    ftePercentageCount: 0,
  });

const intent = (overrides: Partial<Intent> = {}): Intent => ({
  sourceId: 'person-1',
  kind: 'employment',
  key: '2020-01-01#0110101',
  status: 'open',
  unanswered: 0,
  sentAt: NOW,
  id: null,
  version: 1,
  ...overrides,
});

describe.each(TABLES)('the employee store (%s)', (_name, open) => {
  let opened: OpenTable;
  let employees: EmployeeStore;

  beforeEach(async () => {
    opened = await open();
    employees = createEmployeeStore(opened.table);
  });
  afterEach(() => opened.close());

  describe('what is remembered of a person', () => {
    test('comes back as it was saved', async () => {
      expect(await employees.get('person-1')).toBeNull();

      await employees.save(state());

      expect(await employees.get('person-1')).toEqual(state());
      await employees.save(state({ sourceId: 'person-2' }));
      expect((await employees.all()).map(({ sourceId }) => sourceId)).toEqual(['person-1', 'person-2']);
    });

    test.each([
      [state(), { powerOfficeEmployeeId: 7, salaryDigest: null, employments: { 'employment-1': { id: 9 } } }],
      [
        state({ record: null }),
        {
          powerOfficeEmployeeId: null,
          employeeStamp: null,
          addressStamp: null,
          employments: {},
          knownEmployments: null,
          salaryDigest: null,
          salaryStamp: null,
        },
      ],
    ])('is stored in the attributes that every version reads (%#)', async (saved, attributes) => {
      await employees.save(saved);

      const item = await opened.table.get({ pk: 'employees', sk: 'person-1' });
      expect(item).toMatchObject(attributes);
      expect(item).not.toHaveProperty('record');
    });

    test('is called by a masked number, whatever an earlier version stored', async () => {
      await employees.save(state({ employeeNumber: '\u001B[2J 01859010071' }));

      expect((await employees.get('person-1'))?.employeeNumber).toBe('[2J ***');
      expect((await employees.problems())[0]?.number).toBe('[2J ***');
    });

    test('is replaced by the same run and by a newer one, never by an older one', async () => {
      await employees.save(state({ runNumber: 5 }));

      expect(await employees.save(state({ runNumber: 4, record: record({ id: 1 }) }))).toBe(false);
      expect(await employees.get('person-1')).toMatchObject({ runNumber: 5, record: { id: 7 } });
      expect(await employees.save(state({ runNumber: 5, record: record({ id: 2 }) }))).toBe(true);
      expect(await employees.save(state({ runNumber: 6, record: record({ id: 3 }) }))).toBe(true);
      expect(await employees.get('person-1')).toMatchObject({ runNumber: 6, record: { id: 3 } });
    });

    test('is that of the newest of several runs that save at the same time', async () => {
      await Promise.all([3, 1, 4, 2].map((runNumber) => employees.save(state({ runNumber }))));

      expect(await employees.get('person-1')).toMatchObject({ runNumber: 4 });
    });

    test('is kept for good', async () => {
      await employees.save(state());

      expect((await opened.table.get({ pk: 'employees', sk: 'person-1' }))?.expiresAt).toBeUndefined();
    });
  });

  test('a person of whom a source holds too much for an item is stored with what fits', async () => {
    const [found] = state().problems;
    const endless = state({
      problems: Array.from({ length: 5_000 }, () => ({ ...found!, message: 'å'.repeat(100_000) })),
      record: record({
        employments: Object.fromEntries(
          Array.from({ length: 5_000 }, (_, index) => [
            `employment-${index}`,
            { id: index + 1, startDate: '2020-01-01', professionCode: '0110101' },
          ]),
        ),
        knownEmployments: Array.from({ length: 5_000 }, (_, index) => knownEmployment(index + 1)),
      }),
    });

    expect(await employees.save(endless)).toBe(true);

    const stored = await employees.get('person-1');
    expect(stored).toMatchObject({ record: { id: 7, knownEmployments: null } });
    expect(stored?.problems[0]?.message).toBe(`${'å'.repeat(999)}…`);
    expect(stored?.problems.length).toBeGreaterThan(40);
    expect(stored?.record?.employments).toMatchObject({ 'employment-0': { id: 1 } });
  });

  test('a base that takes too much is left out, and the link stays', async () => {
    const base = Object.fromEntries(
      Array.from({ length: 6_000 }, (_, index) => [`${index}.AnnualSalary`, 'aBcDeFgH'] as const),
    );
    const link = record().employments['employment-1']!;
    const saved = record({ base: { Id: 'aBcDeFgH' }, employments: { 'employment-1': { ...link, base } } });

    await employees.save(state({ record: saved }));

    expect((await employees.get('person-1'))?.record).toEqual({ ...saved, employments: { 'employment-1': link } });
  });

  describe('an intent', () => {
    test('is there from before the POST, and closed in one write', async () => {
      expect(await employees.getIntent(intent())).toBeNull();
      expect(await employees.putIntent(intent())).toBe(true);
      expect(await employees.getIntent(intent())).toEqual(intent());

      expect(await employees.putIntent(intent({ status: 'applied', id: 5, version: 2 }))).toBe(true);
      expect(await employees.getIntent(intent())).toEqual(intent({ status: 'applied', id: 5, version: 2 }));
    });

    test('of two who write it at the same time one succeeds', async () => {
      const written = await Promise.all([employees.putIntent(intent()), employees.putIntent(intent())]);

      expect(written.filter(Boolean)).toHaveLength(1);
    });

    test('that somebody has written over is not written over by who saw it before', async () => {
      await employees.putIntent(intent());
      await employees.putIntent(intent({ unanswered: 2, version: 2 }));

      expect(await employees.putIntent(intent({ status: 'applied', id: 5, version: 2 }))).toBe(false);
      expect(await employees.removeIntent(intent())).toBe(false);
      expect(await employees.getIntent(intent())).toMatchObject({ status: 'open', unanswered: 2 });
    });

    test('of a POST that was refused is taken back', async () => {
      await employees.putIntent(intent());

      expect(await employees.removeIntent(intent())).toBe(true);
      expect(await employees.getIntent(intent())).toBeNull();
    });

    test('that is open waits for good, an applied one is dropped after a month', async () => {
      await employees.putIntent(intent());
      const key = { pk: 'intents#person-1', sk: 'employment#2020-01-01#0110101' };
      expect((await opened.table.get(key))?.expiresAt).toBeUndefined();

      await employees.putIntent(intent({ status: 'applied', id: 5, version: 2 }));
      expect((await opened.table.get(key))?.expiresAt).toBe(NOW / 1000 + 30 * 24 * 3600);
    });

    test('is one a person, kind and key; those of a person can be listed', async () => {
      await employees.putIntent(intent());
      await employees.putIntent(intent({ kind: 'salary', key: '9#2026-01-01' }));
      await employees.putIntent(intent({ kind: 'bankAccount', key: 'x', status: 'applied', id: 4 }));
      await employees.putIntent(intent({ sourceId: 'person-2' }));

      const kinds = (await employees.intents('person-1')).map(({ kind }) => kind);
      expect(kinds).toEqual(['bankAccount', 'employment', 'salary']);
      expect(await employees.intents('person-3')).toEqual([]);
    });
  });
});
