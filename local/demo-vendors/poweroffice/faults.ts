import type { VendorRequest, VendorResponse } from '../vendor-request.ts';

/**
 * What goes wrong with one request.
 *
 * `before`: the request changes nothing. A status is answered with an empty body (429 as the throttle words it),
 * `html` is a gateway's error page with 502.
 * `after`: the request is handled and committed, only its answer suffers. `html` is a page with 200.
 */
export type Fault =
  | { readonly before: number | 'reset' | 'hang' | 'html' }
  | { readonly before: 'refuse'; readonly status: number; readonly title: string; readonly detail: string }
  | { readonly after: number | 'reset' | 'hang' | 'cutBody' | 'emptyBody' | 'html' };

/** Decides about each request. @param sequence 1 for the first request ever. Must be deterministic. */
export type FaultPlan = (request: VendorRequest, sequence: number) => Fault | null;

const html = (status: number): VendorResponse => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: '<html><head><title>Service</title></head><body><h1>We will be back soon</h1></body></html>',
});

/** The answer with the fault applied to it. */
export const damaged = (
  answer: VendorResponse,
  fault: number | 'reset' | 'hang' | 'cutBody' | 'emptyBody' | 'html',
): VendorResponse => {
  switch (fault) {
    case 'reset':
    case 'hang':
    case 'cutBody':
      return { ...answer, fault };
    case 'emptyBody':
      return { ...answer, body: '' };
    case 'html':
      return html(200);
    default:
      return { status: fault, headers: {}, body: '' };
  }
};

/** The answer to a request that was never handled. */
export const unhandled = (fault: number | 'reset' | 'hang' | 'html'): VendorResponse => {
  if (fault === 'html') return html(502);
  return typeof fault === 'number'
    ? { status: fault, headers: {}, body: '' }
    : { status: 0, headers: {}, body: '', fault };
};
