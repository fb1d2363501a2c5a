/*
 * Waits for a run that was asked for through the API, on this machine or of a stack, and shows how far it has come. On
 * this machine Ctrl-C stops the run; a run in AWS goes on, and Ctrl-C ends the waiting alone. For example, a plan of a
 * stack says "Run 20260302T060000-1ab2cd is under way in AWS", and then shows "People 41/147 about 40 s".
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Api } from './api-client.ts';
import { isOver, progressOf } from './documents.ts';
import { showProgress } from './progress.ts';
import { interruptibly, leaveBehind } from './watch-run.ts';

/** Each look costs some milliseconds that the functions could use. */
export const SHORTEST_PAUSE_IN_MILLIS = 100;
/** On this machine each step of a run is told of; in between, it is looked at for the progress that somebody sees. */
const PAUSE_IN_MILLIS = { seen: 250, unseen: 1_000 } as const;
/** API Gateway lets five calls a second through, for everybody together. */
const PAUSE_OF_A_STACK = { shortestInMillis: 500, longestInMillis: 2_000 } as const;
/** A run of a few people is over soon; of one that takes long, nobody minds to hear a little later. */
const SHARE_OF_WAITING = 4;
/** A run of many takes longer to count, and has more use for the time. */
const SHARE_OF_LOOKING = 4;

/** Whom a run is looked at for: somebody who sees its progress on this machine, nobody there, or whoever asked a stack. */
export type Watcher = keyof typeof PAUSE_IN_MILLIS | 'stack';

/**
 * How long a run is left alone at the most before it is looked at again.
 * @param waitedInMillis since it was asked for
 * @param tookInMillis what the last look took
 */
export const pauseBeforeLook = (watcher: Watcher, waitedInMillis: number, tookInMillis: number): number => {
  const { shortestInMillis, longestInMillis } = PAUSE_OF_A_STACK;
  const pause =
    watcher === 'stack'
      ? Math.min(longestInMillis, Math.max(shortestInMillis, waitedInMillis / SHARE_OF_WAITING))
      : PAUSE_IN_MILLIS[watcher];
  return Math.max(pause, SHARE_OF_LOOKING * tookInMillis);
};

/** Steps may follow each other closely. @param tookInMillis what the last look took */
const pauseAfterStep = (tookInMillis: number): number =>
  Math.max(SHORTEST_PAUSE_IN_MILLIS, SHARE_OF_LOOKING * tookInMillis);

/** Waits for a time, or until Ctrl-C is heard. */
const pauseFor = (durationInMillis: number, interrupted: AbortSignal | null): Promise<void> =>
  delay(durationInMillis, undefined, interrupted === null ? {} : { signal: interrupted }).catch(() => undefined);

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/**
 * Waits until a run or a plan has ended.
 * @param isWatched whether somebody reads standard error
 * @param pause waits for so many milliseconds, or until it is interrupted
 */
export const followRun = async (api: Api, runId: string, isWatched: boolean, pause = pauseFor): Promise<void> => {
  const { stack, interrupt, nextStep } = api;
  const here = isWatched && process.stderr.isTTY ? 'seen' : 'unseen';
  const watcher = nextStep === null ? 'stack' : here;
  const shown = stack === null ? '' : `it is shown by: npm run sync -- runs ${runId} --stack ${stack}`;
  const progress = showProgress(isWatched ? process.stderr : null, api.requestsPerSecond, api.words.telling.records);
  const follow = async (interrupted: AbortSignal | null): Promise<void> => {
    // Said when Ctrl-C is listened for.
    if (isWatched && stack !== null) {
      say(`Run ${runId} is under way in AWS. Ctrl-C ends the waiting and not the run; ${shown}`);
    }
    progress.start();
    const beganAt = performance.now();
    for (;;) {
      if (interrupted?.aborted === true) await interrupt?.(runId);
      const askedAt = performance.now();
      // Taken before the look: a step while that is answered counts.
      const step = nextStep?.();
      const run = await api.call('GET', `/runs/${runId}`, { query: { limit: '1' } });
      if (isOver(run)) return;
      progress.update(progressOf(run));
      const now = performance.now();
      const tookInMillis = now - askedAt;
      const atMost = pause(pauseBeforeLook(watcher, now - beganAt, tookInMillis), interrupted);
      if (step === undefined) await atMost;
      else await Promise.all([pause(pauseAfterStep(tookInMillis), interrupted), Promise.race([atMost, step])]);
    }
  };
  try {
    await (interrupt === null
      ? leaveBehind(() => follow(null), progress.stop, `The run goes on; ${shown}`)
      : interruptibly(follow, progress.stop));
  } finally {
    progress.stop();
  }
};
