import { readHttpDate } from './http-date.ts';
import type { HttpResponse } from './transport.ts';

/** A vendor that asks for more is asked again after this long all the same. */
const LONGEST_RETRY_AFTER_IN_MILLIS = 60_000;

const SECONDS = /^\d{1,9}$/;
/** How Azure API Management, the gateway in front of many an API, words it. */
const WORDING = /try again in (\d{1,9}) seconds?/i;

/**
 * How long the answer asks us to wait, in milliseconds, at most a minute; `null` when it does not say so.
 * Header in seconds, header as a date (against the answer's own Date, so that our clock has no say), then the
 * gateway's wording in the body. Anything else counts as absent.
 * @param nowInMillis our clock, used for a date when the answer carries no Date of its own
 */
export const retryAfterInMillis = (response: HttpResponse, nowInMillis: number): number | null => {
  const asked = fromHeader(response, nowInMillis) ?? fromWording(response.body);
  return asked === null ? null : Math.min(Math.max(0, asked), LONGEST_RETRY_AFTER_IN_MILLIS);
};

const fromHeader = ({ headers }: HttpResponse, nowInMillis: number): number | null => {
  const value = headers['retry-after']?.trim() ?? '';
  if (SECONDS.test(value)) return Number(value) * 1000;
  const until = readHttpDate(value);
  return until === null ? null : until - (readHttpDate(headers['date']) ?? nowInMillis);
};

const fromWording = (body: string): number | null => {
  const seconds = WORDING.exec(body.slice(0, 1000))?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
};
