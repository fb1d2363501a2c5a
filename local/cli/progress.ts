import cliProgress from 'cli-progress';
import type { Progress } from './local-app.ts';

/** A progress bar on a terminal; silent where nobody watches. */
export const showProgress = (stream: NodeJS.WriteStream) => {
  if (!stream.isTTY) return { update: (_progress: Progress): void => undefined, stop: (): void => undefined };
  const bar = new cliProgress.SingleBar(
    { stream, format: '{what} {bar} {value}/{total}', hideCursor: true, clearOnComplete: true },
    cliProgress.Presets.rect,
  );
  bar.start(1, 0, { what: 'Reading both sides' });
  let isStopped = false;
  return {
    update: ({ done, inScope }: Progress): void => {
      if (inScope === 0 || isStopped) return;
      bar.setTotal(inScope);
      bar.update(done, { what: 'Employees' });
    },
    /** Gives the terminal back, its cursor with it. */
    stop: (): void => {
      isStopped = true;
      bar.stop();
    },
  };
};
