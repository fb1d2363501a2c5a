import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import type { Outcome } from '../../../shared/records/outcome.ts';
import { VendorError } from '../../../shared/records/vendor-error.ts';
import { RUN_ABORTS, RunAbortedError } from '../../../shared/run/abort.ts';
import type { PreparedRun } from '../../../shared/run/flow.ts';
import { RetryLaterError } from '../../../shared/run/retry-later-error.ts';
import { createRunEnding } from '../../../shared/run/run-ending.ts';
import { LEASE_IN_MILLIS } from '../../../shared/run/limits.ts';
import type { StartMessage } from '../../../shared/run/start-message.ts';
import { startRun } from '../../../shared/run/start-run.ts';
import type { StartRunDependencies } from '../../../shared/run/start-run.ts';
import type { Message } from '../../../shared/run/task.ts';
import type { Guard } from '../../../shared/state/plan.ts';
import { createRunStore } from '../../../shared/state/run-store.ts';
import { WORD_FLOW } from '../../builders/word-worker.ts';

const FLOW = WORD_FLOW.name;

const written = (sourceId: string): Outcome => ({
  sourceId,
  number: null,
  targetId: sourceId,
  outcome: 'updated',
  changes: [{ entity: 'word', action: 'update', field: 'Spelling' }],
  problems: [],
  planned: { digest: `facts.${sourceId}`, name: null, matchedBy: null },
});

/** What a start reads of a flow of words, of which every one is to be written. */
const preparedOf = (words: readonly string[], guards: readonly Guard[] = []): PreparedRun => ({
  tasks: words.map((sourceId) => ({ sourceId, number: null, subject: null })),
  outcomes: [],
  overview: () => Promise.resolve({ guards, match: {}, findings: [], unmatched: [] }),
  begin: () => Promise.resolve(),
});

const arrange = (words: readonly string[], differing: Partial<StartRunDependencies['flow']> = {}) => {
  const runs = createRunStore(createMemoryTable());
  const time = { now: Date.parse('2026-03-02T04:30:00Z') };
  const clock = { now: () => time.now };
  const sent: Message[] = [];
  const flow: StartRunDependencies['flow'] = {
    ...WORD_FLOW,
    keepsPlansForMillis: 1_000,
    asksForApproval: false,
    isNew: () => Promise.resolve(false),
    planAgain: ({ sourceId }) => Promise.resolve(written(sourceId)),
    toStale: (now) => ({ ...now, outcome: 'skipped' }),
    failRecord: ({ sourceId }) => Promise.resolve({ ...written(sourceId), outcome: 'failed' }),
    prepare: () => Promise.resolve(preparedOf(words)),
    ...differing,
  };
  const start = (runId: string, message: Partial<StartMessage>, messageId = 'message') =>
    startRun(
      runId,
      { flow: FLOW, mode: 'apply', trigger: 'api', employees: null, requestedBy: null, ...message },
      {
        runs,
        ending: createRunEnding({ runs, clock, tell: null }),
        clock,
        messageId,
        flow,
        sendMessages: (messages) => {
          sent.push(...messages);
          return Promise.resolve([]);
        },
      },
    );
  return { runs, time, clock, sent, start };
};

describe('the start of a run', () => {
  test('of a plan keeps the first thousand whom a guard is about: an item of the table is small', async () => {
    const people = Array.from({ length: 1_500 }, (_, index) => `person-${index}`);
    const { runs, start } = arrange([], {
      prepare: () => Promise.resolve(preparedOf([], [{ code: 'MANY', message: '1500 of 2000.', people }])),
    });

    await start('plan', { mode: 'plan', isStored: true });

    expect((await runs.getRun('plan'))?.plan?.overview?.guards).toEqual([
      { code: 'MANY', message: '1500 of 2000.', people: people.slice(0, 1_000) },
    ]);
  });

  test('of which there is more to read than the time allows says so, and is not tried again', async () => {
    const { runs, start } = arrange([], {
      prepare: () => Promise.reject(new VendorError('simployer', 'outOfTime', { summary: 'It was not sent.' })),
    });

    expect(await start('large', { mode: 'plan' })).toMatchObject({ kind: 'aborted', code: 'START_OUT_OF_TIME' });
    expect((await runs.getRun('large'))?.abort).toEqual({
      code: 'START_OUT_OF_TIME',
      message: 'Simployer had not been read to the end after 14 minutes.',
      hint: RUN_ABORTS.START_OUT_OF_TIME.hint,
      people: [],
    });
  });

  const plan = async ({ runs, clock, sent, start }: ReturnType<typeof arrange>, words: readonly string[]) => {
    await start('plan', { mode: 'plan', isStored: true });
    for (const word of words) await runs.recordOutcome('plan', written(word), clock.now());
    const totals = { inScope: words.length, created: 0, updated: words.length, unchanged: 0, skipped: 0, failed: 0 };
    await runs.storeEnd('plan', { totals }, clock.now());
    sent.length = 0;
  };

  test.each<[string, () => Promise<null>]>([
    ['fails while it is compared', () => Promise.reject(new Error('a bug'))],
    ['cannot be compared yet', () => Promise.reject(new RetryLaterError('a replica lags'))],
    [
      'needs more time than there is',
      () => Promise.reject(new VendorError('poweroffice', 'outOfTime', { summary: '' })),
    ],
    ['there is no time left for', () => Promise.resolve(null)],
  ])('that carries out a plan leaves a record which %s to whoever works on it', async (_, planBad) => {
    const system = arrange(['bad', 'good'], {
      planAgain: ({ sourceId }) => (sourceId === 'bad' ? planBad() : Promise.resolve(written(sourceId))),
    });
    await plan(system, ['bad', 'good']);

    const result = await system.start('apply', { applies: { planId: 'plan', accept: [] } });

    expect(result).toMatchObject({ kind: 'started', queued: 2 });
    expect(system.sent.map(({ sourceId, planned }) => [sourceId, planned?.digest])).toEqual([
      ['bad', 'facts.bad'],
      ['good', 'facts.good'],
    ]);
  });

  test('that carries out a plan compares a hundred records at a time, however many it has', async () => {
    const words = Array.from({ length: 250 }, (_, index) => `word-${index}`);
    let underWay = 0;
    let most = 0;
    const system = arrange(words, {
      planAgain: async ({ sourceId }) => {
        underWay += 1;
        most = Math.max(most, underWay);
        await Promise.resolve();
        underWay -= 1;
        return written(sourceId);
      },
    });
    await plan(system, words);

    await system.start('apply', { applies: { planId: 'plan', accept: [] } });

    expect([most, system.sent.length]).toEqual([100, 250]);
  });

  test('of a run that somebody stops while it reads lets no other run write without a plan', async () => {
    const asksForApproval = { asksForApproval: true, isNew: () => Promise.resolve(true) };
    const system = arrange(['a'], {
      ...asksForApproval,
      planAgain: async ({ sourceId }) => {
        const abort = { code: 'INTERRUPTED', message: 'Stopped by Ctrl-C.', hint: 'Nothing to do.', people: [] };
        await system.runs.storeEnd('apply', { abort }, system.clock.now());
        return written(sourceId);
      },
    });
    await plan(system, ['a']);

    const result = await system.start('apply', { applies: { planId: 'plan', accept: [] } });

    expect(result).toMatchObject({ kind: 'repeated', run: { status: 'aborted' } });
    expect([await system.runs.gateOf(FLOW), system.sent]).toEqual(['closed', []]);
  });

  test('which our own table fails counts what it asked of the vendors all the same', async () => {
    const asked = [7, 7];
    const reads = [
      () => Promise.reject(new Error('The table does not answer.')),
      () => Promise.resolve(preparedOf([])),
    ];
    const { runs, start } = arrange([], {
      takeApiCalls: () => ({ poweroffice: asked.shift() ?? 0 }),
      prepare: () => (reads.shift() ?? reads[0]!)(),
    });
    await expect(start('run', {})).rejects.toThrow('The table does not answer.');
    await start('run', {});

    expect((await runs.getRun('run'))?.apiCalls).toEqual({ poweroffice: 14 });
  });

  describe('that is sent twice, as two messages', () => {
    /** The first start reads both sides until it is told to go on, or to die. */
    const arrangeReading = () => {
      const held = Promise.withResolvers<PreparedRun>();
      const reading = Promise.withResolvers<void>();
      let starts = 0;
      const system = arrange([], {
        prepare: () => {
          starts += 1;
          if (starts > 1) return Promise.resolve(preparedOf(['a']));
          reading.resolve();
          return held.promise;
        },
      });
      const first = system.start('plan', { mode: 'plan' }, 'first');
      return { ...system, first, held, reading: reading.promise, starts: () => starts };
    };

    test('reads both sides once: the second does nothing while the first is under way', async () => {
      const { sent, start, first, held, reading, starts } = arrangeReading();
      await reading;
      const second = await start('plan', { mode: 'plan' }, 'second');
      held.resolve(preparedOf(['a']));

      expect(second).toMatchObject({ kind: 'repeated', run: { runId: 'plan', status: 'starting' } });
      expect(await first).toMatchObject({ kind: 'started', queued: 1 });
      expect([starts(), sent.length]).toEqual([1, 1]);
    });

    test.each([
      ['its own message goes on when it comes again', 'first', 0, 'started'],
      ['the other one leaves the run to it', 'second', LEASE_IN_MILLIS - 1, 'repeated'],
      ['the other one goes on when there was no sign of life for too long', 'second', LEASE_IN_MILLIS, 'started'],
    ])('and the first dies: %s', async (_what, messageId, later, kind) => {
      const { time, start, first, held, reading } = arrangeReading();
      await reading;
      held.reject(new Error('killed'));
      await expect(first).rejects.toThrow('killed');
      time.now += later;

      expect(await start('plan', { mode: 'plan' }, messageId)).toMatchObject({ kind });
    });
  });

  describe('whose message comes twice at the same time', () => {
    const MANY = { code: 'MANY', message: '3 of 4.', people: ['a', 'b', 'c'] };

    /** The second start reads both sides until it is told to go on: the first is done by then. */
    const arrangeTwo = (second: StartRunDependencies['flow']['prepare']) => {
      const held = Promise.withResolvers<void>();
      const reading = Promise.withResolvers<void>();
      let starts = 0;
      const system = arrange([], {
        prepare: async (...input) => {
          starts += 1;
          if (starts === 2) {
            reading.resolve();
            await held.promise;
            return second(...input);
          }
          return preparedOf(['a'], [MANY]);
        },
      });
      return { ...system, reading: reading.promise, goOn: held.resolve };
    };

    test('the plan that the first made stands: its guards, and that it has been carried out', async () => {
      const { runs, sent, start, reading, goOn } = arrangeTwo(() => Promise.resolve(preparedOf(['a'])));
      const first = start('plan', { mode: 'plan', isStored: true });
      const second = start('plan', { mode: 'plan', isStored: true });
      await Promise.all([first, reading]);
      await runs.closePlan(FLOW, 'plan');
      goOn();

      expect(await second).toMatchObject({ kind: 'repeated' });
      expect(sent.map(({ sourceId }) => sourceId)).toEqual(['a']);
      expect((await runs.getRun('plan'))?.plan).toMatchObject({ state: 'applied', overview: { guards: [MANY] } });
    });

    test('the first died when its messages were out: the second ends the run, which waits for nothing', async () => {
      const { runs, start } = arrange([], {
        prepare: async () => {
          await runs.markRunning('plan');
          return preparedOf([]);
        },
      });

      expect(await start('plan', { mode: 'plan', isStored: true })).toMatchObject({ kind: 'repeated' });
      expect((await runs.getRun('plan'))?.status).toBe('succeeded');
    });

    test('trouble of the second does not end the run that the first has begun', async () => {
      const { runs, start, reading, goOn } = arrangeTwo(() =>
        Promise.reject(new RunAbortedError('CREDENTIALS_REFUSED', 'a key')),
      );
      const first = start('plan', { mode: 'plan', isStored: true });
      const second = start('plan', { mode: 'plan', isStored: true });
      await Promise.all([first, reading]);
      goOn();

      expect(await second).toMatchObject({ kind: 'repeated' });
      expect(await runs.getRun('plan')).toMatchObject({ status: 'running', abort: null });
    });
  });
});
