import type { RunStore } from '../state/run-store.ts';
import { isOpen } from '../state/run.ts';
import type { EndedRun, Run, RunEnd } from '../state/run.ts';

export interface RunEndingDependencies {
  readonly runs: Pick<RunStore, 'storeEnd' | 'markTold' | 'latestRuns'>;
  readonly clock: { now(): number };
  /**
   * Tells the log, the metrics and the queue of mails how a run ended, and resolves when they have it for good. Null in a process that has
   * neither: the next function that starts a run tells it then.
   */
  readonly tell: ((run: EndedRun) => Promise<void>) | null;
}

/** Within this time whoever stored an end tells of it; after that, whoever comes by does. */
const TELLING_TAKES_AT_MOST_MILLIS = 30_000;
/** A run is told of by the next one at the latest, so that an untold one is among the newest. */
const RUNS_LOOKED_AT = 30;

/**
 * The one place where runs end. An end is stored once, by whoever comes first, and then told. A process that dies
 * between the two leaves an end that is stored and not told: the next delivery of its messages, or the next start,
 * tells it. So an end may be told twice, never not at all; metrics of a run are read as maxima, which a repetition
 * does not change.
 */
export interface RunEnding {
  /**
   * Ends a run and tells of it. The first end stands, and later ones change nothing.
   * @returns the run when this call ended it, else null
   */
  endRun(runId: string, end: RunEnd): Promise<EndedRun | null>;
  /** Tells of a run whose end somebody stored some time ago without telling. */
  tellIfUntold(run: Run): Promise<void>;
  /** The same for all of the latest runs. */
  tellUntold(): Promise<void>;
}

export const createRunEnding = ({ runs, clock, tell }: RunEndingDependencies): RunEnding => {
  const tellOf = async (run: EndedRun): Promise<void> => {
    if (tell === null) return;
    await tell(run);
    await runs.markTold(run.runId, clock.now());
  };
  const tellIfUntold = async (run: Run): Promise<void> => {
    if (isOpen(run) || run.toldAt !== null) return;
    if (clock.now() - run.finishedAt > TELLING_TAKES_AT_MOST_MILLIS) await tellOf(run);
  };
  return {
    endRun: async (runId, end) => {
      const ended = await runs.storeEnd(runId, end, clock.now());
      if (ended !== null) await tellOf(ended);
      return ended;
    },
    tellIfUntold,
    tellUntold: async () => {
      for (const run of await runs.latestRuns(RUNS_LOOKED_AT)) await tellIfUntold(run);
    },
  };
};
