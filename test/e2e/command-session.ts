/*
 * Types commands of `npm run sync` into one process, one after the other. Each works as it does in a process of its own,
 * through the functions' real bundles, and costs a fraction of it: nothing is loaded again, and the app of a data folder
 * stays up in between. What is about processes (kills, signals, terminals, npm) takes a process of its own
 * (command-line.ts); `leaveFolder` frees the data folder for it.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { endBeforeFolders } from '../builders/temp-folder.ts';
import { ON_THIS_MACHINE, ROOT, toFinished } from './command-line.ts';
import type { CommandLineOptions, Finished } from './command-line.ts';

interface Session {
  readonly process: ChildProcess;
  readonly waiting: Map<number, PromiseWithResolvers<any>>;
}

let session: Session | null = null;
let sent = 0;

const start = (): Session => {
  const child = fork(join(import.meta.dirname, 'session-program.ts'), {
    env: ON_THIS_MACHINE,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const waiting: Session['waiting'] = new Map();
  child.on('message', ({ id, result }: any) => waiting.get(id)?.resolve(result));
  child.once('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`The session of commands ended with ${code}`));
  });
  return { process: child, waiting };
};

const send = async (command: object | null): Promise<any> => {
  session ??= start();
  const id = (sent += 1);
  const answer = Promise.withResolvers<any>();
  session.waiting.set(id, answer);
  session.process.send({ id, command });
  return answer.promise;
};

/** Carries a command out, after those that were typed before. */
export const typeCommand = async (
  argv: readonly string[],
  { environment, workingFolder = ROOT }: CommandLineOptions,
): Promise<Finished> => {
  const startedAt = performance.now();
  const result = await send({ argv, environment: { ...ON_THIS_MACHINE, ...environment }, workingFolder });
  return toFinished({ ...result, durationInMillis: performance.now() - startedAt });
};

/** Ends the app that the session keeps, so that another process can have its data folder. */
export const leaveFolder = async (): Promise<void> => {
  if (session !== null) await send(null);
};

endBeforeFolders(async () => {
  if (session === null) return;
  const ended = new Promise((resolve) => session?.process.once('exit', resolve));
  session.process.disconnect();
  await ended;
});
