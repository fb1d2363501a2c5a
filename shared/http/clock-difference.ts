import type { Clock } from './clock.ts';
import { readHttpDate } from './http-date.ts';
import type { Transport } from './transport.ts';

/** A `Date` has no parts of a second. */
const RESOLUTION_IN_MILLIS = 999;

/** How far a vendor's clock is from ours, by the `Date` of its newest answer. */
export interface MeasuredClock {
  readonly transport: Transport;
  /** Above 0 when theirs is ahead; null while no answer has told. */
  differenceInMillis(): number | null;
}

/** The vendor wrote its date some time between the request and the answer: what lies between is no difference. */
export const measureClock = (transport: Transport, clock: Pick<Clock, 'now'>): MeasuredClock => {
  let difference: number | null = null;
  return {
    transport: async (request) => {
      const sentAt = clock.now();
      const response = await transport(request);
      const date = response.status < 300 ? readHttpDate(response.headers['date']) : null;
      if (date !== null) {
        difference = Math.max(0, date - clock.now()) + Math.min(0, date + RESOLUTION_IN_MILLIS - sentAt);
      }
      return response;
    },
    differenceInMillis: () => difference,
  };
};
