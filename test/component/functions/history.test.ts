import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import type { MemoryTable } from '../../../local/simulation/memory-table.ts';
import { newEmployeeState, toEmployeeItem } from '../../../shared/flows/employees-to-poweroffice/state.ts';
import { createApiClient } from '../../builders/api-client.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import type { SyncSystem } from '../../builders/sync-system.ts';

/** Long enough for replicas to have caught up. */
const A_WHILE_IN_MILLIS = 60_000;

const kari = buildSimployerPerson();
const ola = buildSimployerPerson({ number: 43, employee: { firstName: 'Ola', birthDate: '1985-01-01T00:00:00.000Z' } });

const historyOf = (system: SyncSystem, whom: string, query = '') =>
  createApiClient(system.table).call('GET', `/employees/${whom}/history${query}`);

/** `run-1 hr: employee update JobTitle (row 5)` */
const linesOf = ({ body }: Awaited<ReturnType<typeof historyOf>>): string[] =>
  body.entries.map(
    ({ runId, requestedBy, entity, action, fields, row }: any) =>
      `${runId} ${requestedBy}: ${[entity, action, ...fields].join(' ')}${row === null ? '' : ` (row ${row})`}`,
  );

const FIRST_LOAD = [
  'employee create',
  'bankAccount create',
  'bankAccount update SalaryBankAccountId (row 10)',
  'employment create',
  'salary create',
].map((what) => `run-1 payroll: ${what}`);

const synced = async (): Promise<SyncSystem> => {
  const system = createSyncSystem({ people: [kari, ola] });
  await system.run({ requestedBy: 'payroll' });
  await system.wait(A_WHILE_IN_MILLIS);
  return system;
};

describe('GET /employees/{number}/history', () => {
  test('says what was written, by which run, who asked for it and by which row; the newest first', async () => {
    const system = await synced();
    system.simployer.editEmployee('person-42', { title: 'Foreman', workPhone: '+4790000042' });
    await system.run({ requestedBy: 'hr' });

    const answer = await historyOf(system, '42');
    expect(answer).toMatchObject({
      status: 200,
      body: { employeeNumber: '42', simployerEmployeeId: 'person-42', next: null, connection: { simployer: {} } },
    });
    expect(linesOf(answer)[0]).toMatch(/^run-2 hr: employee update JobTitle.* \(row 5/);
    expect(linesOf(answer).slice(1)).toEqual(FIRST_LOAD);
    expect(await historyOf(system, 'person-42')).toEqual(answer);
  });

  test('a hand edit that is overwritten stands in it, with who asked', async () => {
    const system = await synced();
    system.powerOffice.editEmployee(system.record(42).Id, { JobTitle: 'Director' });
    await system.run({ requestedBy: 'schedule' });
    expect(linesOf(await historyOf(system, '42'))[0]).toBe('run-2 schedule: employee update JobTitle (row 5)');
    expect(system.record(42).JobTitle).toBe('Engineer');
  });

  test('archiving and taking back rest on row 6', async () => {
    const system = await synced();
    system.simployer.editEmployee('person-42', { active: false });
    await system.run();
    await system.wait(A_WHILE_IN_MILLIS);
    system.simployer.editEmployee('person-42', { active: true });
    await system.run();
    const lines = linesOf(await historyOf(system, '42'));
    expect(lines.filter((line) => line.includes('archive'))).toEqual([
      'run-3 null: employee unarchive (row 6)',
      'run-2 null: employee archive (row 6)',
    ]);
  });

  test('a run that writes nothing to somebody, and a plan, leave nothing, and ask nothing of the table for it', async () => {
    const system = await synced();
    const before = system.table.items().filter(({ pk }) => pk.startsWith('history#'));
    system.simployer.editEmployee('person-42', { title: 'Foreman' });
    await system.run({ mode: 'plan', isStored: true });
    await system.run({ employees: ['43'] });
    expect(system.table.items().filter(({ pk }) => pk.startsWith('history#'))).toEqual(before);
  });

  test('has no value in it, neither in the answer nor in the table', async () => {
    const system = await synced();
    const kept = JSON.stringify([
      system.table.items().filter(({ pk }) => pk.startsWith('history#')),
      (await historyOf(system, '42')).body.entries,
    ]);
    const { employee } = kari;
    const secrets = [employee.ssn, employee.bankAccount?.number].filter((secret) => secret !== undefined);
    expect(secrets.length).toBeGreaterThan(0);
    for (const value of ['600000', '600 000', 'Nordmann', 'Engineer', ...secrets]) expect(kept).not.toContain(value);
  });

  test('what was refused for good is not in it', async () => {
    const system = await synced();
    system.powerOffice.setFaults(({ method, path }) =>
      method === 'PATCH' && /\/Employees\/\d+$/.test(path) ? { before: 400 } : null,
    );
    system.simployer.editEmployee('person-42', { title: 'Foreman' });
    await system.run();
    expect(linesOf(await historyOf(system, '42'))).toEqual(FIRST_LOAD);
    expect(system.table.items().filter(({ pk }) => pk === 'history#person-42')).toHaveLength(1);
  });

  test('somebody whom no run has met yet, and about whom something was decided, is found by their id', async () => {
    const api = createApiClient(createMemoryTable());
    const whose = { flow: 'employees-to-poweroffice', sourceId: 'person-9' };
    const link = { ...whose, action: 'link', fields: [], requestedBy: 'payroll', at: 0, keepMonths: 24 };
    await api.history.decide(link, () => Promise.resolve());
    expect((await api.call('GET', '/employees/person-9/history')).body).toMatchObject({
      employeeNumber: null,
      entries: [{ entity: 'decision', action: 'link', requestedBy: 'payroll', runId: null, row: null }],
    });
  });

  test.each([
    ['nobody', '4711', 404, 'EMPLOYEE_UNKNOWN'],
    ['what is longer than any id', 'x'.repeat(201), 400, 'INPUT_INVALID'],
    ['blanks', '%20%20', 400, 'INPUT_INVALID'],
    ["a key of the table's own", 'history%23person-42', 404, 'EMPLOYEE_UNKNOWN'],
    ['a path', '..%2F..%2Fruns', 404, 'EMPLOYEE_UNKNOWN'],
    ['a prototype', '__proto__', 404, 'EMPLOYEE_UNKNOWN'],
  ])('refuses %s', async (_what, whom, status, code) => {
    const system = await synced();
    expect(await historyOf(system, whom)).toMatchObject({ status, body: { code } });
  });

  test('a number that two have is refused with both ids, and either id answers', async () => {
    const twin = buildSimployerPerson({ number: 44, employee: { employeeNumber: '0042' } });
    const system = createSyncSystem({ people: [kari, twin] });
    await system.run();
    expect(await historyOf(system, '42')).toMatchObject({
      status: 400,
      body: { code: 'INPUT_INVALID', simployerEmployeeIds: ['person-42', 'person-44'] },
    });
    expect(await historyOf(system, 'person-44')).toMatchObject({
      status: 200,
      body: { employeeNumber: '0042', entries: [] },
    });
  });

  test("a cursor is of one person's list, and of no other", async () => {
    const system = await synced();
    const { next } = (await historyOf(system, '42', '?limit=1')).body;
    expect(next).not.toBeNull();
    expect(await historyOf(system, '43', `?limit=1&after=${next}`)).toMatchObject({
      status: 400,
      body: { code: 'INPUT_INVALID' },
    });
  });

  const remember = async (table: MemoryTable, people: number): Promise<void> => {
    for (let person = 0; person < people; person += 1) {
      const state = newEmployeeState(`person-${person}`, String(person + 1));
      await table.put({ ...toEmployeeItem(state), pk: 'employees', sk: state.sourceId, version: 1 });
    }
  };

  test('one of 20,000 people is found', async () => {
    const table = createMemoryTable();
    await remember(table, 20_000);
    expect(await createApiClient(table).call('GET', '/employees/19999/history')).toMatchObject({
      status: 200,
      body: { simployerEmployeeId: 'person-19998', entries: [] },
    });
  });

  test('20,000 entries come page by page, each once', async () => {
    const table = createMemoryTable();
    const api = createApiClient(table);
    await remember(table, 10);
    const ENTRIES_OF_A_RUN = 100;
    for (let run = 0; run < 200; run += 1) {
      const sk = `${new Date(Date.parse('2026-01-01T00:00:00Z') + run).toISOString()}#run-${run}`;
      const changes = Array.from({ length: ENTRIES_OF_A_RUN }, (_, index) => ({
        entity: `line-${run}-${index}`,
        action: 'create',
      }));
      const item = { at: 0, runId: `run-${run}`, requestedBy: 'somebody', changes, open: [] };
      await table.put({ ...item, pk: 'history#person-7', sk, version: 1 });
    }

    const found: string[] = [];
    let next: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof api.call>> = await api.call(
        'GET',
        `/employees/8/history?limit=500${next === null ? '' : `&after=${next}`}`,
      );
      expect(page.bytes).toBeLessThan(1_000_000);
      found.push(...page.body.entries.map(({ entity }: any) => entity));
      next = page.body.next;
    } while (next !== null);
    expect(found).toHaveLength(20_000);
    expect(new Set(found).size).toBe(20_000);
    expect([found[0], found.at(-1)]).toEqual(['line-199-0', 'line-0-99']);
  });
});
