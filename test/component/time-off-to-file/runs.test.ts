import type { SimployerLeave } from '../../../local/demo-vendors/simployer/simployer-tenant.ts';
import { toRunAbort } from '../../../shared/run/abort.ts';
import { newXledgerEmployeeState } from '../../../shared/flows/employees-to-xledger/state.ts';
import { createConnectionStore } from '../../../shared/state/connection-store.ts';
import { xledgerEmployeeId } from '../../../shared/vendors/xledger/ids.ts';
import { createApiClient } from '../../builders/api-client.ts';
import { createFileSystem } from '../../builders/file-system.ts';
import type { FileSystem, FileSystemInput } from '../../builders/file-system.ts';
import { buildSimployerLeave, buildSimployerWorkWeek, DAY_OFF } from '../../builders/simployer-time-off.ts';

const day = (date: string): string => `${date}T00:00:00.000Z`;

/** Monday 19 to Sunday 25 February 2024, of person 145. */
const vacation = (overrides: Partial<SimployerLeave> = {}): SimployerLeave =>
  buildSimployerLeave({ employeeId: 'person-145', typeId: 'vacation', ...overrides });

const systemWith = (leaves: readonly SimployerLeave[], input: FileSystemInput = {}): FileSystem =>
  createFileSystem({ people: [{ number: 145 }], ...input, timeOff: { leaves, ...input.timeOff } });

const HEADER = '"Employee number";"Title";"Leave type code";"Note";"Absence";"From";"To";"Percentage"';
const fileOf = (...rows: readonly string[]): string => [HEADER, ...rows, ''].join('\r\n');
const row = ({ code = 'ABC', absence = 'Ferie', from = '20240219', to = '20240225', percentage = '23,81' } = {}) =>
  `"145";"Engineer";"${code}";"";"${absence}";"${from}";"${to}";"${percentage}"`;

describe('A plan and its apply', () => {
  test('make one file of what is new, and the second time none', async () => {
    const system = systemWith([vacation()]);
    const planned = await system.plan();
    expect(planned.told).toEqual(['leave-1: created new']);
    expect(planned.outcomes[0]?.planned?.detail).toEqual({
      type: 'Ferie',
      code: 'ABC',
      from: '2024-02-19',
      to: '2024-02-25',
      grade: 100,
      shares: { periodShare: 23.81, leaveShare: 100, grade: 100 },
    });
    expect(system.exportFiles.size).toBe(0);
    const applied = await system.apply(planned);
    expect(applied.told).toEqual(['leave-1: created']);
    expect(applied.outcomes[0]).toMatchObject({
      group: 'new',
      targetId: 'run-2',
      changes: [{ entity: 'leave', action: 'create' }],
    });
    expect(applied.file).toBe(fileOf(row()));
    const [name] = system.exportFiles.keys();
    expect(name).toMatch(/^run-2\/[^/]+\/xledger-time-off_2024-02-01_2024-02-29_run-2\.csv$/);
    const again = await system.plan();
    expect(again.told).toEqual(['leave-1: unchanged same']);
    expect(await system.apply(again)).toMatchObject({
      told: ['leave-1: unchanged'],
      file: null,
      run: { status: 'succeeded' },
    });
    expect(system.exportFiles.size).toBe(1);
  });

  test('name the rule by which a leave is not for the file, in the plan alone', async () => {
    const people = [{ number: 145 }, { number: 146 }];
    const system = systemWith([vacation()], { people, settings: { scope: { employees: ['146'] } } });
    const planned = await system.plan();
    expect(planned.outcomes).toMatchObject([{ group: 'notForTarget', planned: { detail: { rule: 'outOfScope' } } }]);
    expect((await system.apply(planned)).outcomes[0]).not.toHaveProperty('planned');
  });

  test('begin with the mark of UTF-8, and end with the last row', async () => {
    const system = systemWith([vacation()]);
    await system.send();
    const [bytes] = system.exportFiles.values();
    expect(Array.from(bytes?.slice(0, 3) ?? [])).toEqual([0xef, 0xbb, 0xbf]);
  });

  test.each<
    [
      what: string,
      leaves: readonly SimployerLeave[],
      input: FileSystemInput,
      selection: Record<string, string[]>,
      rows: readonly string[],
    ]
  >([
    [
      'a vacation in just its days',
      [vacation()],
      {},
      { from: ['2024-02-19'], to: ['2024-02-25'] },
      [row({ percentage: '100,00' })],
    ],
    [
      'one that began before the period',
      [vacation()],
      {},
      { from: ['2024-02-22'], to: ['2024-03-31'] },
      [row({ percentage: '7,41' })],
    ],
    [
      'two types with one code',
      [
        vacation(),
        vacation({ id: 'leave-2', typeId: 'holiday', startDate: day('2024-02-26'), endDate: day('2024-02-26') }),
      ],
      {},
      {},
      [row(), row({ absence: 'Ferie uten lønn', from: '20240226', to: '20240226', percentage: '4,76' })],
    ],
    ['a type that is a formula', [vacation({ typeId: 'formula' })], {}, {}, [row({ code: 'SUM', absence: 'SUM(A1)' })]],
    [
      'one whose first day is written in UTC',
      [vacation({ startDate: '2024-02-18T23:00:00Z', endDate: '2024-02-24T23:00:00Z' })],
      {},
      {},
      [row()],
    ],
    [
      'a single day that ends at midnight',
      [vacation({ duration: 'one_day', startDate: day('2024-02-19'), endDate: day('2024-02-20') })],
      {},
      {},
      [row({ to: '20240219', percentage: '4,76' })],
    ],
    [
      'half a day',
      [vacation({ duration: 'half_day', endDate: day('2024-02-19') })],
      {},
      {},
      [row({ to: '20240219', percentage: '2,38' })],
    ],
    [
      'a week of somebody who works Monday to Wednesday',
      [vacation()],
      {
        timeOff: {
          workWeeks: [buildSimployerWorkWeek({ employeeId: 'person-145', thursday: DAY_OFF, friday: DAY_OFF })],
        },
      },
      { from: ['2024-02-19'], to: ['2024-03-03'] },
      [row({ percentage: '50,00' })],
    ],
    [
      'a sick leave of 60 days',
      [vacation({ typeId: 'sick', startDate: day('2024-01-15'), endDate: day('2024-03-14') })],
      {},
      {},
      [row({ code: 'SYK', absence: 'Sykmelding', from: '20240115', to: '20240314', percentage: '100,00' })],
    ],
    [
      'by degree',
      [vacation({ gradePercentage: 80 })],
      { settings: { timeOff: { file: { percentage: 'grade' } } } },
      {},
      [row({ percentage: '80,00' })],
    ],
    [
      'with what the employee wrote',
      [vacation({ description: 'Hytta' })],
      { settings: { timeOff: { note: 'send' } } },
      {},
      [row().replace('"ABC";""', '"ABC";"Hytta"')],
    ],
    ['without it by default', [vacation({ description: 'Hytta' })], {}, {}, [row()]],
  ])('%s', async (_what, leaves, input, selection, rows) => {
    const { file } = await systemWith(leaves, input).send(selection);
    expect(file).toBe(fileOf(...rows));
  });

  test('hold back what has no code or waits, and export the others', async () => {
    const system = systemWith([
      vacation(),
      vacation({ id: 'leave-2', typeId: 'codeless', startDate: day('2024-02-05'), endDate: day('2024-02-06') }),
      vacation({ id: 'leave-3', status: 'PENDING' }),
      vacation({ id: 'leave-4', status: 'CANCELLED' }),
    ]);
    const planned = await system.plan();
    expect(planned.told).toEqual([
      'leave-1: created new',
      'leave-2: failed held LEAVE_CODE_MISSING',
      'leave-3: skipped held LEAVE_PENDING',
    ]);
    expect((await system.apply(planned)).file).toBe(fileOf(row()));
    expect(await system.exportLedger.problems()).toMatchObject([
      { sourceId: 'leave-1', problems: [] },
      { sourceId: 'leave-2', number: '145', problems: [{ code: 'LEAVE_CODE_MISSING' }] },
    ]);
  });

  test('say once that titles are those of today, and that no leave has a degree', async () => {
    const told = async (leaves: readonly SimployerLeave[]) =>
      (await systemWith(leaves).plan()).run.plan?.overview?.findings.map(({ code, count }) => [code, count]);
    const sick = vacation({ id: 'leave-2', typeId: 'sick' });
    expect(await told([vacation(), sick])).toEqual([
      ['GRADE_UNAVAILABLE', 1],
      ['TITLE_IS_CURRENT', 2],
    ]);
    const graded = {
      ...sick,
      id: 'leave-3',
      startDate: day('2023-06-01'),
      endDate: day('2023-06-02'),
      gradePercentage: 50,
    };
    expect(await told([vacation(), sick, graded])).toEqual([['TITLE_IS_CURRENT', 2]]);
  });

  test('need a period, and a run needs a plan', async () => {
    const system = systemWith([vacation()]);
    expect((await system.plan({ from: [] })).run.abort?.code).toBe('PERIOD_MISSING');
    await system.start({ mode: 'apply', runId: 'bare' });
    await system.untilQueuesAreEmpty();
    expect((await system.look('bare')).run.abort?.code).toBe('PLAN_FIRST');
  });

  test('know who is in X-ledger where somebody is linked there, and else anybody', async () => {
    const people = [145, 146].map((number) => ({ number }));
    const leaves = [vacation(), vacation({ id: 'leave-2', employeeId: 'person-146' })];
    const system = systemWith(leaves, { people });
    expect((await system.plan()).told).toEqual(['leave-1: created new', 'leave-2: created new']);
    await system.xledgerEmployees.save({
      ...newXledgerEmployeeState('person-146', '146'),
      record: { id: xledgerEmployeeId.parse('7'), base: null, employmentTo: null, returnedWith: null, hidden: {} },
    });
    expect((await system.plan()).told).toEqual(['leave-1: failed held EMPLOYEE_NOT_LINKED', 'leave-2: created new']);
  });
});

test('A token of another company is refused once something was exported for one', async () => {
  const system = systemWith([vacation()]);
  await system.send();
  const connections = createConnectionStore(system.table, 'time-off-to-file');
  expect(await connections.get()).toMatchObject({ simployer: { id: 'company-1' } });
  await connections.remember({ simployer: { id: 'company-2', name: 'Annet AS', organisationNumber: null } });
  expect((await system.plan()).run.abort).toMatchObject({
    code: 'WRONG_COMPANY',
    message: expect.stringContaining('"Annet AS" (company-2)'),
  });
});

describe('A leave that was exported', () => {
  test('and prolonged is told, and in the file only when what changed is included', async () => {
    const system = systemWith([vacation()]);
    await system.send();
    system.simployer.editLeave('leave-1', { endDate: day('2024-02-26') });
    const planned = await system.plan();
    expect(planned.told).toEqual(['leave-1: skipped changed EXPORTED_CHANGED']);
    expect(await system.apply(planned)).toMatchObject({ file: null, outcomes: [{ group: 'changed' }] });
    const including = await system.plan({ include: ['changed'] });
    expect(including.told).toEqual(['leave-1: updated changed EXPORTED_CHANGED']);
    expect((await system.apply(including)).file).toBe(fileOf(row({ to: '20240226', percentage: '28,57' })));
    expect((await system.plan()).told).toEqual(['leave-1: unchanged same']);
  });

  test.each([
    ['cancelled', (system: FileSystem) => system.simployer.editLeave('leave-1', { status: 'CANCELLED' })],
    ['denied', (system: FileSystem) => system.simployer.editLeave('leave-1', { status: 'DENIED' })],
    ['deleted', (system: FileSystem) => system.simployer.removeLeave('leave-1')],
  ])('and %s is told as withdrawn', async (_what, withdraw) => {
    const system = systemWith([
      vacation(),
      vacation({ id: 'leave-2', startDate: day('2024-02-26'), endDate: day('2024-02-26') }),
    ]);
    await system.send();
    withdraw(system);
    expect((await system.plan()).told).toEqual([
      'leave-1: skipped withdrawn EXPORTED_WITHDRAWN',
      'leave-2: unchanged same',
    ]);
  });

  test('and moved to another month still stands in the plan of its own', async () => {
    const system = systemWith([vacation(), vacation({ id: 'leave-2' })]);
    await system.send();
    system.simployer.editLeave('leave-1', { startDate: day('2024-05-06'), endDate: day('2024-05-07') });
    expect((await system.plan()).told).toEqual([
      'leave-1: skipped changed EXPORTED_CHANGED',
      'leave-2: unchanged same',
    ]);
  });

  test('reaches into the next month, and is the same there', async () => {
    const system = systemWith([vacation({ endDate: day('2024-03-05') })]);
    await system.send();
    const march = { from: ['2024-03-01'], to: ['2024-03-31'] };
    expect((await system.plan(march)).told).toEqual(['leave-1: unchanged same']);
    system.simployer.editLeave('leave-1', { endDate: day('2024-03-06') });
    expect((await system.plan(march)).told).toEqual(['leave-1: skipped changed EXPORTED_CHANGED']);
  });

  test('of an export that overlaps the period, and lies elsewhere in it, is not listed', async () => {
    const system = systemWith([
      vacation({ startDate: day('2024-01-08'), endDate: day('2024-01-09') }),
      vacation({ id: 'leave-2' }),
    ]);
    await system.send({ from: ['2024-01-01'], to: ['2024-03-31'] });
    expect((await system.plan()).told).toEqual(['leave-2: unchanged same']);
  });

  test('is new again once its export was unmarked, or as it was exported before', async () => {
    const system = systemWith([vacation()]);
    await system.send();
    system.simployer.editLeave('leave-1', { endDate: day('2024-02-26') });
    await system.send({ include: ['changed'] });
    await system.exportLedger.unmarkExport('run-4', { by: 'kari', at: 0 });
    expect((await system.plan()).told).toEqual(['leave-1: skipped changed EXPORTED_CHANGED']);
    await system.exportLedger.unmarkExport('run-2', { by: 'kari', at: 0 });
    expect((await system.plan()).told).toEqual(['leave-1: created new']);
  });

  test('is not taken for gone when Simployer shows nothing', async () => {
    const system = systemWith([vacation()]);
    await system.send();
    system.simployer.removeLeave('leave-1');
    expect((await system.plan()).run.abort?.code).toBe('SOURCE_EMPTY');
  });
});

describe('Between plan and apply', () => {
  test('a leave that moved is told as stale, and the others are exported', async () => {
    const system = systemWith([
      vacation(),
      vacation({ id: 'leave-2', startDate: day('2024-02-26'), endDate: day('2024-02-26') }),
    ]);
    const planned = await system.plan();
    system.simployer.editLeave('leave-1', { endDate: day('2024-02-27') });
    const applied = await system.apply(planned);
    expect(applied.told).toEqual(['leave-1: skipped PLAN_STALE', 'leave-2: created']);
    expect(applied.outcomes.map(({ group }) => group)).toEqual(['new', 'new']);
    expect(applied.file).toBe(fileOf(row({ from: '20240226', to: '20240226', percentage: '4,76' })));
  });

  test('a day passes: the plan is refused in words, and nothing is written', async () => {
    const system = systemWith([vacation()]);
    const planned = await system.plan();
    await system.advance(24 * 3_600_000 + 60_000);
    const { call, queued } = createApiClient(system.table);
    const path = `/plans/${planned.run.runId}/apply`;
    expect(await call('POST', path, { body: { flow: 'time-off-to-file' } })).toMatchObject({
      status: 409,
      body: { code: 'PLAN_NOT_OPEN', detail: `Plan ${planned.run.runId} is too old to be carried out.` },
    });
    expect(queued).toEqual([]);
    // Asked for before, and delivered late.
    expect((await system.apply(planned)).run).toMatchObject({ status: 'aborted', abort: { code: 'PLAN_EXPIRED' } });
    expect([system.exportFiles.size, await system.exportLedger.exports()]).toEqual([0, []]);
  });

  test('an apply that is stopped while Simployer is read exports nothing', async () => {
    const system = systemWith([vacation()]);
    const planned = await system.plan();
    const stop = () => {
      const abort = toRunAbort('INTERRUPTED', 'Stopped by Ctrl-C while both sides were being read.');
      void system.runs.storeEnd('run-2', { abort }, system.clock.now());
    };
    system.setFaults({ simployer: [{ resource: 'leave', times: 1, fault: { kind: 'meanwhile', happens: stop } }] });
    expect((await system.apply(planned)).run).toMatchObject({ status: 'aborted', abort: { code: 'INTERRUPTED' } });
    expect([system.exportFiles.size, await system.exportLedger.exports()]).toEqual([0, []]);
    // The plan is open still.
    expect((await system.apply(planned)).file).toBe(fileOf(row()));
  });

  test('too many that moved give the whole up', async () => {
    const ids = Array.from({ length: 7 }, (_, index) => `leave-${index}`);
    const system = systemWith(ids.map((id) => vacation({ id })));
    const planned = await system.plan();
    for (const id of ids) system.simployer.editLeave(id, { endDate: day('2024-02-27') });
    const applied = await system.apply(planned);
    expect(applied.run.abort?.code).toBe('PLAN_STALE');
    expect(system.exportFiles.size).toBe(0);
  });
});
