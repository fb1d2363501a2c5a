import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSmallAssembly } from './small-assembly.ts';
import type { SmallRuntime } from './small-runtime.ts';
import { eventually, isRunning, returned, startSmallRuntime } from './small-runtime.ts';

let small: SmallRuntime;

beforeAll(async () => {
  process.env['ONLY_IN_THE_PARENT'] = 'a key of the user';
  small = await startSmallRuntime({ environment: { SERVICE_URL: 'http://127.0.0.1:1' } });
});

afterAll(async () => {
  delete process.env['ONLY_IN_THE_PARENT'];
  await small[Symbol.asyncDispose]();
});

const environmentOf = async () => {
  const answer = returned(await small.runtime.invoke('Echo', {}));
  return (answer as { environment: Record<string, string> }).environment;
};

test('A function gets its event and the context that Lambda gives', async () => {
  const answer = returned(await small.runtime.invoke('Echo', { name: 'Åse' }));
  expect(answer).toMatchObject({
    event: { name: 'Åse' },
    context: {
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      functionName: 'Small-Echo0A1B2C3D',
      functionVersion: '$LATEST',
      invokedFunctionArn: 'arn:aws:lambda:eu-north-1:000000000000:function:Small-Echo0A1B2C3D',
      memoryLimitInMB: '256',
    },
  });
  const { remaining } = (answer as { context: { remaining: number } }).context;
  expect(remaining).toBeGreaterThan(0);
  expect(remaining).toBeLessThanOrEqual(20_000);
});

test("A function gets the template's variables, resolved, with the launch's own over them", async () => {
  expect(await environmentOf()).toMatchObject({
    QUEUE_URL: small.runtime.queueUrl('WorkQueue'),
    SECRET_ARN: small.runtime.secretArn('ServiceKeys'),
    TABLE_NAME: 'Small-Table0A1B2C3D',
    SERVICE_URL: 'http://127.0.0.1:1',
  });
});

test('Whatever AWS service a function speaks to, it speaks to loopback', async () => {
  const environment = await environmentOf();
  const endpoints = Object.entries(environment).filter(([name]) => name.startsWith('AWS_ENDPOINT_URL'));
  expect(endpoints.map(([name]) => name).toSorted()).toEqual([
    'AWS_ENDPOINT_URL',
    'AWS_ENDPOINT_URL_DYNAMODB',
    'AWS_ENDPOINT_URL_S3',
    'AWS_ENDPOINT_URL_SECRETS_MANAGER',
    'AWS_ENDPOINT_URL_SQS',
  ]);
  for (const [, url] of endpoints) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(environment).toMatchObject({ AWS_REGION: 'eu-north-1', AWS_CONFIG_FILE: '/dev/null' });
});

test("A function sees none of its parent's variables", async () => {
  expect(await environmentOf()).not.toHaveProperty('ONLY_IN_THE_PARENT');
});

test('A function has the memory that the template gives it', async () => {
  expect((await environmentOf())['NODE_OPTIONS']).toContain('--max-old-space-size=230');
});

test('A function runs in its own asset folder', async () => {
  const { folder } = returned(await small.runtime.invoke('Echo', {})) as { folder: string };
  expect(folder).toBe(await realpath(folder));
  expect(folder).toMatch(/asset\.echo$/);
});

test('A process loads no web client of Node for the sake of its HTTP', async () => {
  const { loaded } = returned(await small.runtime.invoke('Echo', {})) as { loaded: string[] };
  expect(loaded).toContain('NativeModule http');
  expect(loaded.filter((name) => name.includes('undici'))).toEqual([]);
});

test('What a process has compiled is there for the next one, although the first was killed', async () => {
  const assemblyFolder = await writeSmallAssembly();
  const own = await startSmallRuntime({ assemblyFolder });
  await own.runtime.invoke('Echo', {});
  await own[Symbol.asyncDispose]();
  const kept = await readdir(join(assemblyFolder, 'compile-cache'), { recursive: true, withFileTypes: true });
  // The bootstrap, its loop and the function.
  expect(kept.filter((entry) => entry.isFile())).toHaveLength(3);
});

test('A function that throws fails with its error', async () => {
  const result = await small.runtime.invoke('Throw', {});
  expect(result).toEqual({
    status: 'failed',
    cause: 'handler',
    errorType: 'TypeError',
    errorMessage: 'Thrown on purpose',
  });
});

test('A process that ends in the middle of an invocation fails it at once; the next one gets a new process', async () => {
  const result = await small.runtime.invoke('Crash', {});
  expect(result).toMatchObject({ status: 'failed', cause: 'crash', errorType: 'Runtime.ExitError' });
  expect(result).toHaveProperty('errorMessage', expect.stringContaining('exit status 3'));
  expect(await small.runtime.invoke('Crash', {})).toMatchObject({ cause: 'crash' });
});

test.each(['Hang', 'Spin'])('%s: a function over its timeout is stopped and reported', async (name) => {
  const result = await small.runtime.invoke(name, {});
  expect(result).toMatchObject({ status: 'failed', cause: 'timeout', errorType: 'Sandbox.Timedout' });
  expect(result).toHaveProperty('errorMessage', expect.stringContaining('timed out after 1.00 seconds'));
});

test('A function that cannot be loaded fails who waits for it, and does not start over by itself', async () => {
  const result = await small.runtime.invoke('Broken', {});
  expect(result).toEqual({
    status: 'failed',
    cause: 'init',
    errorType: 'SyntaxError',
    errorMessage: 'Broken on purpose',
  });
});

test('A function that does not come up lets go of who prewarms it', async () => {
  await expect(small.runtime.prewarm('Broken')).resolves.toBeUndefined();
});

test('More invocations than may run at once wait for each other, in as many processes as are allowed', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => small.runtime.invoke('Echo', { index })));
  const seen = answers.map((answer) => returned(answer) as { event: { index: number }; pid: number });
  expect(seen.map(({ event }) => event.index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(new Set(seen.map(({ pid }) => pid)).size).toBeLessThanOrEqual(2);
});

test('What a function writes reaches the log, and so does why it failed', async () => {
  await small.runtime.invoke('Throw', {});
  const lines = await eventually(() => {
    const own = small.lines.filter(({ functionName }) => functionName === 'Small-Throw0A1B2C3D');
    return own.some(({ stream }) => stream === 'stderr') ? own : null;
  });
  expect(lines.find(({ stream }) => stream === 'stderr')?.line).toContain('Thrown on purpose');
  expect(lines.find(({ stream }) => stream === 'platform')?.line).toContain('handler TypeError');
});

test('A name that no function goes by is refused with the names that there are', async () => {
  expect(() => small.runtime.invoke('Nobody', {})).toThrow(/no function called Nobody.*Echo0A1B2C3D/);
});

test('Closing ends every process, also one that is busy', async () => {
  const own = await startSmallRuntime();
  const { pid } = returned(await own.runtime.invoke('Echo', {})) as { pid: number };
  const busy = own.runtime.invoke('Hang', {});
  await own[Symbol.asyncDispose]();
  expect(isRunning(pid)).toBe(false);
  expect(await busy).toMatchObject({ status: 'failed', cause: 'crash' });
});

test('Closing lets what runs come to its end', async () => {
  const own = await startSmallRuntime();
  const running = own.runtime.invoke('Echo', { late: true });
  await own.runtime.close();
  expect(returned(await running)).toMatchObject({ event: { late: true } });
  await own[Symbol.asyncDispose]();
});
