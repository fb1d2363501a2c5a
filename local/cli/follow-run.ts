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

/** API Gateway lets five calls a second through, for everybody together. */
const POLL_OF_A_STACK_IN_MILLIS = 2_000;
/** Soon enough for somebody who watches. */
const POLL_IN_MILLIS = 250;
/** A run of many takes longer to count, and has more use for the time. */
const SHARE_OF_LOOKING = 4;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/**
 * Waits until a run or a plan has ended.
 * @param isWatched whether somebody reads standard error
 */
export const followRun = async (api: Api, runId: string, isWatched: boolean): Promise<void> => {
  const { stack, interrupt } = api;
  const shown = stack === null ? '' : `it is shown by: npm run sync -- runs ${runId} --stack ${stack}`;
  const progress = showProgress(isWatched ? process.stderr : null, api.requestsPerSecond, api.words.telling.records);
  const follow = async (interrupted: AbortSignal | null): Promise<void> => {
    // Said when Ctrl-C is listened for.
    if (isWatched && stack !== null) {
      say(`Run ${runId} is under way in AWS. Ctrl-C ends the waiting and not the run; ${shown}`);
    }
    progress.start();
    for (;;) {
      if (interrupted?.aborted === true) await interrupt?.(runId);
      const askedAt = performance.now();
      const run = await api.call('GET', `/runs/${runId}`, { query: { limit: '1' } });
      if (isOver(run)) return;
      progress.update(progressOf(run));
      const took = performance.now() - askedAt;
      await delay(Math.max(stack === null ? POLL_IN_MILLIS : POLL_OF_A_STACK_IN_MILLIS, SHARE_OF_LOOKING * took));
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
