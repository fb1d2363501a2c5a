/*
 * The routes that decide about a person, over the simulated company. Whatever they write elsewhere than among decisions,
 * writes in doubt and the history fails the test, and so does a write to a vendor.
 */
import type { SeedEmployee } from '../../../local/demo-vendors/poweroffice/seed.ts';
import { FIRST_FLOW } from '../../../shared/records/first-flow.ts';
import { createHistoryStore } from '../../../shared/state/history-store.ts';
import { CALLER, createInspectClient } from '../../builders/inspect-client.ts';
import { buildSeedEmployee, buildSeedEmployment } from '../../builders/seed-employee.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import type { SyncSystem, SyncSystemInput } from '../../builders/sync-system.ts';
import { codesOf, personIn } from '../employees-to-poweroffice/check-person.ts';

const STRANGER = { FirstName: 'Per', LastName: 'Hansen', DateOfBirth: '1970-01-01' };

const open = (records: readonly SeedEmployee[] = [], input: SyncSystemInput = {}) => {
  const system = createSyncSystem({
    people: [buildSimployerPerson()],
    seed: { employees: records.map((record) => buildSeedEmployee({ EmailAddress: null, ...record })) },
    ...input,
  });
  return { system, ...createInspectClient(system) };
};

const historyOf = async ({ table }: SyncSystem, sourceId = 'person-42') => {
  const entries = [];
  for await (const { entry } of createHistoryStore(table).entriesAfter({ flow: FIRST_FLOW, sourceId }, null)) {
    if (entry.entity === 'decision') entries.push(entry);
  }
  return entries.map(({ action, fields, requestedBy, runId }) => ({ action, fields, requestedBy, runId }));
};

describe('PUT /employees/{number}/link', () => {
  test('links a possible duplicate: the run writes onto that record, and says by a decision', async () => {
    const { system, call, get, logged } = open([{ Number: 312 }]);
    expect(codesOf(personIn(await system.run(), '42'))).toEqual(['POSSIBLE_DUPLICATE']);
    const { Id } = system.record(312);

    const answer = await call('PUT', '/employees/42/link', { to: Id });

    expect(answer).toMatchObject({
      status: 200,
      body: { employeeNumber: '42', decision: { kind: 'link', to: Id, by: CALLER, at: expect.any(String) } },
    });
    expect(logged).toContainEqual({
      event: 'DECISION_MADE',
      fields: { employeeNumber: '42', decision: 'link', requestedBy: CALLER },
    });
    expect(await historyOf(system)).toEqual([{ action: 'link', fields: [], requestedBy: CALLER, runId: null }]);
    const [, , match] = (await get('/employees/42/explain')).body.steps;
    expect(match).toMatchObject({
      matchedBy: 'decision',
      powerOfficeEmployeeId: Id,
      decisions: [answer.body.decision],
      keys: [{ key: 'decision', value: String(Id) }, { key: 'link', value: null }, {}, {}, {}],
    });
    expect(personIn(await system.run(), '42')).toMatchObject({ outcome: 'updated', powerOfficeEmployeeId: Id });
    expect(system.powerOffice.state.employees).toHaveLength(1);
  });

  test('stores nothing of the value: no name, no birth date', async () => {
    const { system, call } = open([{ Number: 312, ...STRANGER }]);
    await call('PUT', '/employees/42/link', { to: system.record(312).Id });

    const stored = JSON.stringify(
      system.table.items().filter(({ pk }) => pk === 'decisions' || pk.startsWith('history')),
    );
    for (const value of ['Kari', 'Nordmann', 'Per', 'Hansen', '1990', '1970']) expect(stored).not.toContain(value);
  });

  test('also allows that the record looks like somebody else, until both name and birth date change', async () => {
    const { system, call } = open([{ Number: 42, ...STRANGER }]);
    const { Id } = system.record(42);
    expect(codesOf(personIn(await system.run(), '42'))).toEqual(['MATCH_CONFLICT']);
    await call('PUT', '/employees/42/link', { to: Id });

    expect(personIn(await system.run({ mode: 'plan' }), '42')).toMatchObject({ matchedBy: 'decision', problems: [] });
    system.powerOffice.editEmployee(Id, { LastName: 'Berg' });
    expect(personIn(await system.run({ mode: 'plan' }), '42').problems).toEqual([]);
    system.powerOffice.editEmployee(Id, { DateOfBirth: '1980-08-08' });
    expect(codesOf(personIn(await system.run({ mode: 'plan' }), '42'))).toEqual(['IDENTITY_CHANGED']);
    await call('PUT', '/employees/42/link', { to: Id });
    expect(personIn(await system.run(), '42')).toMatchObject({ outcome: 'updated', powerOfficeEmployeeId: Id });
  });

  test('says, by name alone, that last name and birth date both differ', async () => {
    const { system, call } = open([{ Number: 312, ...STRANGER }, { Number: 313, LastName: 'Berg' }, { Number: 314 }]);
    const answerFor = async (number: number) =>
      (await call('PUT', '/employees/42/link', { to: system.record(number).Id })).body;

    const told = await answerFor(312);
    expect(told.differs).toEqual(['lastName', 'birthDate']);
    for (const value of ['Hansen', 'Nordmann', '1990', '1970']) expect(JSON.stringify(told)).not.toContain(value);
    expect(await answerFor(313)).not.toHaveProperty('differs');
    expect(await answerFor(314)).not.toHaveProperty('differs');
    expect((await call('PUT', '/employees/42/link', { new: true })).body).not.toHaveProperty('differs');
  });

  test('may come before the first run, and binds it to these companies', async () => {
    const { system, call } = open([{ Number: 312 }]);
    await call('PUT', '/employees/42/link', { to: system.record(312).Id });
    const other = createSyncSystem({
      people: [buildSimployerPerson()],
      company: { id: 'company-9', name: 'Another AS' },
      table: system.table,
    });

    expect((await other.run()).abort?.code).toBe('WRONG_COMPANY');
    expect(other.powerOffice.writes).toBe(0);
  });

  test('somebody new is created beside the record that looks like them, once', async () => {
    const { system, call } = open([{ Number: 312 }]);

    expect((await call('PUT', '/employees/42/link', { new: true })).body).toMatchObject({
      decision: { kind: 'new', to: null, by: CALLER },
    });

    for (const outcome of ['created', 'unchanged']) {
      expect(personIn(await system.run(), '42').outcome).toBe(outcome);
    }
    expect(system.powerOffice.state.employees).toHaveLength(2);
  });

  test('a record that PowerOffice does not have is refused', async () => {
    const { system, call } = open();
    expect(await call('PUT', '/employees/42/link', { to: 999 })).toMatchObject({
      status: 404,
      body: { code: 'RECORD_UNKNOWN' },
    });
    expect(system.table.items()).toEqual([]);
  });

  test.each([
    ['by a run', true],
    ['by a decision', false],
  ])('a record that somebody else is linked to, %s, is refused with their number', async (_, byRun) => {
    const people = [
      buildSimployerPerson(),
      buildSimployerPerson({ number: 43, employee: { firstName: 'Ola', birthDate: '1988-08-08T00:00:00.000Z' } }),
    ];
    const { system, call } = open([{ Number: 312, FirstName: 'Ola', DateOfBirth: '1988-08-08' }], { people });
    const { Id } = system.record(312);
    await call('PUT', '/employees/43/link', { to: Id });
    if (byRun) await system.run();

    expect(await call('PUT', '/employees/42/link', { to: Id })).toMatchObject({
      status: 409,
      body: { code: 'LINK_TAKEN', employeeNumber: '43', simployerEmployeeId: 'person-43' },
    });
    await call('DELETE', '/employees/43/link');
    expect((await call('PUT', '/employees/42/link', { to: Id })).status).toBe(200);
  });

  test('a record that is somebody else by its keys is refused, until somebody has decided about them', async () => {
    const people = [
      buildSimployerPerson(),
      buildSimployerPerson({ number: 43, employee: { firstName: 'Ola', birthDate: '1988-08-08T00:00:00.000Z' } }),
    ];
    const { system, call } = open([{ Number: 43, FirstName: 'Ola', DateOfBirth: '1988-08-08' }], { people });
    const { Id } = system.record(43);

    expect(await call('PUT', '/employees/42/link', { to: Id })).toMatchObject({
      status: 409,
      body: { code: 'LINK_TAKEN', employeeNumber: '43' },
    });
    await call('PUT', '/employees/43/link', { new: true });
    expect((await call('PUT', '/employees/42/link', { to: Id })).status).toBe(200);
  });

  test('nobody, and a number that two have, are refused', async () => {
    const people = [
      buildSimployerPerson(),
      buildSimployerPerson({ number: 43, employee: { employeeNumber: '0042' } }),
      buildSimployerPerson({ number: 44, employee: { employeeNumber: undefined } }),
    ];
    const { system, call } = open([{ Number: 312 }], { people });
    expect(await call('PUT', '/employees/7/link', { new: true })).toMatchObject({
      status: 404,
      body: { code: 'EMPLOYEE_UNKNOWN' },
    });
    expect(await call('PUT', '/employees/42/link', { new: true })).toMatchObject({
      status: 400,
      body: { code: 'INPUT_INVALID', simployerEmployeeIds: ['person-42', 'person-43'] },
    });
    expect(await call('PUT', '/employees/person-44/link', { to: system.record(312).Id })).toMatchObject({
      status: 200,
      body: { employeeNumber: null, simployerEmployeeId: 'person-44' },
    });
  });
});

test.each<[string, string, unknown]>([
  ['PUT', '/employees/42/link', {}],
  ['PUT', '/employees/42/link', { to: 1, new: true }],
  ['PUT', '/employees/42/link', { new: false }],
  ['PUT', '/employees/42/link', { to: '1' }],
  ['PUT', '/employees/42/link', { to: -1 }],
  ['PUT', '/employees/42/link', { to: 1.5 }],
  ['PUT', '/employees/42/link', { to: 1e300 }],
  ['PUT', '/employees/42/link', { to: null }],
  ['PUT', '/employees/42/link', { to: [1] }],
  ['PUT', '/employees/42/link', { to: 1, by: 'somebody' }],
  ['PUT', '/employees/42/link', '{"to":1,"to":2}'],
  ['PUT', '/employees/42/link', '{'],
  ['PUT', '/employees/42/link?to=1', { to: 1 }],
  ['PUT', `/employees/${'4'.repeat(201)}/link`, { to: 1 }],
  ['PUT', '/employees/%20/link', { to: 1 }],
  ['DELETE', '/employees/42/link', { to: 1 }],
  ['PUT', '/employees/42/allow', {}],
  ['PUT', '/employees/42/allow', { code: 'ARCHIVE_GUARD' }],
  ['PUT', '/employees/42/allow', { code: "'; DROP TABLE employees; --" }],
  ['PUT', '/employees/42/allow', { code: ['SALARY_IMPLAUSIBLE'] }],
  ['POST', '/employees/42/settle', { kind: 'employee' }],
  ['POST', '/employees/42/settle', { kind: 'employee', exists: 1, absent: true }],
  ['POST', '/employees/42/settle', { kind: 'person', absent: true }],
  ['POST', '/employees/42/settle', { absent: true }],
  ['POST', '/employees/42/settle', { kind: 'employee', absent: false }],
])('%s %s with %j is refused, and stores nothing', async (method, path, body) => {
  const { system, call } = open([{ Number: 312 }]);
  expect(await call(method, path, body)).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
  expect(system.table.items()).toEqual([]);
});

describe('DELETE /employees/{number}/link', () => {
  test('forgets link and decision; matching starts afresh', async () => {
    const { system, call } = open([{ Number: 312 }]);
    await call('PUT', '/employees/42/link', { to: system.record(312).Id });
    await system.run();

    expect((await call('DELETE', '/employees/42/link')).body).toEqual({
      connection: {
        simployer: { id: 'company-1', name: 'Testbruk AS', organisationNumber: null },
        powerOffice: { clientId: expect.any(String), name: 'Fjordbruk Demo AS' },
      },
      employeeNumber: '42',
      simployerEmployeeId: 'person-42',
      decision: null,
    });

    expect(await system.employees.get('person-42')).toMatchObject({ record: null });
    expect(personIn(await system.run({ mode: 'plan' }), '42')).toMatchObject({ matchedBy: 'externalNumber' });
    expect((await historyOf(system)).map(({ action }) => action)).toEqual(['unlink', 'link']);
  });

  test('also of somebody whom Simployer no longer has', async () => {
    const { system, call } = open();
    await system.run();
    system.simployer.removeEmployee('person-42');

    expect((await call('DELETE', '/employees/42/link')).status).toBe(200);
    expect((await call('PUT', '/employees/42/link', { new: true })).body).toMatchObject({ code: 'EMPLOYEE_UNKNOWN' });
  });
});

describe('PUT /employees/{number}/allow', () => {
  test('lets implausible pay through, this once and this pay', async () => {
    const { system, call } = open([
      {
        Number: 42,
        employments: [
          buildSeedEmployment({
            salaries: [
              { FromDate: '2020-01-01', RemunerationType: 'FixedWage', AnnualSalary: 50_000, HourlyRate: null },
            ],
          }),
        ],
      },
    ]);
    expect(codesOf(personIn(await system.run(), '42'))).toContain('SALARY_IMPLAUSIBLE');

    expect((await call('PUT', '/employees/42/allow', { code: 'SALARY_IMPLAUSIBLE' })).body).toMatchObject({
      employeeNumber: '42',
      decision: { kind: 'allow', to: 'SALARY_IMPLAUSIBLE', by: CALLER },
    });

    expect(await historyOf(system)).toMatchObject([{ action: 'allow', fields: ['SALARY_IMPLAUSIBLE'] }]);
    expect(codesOf(personIn(await system.run({ mode: 'plan' }), '42'))).not.toContain('SALARY_IMPLAUSIBLE');
    system.simployer.editCompensation('compensation-42-1', { amount: 700_000 });
    expect(codesOf(personIn(await system.run({ mode: 'plan' }), '42'))).toContain('SALARY_IMPLAUSIBLE');
  });

  test('lets a linked record that looks like somebody else through', async () => {
    const { system, call } = open();
    await system.run();
    const { Id } = system.record(42);
    system.powerOffice.editEmployee(Id, { LastName: 'Hansen', DateOfBirth: '1970-01-01' });
    expect(codesOf(personIn(await system.run(), '42'))).toEqual(['IDENTITY_CHANGED']);

    expect((await call('PUT', '/employees/42/allow', { code: 'IDENTITY_CHANGED' })).status).toBe(200);

    expect(personIn(await system.run(), '42')).toMatchObject({ outcome: 'updated', powerOfficeEmployeeId: Id });
  });

  test.each(['SALARY_IMPLAUSIBLE', 'IDENTITY_CHANGED'])(
    'refuses %s of somebody of whom it is not held',
    async (code) => {
      const { system, call } = open();
      await system.run();
      expect(await call('PUT', '/employees/42/allow', { code })).toMatchObject({
        status: 409,
        body: { code: 'NOTHING_HELD' },
      });
      expect(await system.table.query('decisions')).toEqual([]);
    },
  );
});

describe('POST /employees/{number}/settle', () => {
  const inDoubt = async ({ employees, clock }: SyncSystem, kind: string, key: string) => {
    const intent = { sourceId: 'person-42', kind, key, status: 'open', unanswered: 2, id: null, version: 1 } as const;
    await employees.putIntent({ ...intent, sentAt: clock.now() });
  };

  test('an employee who is said to be a record of another last name and birth date is told as such', async () => {
    const { system, call } = open([{ Number: 312, ...STRANGER }]);
    await inDoubt(system, 'employee', 'employee');
    const { Id } = system.record(312);
    expect((await call('POST', '/employees/42/settle', { kind: 'employee', exists: Id })).body).toMatchObject({
      decision: { kind: 'exists', to: Id },
      differs: ['lastName', 'birthDate'],
    });
  });

  test('an employee who is there after all is linked to the record', async () => {
    const { system, call } = open([{ Number: 312, DateOfBirth: null }]);
    await inDoubt(system, 'employee', 'employee');
    expect(codesOf(personIn(await system.run(), '42'))).toEqual(['WRITE_IN_DOUBT']);
    const { Id } = system.record(312);

    expect((await call('POST', '/employees/42/settle', { kind: 'employee', exists: Id })).body).toMatchObject({
      employeeNumber: '42',
      decision: { kind: 'exists', to: Id, by: CALLER },
    });

    expect(personIn(await system.run(), '42')).toMatchObject({ outcome: 'updated', powerOfficeEmployeeId: Id });
    expect(system.powerOffice.state.employees).toHaveLength(1);
    expect((await historyOf(system)).map(({ action, fields }) => [action, ...fields])).toEqual(
      expect.arrayContaining([['exists', 'employee'], ['link']]),
    );
  });

  test('an employee who is not there is created by the next run, once', async () => {
    const { system, call } = open();
    await inDoubt(system, 'employee', 'employee');
    expect(codesOf(personIn(await system.run(), '42'))).toEqual(['WRITE_IN_DOUBT']);

    expect((await call('POST', '/employees/42/settle', { kind: 'employee', absent: true })).body).toMatchObject({
      decision: { kind: 'absent', to: null },
    });

    for (const outcome of ['created', 'unchanged']) {
      expect(personIn(await system.run(), '42').outcome).toBe(outcome);
    }
    expect(await call('POST', '/employees/42/settle', { kind: 'employee', absent: true })).toMatchObject({
      status: 409,
      body: { code: 'NOTHING_IN_DOUBT' },
    });
  });

  test('an employment that payroll has moved since is the one that was to be made', async () => {
    const { system, call } = open([
      { Number: 42, employments: [buildSeedEmployment({ StartDate: '2020-02-01', salaries: [] })] },
    ]);
    await inDoubt(system, 'employment', '2020-01-01#3120105');
    expect(codesOf(personIn(await system.run(), '42'))).toContain('WRITE_IN_DOUBT');
    const [employment] = system.record(42).employments;

    expect(
      await call('POST', '/employees/42/settle', { kind: 'employment', exists: employment!.Id + 1_000 }),
    ).toMatchObject({ status: 404, body: { code: 'RECORD_UNKNOWN' } });
    expect((await call('POST', '/employees/42/settle', { kind: 'employment', exists: employment!.Id })).status).toBe(
      200,
    );

    await system.run();
    await system.run();
    expect(system.record(42).employments).toHaveLength(1);
    expect((await system.employees.get('person-42'))?.record?.employments).toMatchObject({
      'employment-42-1': { id: employment!.Id },
    });
  });

  test.each([
    ['is there under another date', true],
    ['is not there', false],
  ])('a salary line that %s', async (_, exists) => {
    const line = {
      FromDate: '2020-02-01',
      RemunerationType: 'FixedWage',
      AnnualSalary: 600_000,
      HourlyRate: 307.69,
    } as const;
    const { system, call } = open([{ Number: 42, employments: [buildSeedEmployment({ salaries: [line] })] }]);
    const [employment] = system.record(42).employments;
    await inDoubt(system, 'salary', `${employment!.Id}#2020-01-01`);
    expect(codesOf(personIn(await system.run(), '42'))).toContain('WRITE_IN_DOUBT');
    const settled = exists ? { exists: employment!.salaries[0]!.Id } : { absent: true };
    expect((await call('POST', '/employees/42/settle', { kind: 'salary', ...settled })).status).toBe(200);

    expect(codesOf(personIn(await system.run(), '42'))).not.toContain('WRITE_IN_DOUBT');

    expect(system.record(42).employments[0]!.salaries).toHaveLength(exists ? 1 : 2);
  });

  test('one that a run settles at the same moment stands', async () => {
    const { system, call } = open();
    await inDoubt(system, 'employee', 'employee');
    const put = system.table.put.bind(system.table);
    let isFirst = true;
    Object.assign(system.table, {
      put: async (item: Parameters<typeof put>[0]) => {
        if (isFirst && item.pk.startsWith('intents')) {
          isFirst = false;
          await put({ ...item, status: 'applied', id: 5 });
        }
        return put(item);
      },
    });

    await call('POST', '/employees/42/settle', { kind: 'employee', absent: true });

    expect(await system.employees.intents('person-42')).toMatchObject([{ status: 'applied', id: 5 }]);
  });
});
