import { toRunAbort } from '../../shared/run/abort.ts';
import { flowWords } from './flow-words.ts';
import type { LocalSync, RunRequest } from './local-sync.ts';
import { showProgress } from './progress.ts';
import type { ShownRun } from './shown-run.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** npm passes on to its script the Ctrl-C that the terminal has sent to both. */
export const SAME_PRESS_IN_MILLIS = 500;
/** What a shell calls the end of a program by Ctrl-C. */
const KILLED = 130;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/**
 * Lets Ctrl-C stop what is carried out: the first one asks for it, by the signal; the second ends the program at once.
 * @param onFirst gives the terminal back
 */
export const interruptibly = async <Result>(
  carryOut: (interrupted: AbortSignal) => Promise<Result>,
  onFirst: () => void = () => undefined,
): Promise<Result> => {
  const interrupt = new AbortController();
  let pressedAt = Number.POSITIVE_INFINITY;
  const onSignal = (): void => {
    if (interrupt.signal.aborted) {
      if (performance.now() - pressedAt > SAME_PRESS_IN_MILLIS) process.exit(KILLED);
      return;
    }
    pressedAt = performance.now();
    onFirst();
    say(
      'Stopping: those in hand are finished, which takes seconds, and no more are taken. Ctrl-C again ends it at once.',
    );
    interrupt.abort();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  try {
    return await carryOut(interrupt.signal);
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
};

/**
 * Lets Ctrl-C end the waiting for what goes on elsewhere.
 * @param giveBack gives the terminal back
 * @param farewell what becomes of it
 */
export const leaveBehind = async <Result>(
  wait: () => Promise<Result>,
  giveBack: () => void,
  farewell: string,
): Promise<Result> => {
  const onSignal = (): void => {
    giveBack();
    say(farewell);
    process.exit(KILLED);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  try {
    return await wait();
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
};

/** Ctrl-C found nothing left to stop; whoever pressed it wants nothing to follow all the same. */
const endedBefore = (run: ShownRun): ShownRun => ({
  ...run,
  status: 'aborted',
  abort: toRunAbort('INTERRUPTED', 'Ctrl-C came when the run had just ended; what was written stands.'),
});

/** Carries a run out with a progress bar. After Ctrl-C it is aborted: its report says how far it came. */
export const watchRun = async (
  sync: Pick<LocalSync, 'run' | 'requestsPerSecondOf'>,
  request: Omit<RunRequest, 'onProgress' | 'interrupted'>,
): Promise<ShownRun> => {
  const { telling } = flowWords(request.flow);
  const progress = showProgress(process.stderr, sync.requestsPerSecondOf(request.flow), telling.records);
  try {
    return await interruptibly(async (interrupted) => {
      progress.start();
      const run = await sync.run({ ...request, onProgress: progress.update, interrupted });
      return interrupted.aborted && run.abort === null ? endedBefore(run) : run;
    }, progress.stop);
  } finally {
    progress.stop();
  }
};
