import type { VendorResponse } from './vendor-request.ts';

/** What keeps a request from being handled: a status with an empty body, or a gateway's error page with 502. */
export type FaultBefore = number | 'reset' | 'hang' | 'html';

/** What an answer suffers though the request was handled and committed; `html` is a page with 200. */
export type FaultAfter = number | 'reset' | 'hang' | 'cutBody' | 'emptyBody' | 'html';

const html = (status: number): VendorResponse => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: '<html><head><title>Service</title></head><body><h1>We will be back soon</h1></body></html>',
});

/** The answer with the fault applied to it. */
export const damaged = (answer: VendorResponse, fault: FaultAfter): VendorResponse => {
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
export const unhandled = (fault: FaultBefore): VendorResponse => {
  if (fault === 'html') return html(502);
  return typeof fault === 'number'
    ? { status: fault, headers: {}, body: '' }
    : { status: 0, headers: {}, body: '', fault };
};
