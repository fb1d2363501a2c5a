import type { Clock } from '../../../http/clock.ts';
import { isVendorError } from '../../../records/vendor-error.ts';
import { RetryLaterError } from '../../../run/retry-later-error.ts';

const FIRST_DELAY_IN_MILLIS = 500;

export interface ReadFreshLinesDependencies {
  readonly clock: Clock;
  /** Epoch milliseconds by which the caller must be done. */
  readonly deadline: () => number;
  /** Epoch milliseconds from which every read shows what this sync has written. */
  readonly lagIsOverAt: number;
}

/**
 * Reads the salary or FTE lines of an employment, again while they do not show yet what PowerOffice has answered to a
 * write of this sync. An employment that does not show at all has been made just before.
 *
 * @throws RetryLaterError when the lag does not fit before the deadline
 */
export const readFreshLines = async <T>(
  read: () => Promise<readonly T[]>,
  isFresh: (lines: readonly T[]) => boolean,
  { clock, deadline, lagIsOverAt }: ReadFreshLinesDependencies,
): Promise<readonly T[]> => {
  for (let delayInMillis = FIRST_DELAY_IN_MILLIS; ; delayInMillis *= 2) {
    const lines = await read().catch((error: unknown) => {
      const mayShowLater = isVendorError(error, 'notFound') && clock.now() < lagIsOverAt;
      if (mayShowLater) return null;
      throw error;
    });
    if (lines !== null && (isFresh(lines) || clock.now() >= lagIsOverAt)) return lines;
    const waitInMillis = Math.min(delayInMillis, Math.max(0, lagIsOverAt - clock.now()));
    if (clock.now() + waitInMillis >= deadline()) {
      throw new RetryLaterError('lines written just before do not show yet', lagIsOverAt - clock.now());
    }
    await clock.sleep(waitInMillis);
  }
};
