import { createInspectClient } from '../../builders/inspect-client.ts';
import type { InspectClientOptions } from '../../builders/inspect-client.ts';
import { buildSimployerPerson, SUBSTITUTE_TYPE_ID } from '../../builders/simployer-company.ts';
import { createXledgerSystem } from '../../builders/xledger-system.ts';
import type { XledgerSystem, XledgerSystemInput } from '../../builders/xledger-system.ts';

/** An invented national id. */
const SSN = '13097248022';
const TITLES = { positionKind: 70_001 };
const kari = buildSimployerPerson({ employee: { ssn: SSN } });
const READY: XledgerSystemInput = { people: [kari], seed: { positionValues: ['Engineer'] } };

type Settings = NonNullable<InspectClientOptions['settings']>;
const settled = ({ xledger, ...settings }: Settings = {}): Settings => ({
  ...settings,
  xledger: { ...TITLES, ...xledger },
});

const check = async (system: XledgerSystem, { settings, ...options }: InspectClientOptions = {}): Promise<any> => {
  const { get } = createInspectClient(system, { settings: settled(settings), ...options });
  const { status, body } = await get('/check?flow=employees-to-xledger');
  expect(status).toBe(200);
  return body;
};

const rowOf = (document: any, id: string): any => document.checks.find((row: any) => row.id === id);
const withPerson = (overrides: Parameters<typeof buildSimployerPerson>[0]): XledgerSystemInput => ({
  ...READY,
  people: [buildSimployerPerson(overrides)],
});

describe('GET /check?flow=employees-to-xledger', () => {
  test('is green where nothing is wrong, and names the pair', async () => {
    const document = await check(createXledgerSystem(READY));
    expect(document.checks.filter(({ state }: any) => state !== 'ok')).toEqual([]);
    expect(document).toMatchObject({
      state: 'ok',
      connection: { simployer: { name: 'Testbruk AS' }, xledger: { entityId: '1001' } },
    });
    expect(document.checks.map(({ id }: any) => id)).toEqual([
      'simployer-key',
      'xledger-token',
      'scopes',
      'companies',
      'entity',
      'schema',
      'employee-numbers',
      'job-titles',
      'emails',
      'hire-dates',
      'employments',
      'title-list',
      'national-ids',
      'bank-accounts',
      'addresses',
      'unverified-settings',
      'hidden-fields',
      'salaries',
      'clock',
      'budget',
    ]);
    expect(rowOf(document, 'companies').found).toMatch(
      /^Testbruk AS .*\(Simployer\) -> Fjordbruk Demo AS \(X-ledger entity/,
    );
  });

  test.each<[string, string, 'warn' | 'fail', RegExp, XledgerSystemInput, InspectClientOptions?]>([
    [
      'an old token of Simployer',
      'simployer-key',
      'fail',
      /answered 401/,
      READY,
      { keys: { simployerAccessToken: 'old' } },
    ],
    ['a wrong token of X-ledger', 'xledger-token', 'fail', /./, READY, { keys: { xledgerToken: 'b3RoZXI' } }],
    [
      'a field that X-ledger has no longer',
      'schema',
      'fail',
      /^CONTRACT_BROKEN: .*AddEmployeesInputNode\.employmentTo/,
      { ...READY, options: { withoutFields: ['AddEmployeesInputNode.employmentTo'] } },
    ],
    [
      'another organisation number on either side',
      'companies',
      'fail',
      /^WRONG_COMPANY: /,
      { ...READY, company: { orgNumber: '974760673' } },
    ],
    [
      'nobody whose number is there',
      'employee-numbers',
      'warn',
      /^NUMBER_MISSING: 1 person/,
      withPerson({ employee: { employeeNumber: '' } }),
    ],
    [
      'two people with one number',
      'employee-numbers',
      'warn',
      /^NUMBER_DUPLICATE: 2 people \(42, 42\)/,
      {
        ...READY,
        people: [
          kari,
          {
            ...buildSimployerPerson({
              number: 43,
              employee: {
                employeeNumber: '42',
                firstName: 'Ola',
                lastName: 'Moe',
                birthDate: '1980-01-01T00:00:00.000Z',
              },
            }),
          },
        ],
      },
    ],
    ['no title', 'job-titles', 'warn', /^TITLE_MISSING: 1 person \(42\)\.$/, withPerson({ employee: { title: '' } })],
    [
      'a title that X-ledger does not have',
      'job-titles',
      'warn',
      /^TITLE_UNKNOWN: 1 person \(42\)\.$/,
      { ...READY, seed: { positionValues: ['Welder'] } },
    ],
    [
      'no e-mail address',
      'emails',
      'warn',
      /^EMAIL_MISSING: 1 person/,
      withPerson({ employee: { workEmail: '', privateEmail: '' } }),
    ],
    ['no hire date', 'hire-dates', 'warn', /^HIRE_DATE_MISSING/, withPerson({ employee: { hireDate: undefined } })],
    [
      'an employment that does not go to X-ledger',
      'employments',
      'warn',
      /^EMPLOYMENT_NOT_EXPORTED: 1 person/,
      withPerson({ employments: [{ typeId: SUBSTITUTE_TYPE_ID }] }),
    ],
    [
      'a group that X-ledger does not have',
      'employee-groups',
      'warn',
      /^EMPLOYEE_GROUP_UNKNOWN: 1 person/,
      READY,
      { settings: { xledger: { employeeGroups: { permanent_employment: 'TIMER' } } } },
    ],
    ['no list of titles', 'title-list', 'warn', /./, READY, { settings: { xledger: { positionKind: null } } }],
    [
      'nobody with a national id',
      'national-ids',
      'warn',
      /^1 of 1 without/,
      withPerson({ employee: { ssn: undefined } }),
    ],
    [
      'a guess that is switched on',
      'unverified-settings',
      'warn',
      /^On: xledger\.createPositionValues\./,
      READY,
      { settings: { xledger: { createPositionValues: true } } },
    ],
    ['a clock that is an hour behind', 'clock', 'fail', /360\d seconds/, READY, { clockIsAheadByMillis: -3_600_000 }],
  ])('%s: %s is %s', async (_what, id, state, found, input, options = {}) => {
    const document = await check(createXledgerSystem(input), options);
    expect(rowOf(document, id)).toMatchObject({ state, found: expect.stringMatching(found) });
    expect(rowOf(document, id).todo).toMatch(/\w/);
    expect(document.state).not.toBe('ok');
  });

  test('a scope that the token lacks: in X-ledger’s own words', async () => {
    const system = createXledgerSystem(READY);
    system.xledger.setScopes(['Common']);
    expect(rowOf(await check(system), 'xledger-token')).toMatchObject({
      state: 'fail',
      found: expect.stringContaining('Human Resources'),
    });
  });

  test('the tokens of another company than people are linked for', async () => {
    const system = createXledgerSystem({ ...READY, xledger: TITLES });
    await system.sync();
    const other = createXledgerSystem({
      ...READY,
      company: { id: 'company-2', name: 'Andre AS' },
      table: system.table,
    });
    expect(rowOf(await check(other), 'companies')).toMatchObject({
      state: 'fail',
      found: expect.stringMatching(/^WRONG_COMPANY: .*Andre AS/),
    });
  });

  test('the credits are used up: the budget is red, and the token is not', async () => {
    const options = { credits: { requests: 2, resetAfterInMillis: 3_600_000 } };
    const document = await check(createXledgerSystem({ ...READY, options }));
    expect(rowOf(document, 'budget')).toMatchObject({
      state: 'fail',
      found: expect.stringMatching(/^CREDITS_USED_UP: /),
    });
    expect(rowOf(document, 'xledger-token').state).toBe('ok');
  });

  test('account numbers that X-ledger does not show are said once, and nothing is wrong with that', async () => {
    const document = await check(createXledgerSystem(READY));
    expect(rowOf(document, 'hidden-fields')).toMatchObject({ state: 'ok', found: expect.stringContaining('masked') });
    expect(rowOf(document, 'salaries').state).toBe('ok');
  });

  test('on a stack: when the runs of this flow start', async () => {
    const schedule = { days: ['MON' as const, 'TUE' as const], time: '05:30', paused: false };
    expect(rowOf(await check(createXledgerSystem(READY), { schedule }), 'schedule')).toMatchObject({ state: 'ok' });
  });

  test('has no names, no values of people', async () => {
    const text = JSON.stringify(await check(createXledgerSystem(READY)));
    for (const value of ['Kari', 'Nordmann', SSN, 'kari.42@', 'Storgata']) expect(text).not.toContain(value);
  });
});
