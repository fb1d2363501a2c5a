/*
 * One process of a function, as Lambda would run it: with the variables of its template and no others, as much memory as
 * the template gives it, and what it writes told line by line. It ends with whoever started it, also when that one is
 * killed. For example, a function of 1,024 MB is started with room for what lives shortly, and killed when its runtime
 * closes: `ended` says `signal: SIGKILL`.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LogLine } from './function-log.ts';
import { processEnvironment, youngSpaceOf } from './process-environment.ts';
import type { ProcessEnvironment } from './process-environment.ts';

export interface FunctionProcess {
  /** Resolves as soon as the process has ended, with what ended it, e.g. `exit status 1`. */
  readonly ended: Promise<string>;
  /** Resolves when its output, too, has been read to the end. */
  readonly drained: Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

interface FunctionProcessOptions extends ProcessEnvironment {
  readonly onOutput: (stream: LogLine['stream'], line: string) => void;
}

const bootstrap = join(import.meta.dirname, 'bootstrap.mjs');

/** Starts what carries out a function's invocations, one after the other. */
export type StartFunction = (options: FunctionProcessOptions) => FunctionProcess;

/** Starts a process that runs a function, invocation after invocation, with nothing but the variables Lambda would give it. */
export const startFunctionProcess: StartFunction = (options) => {
  const { definition, onOutput } = options;
  // Taken whole at once, room for what lives shortly saves a process of a second or two much copying.
  const room = `--min-semi-space-size=${youngSpaceOf(definition)}`;
  const child = spawn(process.execPath, [room, bootstrap], {
    cwd: definition.folder,
    env: processEnvironment(options),
    // The IPC channel tells the child that this process has ended, also when it was killed.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  readLines(child, 'stdout', onOutput);
  readLines(child, 'stderr', onOutput);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`it could not be started: ${error.message}`));
    child.once('exit', (code, signal) => resolve(signal === null ? `exit status ${code}` : `signal: ${signal}`));
  });
  const drained = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('close', () => resolve());
  });
  return { ended, drained, kill: () => child.kill('SIGKILL') };
};

const readLines = (
  child: ChildProcess,
  stream: 'stdout' | 'stderr',
  onOutput: FunctionProcessOptions['onOutput'],
): void => {
  const input = child[stream];
  if (input === null) return;
  createInterface({ input, crlfDelay: Infinity }).on('line', (line) => onOutput(stream, line));
};
