import { setImmediate as nextTurn } from 'node:timers/promises';
import { flowWords } from '../../../local/cli/flow-words.ts';
import { followRun, pauseBeforeLook } from '../../../local/cli/follow-run.ts';
import type { Watcher } from '../../../local/cli/follow-run.ts';
import type { Api } from '../../../local/cli/api-client.ts';

let said = '';
beforeEach(() => {
  said = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => jest.restoreAllMocks());

const runOf = (status: string, done: number) => ({
  runId: 'run-1',
  mode: 'plan',
  connection: null,
  status,
  abort: null,
  totals: { inScope: 3, created: done, updated: 0, unchanged: 0, skipped: 0, failed: 0 },
  apiCalls: { simployer: 0, poweroffice: 0 },
  requestedBy: null,
  startedAt: null,
  endedAt: null,
});

const openApi = (overrides: Partial<Api>): Api => ({
  stack: null,
  requestsPerSecond: 10,
  words: flowWords(),
  environment: null,
  call: () => Promise.resolve(runOf('succeeded', 3)),
  start: () => Promise.resolve({}),
  nextStep: () => Promise.resolve(),
  interrupt: null,
  close: () => Promise.resolve(),
  ...overrides,
});

test('Ctrl-C stops a run of this machine, be it a plan, and waits for its end', async () => {
  let status = 'running';
  const interrupt = jest.fn(async () => void (status = 'aborted'));
  const call = jest.fn(() => {
    if (status === 'running') process.emit('SIGINT');
    return Promise.resolve(runOf(status, 1));
  });
  await followRun(openApi({ call, interrupt }), 'run-1', true);

  expect(interrupt).toHaveBeenCalledWith('run-1');
  expect(call).toHaveBeenCalledTimes(2);
  expect(call).toHaveBeenCalledWith('GET', '/runs/run-1', { query: { limit: '1' } });
  expect(said).toContain('Stopping: those in hand are finished');
});

test('Ctrl-C is heard at once, also in the middle of a pause', async () => {
  let status = 'running';
  const interrupt = async (): Promise<void> => void (status = 'aborted');
  const call = (): Promise<unknown> => Promise.resolve(runOf(status, 1));
  const following = followRun(
    openApi({ call, interrupt, nextStep: () => new Promise(() => undefined) }),
    'run-1',
    false,
  );
  // By the next turn it has looked, and pauses.
  await nextTurn();
  process.emit('SIGINT');
  await nextTurn();
  expect(status).toBe('aborted');
  await following;
});

test('Ctrl-C ends the waiting for a run of a stack, and says how to look at it', async () => {
  const exit = jest.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  const call = (): Promise<unknown> => {
    process.emit('SIGINT');
    return Promise.resolve(runOf('succeeded', 3));
  };
  await followRun(openApi({ call, stack: 'sync-prod' }), 'run-1', true);

  expect(exit).toHaveBeenCalledWith(130);
  expect(said).toMatch(
    /under way in AWS.*Ctrl-C ends the waiting.*The run goes on; it is shown by: npm run sync -- runs run-1 --stack sync-prod\n$/s,
  );
});

test('Ctrl-C is listened for before anybody is told to press it', async () => {
  const before = process.listenerCount('SIGINT');
  let heardBy: number | null = null;
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    if (String(text).includes('Ctrl-C')) heardBy ??= process.listenerCount('SIGINT');
    return true;
  });
  await followRun(openApi({ stack: 'sync-prod' }), 'run-1', true);
  expect(heardBy).toBe(before + 1);
});

test('with --json nothing is said', async () => {
  await followRun(openApi({ stack: 'sync-prod' }), 'run-1', false);
  expect(said).toBe('');
});

test.each<[what: string, watcher: Watcher, waited: number, took: number, expected: number]>([
  ['that somebody sees', 'seen', 60_000, 10, 250],
  ['that nobody sees', 'unseen', 60_000, 10, 1_000],
  ['of many people that somebody sees', 'seen', 60_000, 200, 800],
  ['of a stack, just begun', 'stack', 0, 50, 500],
  ['of a stack, under way for some seconds', 'stack', 4_000, 50, 1_000],
  ['of a stack that takes long', 'stack', 60_000, 50, 2_000],
])('A run %s is looked at again after a while', (_what, watcher, waited, took, expected) => {
  expect(pauseBeforeLook(watcher, waited, took)).toBe(expected);
});

test('A run on this machine is looked at when a function has done something, and not only after a while', async () => {
  let looks = 0;
  const call = (): Promise<unknown> => {
    looks += 1;
    return Promise.resolve(runOf(looks < 3 ? 'running' : 'succeeded', 3));
  };
  const waitedInVain = new Error('It waited for longer than it must.');
  const pause = (durationInMillis: number): Promise<void> =>
    durationInMillis < pauseBeforeLook('unseen', 0, 0)
      ? Promise.resolve()
      : new Promise((_resolve, reject) => setImmediate(() => reject(waitedInVain)));
  await followRun(openApi({ call }), 'run-1', false, pause);
  expect(looks).toBe(3);
});
