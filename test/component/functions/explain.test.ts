import { syntheticAccountNumber } from '../../../local/demo-vendors/company/synthetic-numbers.ts';
import { createInspectClient } from '../../builders/inspect-client.ts';
import type { InspectClientOptions } from '../../builders/inspect-client.ts';
import { buildSeedEmployee } from '../../builders/seed-employee.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import type { SyncSystem, SyncSystemInput } from '../../builders/sync-system.ts';

/** Long enough for replicas to have caught up. */
const A_WHILE_IN_MILLIS = 60_000;

const explain = async (
  system: SyncSystem,
  name: string | number,
  options: InspectClientOptions & { readonly query?: string } = {},
) => (await createInspectClient(system, options).get(`/employees/${name}/explain${options.query ?? ''}`)).body;

const stepOf = (document: any, name: string): any => document.steps.find(({ step }: any) => step === name);
const fieldOf = (document: any, name: string): any =>
  stepOf(document, 'differences').fields.find(({ field }: any) => field === name);
const codesOf = (document: any): readonly string[] => stepOf(document, 'action').problems.map(({ code }: any) => code);

/** A system whose people a run has synced, some time ago. */
const synced = async (input: SyncSystemInput): Promise<SyncSystem> => {
  const system = createSyncSystem(input);
  await system.run();
  await system.wait(A_WHILE_IN_MILLIS);
  return system;
};

const rename = (system: SyncSystem, title: string): void => void system.simployer.editEmployee('person-42', { title });
const renameByHand = (system: SyncSystem, JobTitle: string): void =>
  system.powerOffice.editEmployee(system.record(42).Id, { JobTitle });

const kari = buildSimployerPerson();
const ola = buildSimployerPerson({ number: 43, employee: { firstName: 'Ola', birthDate: '1985-01-01T00:00:00.000Z' } });

describe('GET /employees/{number}/explain', () => {
  test.each<[string, (system: SyncSystem) => void, string]>([
    ['a changed option is our side: the source', () => undefined, 'source'],
    [
      'with a hand edit besides, both',
      (system) =>
        system.powerOffice.editEmployment(system.record(42).employments[0]?.Id ?? 0, { FullTimeHoursPerWeek: 35.5 }),
      'both',
    ],
  ])('the cause of a difference: %s', async (_what, edit, cause) => {
    const system = await synced({ people: [kari], settings: { mapping: { fixedValues: 'always' } } });
    edit(system);
    await system.wait(A_WHILE_IN_MILLIS);
    const settings = { mapping: { fixedValues: 'always', fullTimeHoursPerWeek: 40 } } as const;
    expect(fieldOf(await explain(system, 42, { settings }), 'FullTimeHoursPerWeek')).toMatchObject({ cause });
  });

  test('the cause of a difference: first, where a record has no base yet', async () => {
    const system = await synced({ people: [kari] });
    const item = await system.table.get({ pk: 'employees', sk: 'person-42' });
    await system.table.put({ ...item!, base: null, version: item!.version + 1 });
    renameByHand(system, 'Director');
    rename(system, 'Foreman');
    expect(fieldOf(await explain(system, 42), 'JobTitle')).toMatchObject({ cause: 'first' });
  });

  test('goes through the five steps, and says what it cost', async () => {
    const system = await synced({ people: [kari, ola] });
    const document = await explain(system, 42);
    expect(document.steps.map(({ step }: any) => step)).toEqual(['source', 'scope', 'match', 'differences', 'action']);
    expect(document).toMatchObject({
      employeeNumber: '42',
      simployerEmployeeId: 'person-42',
      connection: { simployer: { name: 'Testbruk AS' }, powerOffice: { name: expect.any(String) } },
    });
    expect(document.apiCalls.simployer).toBeGreaterThan(0);
    expect(document.apiCalls.poweroffice).toBeGreaterThan(0);
  });

  test('somebody in order: found by the link, nothing differs, nothing is written', async () => {
    const system = await synced({ people: [kari, ola] });
    const document = await explain(system, 42);
    const id = system.record(42).Id;
    expect(document.steps).toMatchObject([
      { found: true, by: 'employeeNumber', name: 'Kari Nordmann', active: true },
      { inScope: true, excludedBy: [] },
      {
        keys: [
          {
            key: 'link',
            value: String(id),
            hits: [{ powerOfficeEmployeeId: id, number: '42', name: 'Kari Nordmann' }],
          },
          { key: 'externalNumber', value: '42', hits: [{ powerOfficeEmployeeId: id }] },
          { key: 'reference', value: 'user-42', hits: [{ powerOfficeEmployeeId: id }] },
          { key: 'number', value: '42', hits: [{ powerOfficeEmployeeId: id }] },
        ],
        matchedBy: 'link',
        powerOfficeEmployeeId: id,
        problems: [],
      },
      { fields: [] },
      { outcome: 'unchanged', changes: [], problems: [] },
    ]);
  });

  test('somebody new: no key leads anywhere, and every field comes with its row, secrets without their values', async () => {
    const system = createSyncSystem({ people: [kari] });
    const document = await explain(system, 42);
    expect(stepOf(document, 'match')).toMatchObject({ matchedBy: null, powerOfficeEmployeeId: null });
    expect(stepOf(document, 'match').keys.map(({ hits }: any) => hits)).toEqual([[], [], [], []]);
    expect(fieldOf(document, 'JobTitle')).toEqual({
      entity: 'employee',
      action: 'create',
      field: 'JobTitle',
      from: null,
      to: 'Engineer',
      fromDate: null,
      cause: 'first',
      row: '5',
      rule: expect.any(String),
    });
    expect(fieldOf(document, 'Gender')).toMatchObject({ from: null, to: 'changed' });
    expect(fieldOf(document, 'BankAccountNumber')).toMatchObject({ from: null, to: 'changed', row: '10' });
    expect(fieldOf(document, 'AnnualSalary')).toMatchObject({ to: 'new from 2020-01-01', row: '39-41' });
    expect(stepOf(document, 'action')).toMatchObject({
      outcome: 'created',
      changes: [
        { entity: 'employee', action: 'create' },
        { entity: 'bankAccount', action: 'create' },
        { entity: 'bankAccount', action: 'update', field: 'SalaryBankAccountId' },
        { entity: 'employment', action: 'create' },
        { entity: 'salary', action: 'create' },
      ],
    });
    const text = JSON.stringify(document);
    expect(text).not.toContain('600000');
    expect(text).not.toContain(syntheticAccountNumber(42));
  });

  test('somebody found by number alone', async () => {
    const system = createSyncSystem({ people: [kari], seed: { employees: [buildSeedEmployee({ Number: 42 })] } });
    expect(stepOf(await explain(system, 42), 'match')).toMatchObject({ matchedBy: 'number', problems: [] });
  });

  test.each([
    ['Simployer has a new title', (system: SyncSystem) => rename(system, 'Foreman'), 'Foreman', 'source'],
    [
      'somebody changed it by hand in PowerOffice',
      (system: SyncSystem) => renameByHand(system, 'Boss'),
      'Engineer',
      'target',
    ],
    [
      'both',
      (system: SyncSystem) => {
        rename(system, 'Foreman');
        renameByHand(system, 'Boss');
      },
      'Foreman',
      'both',
    ],
  ])('why a field differs: %s', async (_what, change, to, cause) => {
    const system = await synced({ people: [kari] });
    const from = system.record(42).JobTitle;
    change(system);
    const held = system.record(42).JobTitle;
    expect(from).toBe('Engineer');
    expect(fieldOf(await explain(system, 42), 'JobTitle')).toMatchObject({ from: held, to, cause, row: '5' });
  });

  test('a rise reads as percent and date, and in full to whoever asks for it', async () => {
    const rise = { amount: 624_000, effectiveDate: '2026-05-01T00:00:00.000Z' };
    const system = await synced({ people: [kari] });
    system.simployer.addCompensation(buildSimployerPerson({ compensations: [{}, rise] }).compensations[1]!);
    const document = await explain(system, 42);
    expect(fieldOf(document, 'AnnualSalary')).toMatchObject({
      from: null,
      to: '+4.0 % from 2026-05-01',
      fromDate: '2026-05-01',
      cause: 'source',
    });
    expect(JSON.stringify(document)).not.toContain('624');
    const shown = await explain(system, 42, { query: '?pay=shown' });
    expect(fieldOf(shown, 'AnnualSalary')).toMatchObject({ from: '600000.00', to: '624000' });
  });

  test('a night that leaves salaries for later is no excuse: they are compared', async () => {
    const system = await synced({ people: [kari], settings: { salaryVerification: 'rolling' } });
    const [employment] = system.record(42).employments;
    Object.assign(employment!.salaries[0]!, { AnnualSalary: 590_000 });
    const document = await explain(system, 42, { settings: { salaryVerification: 'rolling' } });
    expect(fieldOf(document, 'AnnualSalary')).toMatchObject({ cause: 'target' });
  });

  test.each([
    ['blocked: the record is somebody else’s', { LastName: 'Hansen', DateOfBirth: '1950-01-01' }, 'MATCH_CONFLICT'],
  ])('%s', async (_what, overrides, code) => {
    const seed = { employees: [buildSeedEmployee({ Number: 42, ...overrides })] };
    const document = await explain(createSyncSystem({ people: [kari], seed }), 42);
    expect(stepOf(document, 'match')).toMatchObject({ matchedBy: null, problems: [{ code }] });
    expect(stepOf(document, 'action')).toMatchObject({ outcome: 'failed', changes: [] });
    expect(codesOf(document)).toContain(code);
  });

  test('skipped: inactive, and unknown in PowerOffice', async () => {
    const system = createSyncSystem({ people: [buildSimployerPerson({ employee: { active: false } })] });
    const document = await explain(system, 42);
    expect(stepOf(document, 'action')).toMatchObject({ outcome: 'skipped', changes: [] });
    expect(codesOf(document)).toContain('INACTIVE_NOT_CREATED');
  });

  test('held: a record of the same name and birth date that no key leads to', async () => {
    const seed = { employees: [buildSeedEmployee({ Number: 7, ExternalNumber: null, ExternalImportReference: null })] };
    const document = await explain(createSyncSystem({ people: [kari], seed }), 42);
    expect(stepOf(document, 'match').problems.map(({ code }: any) => code)).toEqual(['POSSIBLE_DUPLICATE']);
    expect(stepOf(document, 'action')).toMatchObject({ outcome: 'failed', changes: [] });
  });

  test('out of scope: by which list, and nothing is written', async () => {
    const system = createSyncSystem({ people: [kari, ola] });
    const document = await explain(system, 42, { settings: { scope: { employees: ['43'] } } });
    expect(stepOf(document, 'scope')).toMatchObject({ inScope: false, excludedBy: ['employees'] });
    expect(stepOf(document, 'action')).toMatchObject({ outcome: 'skipped', changes: [] });
    expect(codesOf(document)).toEqual(['OUT_OF_SCOPE']);
  });

  test('gone from Simployer: told from what is remembered', async () => {
    const system = await synced({ people: [kari, ola] });
    system.simployer.removeEmployee('person-42');
    const document = await explain(system, 42);
    expect(stepOf(document, 'source')).toMatchObject({ found: false });
    expect(stepOf(document, 'match')).toMatchObject({ powerOfficeEmployeeId: system.record(42).Id });
    expect(codesOf(document)).toEqual(['VANISHED']);
  });

  test('a person is also found by their Simployer id, and by a number with zeros before it', async () => {
    const system = createSyncSystem({ people: [kari] });
    expect((await explain(system, 'person-42')).steps[0]).toMatchObject({ found: true, by: 'simployerEmployeeId' });
    expect((await explain(system, '0042')).steps[0]).toMatchObject({ found: true, by: 'employeeNumber' });
  });
});

describe('a call that is refused', () => {
  test('nobody by this number: EMPLOYEE_UNKNOWN', async () => {
    const { get } = createInspectClient(createSyncSystem({ people: [kari] }));
    expect(await get('/employees/4711/explain')).toMatchObject({
      status: 404,
      type: 'application/problem+json',
      body: { code: 'EMPLOYEE_UNKNOWN', detail: expect.stringContaining('anybody by the number or id "4711".') },
    });
  });

  test('a number that two have: both ids', async () => {
    const people = [kari, buildSimployerPerson({ number: 43, employee: { employeeNumber: '0042' } })];
    const { get } = createInspectClient(createSyncSystem({ people }));
    expect(await get('/employees/42/explain')).toMatchObject({
      status: 400,
      body: { code: 'INPUT_INVALID', simployerEmployeeIds: ['person-42', 'person-43'] },
    });
    expect(await get('/employees/person-43/explain')).toMatchObject({ status: 200 });
  });

  test.each(['%20', 'x'.repeat(201), '42?pay=all', '42?other=1'])('%s: INPUT_INVALID', async (name) => {
    const [number = '', query] = name.split('?');
    const { get } = createInspectClient(createSyncSystem({ people: [kari] }));
    const path = `/employees/${number}/explain${query === undefined ? '' : `?${query}`}`;
    expect(await get(path)).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
  });

  test('keys that are refused, with who mends it', async () => {
    const { get } = createInspectClient(createSyncSystem({ people: [kari] }), {
      keys: { simployerAccessToken: 'old' },
    });
    expect(await get('/employees/42/explain')).toMatchObject({
      status: 502,
      body: { code: 'CREDENTIALS_REFUSED', hint: expect.stringContaining('npm run secrets') },
    });
  });

  test('no time for an answer: OUT_OF_TIME, not a torn connection', async () => {
    const { get } = createInspectClient(createSyncSystem({ people: [kari] }), { answerWithinSeconds: 0.5 });
    expect(await get('/employees/42/explain')).toMatchObject({ status: 504, body: { code: 'OUT_OF_TIME' } });
  });

  test('no default enterprise', async () => {
    const system = createSyncSystem({ people: [kari], seed: { enterprises: [] } });
    expect(await createInspectClient(system).get('/employees/42/explain')).toMatchObject({
      status: 409,
      body: { code: 'ENTERPRISE_DEFAULT_MISSING' },
    });
  });
});
