import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import { VendorError } from '../../../shared/records/vendor-error.ts';
import { RetryLaterError } from '../../../shared/run/retry-later-error.ts';
import { createRunEnding } from '../../../shared/run/run-ending.ts';
import { takeLease } from '../../../shared/run/take-lease.ts';
import { createRunStore } from '../../../shared/state/run-store.ts';
import { createWordWorker, WORD_FLOW } from '../../builders/word-worker.ts';

/** What becomes of a record. */
type Fate = 'down' | 'waits' | 'done';

const arrange = async (people: readonly string[]) => {
  const table = createMemoryTable();
  const runs = createRunStore(table);
  const time = { now: Date.parse('2026-03-02T04:30:00Z') };
  const clock = { now: () => time.now };
  const ending = createRunEnding({ runs, clock, tell: null });
  const request = {
    runId: 'run',
    mode: 'apply',
    flow: WORD_FLOW.name,
    trigger: 'api',
    requestedBy: null,
    employees: null,
  } as const;
  await takeLease({ ...request, now: time.now }, { runs, ending });
  await runs.listPending('run', people, time.now);
  await runs.markRunning('run');
  const work = createWordWorker<Fate>(
    (fate) => {
      if (fate === 'down')
        return Promise.reject(new VendorError('poweroffice', 'unavailable', { summary: 'No answer.' }));
      if (fate === 'waits') return Promise.reject(new RetryLaterError('a replica lags'));
      const nothing = { number: null, targetId: 1, outcome: 'unchanged', changes: [], problems: [] } as const;
      return Promise.resolve({ ...nothing, sourceId: 'done', forbidden: null });
    },
    { table, runs, ending, clock },
  );
  /** A batch of records, so many seconds after the one before. */
  const batch = async (seconds: number, ...fates: readonly Fate[]): Promise<string | undefined> => {
    time.now += seconds * 1000;
    await work(
      'run',
      fates.map((task, index) => ({ sourceId: `${task}-${index}`, task })),
    );
    return (await runs.getRun('run'))?.status;
  };
  return { runs, batch };
};

test('a target that has not answered for a minute ends the run, though some records only wait', async () => {
  const { runs, batch } = await arrange(['a', 'b', 'c']);

  expect(await batch(0, 'down', 'down')).toBe('running');
  expect(await batch(30, 'waits')).toBe('running');
  expect(await batch(29, 'down', 'waits')).toBe('running');
  expect(await batch(1, 'down')).toBe('aborted');
  expect((await runs.getRun('run'))?.abort?.code).toBe('TARGET_UNAVAILABLE');
});

test('a target that did its work for anybody meanwhile has answered', async () => {
  const { batch } = await arrange(['a', 'b', 'c']);

  expect(await batch(0, 'down')).toBe('running');
  expect(await batch(30, 'down', 'done')).toBe('running');
  expect(await batch(30, 'down')).toBe('running');
  expect(await batch(59, 'down')).toBe('running');
  expect(await batch(1, 'down')).toBe('aborted');
});
