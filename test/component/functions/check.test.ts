import { createPauseStore } from '../../../shared/state/pause-store.ts';
import { allPrivileges } from '../../../local/demo-vendors/poweroffice/options.ts';
import { createInspectClient } from '../../builders/inspect-client.ts';
import type { InspectClientOptions } from '../../builders/inspect-client.ts';
import { buildSeedEmployee } from '../../builders/seed-employee.ts';
import { buildSimployerPerson, SUBSTITUTE_TYPE_ID } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import type { SyncSystem, SyncSystemInput } from '../../builders/sync-system.ts';

const kari = buildSimployerPerson({ employee: { ssn: '13097248022' } });

const READY: SyncSystemInput = { people: [kari], seed: { employees: [buildSeedEmployee()] } };

const check = async (system: SyncSystem, options: InspectClientOptions = {}) => {
  const { status, body } = await createInspectClient(system, options).get('/check');
  expect(status).toBe(200);
  return body;
};

const rowOf = (document: any, id: string): any => document.checks.find((row: any) => row.id === id);
const statesOf = (document: any): Readonly<Record<string, string>> =>
  Object.fromEntries(document.checks.map(({ id, state }: any) => [id, state]));

const without = (...lost: readonly string[]): readonly string[] => allPrivileges.filter((name) => !lost.includes(name));

describe('GET /check', () => {
  test('is green where nothing is wrong, and names the pair', async () => {
    const document = await check(createSyncSystem(READY));
    expect(document.checks.filter(({ state }: any) => state !== 'ok')).toEqual([]);
    expect(document).toMatchObject({ state: 'ok', connection: { simployer: { name: 'Testbruk AS' } } });
    expect(document.checks.map(({ id }: any) => id)).toEqual([
      'simployer-key',
      'poweroffice-subscription-key',
      'poweroffice-keys',
      'companies',
      'privileges',
      'modules',
      'default-enterprise',
      'number-series',
      'employment-types',
      'pay-periods',
      'currencies',
      'occupational-codes',
      'national-ids',
      'bank-accounts',
      'addresses',
      'clock',
      'budget',
      'hidden-fields',
    ]);
    for (const row of document.checks) expect(Object.keys(row)).toEqual(['id', 'title', 'state', 'found', 'todo']);
  });

  test.each<[string, string, 'warn' | 'fail', RegExp, SyncSystemInput, InspectClientOptions?]>([
    [
      'an old token of Simployer',
      'simployer-key',
      'fail',
      /answered 401/,
      READY,
      { keys: { simployerAccessToken: 'old' } },
    ],
    [
      'a wrong subscription key',
      'poweroffice-subscription-key',
      'fail',
      /refused the keys \(401\)/,
      READY,
      { keys: { powerOfficeSubscriptionKey: 'other' } },
    ],
    [
      'a wrong application key',
      'poweroffice-keys',
      'fail',
      /does not tell which/,
      READY,
      { keys: { powerOfficeApplicationKey: 'other' } },
    ],
    [
      'a wrong client key',
      'poweroffice-keys',
      'fail',
      /does not tell which/,
      READY,
      { keys: { powerOfficeClientKey: 'other' } },
    ],
    [
      'no default enterprise',
      'default-enterprise',
      'fail',
      /^ENTERPRISE_DEFAULT_MISSING/,
      { ...READY, seed: { ...READY.seed, enterprises: [] } },
    ],
    [
      'a number outside of the series',
      'number-series',
      'warn',
      /1 person outside, who cannot be created: 100001\.$/,
      { ...READY, people: [kari, buildSimployerPerson({ number: 100_001, employee: { ssn: '13097248022' } })] },
    ],
    [
      'an employment type without a form',
      'employment-types',
      'warn',
      /"Vikariat" -> no employment form \(1\)/,
      {
        ...READY,
        people: [
          buildSimployerPerson({ employments: [{ typeId: SUBSTITUTE_TYPE_ID }], employee: { ssn: '13097248022' } }),
        ],
      },
    ],
    [
      'a pay period that is not supported',
      'pay-periods',
      'warn',
      /Not supported: "WEEKLY" \(1\)/,
      { ...READY, people: [buildSimployerPerson({ compensations: [{ payoutPeriod: 'WEEKLY' }] })] },
    ],
    [
      'another currency',
      'currencies',
      'warn',
      /"SEK" \(1\)/,
      { ...READY, people: [buildSimployerPerson({ compensations: [{ currency: 'SEK' }] })] },
    ],
    [
      'a note without a code',
      'occupational-codes',
      'warn',
      /1 person .*: 42\.$/,
      { ...READY, people: [buildSimployerPerson({ employments: [{ note: 'Engineer' }] })] },
    ],
    [
      'nobody with a national id',
      'national-ids',
      'warn',
      /^1 of 1 without/,
      { ...READY, people: [buildSimployerPerson({ employee: { ssn: undefined } })] },
    ],
    [
      'nobody with an account',
      'bank-accounts',
      'warn',
      /^1 of 1 without/,
      { ...READY, people: [buildSimployerPerson({ employee: { bankAccount: undefined } })] },
    ],
    [
      'nobody with an address',
      'addresses',
      'warn',
      /^1 of 1 without/,
      { ...READY, people: [buildSimployerPerson({ employee: { homeAddress: undefined } })] },
    ],
    ['a clock that is three minutes ahead', 'clock', 'warn', /179 seconds/, READY, { clockIsAheadByMillis: 180_000 }],
    [
      'a clock that is an hour behind',
      'clock',
      'fail',
      /3600 seconds|3601 seconds/,
      READY,
      { clockIsAheadByMillis: -3_600_000 },
    ],
  ])('%s: %s is %s', async (_what, id, state, found, input, options = {}) => {
    const document = await check(createSyncSystem(input), options);
    expect(rowOf(document, id)).toMatchObject({ state, found: expect.stringMatching(found) });
    expect(rowOf(document, id).todo).toMatch(/^(IT|HR|Payroll): /);
    expect(document.state).toBe(Object.values(statesOf(document)).includes('fail') ? 'fail' : 'warn');
  });

  test.each([
    ['Employee_Full', 'fail'],
    ['EmploymentSalary_Full', 'fail'],
    ['Enterprises', 'fail'],
    ['CommonServices', 'fail'],
    ['EmployeeBankAccounts', 'warn'],
  ])('the privilege %s is missing: %s, by name', async (name, state) => {
    const system = createSyncSystem(READY);
    system.powerOffice.setPrivileges(without(name));
    expect(rowOf(await check(system), 'privileges')).toMatchObject({ state, found: `Missing: ${name}.` });
  });

  test('the share of full time needs its privilege only where it is synced', async () => {
    const system = createSyncSystem(READY);
    system.powerOffice.setPrivileges(without('EmploymentFtePercentage_Full'));
    expect(rowOf(await check(system), 'privileges')).toMatchObject({ state: 'ok' });
    const document = await check(system, { settings: { mapping: { syncFtePercentage: true } } });
    expect(rowOf(document, 'privileges')).toMatchObject({ state: 'fail' });
  });

  test('a privilege that was granted, and the client lacks the module', async () => {
    const invalidPrivileges = ['EmploymentSalary_Full', 'Projects_Full'];
    const document = await check(createSyncSystem({ ...READY, seed: { ...READY.seed, invalidPrivileges } }));
    expect(rowOf(document, 'modules')).toMatchObject({
      state: 'fail',
      found: expect.stringContaining('EmploymentSalary_Full.'),
    });
    expect(rowOf(document, 'modules').found).not.toContain('Projects');
  });

  test('another company than people are linked for', async () => {
    const system = createSyncSystem(READY);
    await system.run();
    const other = createSyncSystem({ ...READY, company: { id: 'company-2', name: 'Andre AS' }, table: system.table });
    const document = await check(other);
    expect(rowOf(document, 'companies')).toMatchObject({
      state: 'fail',
      found: expect.stringMatching(/^WRONG_COMPANY: .*Andre AS/),
    });
    expect(document.state).toBe('fail');
  });

  test('somebody else uses the subscription key', async () => {
    const system = createSyncSystem(READY);
    let refusals = 1;
    system.powerOffice.setFaults(({ path }) => {
      if (!path.endsWith('/Enterprises') || refusals === 0) return null;
      refusals -= 1;
      return { before: 429 };
    });
    expect(rowOf(await check(system), 'budget')).toMatchObject({
      state: 'warn',
      found: expect.stringMatching(/1 times/),
    });
  });

  test('with a key that is refused, what depends on it is not looked at, and the rest is', async () => {
    const document = await check(createSyncSystem(READY), { keys: { simployerAccessToken: 'old' } });
    expect(statesOf(document)).toMatchObject({
      'simployer-key': 'fail',
      'poweroffice-keys': 'ok',
      'default-enterprise': 'ok',
      companies: 'warn',
      'employment-types': 'warn',
    });
    expect(document.connection).toBeNull();
  });

  test('a company too large for one answer is told so, and keys are checked all the same', async () => {
    const document = await check(createSyncSystem(READY), { answerWithinSeconds: 0.6 });
    expect(rowOf(document, 'poweroffice-keys').state).toBe('ok');
    expect(rowOf(document, 'employment-types')).toMatchObject({
      state: 'warn',
      found: expect.stringContaining('longer than an answer may'),
    });
  });

  test('people who are inactive or out of scope are not counted', async () => {
    const people = [
      kari,
      buildSimployerPerson({ number: 43, employee: { active: false }, compensations: [{ currency: 'SEK' }] }),
      buildSimployerPerson({ number: 44, compensations: [{ currency: 'EUR' }] }),
    ];
    const document = await check(createSyncSystem({ ...READY, people }), {
      settings: { scope: { employees: ['42', '43'] } },
    });
    expect(rowOf(document, 'currencies')).toMatchObject({ state: 'ok', found: 'In use: "NOK" (1).' });
  });

  test('has no names, no values of people', async () => {
    const people = [buildSimployerPerson({ compensations: [{ currency: 'SEK' }], employee: { ssn: '13097248022' } })];
    const text = JSON.stringify(await check(createSyncSystem({ ...READY, people })));
    for (const value of ['Kari', 'Nordmann', '13097248022', '600000', 'kari.42@']) expect(text).not.toContain(value);
  });

  test.each([
    ['runs start by themselves', false, 'ok', 'The next run starts 2026-03-03 05:30 Norwegian time.'],
    ['the schedule is paused', true, 'warn', 'Paused in the stage: nothing starts by itself.'],
  ] as const)('on a stack: %s', async (_what, paused, state, found) => {
    const schedule = { days: ['MON' as const, 'TUE' as const], time: '05:30', paused };
    const document = await check(createSyncSystem(READY), { schedule });
    expect(rowOf(document, 'schedule')).toMatchObject({ state, found });
  });

  test('on a stack whose schedule somebody has paused: by whom, since when, and who ends it', async () => {
    const system = createSyncSystem(READY);
    await createPauseStore(system.table).setPaused(true, 'arn:aws:iam::1:user/kari', system.clock.now());
    const schedule = { days: ['MON' as const], time: '05:30', paused: true };
    expect(rowOf(await check(system, { schedule }), 'schedule')).toMatchObject({
      state: 'warn',
      found:
        'Paused in the stage, and by arn:aws:iam::1:user/kari since 2026-03-02 07:00 Norwegian time: nothing starts by itself.',
      todo: expect.stringContaining('schedule resume --stack NAME'),
    });
  });

  test('on one machine nothing is said of addresses: there is no mail', async () => {
    const { checks } = await check(createSyncSystem(READY));
    expect(checks.filter(({ id }: any) => /-address$|schedule/u.test(id))).toEqual([]);
  });

  test.each([
    [{ audience: 'alarms', confirmed: 1, pending: 0 }, 'alarm-address', 'ok', 'Confirmed.'],
    [{ audience: 'alarms', confirmed: 2, pending: 0 }, 'alarm-address', 'ok', 'All 2 have confirmed.'],
    [
      { audience: 'alarms', confirmed: 0, pending: 1 },
      'alarm-address',
      'warn',
      '1 of 1 have not confirmed the mail that AWS sent them, and are told nothing.',
    ],
    [{ audience: 'alarms', confirmed: 0, pending: 0 }, 'alarm-address', 'warn', 'Nobody is told.'],
    [{ audience: 'hr', confirmed: 0, pending: 1 }, 'hr-address', 'warn', expect.stringContaining('1 of 1')],
  ] as const)('on a stack, whether the addresses are confirmed: %j', async (address, id, state, found) => {
    const document = await check(createSyncSystem(READY), { mailAddresses: [address] });
    expect(rowOf(document, id)).toMatchObject({ state, found });
  });

  test('a parameter is refused', async () => {
    const { get } = createInspectClient(createSyncSystem(READY));
    expect(await get('/check?all=1')).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
  });
});
