import cliProgress from 'cli-progress';

/** How far a run has come. */
export interface Progress {
  readonly done: number;
  /** 0 while both sides are still being read. */
  readonly inScope: number;
}

/**
 * How long the rest takes, in seconds. A run takes as long as its requests, and they have a budget: each person who is
 * left takes what those before took. Until somebody is done, a request each.
 * @param seconds since the first person was begun
 */
export const remainingSeconds = (
  { done, inScope }: Progress,
  { seconds, requestsPerSecond }: { readonly seconds: number; readonly requestsPerSecond: number },
): number => (inScope - done) * (done === 0 ? 1 / requestsPerSecond : seconds / done);

/** "about 40 s", "about 12 min", "about 1 h 5 min". */
export const describeRemaining = (seconds: number): string => {
  if (seconds < 90) return `about ${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `about ${minutes} min` : `about ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

/**
 * A progress bar on a terminal; silent where nobody watches.
 * @param stream null for nobody
 * @param requestsPerSecond the budget of the run's requests to its target
 * @param what many of the run's records are called: `people`
 */
export const showProgress = (stream: NodeJS.WriteStream | null, requestsPerSecond: number, what: string) => {
  const nothing = (): void => undefined;
  if (stream?.isTTY !== true)
    return { start: nothing, update: (_progress: Progress): void => undefined, stop: nothing };
  const bar = new cliProgress.SingleBar(
    { stream, format: '{what} {bar} {count} {rest}', hideCursor: true, clearOnComplete: true },
    cliProgress.Presets.rect,
  );
  let isStopped = false;
  let beganAt: number | null = null;
  return {
    /** Draws it; to be called when Ctrl-C is listened for, for somebody who sees it may press that. */
    start: (): void => bar.start(1, 0, { what: 'Reading both sides', count: '', rest: '' }),
    update: (progress: Progress): void => {
      const { done, inScope } = progress;
      if (inScope === 0 || isStopped) return;
      beganAt ??= performance.now();
      const seconds = (performance.now() - beganAt) / 1000;
      bar.setTotal(inScope);
      bar.update(done, {
        what: `${what.slice(0, 1).toUpperCase()}${what.slice(1)}`,
        count: `${done}/${inScope}`,
        rest: describeRemaining(remainingSeconds(progress, { seconds, requestsPerSecond })),
      });
    },
    /** Gives the terminal back, its cursor with it. */
    stop: (): void => {
      isStopped = true;
      bar.stop();
    },
  };
};
