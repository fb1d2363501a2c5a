import { withSafeErrors } from '../../../functions/composition/safe-errors.ts';

const SECRET = 'Kari Nordmann, 20867006088';

const caught = async (failure: unknown) => {
  const logged: unknown[] = [];
  const handle = withSafeErrors(
    () => Promise.reject(failure as Error),
    (event, fields) => logged.push({ event, ...fields }),
  );
  const thrown = await handle().then(
    () => null,
    (reason: unknown) => reason as Error,
  );
  return { thrown: thrown!, logged };
};

test.each([
  ['an error', new TypeError(SECRET), 'TypeError'],
  [
    'an error with a code',
    Object.assign(new Error(SECRET), { name: 'SystemError', code: 'ECONNRESET' }),
    'SystemError',
  ],
  ['an error with a cause', new Error('outer', { cause: new Error(SECRET) }), 'Error'],
])('%s reaches the runtime without its message', async (_what, error, name) => {
  const { thrown, logged } = await caught(error);

  const told = [thrown.name, thrown.message, thrown.stack, JSON.stringify(thrown), String(thrown.cause)].join(' ');
  expect(thrown.name).toBe(name);
  expect(told).not.toContain('Kari');
  expect(told).not.toContain('20867006088');
  expect(logged).toEqual([expect.objectContaining({ event: 'UNEXPECTED_ERROR', errorName: name })]);
  expect(JSON.stringify(logged)).not.toContain('Kari');
});

test('the code goes with it', async () => {
  const { thrown } = await caught(Object.assign(new Error(SECRET), { code: 'ECONNRESET' }));

  expect(thrown.message).toContain('ECONNRESET');
});

test('what is answered goes through', async () => {
  const handle = withSafeErrors(
    (one: number, other: number) => Promise.resolve(one + other),
    () => undefined,
  );

  expect(await handle(2, 3)).toBe(5);
});
