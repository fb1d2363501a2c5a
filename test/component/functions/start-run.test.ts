import { FIRST_FLOW } from '../../../shared/records/first-flow.ts';
import { createWorld } from '../../../local/simulation/world.ts';
import type { World } from '../../../local/simulation/world.ts';
import { toRunAbort } from '../../../shared/run/abort.ts';
import { LEASE_IN_MILLIS } from '../../../shared/run/limits.ts';
import { createPauseStore } from '../../../shared/state/pause-store.ts';

const MINUTE_IN_MILLIS = 60_000;
const SCHEDULED = JSON.stringify({ trigger: 'schedule' });

/** A message on the start queue, followed to the end of all that comes of it. */
const ask = async (world: World, body: string): Promise<void> => {
  world.queues.starts.send(body);
  await world.untilQueuesAreEmpty();
};

const metric = (world: World, name: string): number[] =>
  world.metrics.filter((one) => one.name === name).map(({ value }) => value);

const logged = (world: World, event: string): unknown[] =>
  world.logs.filter((one) => one.event === event).map(({ fields }) => fields);

const runsOf = async (world: World) =>
  (await world.runs.latestRuns(100)).map(({ trigger, status, abort }) => [trigger, status, abort?.code ?? null]);

describe('a scheduled start', () => {
  test('becomes a run with its metrics, and says how many it queued', async () => {
    const world = createWorld({ company: 3 });
    await ask(world, SCHEDULED);

    expect(logged(world, 'RUN_FANNED_OUT')).toEqual([
      expect.objectContaining({ trigger: 'schedule', mode: 'apply', requestedBy: 'schedule', inScope: 3, queued: 3 }),
    ]);
    expect(metric(world, 'RunSucceeded')).toEqual([1]);
    expect(metric(world, 'RunAborted')).toEqual([0]);
    expect(metric(world, 'CredentialsRefused')).toEqual([0]);
  });

  test('that is delivered again, its run begun, says that it queued nobody', async () => {
    const world = createWorld({ company: 3 });
    const runId = await world.start();
    await world.untilQueuesAreEmpty();
    await ask(world, JSON.stringify({ trigger: 'command-line', runId }));

    expect(logged(world, 'RUN_FANNED_OUT')).toHaveLength(1);
    expect(logged(world, 'RUN_START_REPEATED')).toEqual([{ runId, trigger: 'command-line', status: 'succeeded' }]);
    expect(world.ends).toHaveLength(1);
  });

  test.each([
    ['everybody', SCHEDULED, [1], [1]],
    ['a plan', JSON.stringify({ trigger: 'schedule', mode: 'plan' }), [], []],
    ['one number', JSON.stringify({ trigger: 'schedule', employees: ['7'] }), [], []],
  ])('for %s whose keys are refused', async (_whom, body, aborted, refused) => {
    const world = createWorld({ faults: { simployer: [{ fault: { kind: 'status', status: 401 } }] } });
    await ask(world, body);

    expect(logged(world, 'RUN_ABORTED')).toEqual([expect.objectContaining({ code: 'CREDENTIALS_REFUSED' })]);
    expect(metric(world, 'RunAborted')).toEqual(aborted);
    expect(metric(world, 'CredentialsRefused')).toEqual(refused);
  });

  test.each(['plan', 'apply'] as const)(
    'that meets a %s under way comes again as the same run, until it gets its turn',
    async (mode) => {
      const world = createWorld({ company: 3 });
      // The one in the way lasts eleven minutes.
      const inTheWay = await world.runs.takeLease({
        runId: 'in-the-way',
        flow: FIRST_FLOW,
        mode,
        trigger: 'api',
        requestedBy: null,
        employees: null,
        now: world.clock.now(),
        leaseInMillis: LEASE_IN_MILLIS,
      });
      world.queues.starts.send(SCHEDULED);
      await world.advance(11 * MINUTE_IN_MILLIS);
      expect(inTheWay.taken).toBe(true);
      await world.runs.storeEnd('in-the-way', { abort: toRunAbort('RUN_LOST', '') }, world.clock.now());
      await world.untilQueuesAreEmpty();

      const postponed = logged(world, 'RUN_POSTPONED') as { runId: string; delayInSeconds: number }[];
      expect(postponed.map(({ delayInSeconds }) => delayInSeconds)).toEqual([300, 300, 300]);
      expect(new Set(postponed.map(({ runId }) => runId)).size).toBe(1);
      expect(await world.runs.getRun(postponed[0]!.runId)).toMatchObject({ trigger: 'schedule', status: 'succeeded' });
      expect(world.queues.startDeadLetters.size()).toBe(0);
    },
  );

  test('that meets runs under way for three hours is given up, and tells so', async () => {
    const world = createWorld({ company: 3 });
    const lease = { mode: 'plan', flow: FIRST_FLOW, trigger: 'api', requestedBy: null, employees: null } as const;
    await world.runs.takeLease({ ...lease, runId: 'long', now: world.clock.now(), leaseInMillis: 24 * 3600_000 });
    await ask(world, SCHEDULED);

    expect(logged(world, 'RUN_POSTPONED')).toHaveLength(36);
    expect(logged(world, 'RUN_ABORTED')).toEqual([
      expect.objectContaining({ trigger: 'schedule', code: 'ALREADY_RUNNING' }),
    ]);
    expect(metric(world, 'RunAborted')).toEqual([1]);
    expect(await world.runs.holder(FIRST_FLOW)).toBe('long');
  });

  test('takes over from a run without a sign of life, and that one is told', async () => {
    const world = createWorld({ company: 3 });
    const lease = { mode: 'apply', flow: FIRST_FLOW, trigger: 'api', requestedBy: null, employees: null } as const;
    await world.runs.takeLease({ ...lease, runId: 'dead', now: world.clock.now(), leaseInMillis: LEASE_IN_MILLIS });
    await world.advance(LEASE_IN_MILLIS);
    await ask(world, SCHEDULED);

    expect(logged(world, 'RUN_ABORTED')).toEqual([expect.objectContaining({ runId: 'dead', code: 'RUN_LOST' })]);
    expect(metric(world, 'RunAborted')).toEqual([1, 0]);
    expect(metric(world, 'RunSucceeded')).toEqual([1]);
  });
});

describe('a start that names its run', () => {
  test('whose sender got no answer and sent it again reads both sides once', async () => {
    const body = JSON.stringify({ trigger: 'api', runId: 'asked-twice' });
    const requestsAfter = async (messages: number) => {
      const world = createWorld({ company: 3 });
      for (let sent = 0; sent < messages; sent += 1) world.queues.starts.send(body);
      await world.untilQueuesAreEmpty();
      return { world, requests: [world.simployer.requests.length, world.powerOffice.requests.length] };
    };
    const once = await requestsAfter(1);
    const { world, requests } = await requestsAfter(2);

    expect(logged(world, 'RUN_START_REPEATED')).toEqual([{ runId: 'asked-twice', trigger: 'api', status: 'starting' }]);
    expect(requests).toEqual(once.requests);
    expect(await runsOf(world)).toEqual([['api', 'succeeded', null]]);
  });
});

describe('a message that is no start of this version', () => {
  test.each([
    ['a field more', { trigger: 'schedule', only: ['leavers'] }],
    ['a later version', { trigger: 'schedule', version: 2 }],
    ['a mode that is not known', { trigger: 'schedule', mode: 'rehearse' }],
  ])('but of another, with %s, is not guessed at: a run that is lost and told', async (_what, body) => {
    const world = createWorld({ company: 3 });
    await ask(world, JSON.stringify(body));

    expect(await runsOf(world)).toEqual([['schedule', 'aborted', 'RUN_LOST']]);
    expect(metric(world, 'RunAborted')).toEqual([1]);
    expect(world.powerOffice.writes).toBe(0);
  });

  test('nor of any goes to the dead letters, whose alarm tells', async () => {
    const world = createWorld({ company: 3 });
    await ask(world, 'hello');

    expect(metric(world, 'EmployeeDeadLettered')).toEqual([1]);
    expect(await runsOf(world)).toEqual([]);
  });
});

describe('the question whether the scheduled run has come', () => {
  const expectation = JSON.stringify({ expect: 'scheduled-run', withinMinutes: 90 });

  test('is answered yes when it ended within the time, and no later', async () => {
    const world = createWorld({ company: 3 });
    await ask(world, SCHEDULED);
    await world.advance(80 * MINUTE_IN_MILLIS);
    await ask(world, expectation);
    await world.advance(20 * MINUTE_IN_MILLIS);
    await ask(world, expectation);

    expect(metric(world, 'ScheduledRunMissed')).toEqual([0, 1]);
    expect(logged(world, 'SCHEDULED_RUN_SEEN')).toEqual([expect.objectContaining({ status: 'succeeded' })]);
    expect(logged(world, 'SCHEDULED_RUN_MISSED')).toEqual([{ withinMinutes: 90 }]);
  });

  test('is answered yes by one that became a plan and waits for an approval', async () => {
    const world = createWorld({ company: 3, options: { settings: { firstRun: 'plan' } } });
    await ask(world, SCHEDULED);
    await ask(world, expectation);

    expect(logged(world, 'RUN_FANNED_OUT')).toEqual([expect.objectContaining({ mode: 'plan' })]);
    expect(metric(world, 'ScheduledRunMissed')).toEqual([0]);
  });

  test.each([
    ['a run that somebody asked for', { trigger: 'api' }, 1],
    ['a scheduled plan', { trigger: 'schedule', mode: 'plan' }, 1],
    ['a scheduled run for everybody', { trigger: 'schedule' }, 0],
  ])('is not answered by %s alone', async (_what, message, missed) => {
    const world = createWorld({ company: 3 });
    await ask(world, JSON.stringify(message));
    await ask(world, expectation);

    expect(metric(world, 'ScheduledRunMissed')).toEqual([missed]);
  });

  test('is answered yes by a run that was given up: it has an alarm of its own', async () => {
    const world = createWorld({ faults: { simployer: [{ fault: { kind: 'status', status: 401 } }] } });
    await ask(world, SCHEDULED);
    await ask(world, expectation);

    expect(metric(world, 'ScheduledRunMissed')).toEqual([0]);
  });

  test('is answered yes while the run is under way, and ends one that has died', async () => {
    const world = createWorld({ company: 3 });
    const lease = { mode: 'apply', flow: FIRST_FLOW, trigger: 'schedule', requestedBy: null, employees: null } as const;
    const now = world.clock.now();
    await world.runs.takeLease({ ...lease, runId: 'night', now, leaseInMillis: LEASE_IN_MILLIS });
    await world.advance(LEASE_IN_MILLIS - MINUTE_IN_MILLIS);
    await ask(world, expectation);
    expect(await world.runs.getRun('night')).toMatchObject({ status: 'starting' });
    await world.advance(2 * MINUTE_IN_MILLIS);
    await ask(world, expectation);

    expect(metric(world, 'ScheduledRunMissed')).toEqual([0, 0]);
    expect(metric(world, 'RunAborted')).toEqual([1]);
    expect(await world.runs.getRun('night')).toMatchObject({ status: 'aborted', abort: { code: 'RUN_LOST' } });
  });
});

describe('a schedule that somebody has paused', () => {
  const expectation = JSON.stringify({ expect: 'scheduled-run', withinMinutes: 90 });
  const paused = async (): Promise<World> => {
    const world = createWorld({ company: 3 });
    await createPauseStore(world.table).setPaused(true, 'arn:aws:iam::1:user/kari', world.clock.now());
    return world;
  };

  test('starts nothing, misses nothing, and raises no alarm', async () => {
    const world = await paused();
    await ask(world, SCHEDULED);
    await ask(world, expectation);

    expect(await runsOf(world)).toEqual([]);
    expect(world.powerOffice.writes).toBe(0);
    expect(logged(world, 'RUN_PAUSED')).toEqual([
      { runId: expect.any(String), trigger: 'schedule', requestedBy: 'arn:aws:iam::1:user/kari' },
    ]);
    expect(metric(world, 'ScheduledRunPaused')).toEqual([1]);
    expect(metric(world, 'ScheduledRunMissed')).toEqual([0]);
    expect(metric(world, 'RunAborted')).toEqual([]);
  });

  test.each(['api', 'command-line'])('leaves a start by hand alone: %s', async (trigger) => {
    const world = await paused();
    await ask(world, JSON.stringify({ trigger }));
    expect(await runsOf(world)).toEqual([[trigger, 'succeeded', null]]);
  });

  test('resumed before the run would have ended, is not asked for the run that it left out', async () => {
    const world = await paused();
    await ask(world, SCHEDULED);
    await createPauseStore(world.table).setPaused(false, null, world.clock.now());
    await world.advance(80 * MINUTE_IN_MILLIS);
    await ask(world, expectation);
    // The next day nothing is left out, and a run is expected again.
    await world.advance(24 * 60 * MINUTE_IN_MILLIS);
    await ask(world, expectation);
    await ask(world, SCHEDULED);

    expect(metric(world, 'ScheduledRunMissed')).toEqual([0, 1]);
    expect(await runsOf(world)).toEqual([['schedule', 'succeeded', null]]);
  });

  test('whose start was postponed before the pause starts nothing either, and one that had begun goes on', async () => {
    const world = await paused();
    await ask(world, JSON.stringify({ trigger: 'schedule', runId: 'postponed', firstAskedAt: world.clock.now() }));
    expect(await runsOf(world)).toEqual([]);

    await createPauseStore(world.table).setPaused(false, null, world.clock.now());
    await ask(world, JSON.stringify({ trigger: 'schedule', runId: 'begun' }));
    await createPauseStore(world.table).setPaused(true, null, world.clock.now());
    await ask(world, JSON.stringify({ trigger: 'schedule', runId: 'begun' }));
    expect(logged(world, 'RUN_START_REPEATED')).toEqual([expect.objectContaining({ runId: 'begun' })]);
  });
});
