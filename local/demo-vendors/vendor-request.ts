import type { Clock } from '../../shared/http/clock.ts';
import type { Transport } from '../../shared/http/transport.ts';
import { letLeave, TransportError } from '../../shared/http/transport.ts';

/** One HTTP request as a demo vendor sees it. */
export interface VendorRequest {
  /** Upper case, e.g. `GET`. */
  readonly method: string;
  /** Without query; exactly as sent, e.g. `/Demo/v2/Employees`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Path and query exactly as they stood on the request line: its length can matter. */
  readonly target: string;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Empty string when the request has no body. */
  readonly body: string;
}

/** What goes wrong on the wire after the vendor has made up its answer. */
export type WireFault = 'reset' | 'hang' | 'cutBody';

/** A demo vendor's answer. */
export interface VendorResponse {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly fault?: WireFault;
}

/** A demo vendor: knows nothing of sockets, so a simulator can call it in-process on a virtual clock. */
export interface DemoVendor {
  handle(request: VendorRequest): Promise<VendorResponse>;
}

/** The answer with the vendor's own time on it, as every web server puts it there. */
export const dated = (response: VendorResponse, clock: Pick<Clock, 'now'>): VendorResponse => ({
  ...response,
  headers: { date: new Date(clock.now()).toUTCString(), ...response.headers },
});

/**
 * The request a vendor sees for a method, an address and headers in any casing.
 * @param url absolute (`https://host/path?query`) or relative to the host (`/path?query`).
 */
export const vendorRequest = (
  method: string,
  url: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): VendorRequest => {
  const address = new URL(url, 'http://vendor.invalid');
  return {
    method: method.toUpperCase(),
    path: address.pathname,
    query: address.searchParams,
    target: address.pathname + address.search,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body,
  };
};

/** How an in-process vendor is reached. */
export interface InProcessOptions {
  readonly clock: Clock;
  /** From the request to the answer, on the given clock; half of it passes before the vendor acts. */
  readonly latencyInMillis: number;
}

/**
 * Adapts a vendor to the transport of the product, without sockets: latency and time-outs pass on the given clock.
 * @throws TransportError with `sent: 'unknown'` for every wire fault: the caller cannot tell what the vendor did.
 */
export const toTransport =
  (vendor: DemoVendor, options: InProcessOptions): Transport =>
  async (request) => {
    const { clock, latencyInMillis } = options;
    letLeave(request);
    const timesOut = latencyInMillis > request.timeoutInMillis;
    await clock.sleep(Math.min(latencyInMillis / 2, request.timeoutInMillis));
    const response = await vendor.handle(
      vendorRequest(request.method, request.url, request.headers, request.body ?? ''),
    );
    if (timesOut || response.fault === 'hang') {
      await clock.sleep(Math.max(0, request.timeoutInMillis - latencyInMillis / 2));
      throw new TransportError('unknown', 'No answer in time');
    }
    await clock.sleep(latencyInMillis / 2);
    if (response.fault !== undefined) {
      throw new TransportError(
        'unknown',
        response.fault === 'reset' ? 'Connection reset' : 'Connection reset in the middle of the answer',
      );
    }
    return { status: response.status, headers: response.headers, body: response.body };
  };
