import { FIRST_FLOW } from '../../../shared/records/first-flow.ts';
import type { Fault } from '../../../local/demo-vendors/poweroffice/faults.ts';
import { VendorError } from '../../../shared/records/vendor-error.ts';
import type { VendorErrorKind } from '../../../shared/records/vendor-error.ts';
import { createEmployeeStore } from '../../../shared/flows/employees-to-poweroffice/employee-store.ts';
import { createOnce, WriteInDoubtError } from '../../../shared/run/create-once.ts';
import { RetryLaterError } from '../../../shared/run/retry-later-error.ts';
import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import type { SyncSystem } from '../../builders/sync-system.ts';
import { createVirtualClock } from '../../../local/simulation/virtual-clock.ts';
import { codesOf, personIn } from '../employees-to-poweroffice/check-person.ts';

const INTENT = { sourceId: 'person-42', kind: 'employee', key: 'employee' } as const;
const LAG_IN_MILLIS = 35_000;
const WRITE_TIMEOUT_IN_MILLIS = 20_000;

const failure = (kind: VendorErrorKind) => new VendorError('poweroffice', kind, { summary: kind });

/** A vendor with one kind of record: what a POST comes to, attempt by attempt, and what a look-up finds. */
const scene = (
  posts: readonly ('created' | 'lost' | 'never arrived' | 'late' | 'killed' | VendorErrorKind)[],
  { replicaLagInMillis = 0, deadlineInMillis = 600_000 } = {},
) => {
  const clock = createVirtualClock(0);
  const table = createMemoryTable();
  const employees = createEmployeeStore(table);
  const records: { readonly id: number; readonly at: number }[] = [];
  const lookUps: number[] = [];
  const sentAt: number[] = [];
  let attempts = 0;
  let diesBeforeCounting = false;
  const mortal: typeof employees = {
    ...employees,
    putIntent: (intent) => {
      if (!diesBeforeCounting || intent.unanswered === 0) return employees.putIntent(intent);
      diesBeforeCounting = false;
      throw new Error('killed');
    },
  };
  const create = () =>
    createOnce(
      {
        intentKey: INTENT,
        find: async () => {
          lookUps.push(clock.now());
          return Promise.resolve(records.find(({ at }) => at + replicaLagInMillis <= clock.now()) ?? null);
        },
        post: async (beforeSend) => {
          await beforeSend();
          sentAt.push(clock.now());
          const outcome = posts[attempts] ?? 'created';
          attempts += 1;
          if (outcome === 'killed') throw new Error('killed');
          if (outcome === 'late') await clock.sleep(WRITE_TIMEOUT_IN_MILLIS);
          if (outcome === 'late' || outcome === 'never arrived') throw failure('outcomeUnknown');
          if (outcome !== 'created' && outcome !== 'lost') throw failure(outcome);
          const record = { id: 100 + attempts, at: clock.now() };
          records.push(record);
          if (outcome === 'lost') throw failure('outcomeUnknown');
          return record;
        },
      },
      {
        intents: mortal,
        clock,
        deadline: () => deadlineInMillis,
        replicaLagInMillis: LAG_IN_MILLIS,
        writeTimeoutInMillis: WRITE_TIMEOUT_IN_MILLIS,
      },
    );
  return {
    clock,
    employees,
    records,
    table,
    lookUps,
    sentAt,
    dieBeforeCounting: () => {
      diesBeforeCounting = true;
    },
    attempts: () => attempts,
    create: () => clock.run(create()),
    createTwice: () => clock.run(Promise.all([create(), create()])),
    intent: () => employees.getIntent(INTENT),
  };
};

describe('a POST', () => {
  test('that is answered closes its intent with the id', async () => {
    const { create, intent, lookUps } = scene(['created']);

    expect(await create()).toMatchObject({ id: 101 });
    expect(await intent()).toMatchObject({ status: 'applied', id: 101, unanswered: 0 });
    expect(lookUps).toEqual([]);
  });

  test.each([[0], [2_000], [30_000]])(
    'whose answer is lost is found again, with a replica that lags by %d ms',
    async (replicaLagInMillis) => {
      const { create, records, intent, attempts } = scene(['lost'], { replicaLagInMillis });

      expect(await create()).toMatchObject({ id: 101 });
      expect(attempts()).toBe(1);
      expect(records).toHaveLength(1);
      expect(await intent()).toMatchObject({ status: 'applied', id: 101 });
    },
  );

  test('that never arrived is sent once more, and not before the lag has passed', async () => {
    const { create, clock, records } = scene(['never arrived', 'created']);

    await create();

    expect(records).toHaveLength(1);
    expect(clock.now()).toBeGreaterThanOrEqual(LAG_IN_MILLIS);
  });

  test('in doubt twice is left to a person, also by the next run', async () => {
    const { create, attempts, intent } = scene(['never arrived', 'never arrived']);

    await expect(create()).rejects.toThrow(WriteInDoubtError);
    await expect(create()).rejects.toThrow(WriteInDoubtError);
    expect(attempts()).toBe(2);
    expect(await intent()).toMatchObject({ status: 'open', unanswered: 2 });
  });

  test('in doubt twice that shows after all is adopted', async () => {
    const { create, records, intent } = scene(['never arrived', 'never arrived']);
    await expect(create()).rejects.toThrow(WriteInDoubtError);
    records.push({ id: 7, at: 0 });

    expect(await create()).toMatchObject({ id: 7 });
    expect(await intent()).toMatchObject({ status: 'applied', id: 7 });
  });

  test.each<[VendorErrorKind]>([['rejected'], ['forbidden'], ['credentialsRefused'], ['unavailable']])(
    'that was certainly not applied (%s) leaves nothing behind',
    async (kind) => {
      const { create, intent } = scene([kind]);

      await expect(create()).rejects.toMatchObject({ kind });
      expect(await intent()).toBeNull();
    },
  );

  test('refused after one of unknown outcome leaves that one open', async () => {
    const { create, intent } = scene(['never arrived', 'rejected']);

    await expect(create()).rejects.toMatchObject({ kind: 'rejected' });
    expect(await intent()).toMatchObject({ status: 'open', unanswered: 1 });
  });

  test('whose look-ups do not fit before the deadline is tried again later, and then goes on where it stood', async () => {
    const { create, clock, records, attempts } = scene(['lost'], {
      replicaLagInMillis: 30_000,
      deadlineInMillis: 10_000,
    });

    await expect(create()).rejects.toThrow(RetryLaterError);
    expect(records).toHaveLength(1);
    expect(clock.now()).toBeLessThanOrEqual(10_000);
    await clock.advance(60_000);

    expect(await create()).toMatchObject({ id: 101 });
    expect(attempts()).toBe(1);
  });

  test('of two workers at once is sent by one, and both come to the same record', async () => {
    const { createTwice, records } = scene(['created', 'created']);

    expect(await createTwice()).toMatchObject([{ id: 101 }, { id: 101 }]);
    expect(records).toHaveLength(1);
  });

  test('after a kill between POST and state is looked for first', async () => {
    const { create, employees, records, attempts } = scene([], { replicaLagInMillis: 2_000 });
    await employees.putIntent({ ...INTENT, status: 'open', unanswered: 0, sentAt: 0, id: null, version: 1 });
    records.push({ id: 55, at: 0 });

    expect(await create()).toMatchObject({ id: 55 });
    expect(attempts()).toBe(0);
  });

  test('of which every process dies is sent as often as it takes, never before the lag has passed', async () => {
    const { create, clock, sentAt, intent } = scene([...Array<'killed'>(5).fill('killed'), 'created']);
    for (let deaths = 0; deaths < 5; deaths += 1) {
      await expect(create()).rejects.toThrow('killed');
      await clock.advance(1_000);
    }

    expect(await create()).toMatchObject({ id: 106 });
    expect(sentAt).toHaveLength(6);
    const pauses = sentAt.slice(1).map((at, index) => at - (sentAt[index] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(LAG_IN_MILLIS);
    expect(await intent()).toMatchObject({ status: 'applied', unanswered: 0 });
  });

  test.each<[string, readonly ('never arrived' | 'killed')[]]>([
    ['between two outcomes left unknown', ['never arrived', 'killed', 'killed', 'never arrived']],
    ['before them', ['killed', 'killed', 'never arrived', 'never arrived']],
  ])('of which processes die %s is in doubt after the second outcome, not before', async (_when, posts) => {
    const { create, sentAt, intent } = scene(posts);
    for (const post of posts.filter((one) => one === 'killed')) await expect(create()).rejects.toThrow(post);

    await expect(create()).rejects.toThrow(WriteInDoubtError);
    expect(sentAt).toHaveLength(posts.length);
    expect(await intent()).toMatchObject({ status: 'open', unanswered: 2 });
  });

  test('whose process dies after an unknown outcome, before it could count it, is sent again all the same', async () => {
    const { create, sentAt, dieBeforeCounting } = scene(['never arrived', 'never arrived', 'created']);
    dieBeforeCounting();

    await expect(create()).rejects.toThrow('killed');
    expect(await create()).toMatchObject({ id: 103 });
    expect(sentAt).toHaveLength(3);
  });

  test('that another process may still be sending is not sent again before its answer and the lag are over', async () => {
    const { create, employees, sentAt } = scene(['created']);
    await employees.putIntent({ ...INTENT, status: 'open', unanswered: 0, sentAt: 0, id: null, version: 1 });

    await create();

    expect(sentAt[0]).toBeGreaterThanOrEqual(WRITE_TIMEOUT_IN_MILLIS + LAG_IN_MILLIS);
  });

  test('whose outcome became unknown late is not sent again before the lag has passed since', async () => {
    const { create, sentAt } = scene(['late', 'created']);

    await create();

    expect(sentAt).toEqual([0, expect.any(Number)]);
    expect(sentAt[1]).toBeGreaterThanOrEqual(WRITE_TIMEOUT_IN_MILLIS + LAG_IN_MILLIS);
  });

  test('of the version before is read with what it counted', async () => {
    const { create, table, sentAt } = scene(['never arrived']);
    const before = { ...INTENT, pk: 'intents#person-42', sk: 'employee#employee', status: 'open', id: null };
    await table.put({ ...before, attempts: 1, sentAt: 0, version: 1 });

    await expect(create()).rejects.toThrow(WriteInDoubtError);
    expect(sentAt).toHaveLength(1);
  });

  test('for a record that payroll has deleted since is sent afresh', async () => {
    const { create, clock, records, attempts } = scene(['created', 'created']);
    await create();
    records.length = 0;
    await clock.advance(LAG_IN_MILLIS + 1);

    expect(await create()).toMatchObject({ id: 102 });
    expect(attempts()).toBe(2);
  });
});

describe('a whole person, when one POST goes wrong', () => {
  const KINDS = [
    ['employee', /\/v2\/Employees$/],
    ['bank account', /\/ContactBankAccounts\//],
    ['employment', /\/Employees\/\d+\/Employments$/],
    ['salary', /\/Salaries$/],
  ] as const;

  /** Lets the fault strike the first matching POST, and that one only. */
  const strikeOnce = (system: SyncSystem, path: RegExp, fault: Fault): void => {
    let struck = false;
    system.powerOffice.setFaults((request) => {
      if (struck || request.method !== 'POST' || !path.test(request.path)) return null;
      struck = true;
      return fault;
    });
  };

  const expectComplete = (system: SyncSystem): void => {
    expect(system.powerOffice.state.employees).toMatchObject([
      { Number: 42, bankAccounts: [{}], employments: [{ IsDefault: true, salaries: [{ AnnualSalary: 600_000 }] }] },
    ]);
    expect(system.record(42).SalaryBankAccountId).toBe(system.record(42).bankAccounts[0]?.Id);
  };

  describe.each(KINDS)('that of the %s', (_kind, path) => {
    test.each<[string, Fault, number]>([
      ['is applied and its answer lost', { after: 'reset' }, 0],
      ['is applied and its answer lost, with a replica 2 s behind', { after: 'reset' }, 2_000],
      ['is applied and its answer lost, with a replica 30 s behind', { after: 'hang' }, 30_000],
      ['is applied and answered with HTML', { after: 'html' }, 2_000],
      ['is applied and answered with cut JSON', { after: 'cutBody' }, 2_000],
      ['is applied and answered without a body', { after: 'emptyBody' }, 2_000],
      ['is applied and answered with 500', { after: 500 }, 2_000],
      ['never arrives', { before: 'reset' }, 2_000],
      ['meets 503', { before: 503 }, 2_000],
      ['meets 429', { before: 429 }, 2_000],
    ])('%s', async (_what, fault, replicaLagInMillis) => {
      const system = createSyncSystem({ people: [buildSimployerPerson()], powerOfficeOptions: { replicaLagInMillis } });
      strikeOnce(system, path, fault);

      const report = await system.run();

      expect(report).toMatchObject({ status: 'succeeded', totals: { inScope: 1, failed: 0 } });
      expectComplete(system);
      await system.wait(60_000);
      const { writes } = system.powerOffice;
      await system.run();
      expect(system.powerOffice.writes).toBe(writes);
    });

    test('is refused: the problem is told, and the next run puts it right', async () => {
      const system = createSyncSystem({ people: [buildSimployerPerson()] });
      strikeOnce(system, path, { before: 'refuse', status: 400, title: 'Employee validation error(s)', detail: 'No.' });

      const report = await system.run();
      expect(personIn(report, '42').outcome).toBe('failed');
      expect(codesOf(personIn(report, '42'))).toEqual(['POWEROFFICE_REJECTED']);
      expect(personIn(report, '42').problems[0]?.message).toBe('Employee validation error(s): No.');

      await system.wait(60_000);
      expect(await system.run()).toMatchObject({ status: 'succeeded' });
      expectComplete(system);
    });
  });

  test('a reference that is in use names the record an earlier POST made, and it is adopted', async () => {
    const system = createSyncSystem({ people: [buildSimployerPerson()] });
    const { tasks } = await system.start();
    // Made by a POST of another process, after the lists were read.
    await system.start({ runId: 'run-1' });
    await system.work(tasks);
    await system.table.remove({ pk: 'employees', sk: 'person-42' }, 1);
    await system.table.remove({ pk: 'intents#person-42', sk: 'employee#employee' }, 2);
    const { Id } = system.record(42);
    const late = tasks.map((task) => ({ ...task, runId: 'late' }));
    await system.runs.takeLease({
      runId: 'late',
      flow: FIRST_FLOW,
      mode: 'apply',
      trigger: 'api',
      requestedBy: null,
      employees: null,
      now: system.clock.now(),
      leaseInMillis: 1_000_000,
    });
    await system.runs.listPending('late', ['person-42'], system.clock.now());
    await system.runs.markRunning('late');

    await system.work(late);

    expect(system.powerOffice.state.employees.map((employee) => employee.Id)).toEqual([Id]);
    expect(await system.runs.outcomes('late')).toMatchObject([{ targetId: Id, problems: [] }]);
    expect(system.record(42).employments).toHaveLength(1);
    expect(system.record(42).bankAccounts).toHaveLength(1);
  });
});
