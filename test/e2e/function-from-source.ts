/*
 * Has a function work in this very process, from its source, where the subject is not a process or a bundle: it costs a
 * fraction of one. What stands in functions/ is loaded for each of them anew, as each process has it for itself; all else
 * is loaded once. It gets its invocations over the Runtime API, as processes do, with an environment of its own, and what
 * it prints goes to the app's log. It has neither a limit of memory nor a time zone of its own, and one that is killed
 * gets no more invocations, but goes on with the one that it has.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import type { StartFunction } from '../../local/loopback/lambda/function-process.ts';
import { carryOutInvocations } from '../../local/loopback/lambda/invocation-loop.mjs';
import { processEnvironment } from '../../local/loopback/lambda/process-environment.ts';
import { leaveFunction, putBack, workAsFunction } from './surroundings.ts';

const FUNCTIONS = new URL('../../functions/', import.meta.url).href;

const hooks = registerHooks({
  resolve: (specifier, context, next) => {
    const resolved = next(specifier, context);
    const { parentURL = '' } = context;
    return resolved.url.startsWith(FUNCTIONS) && parentURL.startsWith(FUNCTIONS)
      ? { ...resolved, url: new URL(new URL(parentURL).search, resolved.url).href }
      : resolved;
  },
});

/** The folder in functions/ of which a bundle is made: its source map begins with names of files. */
const sourceOf = (bundle: string): string => {
  const [, name = ''] = /functions\/([^/]+)\/index\.ts/.exec(readFileSync(join(bundle, 'index.mjs.map'), 'utf8')) ?? [];
  return name;
};

/** How often each has been started, in all the life of this process: this module is loaded anew for each test file. */
const started: Map<string, number> = ((globalThis as any)[Symbol.for('functions started from source')] ??= new Map());

export const startFromSource: StartFunction = (options) => {
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

/** Leaves the process as it was before this module was loaded. */
export const leaveProcess = (): void => {
  hooks.deregister();
  putBack();
};
