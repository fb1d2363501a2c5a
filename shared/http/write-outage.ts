import type { Clock } from './clock.ts';

/** Whether a vendor carries writes out at all, told by the writes of one process. */
export interface WriteOutage {
  /**
   * Asked right before a write is sent: what is in its way, in words, while writes go unanswered, apart from one now and
   * then that tries; null when it may go.
   */
  hindrance(): string | null;
  /** The vendor answered a write, be it with a refusal. */
  answered(): void;
  /** The outcome of a write is unknown. @returns whether that is an outage by now */
  unanswered(): boolean;
}

const MOST_IN_A_ROW = 5;
const TRY_EVERY_MILLIS = 30_000;

/**
 * Holds writes back while a vendor leaves them unanswered one after the other, as in a maintenance that serves reads
 * alone. Every write sent then would leave one more record in doubt, and a second one of the same record would need a
 * person to decide; a write that is held back is certainly not applied, and can wait.
 * @param vendor as it is called in messages
 */
export const createWriteOutage = (vendor: string, clock: Pick<Clock, 'now'>): WriteOutage => {
  let unansweredInARow = 0;
  let nextTryAt = 0;
  return {
    hindrance: () => {
      if (unansweredInARow < MOST_IN_A_ROW) return null;
      if (clock.now() < nextTryAt) {
        return `${vendor} has left the last ${unansweredInARow} writes without an answer; this one was not sent.`;
      }
      nextTryAt = clock.now() + TRY_EVERY_MILLIS;
      return null;
    },
    answered: () => {
      unansweredInARow = 0;
    },
    unanswered: () => {
      unansweredInARow += 1;
      nextTryAt = clock.now() + TRY_EVERY_MILLIS;
      return unansweredInARow >= MOST_IN_A_ROW;
    },
  };
};
