/*
 * Gets the token with which calls to PowerOffice are made, and renews it before it runs out. Whoever needs one at the
 * same time shares one renewal. A token counts as stale a little before its end, so that a call which takes long does
 * not outlive it. For example, a token for 300 seconds is renewed after 240, and one that PowerOffice has refused is
 * thrown away at once.
 */
import * as z from 'zod';
import type { Clock } from '../../http/clock.ts';
import type { Turn } from '../../http/pacer.ts';
import type { HttpRequest, HttpResponse } from '../../http/transport.ts';
import { PowerOfficeError } from './errors.ts';
import { readAnswer } from './json.ts';

/** `expires_in` differs between PowerOffice's own pages (PowerOffice fact 3): it is read, and low when not there. */
const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().catch(300),
});

const tokenRefusalSchema = z.object({ error: z.string() });

export interface AccessToken {
  readonly value: string;
  /** From when on it is not used any more, milliseconds since 1970. */
  readonly staleAt: number;
}

export interface TokenSource {
  /**
   * A token that is still good, renewed when need be; concurrent callers share one renewal.
   * @param turn one that the renewal may use up; without it, it waits for a turn of its own
   * @throws PowerOfficeError
   */
  fresh(turn?: Turn): Promise<AccessToken>;
  /** The token at hand if it is still good. */
  current(): AccessToken | null;
  /** Told that PowerOffice refused the token: it is not handed out again. */
  discard(token: AccessToken): void;
}

export interface TokenKeys {
  readonly tokenUrl: string;
  readonly applicationKey: string;
  readonly clientKey: string;
  readonly subscriptionKey: string;
}

const LONGEST_MARGIN_IN_MILLIS = 60_000;
const MARGIN_SHARE = 0.2;
const TIMEOUT_IN_MILLIS = 20_000;

/** The one request that brings a token (PowerOffice fact 2). */
export const tokenRequest = ({ tokenUrl, applicationKey, clientKey, subscriptionKey }: TokenKeys): HttpRequest => ({
  method: 'POST',
  url: tokenUrl,
  headers: {
    Authorization: `Basic ${Buffer.from(`${applicationKey}:${clientKey}`, 'utf8').toString('base64')}`,
    'Ocp-Apim-Subscription-Key': subscriptionKey,
    'Content-Type': 'application/x-www-form-urlencoded',
    Accept: 'application/json',
  },
  body: 'grant_type=client_credentials',
  timeoutInMillis: TIMEOUT_IN_MILLIS,
});

/**
 * @param requestedAtInMillis when the request began, so that its own time counts against the token's life
 * @throws UnreadableAnswerError
 */
export const readToken = (response: HttpResponse, requestedAtInMillis: number): AccessToken => {
  const { access_token: value, expires_in: lifetimeInSeconds } = readAnswer(response, tokenSchema);
  const lifetimeInMillis = lifetimeInSeconds * 1000;
  const marginInMillis = Math.min(LONGEST_MARGIN_IN_MILLIS, lifetimeInMillis * MARGIN_SHARE);
  return { value, staleAt: requestedAtInMillis + lifetimeInMillis - marginInMillis };
};

/** Token errors are OAuth shaped: `{"error":"invalid_client", ...}` with status 400 (PowerOffice fact 2). */
export const tokenRefusal = (response: HttpResponse): PowerOfficeError => {
  const { status } = response;
  const code = readErrorCode(response);
  if (code !== null || status === 401 || status === 403) {
    return new PowerOfficeError('credentialsRefused', {
      summary:
        `PowerOffice refused the keys (${code ?? status}). IT: check application key, client key and subscription ` +
        'key; all three belong to one environment, and the integration must be active for the client.',
      status,
    });
  }
  return new PowerOfficeError('unavailable', {
    summary: `The token address of PowerOffice answered ${status}. IT: check the token URL in the settings.`,
    status,
  });
};

const readErrorCode = (response: HttpResponse): string | null => {
  try {
    const { error } = readAnswer(response, tokenRefusalSchema);
    return /^[a-z_]{1,40}$/.test(error) ? error : 'refused';
  } catch {
    return null;
  }
};

/** @param request makes the token request, paced and repeated; given a turn that it may use up, if there is one */
export const createTokenSource = (
  request: (turn: Turn | null) => Promise<AccessToken>,
  clock: Pick<Clock, 'now'>,
): TokenSource => {
  let latest: AccessToken | null = null;
  let renewal: Promise<AccessToken> | null = null;
  const current = (): AccessToken | null => (latest !== null && clock.now() < latest.staleAt ? latest : null);

  const renew = async (turn: Turn | null): Promise<AccessToken> => {
    try {
      latest = await request(turn);
      return latest;
    } finally {
      renewal = null;
    }
  };

  return {
    current,
    fresh: async (turn) => {
      const token = current();
      if (token !== null) return token;
      renewal ??= renew(turn ?? null);
      return renewal;
    },
    discard: (token) => {
      if (latest === token) latest = null;
    },
  };
};
