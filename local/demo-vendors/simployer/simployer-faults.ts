import type { WireFault } from '../vendor-request.ts';
import type { SimployerResourceName } from './simployer-resources.ts';

/** What can go wrong with one answer. */
export type SimployerFault =
  /** Refused with this status; `retryAfter` becomes the header of that name, as it stands. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  /** 200 with a page of HTML, as a proxy in between sends it. */
  | { readonly kind: 'html' }
  /** 200 with the first half of the JSON, properly ended. */
  | { readonly kind: 'cutJson' }
  | { readonly kind: 'emptyBody' }
  /** 200 with no rows and total 0. */
  | { readonly kind: 'emptyList' }
  /** The page's last row comes twice; `total` is right. */
  | { readonly kind: 'repeatRow' }
  /** The page's first row is left out; `total` counts it all the same. */
  | { readonly kind: 'loseRow' }
  /** Something happens in Simployer just before the answer is made, such as a person being added between two pages. */
  | { readonly kind: 'meanwhile'; readonly happens: () => void }
  | { readonly kind: 'wire'; readonly fault: WireFault };

/** A request as fault rules see it. */
export interface SimployerCall {
  readonly resource: SimployerResourceName | null;
  /** Of the page asked for; 0 when none is named. */
  readonly offset: number;
  /** How many requests came before this one. */
  readonly index: number;
}

/** When a fault strikes. Conditions left out hold always. */
export interface SimployerFaultRule {
  readonly fault: SimployerFault;
  readonly resource?: SimployerResourceName;
  readonly atOffset?: number;
  /** Lets this many matching requests through first. */
  readonly skip?: number;
  /** Strikes this often, then never again. Without it: for good. */
  readonly times?: number;
}

/** Chooses the fault for each call; the first rule that applies wins. Keeps count of what each rule has done. */
export const faultRules = (rules: readonly SimployerFaultRule[]): ((call: SimployerCall) => SimployerFault | null) => {
  const matched = new Map<SimployerFaultRule, number>();
  return (call) => {
    for (const rule of rules) {
      if (rule.resource !== undefined && rule.resource !== call.resource) continue;
      if (rule.atOffset !== undefined && rule.atOffset !== call.offset) continue;
      const before = matched.get(rule) ?? 0;
      matched.set(rule, before + 1);
      const skip = rule.skip ?? 0;
      if (before >= skip && before < skip + (rule.times ?? Number.POSITIVE_INFINITY)) return rule.fault;
    }
    return null;
  };
};
