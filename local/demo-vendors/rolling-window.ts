import type { Budget } from '../../shared/http/budget.ts';
import type { Clock } from '../../shared/http/clock.ts';

/**
 * At most `limit` requests let through in any window, wherever it begins.
 * @returns asks for one request to be let through now.
 */
export const createRollingWindow = (clock: Pick<Clock, 'now'>, { limit, windowInMillis }: Budget): (() => boolean) => {
  const admitted: number[] = [];
  return () => {
    const now = clock.now();
    const oldest = admitted.length < limit ? undefined : admitted[0];
    if (oldest !== undefined && now - oldest < windowInMillis) return false;
    if (oldest !== undefined) admitted.shift();
    admitted.push(now);
    return true;
  };
};

/** The most stamps that fall into any one window. @param stampsInMillis in ascending order. */
export const mostInOneWindow = (stampsInMillis: readonly number[], windowInMillis: number): number => {
  let first = 0;
  let most = 0;
  stampsInMillis.forEach((at, last) => {
    while (at - (stampsInMillis[first] ?? at) >= windowInMillis) first += 1;
    most = Math.max(most, last - first + 1);
  });
  return most;
};
