import { createLeaveStore } from '../../shared/flows/leaves-to-poweroffice/leave-store.ts';
import type { ComposedFlow } from '../../functions/composition/flows.ts';
import { apiFlows } from '../../functions/composition/api-flows.ts';
import type { ApiFlow } from '../../functions/composition/api-flows.ts';
import { assembleFileState } from '../../functions/composition/file/assemble-file-state.ts';
import { assembleXledgerState } from '../../functions/composition/xledger/assemble-xledger-state.ts';
import { reporterOf } from '../../functions/composition/reports.ts';
import { createWorld } from '../../local/simulation/world.ts';
import type { World } from '../../local/simulation/world.ts';
import type { WorldFaults } from '../../local/simulation/world-options.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import { createConnectionStore } from '../../shared/state/connection-store.ts';
import { RUN_ABORTS } from '../../shared/run/abort.ts';
import { createApiClient } from '../builders/api-client.ts';
import { watchCrashMoments } from '../builders/crash-moments.ts';
import { RetryLaterError } from '../../shared/run/retry-later-error.ts';

/* The smallest second flow there is: words from one list to another. Nothing of the engine knows of it. */

const FLOW = 'words-to-words';

/** @param trouble asked before each word is written; what it throws is that word's trouble */
const wordsToWords = (
  source: readonly string[],
  target: string[],
  trouble: (word: string) => void,
): ComposedFlow<{ readonly word: string; readonly writes: boolean }> => {
  const facts = {
    name: FLOW,
    kind: 'word',
    target: 'poweroffice',
    unavailable: () => 'TARGET_UNAVAILABLE',
    aborts: RUN_ABORTS,
    takeApiCalls: () => ({ words: 1 }),
  } as const;
  const outcomeOf = (word: string, outcome: 'created' | 'unchanged' | 'failed') => ({
    sourceId: word,
    number: null,
    targetId: word,
    outcome,
    changes: outcome === 'created' ? [{ entity: 'word', action: 'create' } as const] : [],
    problems: [],
  });
  const failing = {
    failRecord: ({ sourceId }: { sourceId: string }) => Promise.resolve(outcomeOf(sourceId, 'failed')),
  };
  return {
    name: FLOW,
    summaryOf: (code) => code,
    failing,
    openToStart: () => ({
      ...facts,
      ...failing,
      planAgain: ({ sourceId }) => Promise.resolve(outcomeOf(sourceId, 'created')),
      toStale: ({ sourceId }) => outcomeOf(sourceId, 'unchanged'),
      keepsPlansForMillis: 3600_000,
      asksForApproval: false,
      isNew: () => Promise.resolve(false),
      prepare: () =>
        Promise.resolve({
          tasks: source
            .filter((word) => !target.includes(word))
            .map((word) => ({ sourceId: word, number: null, subject: word })),
          outcomes: source.filter((word) => target.includes(word)).map((word) => outcomeOf(word, 'unchanged')),
          overview: () => Promise.resolve({ guards: [], match: {}, findings: [], unmatched: [] }),
          begin: () => Promise.resolve(),
        }),
    }),
    openToWork: () =>
      Promise.resolve({
        ...facts,
        ...failing,
        keepsHistoryForMonths: 1,
        readTask: (message) => ({ word: message['subject'] as string, writes: message['mode'] === 'apply' }),
        syncOne: ({ word, writes }) => {
          trouble(word);
          if (writes && !target.includes(word)) target.push(word);
          return Promise.resolve({ ...outcomeOf(word, 'created'), forbidden: null });
        },
      }),
  };
};

const SOURCE = Array.from({ length: 12 }, (_, index) => `word-${String(index).padStart(2, '0')}`);

const worldOf = (
  target: string[],
  faults: WorldFaults = {},
  trouble: (word: string) => void = () => undefined,
): World =>
  createWorld({
    faults,
    options: { replace: { flow: () => wordsToWords(SOURCE, target, trouble) } },
  });

const run = async (world: World) => {
  const runId = (await world.start({ flow: FLOW })) ?? '';
  await world.untilQueuesAreEmpty();
  return world.runs.getRun(runId);
};

test('a second flow runs from its start to its end, and its second run has nothing to do', async () => {
  const target = ['word-03'];
  const world = worldOf(target);

  const first = await run(world);
  const second = await run(world);

  expect(first).toMatchObject({ flow: FLOW, status: 'succeeded', totals: { inScope: 12, created: 11, unchanged: 1 } });
  expect(second).toMatchObject({ flow: FLOW, status: 'succeeded', totals: { inScope: 12, created: 0, unchanged: 12 } });
  expect(target.toSorted()).toEqual(SOURCE);
  expect(await world.runs.holder(FLOW)).toBeNull();
  expect(world.ends.map(({ flow, status }) => [flow, status])).toEqual([
    [FLOW, 'succeeded'],
    [FLOW, 'succeeded'],
  ]);
});

test('its document has records where that of the first flow has employees', async () => {
  const world = worldOf([]);
  const ended = (await run(world))!;

  const document = reporterOf(FLOW, 'word').report(ended, await world.runs.outcomes(ended.runId));

  expect(document).toMatchObject({ flow: FLOW, status: 'succeeded', apiCalls: { words: expect.any(Number) } });
  expect(document).toHaveProperty('records.0', {
    kind: 'word',
    number: null,
    sourceId: 'word-00',
    targetId: 'word-00',
    outcome: 'created',
    changes: [{ entity: 'word', action: 'create' }],
    problems: [],
  });
});

test('its lease is its own: a run of the first flow under way does not keep it from starting', async () => {
  const world = worldOf([]);
  const request = { mode: 'apply', trigger: 'api', requestedBy: null, employees: null } as const;
  const now = world.clock.now();
  await world.runs.takeLease({ ...request, flow: 'employees-to-poweroffice', runId: 'other', now, leaseInMillis: 9e9 });

  expect(await run(world)).toMatchObject({ status: 'succeeded' });
  expect(await world.runs.holder('employees-to-poweroffice')).toBe('other');
});

test('killed at any moment, it still comes to its end, with every word once', async () => {
  const words: string[] = [];
  const moments = watchCrashMoments(() => words.length);
  await run(worldOf(words, { crash: moments.crash }));
  expect(moments.every(1).length).toBeGreaterThan(50);

  for (const kill of moments.distinct()) {
    const target: string[] = [];
    const world = worldOf(target, { crash: ({ index }) => index === kill });
    await run(world);
    await run(world);

    expect({ kill, words: target.toSorted() }).toEqual({ kill, words: SOURCE });
    expect(await world.runs.holder(FLOW)).toBeNull();
    const ends = (await world.runs.latestRuns(9)).map(({ status }) => status);
    expect({ kill, ends }).toEqual({ kill, ends: ['succeeded', 'succeeded'] });
  }
});

test('a word that never gets through is given up after every attempt, and the run ends', async () => {
  const world = worldOf([], {}, (word) => {
    if (word === 'word-07') throw new RetryLaterError('never');
  });

  expect(await run(world)).toMatchObject({
    status: 'completed_with_errors',
    totals: { inScope: 12, created: 11, failed: 1 },
  });
});

/** What the API asks of the flow: a connection, and what stands open. */
const FOR_API: ApiFlow = {
  name: FLOW,
  kind: 'word',
  connection: () => Promise.resolve({ list: { name: 'Words' } }),
  problems: {
    codes: ['WORD_UGLY'],
    open: () =>
      Promise.resolve([
        {
          sourceId: 'word-07',
          number: null,
          problems: [{ code: 'WORD_UGLY', severity: 'error', message: 'm', hint: 'h', firstSeen: 0, lastSeen: 0 }],
        },
      ]),
    report: (problem) => {
      const words = { summary: 'Ugly.', hint: problem.hint };
      return { ...problem, ...words, text: { en: words, nb: words } };
    },
  },
  people: { remembered: () => Promise.resolve([]) },
};

/** The first flow beside it, over the same table. */
const firstFlow = ({ table, employees, runs }: World): readonly ApiFlow[] =>
  apiFlows(
    {
      employees,
      runs,
      connections: createConnectionStore(table, FIRST_FLOW),
      xledger: assembleXledgerState(table),
      leaves: createLeaveStore(table),
      file: assembleFileState(table),
    },
    null,
  );

test('through the API its runs, plans and problems are asked for by its name, and no other flow shows them', async () => {
  const target: string[] = [];
  const world = worldOf(target);
  const { call } = createApiClient(world.table, {
    clock: world.clock,
    flows: [...firstFlow(world), FOR_API],
    queueStart: (message) => {
      world.queues.starts.send(JSON.stringify(message));
      return Promise.resolve();
    },
  });
  const carryOut = async (path: string, body: object): Promise<any> => {
    const started = await call('POST', path, { body });
    await world.untilQueuesAreEmpty();
    return started;
  };
  const of = `?flow=${FLOW}`;

  const { body: planned } = await carryOut('/plans', { flow: FLOW });
  expect(target).toEqual([]);
  expect((await call('GET', `/plans/${planned.planId}${of}`)).body).toMatchObject({
    flow: FLOW,
    state: 'open',
    totals: { created: 12 },
    records: expect.arrayContaining([expect.objectContaining({ kind: 'word', sourceId: 'word-00' })]),
  });
  const { body: run } = await carryOut('/runs', { flow: FLOW });
  expect(target.toSorted()).toEqual(SOURCE);
  expect((await call('GET', `/runs/${run.runId}${of}`)).body).toMatchObject({
    flow: FLOW,
    status: 'succeeded',
    records: { length: 12 },
  });
  expect((await call('GET', `/runs${of}`)).body.runs.map(({ runId }: any) => runId)).toEqual([
    run.runId,
    planned.planId,
  ]);
  expect((await call('GET', `/plans${of}`)).body.plans).toMatchObject([{ planId: planned.planId, flow: FLOW }]);
  expect((await call('GET', `/problems${of}`)).body).toMatchObject({
    connection: { list: { name: 'Words' } },
    problems: [{ sourceId: 'word-07', code: 'WORD_UGLY', summary: 'Ugly.' }],
    totals: { WORD_UGLY: 1 },
  });
  expect((await call('GET', `/status${of}`)).body).toMatchObject({
    lastRun: { runId: run.runId },
    problems: { WORD_UGLY: 1 },
    budget: { words: expect.any(Number) },
  });

  expect((await call('GET', '/runs')).body.runs).toEqual([]);
  expect((await call('GET', '/plans')).body.plans).toEqual([]);
  expect((await call('GET', '/problems')).body.problems).toEqual([]);
  for (const [method, path, code] of [
    ['GET', `/runs/${run.runId}`, 'RUN_UNKNOWN'],
    ['GET', `/problems?since=${run.runId}`, 'RUN_UNKNOWN'],
    ['GET', `/plans/${planned.planId}`, 'PLAN_UNKNOWN'],
    ['POST', `/plans/${planned.planId}/apply`, 'PLAN_UNKNOWN'],
  ] as const) {
    expect((await call(method, path)).body).toMatchObject({ status: 404, code });
  }
});

test.each([
  ['GET', '/runs?flow=nobodys', ''],
  ['GET', '/plans?flow=nobodys', ''],
  ['GET', '/problems?flow=nobodys', ''],
  ['GET', '/problems?code=WORD_UGLY', ''],
  ['GET', '/status?flow=../lease', ''],
  ['POST', '/runs', { flow: 'nobodys' }],
  ['POST', '/plans', { flow: 'nobodys' }],
  ['POST', '/runs', { flow: 7 }],
])('%s %s %j names a flow, or a problem of one, that there is not: 400', async (method, path, body) => {
  const world = worldOf([]);
  const { call, queued } = createApiClient(world.table, { flows: [...firstFlow(world), FOR_API] });
  expect(await call(method, path, { body })).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
  expect(queued).toEqual([]);
});
