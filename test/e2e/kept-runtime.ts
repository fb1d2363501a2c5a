/*
 * Stands in for `startRuntime` in a command session: the app of one data folder stays up between commands, with its
 * functions, tables and queues, as it does under `serve`, and its functions work in this process, unless processes are
 * wanted. It is ended as soon as a command wants another folder, other keys or other settings. For example, `run` starts
 * it, `runs` finds it running, and `plan` with other guards starts it anew.
 */
import { isDeepStrictEqual } from 'node:util';
import { startRuntime as start } from '../../local/loopback/start-runtime.ts';
import type { Runtime, RuntimeOptions } from '../../local/loopback/start-runtime.ts';
import { startFromSource } from './function-from-source.ts';

/** As long as a command gives to what still runs when it ends. */
const GRACE_IN_MILLIS = 5_000;

let kept: { readonly options: RuntimeOptions; readonly runtime: Runtime } | null = null;
let tell: RuntimeOptions['onLog'];
let hasProcesses = false;

/** Says whether functions that start from now on have processes of their own all the same. */
export const setProcesses = (wanted: boolean): void => {
  hasProcesses = wanted;
};

const placeOf = ({ assemblyFolder, dataFolder, caller, dynamoDbUrl, startFunction }: RuntimeOptions) => ({
  assemblyFolder,
  dataFolder,
  caller,
  dynamoDbUrl,
  startFunction,
});

/** Whether an app that runs serves what is asked for. What is stored is read without keys: any app in its language does. */
const serves = (running: RuntimeOptions, asked: RuntimeOptions): boolean => {
  if (!isDeepStrictEqual(placeOf(running), placeOf(asked))) return false;
  return asked.secrets === undefined
    ? running.environment?.['LANGUAGE'] === asked.environment?.['LANGUAGE']
    : isDeepStrictEqual([running.secrets, running.environment], [asked.secrets, asked.environment]);
};

/** Ends the app that is kept, so that another process can have its folder. */
export const releaseRuntime = async (): Promise<void> => {
  const ended = kept;
  kept = null;
  await ended?.runtime.close({ graceInMillis: GRACE_IN_MILLIS });
};

/** As the runtime's own; what it starts outlives its `close`. */
export const startRuntime = async (asked: RuntimeOptions): Promise<Runtime> => {
  const options = hasProcesses ? asked : { ...asked, startFunction: startFromSource };
  if (options.dataFolder === null) return start(options);
  tell = options.onLog;
  if (kept === null || !serves(kept.options, options)) {
    await releaseRuntime();
    kept = { options, runtime: await start({ ...options, onLog: (line) => tell?.(line) }) };
  }
  const { runtime } = kept;
  return { ...runtime, close: () => runtime.idle({ timeoutInMillis: GRACE_IN_MILLIS }).catch(releaseRuntime) };
};
