import { FIRST_FLOW } from '../../../shared/records/first-flow.ts';
import type { Outcome } from '../../../shared/records/outcome.ts';
import { totalsOf } from '../../../shared/records/outcome.ts';
import { problem } from '../../../shared/flows/employees-to-poweroffice/problems.ts';
import { createRunStore } from '../../../shared/state/run-store.ts';
import type { LeaseRequest } from '../../../shared/state/leases.ts';
import type { RunStore } from '../../../shared/state/run-store.ts';
import type { Item } from '../../../shared/state/table.ts';
import { TABLES } from './tables.ts';
import type { OpenTable } from './tables.ts';

const NOW = Date.parse('2026-03-02T06:00:00Z');
const LEASE_IN_MILLIS = 60_000;
const DONE = { totals: totalsOf([]) };
const ABORT = { code: 'CREDENTIALS_REFUSED', message: 'No.', hint: 'IT: ...', people: [] };

const request = (runId: string, overrides: Partial<LeaseRequest> = {}): LeaseRequest => ({
  runId,
  flow: FIRST_FLOW,
  mode: 'apply',
  trigger: 'schedule',
  requestedBy: null,
  employees: null,
  now: NOW,
  leaseInMillis: LEASE_IN_MILLIS,
  ...overrides,
});

const outcomeOf = (sourceId: string, overrides: Partial<Outcome> = {}): Outcome => ({
  sourceId,
  number: '42',
  targetId: 7,
  outcome: 'updated',
  changes: [
    { entity: 'employee', action: 'update', field: 'LastName' },
    { entity: 'salary', action: 'create' },
  ],
  problems: [problem('LINK_LOST')],
  ...overrides,
});

describe.each(TABLES)('the run store (%s)', (_name, open) => {
  let opened: OpenTable;
  let runs: RunStore;

  beforeEach(async () => {
    opened = await open();
    runs = createRunStore(opened.table);
  });
  afterEach(() => opened.close());

  /** A run whose messages are out. */
  const running = async (runId: string, people: readonly string[]) => {
    await runs.takeLease(request(runId));
    const places = await runs.listPending(runId, people, NOW);
    await runs.noteInScope(runId, people.length);
    await runs.markRunning(runId);
    return places;
  };

  describe('the lease', () => {
    test('is taken once, and refused with the name of the holder', async () => {
      const first = await runs.takeLease(request('one', { employees: ['42'], mode: 'plan' }));
      expect(first).toMatchObject({
        taken: true,
        run: { runId: 'one', runNumber: 1, status: 'starting', mode: 'plan' },
      });

      expect(await runs.takeLease(request('two'))).toEqual({ taken: false, holder: 'one' });
      expect(await runs.holder(FIRST_FLOW)).toBe('one');
      expect(await runs.getRun('two')).toBeNull();
      expect(await runs.getRun('one')).toMatchObject({ employees: ['42'], startedAt: NOW, finishedAt: null });
    });

    test('of several starts in the same instant one is taken', async () => {
      const answers = await Promise.all(['a', 'b', 'c', 'd'].map((runId) => runs.takeLease(request(runId))));

      const taken = answers.filter((answer) => answer.taken);
      expect(taken).toHaveLength(1);
      expect(await runs.latestRuns(10)).toHaveLength(1);
    });

    test("asked for again by its holder is still the holder's, and the run stays as it is", async () => {
      await runs.takeLease(request('one'));
      await runs.addApiCalls('one', { simployer: 3, poweroffice: 4 });

      expect(await runs.takeLease(request('one', { now: NOW + 5 }))).toMatchObject({ taken: true });
      expect(await runs.getRun('one')).toMatchObject({ apiCalls: { simployer: 3, poweroffice: 4 }, startedAt: NOW });
    });

    test('is that of the message which began the run, for as long as it holds', async () => {
      const take = async (begunBy: string | null, now: number) =>
        (await runs.takeLease(request('one', { begunBy, now }))).taken;
      const together = await Promise.all(['a', 'b', 'c'].map((begunBy) => take(begunBy, NOW)));
      const first = ['a', 'b', 'c'].find((_, index) => together[index])!;

      expect(together.filter((taken) => taken)).toHaveLength(1);
      expect(await take('another', NOW + LEASE_IN_MILLIS - 1)).toBe(false);
      expect(await take(first, NOW + 1)).toBe(true);
      expect(await take('another', NOW + 1 + LEASE_IN_MILLIS)).toBe(true);
      expect(await take(first, NOW + 2 + LEASE_IN_MILLIS)).toBe(false);
      // The version before knew of no messages: whoever comes goes on, as it did.
      expect(await take(null, NOW + 3 + LEASE_IN_MILLIS)).toBe(true);
      expect(await take(first, NOW + 4 + LEASE_IN_MILLIS)).toBe(true);
    });

    test('holds to the last millisecond, and has expired then', async () => {
      await runs.takeLease(request('dead'));

      expect(await runs.expiredHolder(FIRST_FLOW, NOW + LEASE_IN_MILLIS - 1)).toBeNull();
      expect(await runs.expiredHolder(FIRST_FLOW, NOW + LEASE_IN_MILLIS)).toBe('dead');
      const late = await runs.takeLease(request('next', { now: NOW + LEASE_IN_MILLIS }));
      expect(late).toEqual({ taken: false, holder: 'dead' });
    });

    test('of a run that has ended is free, also when it was not given back', async () => {
      await running('one', []);
      const held = await opened.table.get({ pk: 'lease', sk: 'lease' });
      await runs.storeEnd('one', DONE, NOW);
      const lease = await opened.table.get({ pk: 'lease', sk: 'lease' });
      await opened.table.put({ ...lease!, holder: held!['holder'], version: lease!.version + 1 });

      expect(await runs.takeLease(request('two'))).toMatchObject({ taken: true, run: { runNumber: 2 } });
    });

    test('lasts as long as there are signs of life', async () => {
      await runs.takeLease(request('one'));

      expect(await runs.renewLease({ runId: 'one', flow: FIRST_FLOW }, NOW + 50_000, LEASE_IN_MILLIS)).toBe(true);
      expect(await runs.takeLease(request('two', { now: NOW + 100_000 }))).toEqual({
        taken: false,
        holder: 'one',
      });
      expect(await runs.expiredHolder(FIRST_FLOW, NOW + 109_999)).toBeNull();
      expect(await runs.expiredHolder(FIRST_FLOW, NOW + 110_000)).toBe('one');
    });

    /** The table as a process has it that dies, or is refused, at one kind of write. */
    const breaking = (isBroken: (item: Item) => boolean): RunStore =>
      createRunStore({
        ...opened.table,
        put: (item) => (isBroken(item) ? Promise.reject(new Error('It does not answer.')) : opened.table.put(item)),
      });

    test('is not taken for a run that cannot be stored', async () => {
      const broken = breaking(({ pk }) => pk === 'runs');
      await expect(broken.takeLease(request('huge'))).rejects.toThrow('It does not answer.');

      expect(await runs.holder(FIRST_FLOW)).toBeNull();
      expect(await runs.takeLease(request('next'))).toMatchObject({ taken: true });
    });

    test('is never held by a run that cannot be looked up: its item comes first', async () => {
      const broken = breaking(({ pk }) => pk === 'lease');
      await expect(broken.takeLease(request('one'))).rejects.toThrow('It does not answer.');
      expect(await runs.getRun('one')).toMatchObject({ status: 'starting' });

      expect(await runs.takeLease(request('two'))).toMatchObject({ taken: true, run: { runNumber: 1 } });
      expect(await runs.takeLease(request('one'))).toMatchObject({ taken: false, holder: 'two' });
      await runs.storeEnd('two', { abort: ABORT }, NOW);
      expect(await runs.takeLease(request('one'))).toMatchObject({ taken: true, run: { runId: 'one', runNumber: 2 } });
      expect(await runs.getRun('one')).toMatchObject({ runNumber: 2 });
    });

    test('of a holder without an item is free', async () => {
      await opened.table.put({
        pk: 'lease',
        sk: 'lease',
        version: 1,
        holder: 'ghost',
        expiresAtMillis: NOW + LEASE_IN_MILLIS,
        runNumber: 7,
      });
      expect(await runs.takeLease(request('one'))).toMatchObject({ taken: true, run: { runNumber: 8 } });
    });

    test('is not taken again by a run that has ended', async () => {
      await runs.takeLease(request('one'));
      await runs.storeEnd('one', { abort: ABORT }, NOW);
      expect(await runs.takeLease(request('one'))).toMatchObject({ taken: false });
      expect(await runs.holder(FIRST_FLOW)).toBeNull();
    });

    test("is nobody's before the first run", async () => {
      expect(await runs.holder(FIRST_FLOW)).toBeNull();
      expect(await runs.expiredHolder(FIRST_FLOW, NOW)).toBeNull();
      expect(await runs.renewLease({ runId: 'one', flow: FIRST_FLOW }, NOW, LEASE_IN_MILLIS)).toBe(false);
    });

    test.each([
      ['the end of a run', () => runs.storeEnd('one', DONE, NOW)],
      ['an abort', () => runs.storeEnd('one', { abort: ABORT }, NOW)],
    ])('is given back by %s', async (_what, end) => {
      await running('one', []);

      expect(await end()).toMatchObject({ runId: 'one', finishedAt: NOW, toldAt: null });

      expect(await runs.holder(FIRST_FLOW)).toBeNull();
      expect(await runs.takeLease(request('two'))).toMatchObject({ taken: true, run: { runNumber: 2 } });
    });

    test('is not given back, nor renewed, by a run that lost it', async () => {
      await running('dead', []);
      await runs.storeEnd('dead', { abort: ABORT }, NOW);
      await runs.takeLease(request('next'));

      expect(await runs.storeEnd('dead', { abort: { ...ABORT, code: 'RUN_LOST' } }, NOW)).toBeNull();
      expect(await runs.storeEnd('dead', DONE, NOW)).toBeNull();
      expect(await runs.renewLease({ runId: 'dead', flow: FIRST_FLOW }, NOW, LEASE_IN_MILLIS)).toBe(false);

      expect(await runs.holder(FIRST_FLOW)).toBe('next');
      expect(await runs.getRun('dead')).toMatchObject({ status: 'aborted', abort: ABORT });
    });
  });

  describe('who is pending', () => {
    const everybody = Array.from({ length: 250 }, (_, index) => `person-${index}`);

    test('is counted over all lists, and goes down as people are struck off', async () => {
      const places = await running('one', everybody);
      expect(new Set(places.map(({ list }) => list)).size).toBe(3);
      expect(await runs.pending('one')).toBe(250);
      expect(await runs.getRun('one')).toMatchObject({ inScope: 250, status: 'running' });

      await runs.strikeOff('one', places.slice(95, 105));
      expect(await runs.pending('one')).toBe(240);

      await runs.strikeOff('one', places);
      expect(await runs.pending('one')).toBe(0);
    });

    test('striking off says whether a list ran empty, also when it was empty before', async () => {
      const places = await running('one', everybody.slice(0, 101));

      expect(await runs.strikeOff('one', places.slice(0, 99))).toBe(false);
      expect(await runs.strikeOff('one', places.slice(99, 100))).toBe(true);
      expect(await runs.strikeOff('one', places.slice(0, 1))).toBe(true);
      expect(await runs.strikeOff('one', places.slice(100))).toBe(true);
      expect(await runs.strikeOff('one', [])).toBe(false);
    });

    test('striking somebody off twice counts once, and at the same time loses nobody', async () => {
      const places = await running('one', everybody.slice(0, 8));

      await Promise.all(places.flatMap((place) => [runs.strikeOff('one', [place]), runs.strikeOff('one', [place])]));

      expect(await runs.pending('one')).toBe(0);
    });

    test('striking somebody off who is not on the list changes nothing', async () => {
      await running('one', ['a']);

      await runs.strikeOff('one', [
        { sourceId: 'b', list: 0 },
        { sourceId: 'a', list: 9 },
      ]);

      expect(await runs.pending('one')).toBe(1);
    });

    test('is listed afresh by a start that begins again, shorter lists included', async () => {
      await runs.takeLease(request('one'));
      await runs.listPending('one', everybody, NOW);

      await runs.listPending('one', ['person-3'], NOW);
      await runs.noteInScope('one', 250);

      expect(await runs.pending('one')).toBe(1);
      expect(await runs.getRun('one')).toMatchObject({ inScope: 250 });
    });

    test('belongs to one run alone', async () => {
      await running('one', ['a', 'b']);

      expect(await runs.pending('two')).toBe(0);
    });
  });

  describe('outcomes', () => {
    test('of more than an item holds is stored with what fits', async () => {
      await runs.takeLease(request('one'));
      const refused = problem('POWEROFFICE_REJECTED', '🙂'.repeat(50_000));
      const endless = outcomeOf('a', {
        changes: Array.from({ length: 10_000 }, () => ({ entity: 'employee', action: 'update', field: 'LastName' })),
        problems: Array.from({ length: 1_000 }, () => refused),
      });

      await runs.recordOutcome('one', endless, NOW);

      const [stored] = await runs.outcomes('one');
      expect(stored).toMatchObject({ sourceId: 'a', outcome: 'updated', targetId: 7 });
      expect(stored?.problems[0]?.message).toMatch(/^(🙂){499}\ufffd?…$/u);
      expect(stored?.changes.length).toBeGreaterThan(1_000);
    });

    test('come back as they were recorded, and the first one stands', async () => {
      await running('one', ['a', 'b']);
      const outcome = outcomeOf('a');

      await runs.recordOutcome('one', outcome, NOW);
      await runs.recordOutcome('one', outcomeOf('a', { outcome: 'failed' }), NOW + 1);
      await runs.recordOutcome('one', outcomeOf('b', { number: null, targetId: null, changes: [] }), NOW);

      expect(await runs.outcomes('one')).toEqual([
        outcome,
        outcomeOf('b', { number: null, targetId: null, changes: [] }),
      ]);
      await runs.recordOutcome('one', outcomeOf('d', { number: '01859010071' }), NOW);
      expect((await runs.outcomes('one')).at(-1)?.number).toBe('***');
      expect(await runs.outcomeOf('one', 'a')).toMatchObject({ sourceId: 'a' });
      expect(await runs.outcomeOf('one', 'c')).toBeNull();
      expect(await runs.outcomeOf('two', 'a')).toBeNull();
    });
  });

  describe('the end', () => {
    test.each([
      [0, 'succeeded'],
      [1, 'completed_with_errors'],
    ])('with %d failed is %s, and comes once', async (failed, status) => {
      await running('one', []);
      const totals = { ...totalsOf([]), inScope: 1, failed };

      const ends = await Promise.all([1, 2, 3].map((second) => runs.storeEnd('one', { totals }, NOW + second)));

      expect(ends.filter(Boolean)).toHaveLength(1);
      expect(await runs.getRun('one')).toMatchObject({ status, totals });
    });

    test('does not come while the messages are not all out', async () => {
      await runs.takeLease(request('one'));

      expect(await runs.storeEnd('one', DONE, NOW)).toBeNull();
      expect(await runs.getRun('one')).toMatchObject({ status: 'starting' });
    });

    test('an abort is final: nothing starts, ends or aborts the run again', async () => {
      await runs.takeLease(request('one'));

      expect(await runs.storeEnd('one', { abort: ABORT }, NOW + 9)).toMatchObject({ status: 'aborted' });
      expect(await runs.storeEnd('one', { abort: { ...ABORT, code: 'RUN_LOST' } }, NOW + 10)).toBeNull();
      await runs.markRunning('one');
      expect(await runs.storeEnd('one', DONE, NOW + 11)).toBeNull();

      expect(await runs.getRun('one')).toMatchObject({
        status: 'aborted',
        abort: ABORT,
        finishedAt: NOW + 9,
        totals: null,
      });
    });

    test('a run that never was cannot be aborted', async () => {
      expect(await runs.storeEnd('ghost', { abort: ABORT }, NOW)).toBeNull();
      expect(await runs.getRun('ghost')).toBeNull();
    });
  });

  describe('a note that an end was told', () => {
    test('is kept, the first one', async () => {
      await running('one', []);
      await runs.storeEnd('one', DONE, NOW);

      await runs.markTold('one', NOW + 1);
      await runs.markTold('one', NOW + 2);

      expect(await runs.getRun('one')).toMatchObject({ toldAt: NOW + 1 });
    });

    test.each([
      [NOW + 5, NOW + 5],
      [null, null],
    ])('is missing in a run of the version before that ended at %p: told then', async (finishedAt, toldAt) => {
      await running('one', []);
      if (finishedAt !== null) await runs.storeEnd('one', DONE, finishedAt);
      const { toldAt: _, ...old } = (await opened.table.get({ pk: 'runs', sk: 'one' }))!;
      await opened.table.put({ ...old, pk: 'runs', sk: 'one', finishedAt, version: old.version + 1 });

      expect(await runs.getRun('one')).toMatchObject({ toldAt });
    });
  });

  test('requests are added up, also at the same time', async () => {
    await running('one', []);

    await Promise.all(Array.from({ length: 5 }, () => runs.addApiCalls('one', { simployer: 1, poweroffice: 2 })));

    expect(await runs.getRun('one')).toMatchObject({ apiCalls: { simployer: 5, poweroffice: 10 } });
  });

  test('the earliest note of an outage stands until PowerOffice answers again', async () => {
    await running('one', []);

    await runs.noteAvailability('one', NOW + 1);
    expect(await runs.noteAvailability('one', NOW + 2)).toMatchObject({ unavailableSince: NOW + 1 });
    expect(await runs.noteAvailability('one', null)).toMatchObject({ unavailableSince: null });
  });

  test('the latest runs come first, as their ids sort by time', async () => {
    for (const runId of ['20260302T060000-b', '20260302T060000-a', '20260303T060000-a']) {
      await runs.takeLease(request(runId));
      await runs.storeEnd(runId, { abort: ABORT }, NOW);
    }

    expect((await runs.latestRuns(2)).map(({ runId }) => runId)).toEqual(['20260303T060000-a', '20260302T060000-b']);
  });

  test('runs and outcomes may be dropped after a quarter, the lease never', async () => {
    const places = await running('one', ['a']);
    await runs.recordOutcome('one', outcomeOf('a'), NOW);
    await runs.strikeOff('one', places);
    await runs.addApiCalls('one', { simployer: 1, poweroffice: 1 });

    const items = [...(await opened.table.query('runs')), ...(await opened.table.query('run#one'))];
    const quarter = NOW / 1000 + 92 * 24 * 3600;
    expect(items.map(({ expiresAt }) => expiresAt)).toEqual(items.map(() => quarter));
    expect((await opened.table.get({ pk: 'lease', sk: 'lease' }))?.expiresAt).toBeUndefined();
  });
});
