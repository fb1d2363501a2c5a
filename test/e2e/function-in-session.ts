/*
 * Stands in for `startFunctionProcess` in a command session: a function works in the session's own process, from its
 * source. What stands in functions/ is loaded for each of them anew, as each process has it for itself; all else is
 * loaded once. It gets its invocations over the Runtime API, as processes do, with an environment of its own, and what
 * it prints goes to the app's log. It has neither a limit of memory nor a time zone of its own, and one that is killed
 * gets no more invocations, but goes on with the one that it has.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startFunctionProcess as startProcess } from '../../local/loopback/lambda/function-process.ts';
import type { FunctionProcess, FunctionProcessOptions } from '../../local/loopback/lambda/function-process.ts';
import { carryOutInvocations } from '../../local/loopback/lambda/invocation-loop.mjs';
import { processEnvironment } from '../../local/loopback/lambda/process-environment.ts';
import { leaveFunction, workAsFunction } from './session-surroundings.ts';

/** The folder in functions/ of which a bundle is made: its source map begins with names of files. */
const sourceOf = (bundle: string): string => {
  const [, name = ''] = /functions\/([^/]+)\/index\.ts/.exec(readFileSync(join(bundle, 'index.mjs.map'), 'utf8')) ?? [];
  return name;
};

/** How often each has been started. */
const started = new Map<string, number>();
let hasProcesses = false;

/** Says whether functions that start from now on have processes of their own all the same. */
export const setProcesses = (wanted: boolean): void => {
  hasProcesses = wanted;
};

const startInSession = (options: FunctionProcessOptions): FunctionProcess => {
  const end = new AbortController();
  const ended = Promise.withResolvers<string>();
  const unfinished = { stdout: '', stderr: '' };
  const write = (stream: 'stdout' | 'stderr', text: string): void => {
    const lines = (unfinished[stream] + text).split('\n');
    unfinished[stream] = lines.pop() ?? '';
    if (end.signal.aborted) return;
    leaveFunction(() => {
      for (const line of lines) options.onOutput(stream, line);
    });
  };
  const name = sourceOf(options.definition.folder);
  const count = (started.get(name) ?? 0) + 1;
  started.set(name, count);
  // What Node compiles it keeps by the whole address: counted for each, they are the same in every run.
  const url = `../../functions/${name}/index.ts?${name}-${count}`;
  workAsFunction({ environment: processEnvironment(options), write }, () =>
    carryOutInvocations(() => import(url), end.signal),
  ).then(
    () => ended.resolve('exit status 1'),
    (error: unknown) => ended.resolve(String(error)),
  );
  const kill = (): void => {
    end.abort();
    ended.resolve('signal: SIGKILL');
  };
  return { ended: ended.promise, drained: ended.promise.then(() => undefined), kill };
};

/** As the loopback's own, unless functions are to have processes. */
export const startFunctionProcess = (options: FunctionProcessOptions): FunctionProcess =>
  hasProcesses ? startProcess(options) : startInSession(options);
