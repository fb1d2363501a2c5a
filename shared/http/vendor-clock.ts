import { CLOCK_TOLERANCE_IN_MILLIS } from './clock.ts';
import type { Clock } from './clock.ts';
import { readHttpDate } from './http-date.ts';
import type { HttpRequest, HttpResponse, Transport } from './transport.ts';

/** Our clock beside a vendor's, as its newest answer showed it. */
export interface VendorClock {
  /** The transport, with the `Date` of every 2xx answer noted: an error page may come from a proxy on the way. */
  readonly transport: Transport;
  /** What is wrong, in words, when the newest answer's `Date` and our clock are too far apart; null when all is well. */
  deviation(): string | null;
}

/**
 * Watches a vendor's clock. Without a `Date`, or with one that is none, an answer tells nothing.
 * @param vendor as it is called in messages
 */
export const createVendorClock = (vendor: string, transport: Transport, clock: Clock): VendorClock => {
  let found: string | null = null;
  return {
    transport: async (request: HttpRequest): Promise<HttpResponse> => {
      const sentAt = clock.now();
      const response = await transport(request);
      const date = response.status >= 200 && response.status < 300 ? readHttpDate(response.headers['date']) : null;
      if (date !== null) found = compare(vendor, date, sentAt, clock.now());
      return response;
    },
    deviation: () => found,
  };
};

/** The vendor wrote its date some time between the request and the answer, however long that took. */
const compare = (vendor: string, date: number, sentAt: number, arrivedAt: number): string | null => {
  const isApart = date < sentAt - CLOCK_TOLERANCE_IN_MILLIS || date > arrivedAt + CLOCK_TOLERANCE_IN_MILLIS;
  return isApart ? `The clock here says ${inWords(arrivedAt)}, and that of ${vendor} ${inWords(date)}.` : null;
};

const inWords = (millis: number): string => `${new Date(millis).toISOString().slice(0, 19)}Z`;
