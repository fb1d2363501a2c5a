import type { Clock } from '../../../shared/http/clock.ts';
import type { VendorResponse } from '../vendor-request.ts';
import type { DemoPowerOfficeOptions } from './options.ts';
import { gatewayAnswer } from './problem-details.ts';

const WINDOW_IN_MILLIS = 1000;

/**
 * The gateway's rolling window: at most `limit` requests let through in any one second (PowerOffice fact 8).
 * @returns asks for one request to be let through now.
 */
export const createThrottle = (clock: Clock, limit: number): (() => boolean) => {
  const admitted: number[] = [];
  return () => {
    const now = clock.now();
    const oldest = admitted.length < limit ? undefined : admitted[0];
    if (oldest !== undefined && now - oldest < WINDOW_IN_MILLIS) return false;
    if (oldest !== undefined) admitted.shift();
    admitted.push(now);
    return true;
  };
};

/** 429 as the gateway words it. */
export const throttledAnswer = (clock: Clock, retryAfter: DemoPowerOfficeOptions['retryAfter']): VendorResponse => {
  const values = {
    seconds: '1',
    date: new Date(clock.now() + WINDOW_IN_MILLIS).toUTCString(),
    garbage: 'in a moment',
  };
  return gatewayAnswer(
    429,
    'Rate limit is exceeded. Try again in 1 seconds.',
    retryAfter === 'absent' ? {} : { 'retry-after': values[retryAfter] },
  );
};

/** The most stamps that fall into any one second. @param stampsInMillis in ascending order. */
export const maxInOneSecond = (stampsInMillis: readonly number[]): number => {
  let first = 0;
  let max = 0;
  stampsInMillis.forEach((at, last) => {
    while (at - (stampsInMillis[first] ?? at) >= WINDOW_IN_MILLIS) first += 1;
    max = Math.max(max, last - first + 1);
  });
  return max;
};
