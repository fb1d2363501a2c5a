import { setTimeout as delay } from 'node:timers/promises';
import { TransportError } from '../../shared/http/transport.ts';
import type { HttpRequest, HttpResponse, Transport } from '../../shared/http/transport.ts';
import { RefusedError } from './explain-error.ts';

/** API Gateway lets some calls a second through; the pages of a long list are more. */
const THROTTLED = 429;
const THROTTLED_AT_MOST = 10;
/** A function that was replaced meanwhile, or a network that was gone for a moment. */
const PASSING = [502, 503, 504];
const FAILED_AT_MOST = 3;

/**
 * Sends a call to the API until it is answered. One that was throttled has not been carried out, whatever its method;
 * beside that, only what reads is sent again.
 * @param pauseInMillis between two of them
 * @throws RefusedError THROTTLED, API_UNREACHABLE
 */
export const sendAgain = async (
  transport: Transport,
  request: HttpRequest,
  pauseInMillis: number,
): Promise<HttpResponse> => {
  let throttled = 0;
  let failed = 0;
  const mayFail = (): boolean => {
    failed += 1;
    return request.method === 'GET' && failed < FAILED_AT_MOST;
  };
  for (;;) {
    const response = await transport(request).catch((error: unknown) => {
      if (!(error instanceof TransportError)) throw error;
      if (!mayFail()) throw unreachable(request, error);
      return null;
    });
    if (response?.status === THROTTLED) {
      throttled += 1;
      if (throttled === THROTTLED_AT_MOST) throw tooMany();
    } else if (response !== null && !(PASSING.includes(response.status) && mayFail())) return response;
    await delay(pauseInMillis);
  }
};

const tooMany = (): RefusedError =>
  new RefusedError({
    code: 'THROTTLED',
    message: `The API lets no more calls through at present (${THROTTLED_AT_MOST} tries). Try again in a minute; somebody else may be calling it.`,
  });

const unreachable = ({ method, url }: HttpRequest, { sent, message }: TransportError): RefusedError =>
  new RefusedError({
    code: 'API_UNREACHABLE',
    message:
      `The API at ${new URL(url).host} gave no answer: ${message}` +
      (method === 'GET' || sent === 'no'
        ? ''
        : ' It may have carried out the call all the same; look before trying again.'),
  });
