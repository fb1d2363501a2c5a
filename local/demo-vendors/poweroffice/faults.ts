import type { VendorRequest } from '../vendor-request.ts';
import type { FaultAfter, FaultBefore } from '../wire-faults.ts';

/**
 * What goes wrong with one request.
 *
 * `before`: the request changes nothing. A status is answered with an empty body (429 as the throttle words it),
 * `html` is a gateway's error page with 502.
 * `after`: the request is handled and committed, only its answer suffers. `html` is a page with 200.
 */
export type Fault =
  | { readonly before: FaultBefore }
  | { readonly before: 'refuse'; readonly status: number; readonly title: string; readonly detail: string }
  | { readonly after: FaultAfter };

/** Decides about each request. @param sequence 1 for the first request ever. Must be deterministic. */
export type FaultPlan = (request: VendorRequest, sequence: number) => Fault | null;
