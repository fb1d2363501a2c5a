import type { RunReport } from '../../shared/flows/employees-to-poweroffice/report.ts';
import type { RunRequest, Runs } from './local-sync.ts';
import { showProgress } from './progress.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** npm passes on to its script the Ctrl-C that the terminal has sent to both. */
const SAME_PRESS_IN_MILLIS = 500;
/** What a shell calls the end of a program by Ctrl-C. */
const KILLED = 130;

/**
 * Carries a run out with a progress bar. The first Ctrl-C lets those finish who are in hand, and the report says how far
 * it came; the second ends the program at once.
 * @param say tells whoever watches
 */
export const watchRun = async (
  sync: Pick<Runs, 'run'>,
  request: Pick<RunRequest, 'mode' | 'employees'>,
  say: (text: string) => void = (text) => void process.stderr.write(`${text}\n`),
): Promise<RunReport> => {
  const progress = showProgress(process.stderr);
  const interrupt = new AbortController();
  let pressedAt = Number.POSITIVE_INFINITY;
  const onSignal = (): void => {
    if (interrupt.signal.aborted) {
      if (performance.now() - pressedAt > SAME_PRESS_IN_MILLIS) process.exit(KILLED);
      return;
    }
    pressedAt = performance.now();
    progress.stop();
    say(
      'Stopping: those in hand are finished, which takes seconds, and nobody else is taken. Ctrl-C again ends it at once.',
    );
    interrupt.abort();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  try {
    return await sync.run({ ...request, onProgress: progress.update, interrupted: interrupt.signal });
  } finally {
    progress.stop();
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
};
