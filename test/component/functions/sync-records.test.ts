import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWorld } from '../../../local/simulation/world.ts';
import type { World } from '../../../local/simulation/world.ts';
import { parseMessage } from '../../../shared/run/task.ts';
import { readTask } from '../../../shared/flows/employees-to-poweroffice/read-task.ts';
import type { Message } from '../../../shared/run/task.ts';

const metric = (world: World, name: string): number[] =>
  world.metrics.filter((one) => one.name === name).map(({ value }) => value);

/** A world in which one person's message is changed on its way. */
const worldWith = (change: (task: Message) => unknown): World => {
  let changed = false;
  return createWorld({
    company: 4,
    options: {
      replace: {
        message: (task) => {
          if (changed) return task;
          changed = true;
          return change(task) as Message;
        },
      },
    },
  });
};

describe('a message of another version', () => {
  test.each([
    ['that says it is older', (task: Message) => ({ ...task, version: 1 })],
    ['that does not say', (task: Message) => ({ ...task, version: undefined })],
    ['that is newer', (task: Message) => ({ ...task, version: 99, invented: { by: 'tomorrow' } })],
    ['whose subject cannot be read', (task: Message) => ({ ...task, subject: { source: 'elsewhere' } })],
  ])('%s is worked on all the same: the person is read afresh', async (_what, change) => {
    const world = worldWith(change);
    const report = await world.run();

    expect(report).toMatchObject({ status: 'succeeded', totals: { inScope: 4, created: 4 } });
  });

  test.each([
    ['that says it is older', (task: Message) => ({ ...task, version: 1 })],
    ['whose subject cannot be read', (task: Message) => ({ ...task, subject: { source: 'elsewhere' } })],
  ])('%s still forbids what was found with everybody in view', async (_what, change) => {
    const problems = [{ code: 'MATCH_CONFLICT', severity: 'error', message: 'm', hint: 'h' }] as const;
    const world = worldWith((task) => change(Object.assign(task, { blockedBy: problems })));
    const report = await world.run();

    expect(report).toMatchObject({ status: 'completed_with_errors', totals: { created: 3, failed: 1 } });
    expect(report.employees.find(({ outcome }) => outcome === 'failed')?.problems).toEqual(problems);
  });

  test.each([
    ['without what the worker needs', (task: Message) => ({ ...task, enterpriseId: undefined })],
    ['of an unknown mode', (task: Message) => ({ ...task, mode: 'rehearse' })],
    ['whose findings cannot be read', (task: any) => ({ ...task, blockedBy: [{ kind: 'LATER' }] })],
  ])('%s ends its person at once, and the run ends', async (_what, change) => {
    const world = worldWith(change);
    const report = await world.run({ limitInMillis: 60_000 });

    expect(report).toMatchObject({ status: 'completed_with_errors', totals: { created: 3, failed: 1 } });
    const failed = report.employees.find(({ outcome }) => outcome === 'failed');
    expect(failed?.problems.map(({ code }) => code)).toEqual(['PROCESSING_FAILED']);
    expect(metric(world, 'EmployeeDeadLettered')).toEqual([1]);
  });

  test('that says nothing at all goes to the dead letters, and nobody else waits for it', async () => {
    const world = createWorld({ company: 4 });
    world.queues.employees.send('hello');
    const report = await world.run();
    await world.untilQueuesAreEmpty();

    expect(report).toMatchObject({ status: 'succeeded', totals: { created: 4 } });
    expect(metric(world, 'EmployeeDeadLettered')).toEqual([1]);
  });
});

test('a message that was too large for the queue reads the person by itself', async () => {
  const world = worldWith((task) => ({ ...task, subject: null }));

  expect(await world.run()).toMatchObject({ status: 'succeeded', totals: { created: 4 } });
});

/** The names of the members of JSON, all the way down. */
const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object' || value === null) return 'value';
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]));
};

/** The last message of somebody who is in PowerOffice already. */
const lastMessage = async (): Promise<Message> => {
  const sent: Message[] = [];
  const world = createWorld({
    company: 1,
    options: {
      replace: {
        message: (task) => {
          sent.push(task);
          return task;
        },
      },
    },
  });
  await world.run();
  await world.run();
  return sent.at(-1)!;
};

test('the message has the shape that its version stands for', async () => {
  const file = join(import.meta.dirname, '../../fixtures/version-3/message.json');
  const known = JSON.parse(readFileSync(file, 'utf8')) as object;
  const message = await lastMessage();

  // Whoever changes the message raises TASK_VERSION, and adds a message of that version next to this one. A field that
  // one of its records gains needs neither, see the next test.
  expect(shapeOf({ ...message, subject: null })).toEqual(shapeOf({ ...known, subject: null }));
  expect(shapeOf(message)).toMatchObject(shapeOf(known) as object);
});

interface Members {
  readonly [name: string]: unknown;
}
const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null;

/** The place of every field of an object and of those in it. */
const placesIn = (value: unknown, place: readonly string[] = []): readonly (readonly string[])[] =>
  isMembers(value)
    ? Object.entries(value).flatMap(([name, member]) => [
        ...(Array.isArray(value) ? [] : [[...place, name]]),
        ...placesIn(member, [...place, name]),
      ])
    : [];

const without = (value: unknown, [name = '', ...rest]: readonly string[]): unknown => {
  if (Array.isArray(value)) return value.with(Number(name), without(value[Number(name)], rest));
  if (!isMembers(value)) return value;
  const { [name]: member, ...others } = value;
  return rest.length === 0 ? others : { ...others, [name]: without(member, rest) };
};

test('a message from before one of its records had a field is a task without its subject', async () => {
  const message = await lastMessage();
  const { subject } = message as Message & { readonly subject: object };
  const places = placesIn(subject);
  const isBelieved = (changed: unknown) =>
    readTask(parseMessage(JSON.stringify({ ...message, subject: changed })))?.subject !== null;

  expect(isBelieved(subject)).toBe(true);
  expect(places.length).toBeGreaterThan(60);
  // Faults came with the second version.
  expect(places.filter((place) => isBelieved(without(subject, place)))).toEqual([['source', 'faults']]);
});

test.each(['plan', 'apply'] as const)('the log says of everybody whether it was a plan: %s', async (mode) => {
  const world = createWorld({ company: 4 });
  await world.run({ mode });
  const told = world.logs.flatMap(({ event, fields }) => (event === 'EMPLOYEE_SYNCED' ? [fields] : []));
  expect(told).toEqual(Array.from({ length: 4 }, () => expect.objectContaining({ mode, outcome: 'created' })));
});
