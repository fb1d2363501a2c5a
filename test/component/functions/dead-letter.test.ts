import { FIRST_FLOW } from '../../../shared/records/first-flow.ts';
import { createWorld } from '../../../local/simulation/world.ts';
import type { World } from '../../../local/simulation/world.ts';
import { START_LIMITS } from '../../../shared/run/limits.ts';

const metric = (world: World, name: string): number[] =>
  world.metrics.filter((one) => one.name === name).map(({ value }) => value);

/** What EventBridge Scheduler leaves in its dead-letter queue: the call that it could not make. */
const undelivered = (input: unknown): string =>
  JSON.stringify({ MessageBody: JSON.stringify(input), QueueUrl: 'https://sqs.eu-north-1.amazonaws.com/1/starts' });

const giveUp = async (queue: 'startDeadLetters' | 'employeeDeadLetters', ...bodies: string[]): Promise<World> => {
  const world = createWorld({ company: 2 });
  for (const body of bodies) world.queues[queue].send(body);
  await world.untilQueuesAreEmpty();
  return world;
};

describe('a start in the dead letters', () => {
  test.each([
    ['as it was queued', JSON.stringify({ trigger: 'schedule' })],
    ['as the schedule could not deliver it', undelivered({ trigger: 'schedule' })],
    ['of another version', JSON.stringify({ trigger: 'schedule', version: 9, mode: 'rehearse' })],
  ])('%s becomes a run that is lost, stored and told', async (_what, body) => {
    const world = await giveUp('startDeadLetters', body);

    const runs = await world.runs.latestRuns(9);
    expect(runs).toMatchObject([
      { trigger: 'schedule', mode: 'apply', status: 'aborted', abort: { code: 'RUN_LOST' } },
    ]);
    expect(world.ends.map(({ runId }) => runId)).toEqual([runs[0]!.runId]);
    expect(metric(world, 'RunAborted')).toEqual([1]);
    expect(metric(world, 'EmployeeDeadLettered')).toEqual([1]);
  });

  test('whose messages are all out is no reason to end a run that its workers are in the middle of', async () => {
    let looked = 0;
    const world = createWorld({
      company: 40,
      options: { requestsPerSecond: 1 },
      faults: {
        // At the last of its deliveries it dies behind its last message: there it looks for the end of the run.
        crash: ({ process, operation, moment }) => {
          if (!process.startsWith('start-run') || operation !== 'query run#load' || moment !== 'before') return false;
          looked += 1;
          return looked === 3;
        },
      },
    });
    const start = JSON.stringify({ trigger: 'api', mode: 'apply', runId: 'load' });
    world.queues.starts.send(start, { receiveCount: START_LIMITS.maxReceives - 1 });
    await world.advance(2 * 60_000);
    expect((await world.runs.getRun('load'))?.status).toBe('running');
    world.queues.startDeadLetters.send(start);
    await world.untilQueuesAreEmpty();

    expect(looked).toBeGreaterThanOrEqual(3);
    expect(await world.runs.getRun('load')).toMatchObject({ status: 'succeeded', totals: { created: 40 } });
    expect(metric(world, 'RunAborted')).toEqual([0]);
  });

  test('of a plan raises the alarm of dead letters, and none of runs', async () => {
    const world = await giveUp('startDeadLetters', JSON.stringify({ trigger: 'api', mode: 'plan', runId: 'plan-1' }));

    expect(await world.runs.getRun('plan-1')).toMatchObject({ status: 'aborted' });
    expect(metric(world, 'RunAborted')).toEqual([]);
    expect(metric(world, 'EmployeeDeadLettered')).toEqual([1]);
  });

  test('of a run under way ends it, and gives its lease back', async () => {
    const world = createWorld({ company: 2 });
    const lease = { mode: 'apply', flow: FIRST_FLOW, trigger: 'api', requestedBy: null, employees: null } as const;
    await world.runs.takeLease({ ...lease, runId: 'run-1', now: world.clock.now(), leaseInMillis: 60_000 });
    world.queues.startDeadLetters.send(JSON.stringify({ trigger: 'api', runId: 'run-1' }));
    await world.untilQueuesAreEmpty();

    expect(await world.runs.getRun('run-1')).toMatchObject({ status: 'aborted', abort: { code: 'RUN_LOST' } });
    expect(await world.runs.holder(FIRST_FLOW)).toBeNull();
  });
});

test.each([
  ['as it was queued', (input: unknown) => JSON.stringify(input)],
  ['as the schedule could not deliver it', undelivered],
])('a question after the scheduled run that nobody could answer, %s, is answered with no', async (_what, wrap) => {
  const world = await giveUp('startDeadLetters', wrap({ expect: 'scheduled-run', withinMinutes: 90 }));

  expect(metric(world, 'ScheduledRunMissed')).toEqual([1]);
  expect(await world.runs.latestRuns(9)).toEqual([]);
});

describe("a person's message in the dead letters", () => {
  test.each([
    ['of this version', (body: string) => body],
    ['of which only the person can be read', (body: string) => JSON.stringify({ ...JSON.parse(body), today: 7 })],
  ])('%s is recorded as failed, and the run ends', async (_what, change) => {
    const lost: string[] = [];
    const world = createWorld({
      company: 2,
      options: {
        replace: {
          message: (task) => {
            if (lost.length > 0) return task;
            lost.push(JSON.stringify(task));
            return 'lost' as never;
          },
        },
      },
    });
    const runId = await world.start();
    await world.advance(60_000);
    for (const body of lost) world.queues.employeeDeadLetters.send(change(body));
    const report = await world.finish(runId!);

    expect(report).toMatchObject({ status: 'completed_with_errors', totals: { created: 1, failed: 1 } });
    expect(metric(world, 'EmployeesFailed')).toEqual([1]);
  });

  test('that asked for mails rings as one, and names the run that nobody was told of', async () => {
    const world = await giveUp('startDeadLetters', JSON.stringify({ tellOf: 'run-1' }));

    expect(metric(world, 'EmployeeDeadLettered')).toEqual([1]);
    expect(world.logs).toContainEqual({ event: 'MAIL_GIVEN_UP', fields: { runId: 'run-1' } });
  });

  test('that is nobody’s counts as one all the same', async () => {
    const world = await giveUp('employeeDeadLetters', 'hello', '[]', 'null');

    expect(metric(world, 'EmployeeDeadLettered')).toEqual([1, 1, 1]);
  });
});
