/*
 * Whoever works in one process with others: the functions of an app, beside the tests of a file or in a command session,
 * and there a command too. Each has the environment that its own process would have, and what it writes is kept apart.
 * For example, a line that a function logs while a command prints its result goes to the log of the app, and stands
 * nowhere in that result.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv;
  readonly write: (stream: 'stdout' | 'stderr', text: string) => void;
}

const inHand = new AsyncLocalStorage<Surroundings | null>();
let command: Surroundings | null = null;

const current = (): Surroundings | null => inHand.getStore() ?? command;

const { env } = process;
Object.defineProperty(process, 'env', { get: () => current()?.environment ?? env, configurable: true });
const ownWrites = (['stdout', 'stderr'] as const).map((name) => {
  const stream = process[name];
  const { write } = stream;
  const passOn: (...written: any[]) => boolean = write.bind(stream);
  stream.write = (text: string | Uint8Array, ...rest: readonly unknown[]) => {
    const surroundings = current();
    if (surroundings === null) return passOn(text, ...rest);
    surroundings.write(name, typeof text === 'string' ? text : Buffer.from(text).toString());
    const done = rest.at(-1);
    if (typeof done === 'function') done();
    return true;
  };
  return { stream, write };
});

/** Leaves the process as it was before: nobody works in it any more. */
export const putBack = (): void => {
  Object.defineProperty(process, 'env', { value: env, writable: true, configurable: true, enumerable: true });
  for (const { stream, write } of ownWrites) stream.write = write;
};

/** Has a command work, to which all belongs that is no function's. */
export const workAsCommand = async <Result>(
  surroundings: Surroundings,
  work: () => Promise<Result>,
): Promise<Result> => {
  command = surroundings;
  try {
    return await work();
  } finally {
    command = null;
  }
};

/** Has a function work, with all that it starts. */
export const workAsFunction = <Result>(surroundings: Surroundings, work: () => Promise<Result>): Promise<Result> =>
  inHand.run(surroundings, work);

/** Leaves the function at work, to do what is not its own. */
export const leaveFunction = (work: () => void): void => inHand.run(null, work);
