import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import type { Outcome } from '../../../shared/records/outcome.ts';
import { RUN_ABORTS } from '../../../shared/run/abort.ts';
import { createRunEnding } from '../../../shared/run/run-ending.ts';
import type { StartMessage } from '../../../shared/run/start-message.ts';
import { startRun } from '../../../shared/run/start-run.ts';
import type { StartRunDependencies } from '../../../shared/run/start-run.ts';
import type { Message } from '../../../shared/run/task.ts';
import { createRunStore } from '../../../shared/state/run-store.ts';

const FLOW = 'words-to-words';

const written = (sourceId: string): Outcome => ({
  sourceId,
  number: null,
  targetId: sourceId,
  outcome: 'updated',
  changes: [{ entity: 'word', action: 'update', field: 'Spelling' }],
  problems: [],
  planned: { digest: `facts.${sourceId}`, name: null, matchedBy: null },
});

/** A flow of words, of which every one is to be written. */
const arrange = (words: readonly string[], differing: Partial<StartRunDependencies['flow']> = {}) => {
  const runs = createRunStore(createMemoryTable());
  const clock = { now: () => Date.parse('2026-03-02T04:30:00Z') };
  const sent: Message[] = [];
  const flow: StartRunDependencies['flow'] = {
    name: FLOW,
    kind: 'word',
    target: 'poweroffice',
    unavailable: () => 'TARGET_UNAVAILABLE',
    aborts: RUN_ABORTS,
    takeApiCalls: () => ({}),
    keepsPlansForMillis: 1_000,
    asksForApproval: false,
    isNew: () => Promise.resolve(false),
    planAgain: ({ sourceId }) => Promise.resolve(written(sourceId)),
    toStale: (now) => ({ ...now, outcome: 'skipped' }),
    failRecord: ({ sourceId }) => Promise.resolve({ ...written(sourceId), outcome: 'failed' }),
    prepare: () =>
      Promise.resolve({
        tasks: words.map((sourceId) => ({ sourceId, number: null, subject: null })),
        outcomes: [],
        overview: () => Promise.resolve({ guards: [], match: {}, findings: [], unmatched: [] }),
        begin: () => Promise.resolve(),
      }),
    ...differing,
  };
  const start = (runId: string, message: Partial<StartMessage>) =>
    startRun(
      runId,
      { flow: FLOW, mode: 'apply', trigger: 'api', employees: null, requestedBy: null, ...message },
      {
        runs,
        ending: createRunEnding({ runs, clock, tell: null }),
        clock,
        flow,
        sendMessages: (messages) => {
          sent.push(...messages);
          return Promise.resolve([]);
        },
      },
    );
  return { runs, clock, sent, start };
};

describe('the start of a run', () => {
  test('of a plan keeps the first thousand whom a guard is about: an item of the table is small', async () => {
    const people = Array.from({ length: 1_500 }, (_, index) => `person-${index}`);
    const { runs, start } = arrange([], {
      prepare: () =>
        Promise.resolve({
          tasks: [],
          outcomes: [],
          overview: () =>
            Promise.resolve({
              guards: [{ code: 'MANY', message: '1500 of 2000.', people }],
              match: {},
              findings: [],
              unmatched: [],
            }),
          begin: () => Promise.resolve(),
        }),
    });

    await start('plan', { mode: 'plan', isStored: true });

    expect((await runs.getRun('plan'))?.plan?.overview?.guards).toEqual([
      { code: 'MANY', message: '1500 of 2000.', people: people.slice(0, 1_000) },
    ]);
  });

  test('that carries out a plan leaves a record which fails while it is compared to whoever works on it', async () => {
    const { runs, clock, sent, start } = arrange(['bad', 'good'], {
      planAgain: ({ sourceId }) =>
        sourceId === 'bad' ? Promise.reject(new Error('a bug')) : Promise.resolve(written(sourceId)),
    });
    await start('plan', { mode: 'plan', isStored: true });
    for (const word of ['bad', 'good']) await runs.recordOutcome('plan', written(word), clock.now());
    await runs.storeEnd(
      'plan',
      { totals: { inScope: 2, created: 0, updated: 2, unchanged: 0, skipped: 0, failed: 0 } },
      clock.now(),
    );
    sent.length = 0;

    const result = await start('apply', { applies: { planId: 'plan', accept: [] } });

    expect(result).toMatchObject({ kind: 'started', queued: 2 });
    expect(sent.map(({ sourceId, planned }) => [sourceId, planned?.digest])).toEqual([
      ['bad', 'facts.bad'],
      ['good', 'facts.good'],
    ]);
  });
});
