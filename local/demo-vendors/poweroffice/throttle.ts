import type { Clock } from '../../../shared/http/clock.ts';
import type { VendorResponse } from '../vendor-request.ts';
import type { DemoPowerOfficeOptions } from './options.ts';
import { gatewayAnswer } from './problem-details.ts';

/** The gateway counts the requests of any one second (PowerOffice fact 8). */
export const WINDOW_IN_MILLIS = 1000;

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
