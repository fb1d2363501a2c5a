/*
 * Types commands of `npm run sync`, and of the other programs, into one process, one after the other; all test files of a
 * worker have the same. Each command works as it does in a process of its own, and costs a fraction of it: nothing is
 * loaded again, the app of a data folder stays up in between, and its functions work in that same process, from their
 * sources. So what is about processes takes processes of its own (command-line.ts): kills, terminals, npm, limits of
 * memory and time. `leaveFolder` frees the data folder for them. What is about the bundles that a deploy uploads says
 * `withProcesses`: the guide of the first week, which types each kind of command, and of each flow a plan and its run of
 * which all that is printed, stored and logged is searched for personal data.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { endBeforeFolders } from '../builders/temp-folder.ts';
import { ON_THIS_MACHINE, ROOT, toFinished } from './command-line.ts';
import type { Finished, ProgramOptions } from './command-line.ts';

interface Session {
  readonly process: ChildProcess;
  readonly waiting: Map<string, PromiseWithResolvers<any> & { readonly onPrinted: (text: string) => void }>;
}

/** Kept with the globals, as long as the worker itself: this module is loaded anew for each test file. */
const kept: { session: Session | null } = ((globalThis as any)[Symbol.for('session of commands')] ??= {
  session: null,
});

const start = (): Session => {
  const child = fork(join(ROOT, 'bin', 'node24.mjs'), [join(import.meta.dirname, 'session-program.ts')], {
    env: ON_THIS_MACHINE,
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const waiting: Session['waiting'] = new Map();
  child.on('message', ({ id, printed, result }: any) => {
    if (printed === undefined) waiting.get(id)?.resolve(result);
    else waiting.get(id)?.onPrinted(printed);
  });
  child.once('exit', (code, signal) => {
    for (const { reject } of waiting.values())
      reject(new Error(`The session of commands ended with ${code ?? signal}`));
  });
  // It ends with this process, which does not wait for it.
  child.unref();
  return { process: child, waiting };
};

/** @throws when the session ends, or has ended since it was last asked; the next command has a new one then */
const send = async (
  asked: object | 'leave' | 'interrupt',
  onPrinted: (text: string) => void = () => undefined,
): Promise<any> => {
  const { process: child, waiting } = (kept.session ??= start());
  const id = randomUUID();
  const answer = Promise.withResolvers<any>();
  waiting.set(id, { ...answer, onPrinted });
  child.channel?.ref();
  child.send({ id, asked }, (error) => {
    if (error !== null) answer.reject(new Error('The session of commands has ended', { cause: error }));
  });
  try {
    return await answer.promise;
  } catch (error) {
    kept.session = null;
    throw error;
  } finally {
    waiting.delete(id);
    if (waiting.size === 0) child.channel?.unref();
  }
};

interface TypedOptions extends ProgramOptions {
  /** By its folder in local/cli/commands/; default: `npm run sync`. */
  readonly program?: 'sync' | 'start' | 'secrets' | 'deploy';
  /** Runs the functions' real bundles in processes of their own: for what they print, store and log. */
  readonly withProcesses?: boolean;
  /** Told of what goes to standard output, as it is written. */
  readonly onPrinted?: (text: string) => void;
}

/** Carries a command out, after those that were typed before. */
export const typeCommand = async (
  argv: readonly string[],
  { program = 'sync', environment, workingFolder = ROOT, withProcesses = false, onPrinted }: TypedOptions,
): Promise<Finished> => {
  const startedAt = performance.now();
  const command = { program, argv, environment: { ...ON_THIS_MACHINE, ...environment }, workingFolder, withProcesses };
  const result = await send(command, onPrinted);
  return toFinished({ ...result, durationInMillis: performance.now() - startedAt });
};

/** Has the command that is being carried out hear Ctrl-C, as its own process would. */
export const interruptCommand = async (): Promise<void> => void (await send('interrupt'));

/** Ends the app that the session keeps, so that another process can have its data folder. */
export const leaveFolder = async (): Promise<void> => {
  if (kept.session !== null) await send('leave');
};

/**
 * The requests that a run counted, by vendor, when nobody works on it any more: a message that came twice may be worked
 * through after the run was shown.
 */
export const requestsCounted = async ({ document }: Finished, dataFolder: string): Promise<unknown> => {
  await leaveFolder();
  const { stdout } = await typeCommand(['runs', document.runId, '--json', '--data-dir', dataFolder], {
    environment: {},
  });
  return JSON.parse(stdout).apiCalls;
};

endBeforeFolders(leaveFolder);
