/*
 * What people have decided of one record, where no rule may: which record of the target it is, and what may pass once
 * although it looks wrong. A decision is kept with who made it and when, outranks what the keys say, and stands until
 * somebody takes it back or decides anew. No value is kept: something is allowed as the keyed digest of the value that
 * was looked at, so that another value asks again. For example, payroll says that record 77 is Kari, who got a new name
 * and a corrected birth date on one day; should both change once more, the record is asked about again.
 */

/** Who decided, and when. */
interface Decided {
  /** The IAM principal of the call, or the user's name on a machine; null when nobody said. */
  readonly by: string | null;
  /** Epoch milliseconds; of two decisions about one record, the later one always has the greater. */
  readonly at: number;
}

type TargetId = number | string;

/** Which record of the target it is. */
export interface LinkDecision extends Decided {
  /** `link`: the record `to`. `new`: none that there was. `none`: the decision before was taken back, and its link. */
  readonly kind: 'link' | 'new' | 'none';
  readonly to: TargetId | null;
  /** The records that keys, or name and birth date, led to: whoever decided has passed them over. */
  readonly passedOver: readonly TargetId[];
  /** The companies that the decision was made for, as `Connection`. */
  readonly companies: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
}

/** What may pass once, by the code of the problem that holds it up. */
interface Allowance extends Decided {
  readonly code: string;
  /** Of what was looked at, see `digestHeld`: any of them allows. */
  readonly digests: readonly string[];
}

/** All that stands of one record. */
export interface Decisions {
  readonly link: LinkDecision | null;
  /** At most one of each code. */
  readonly allowed: readonly Allowance[];
}

export const NO_DECISIONS: Decisions = { link: null, allowed: [] };

/** Something that is held up until somebody allows it, as it is now. */
export interface Held {
  readonly code: string;
  readonly digest: string;
}

/** 96 bits, as base64url: nobody finds another value with the same digest, whatever is tried. */
const DIGEST_CHARACTERS = 16;

/**
 * What is held up, without its value: another value has another digest.
 * @param keyedDigest HMAC under a key of this connection, as base64url
 * @param value what somebody looks at before they allow it, such as the pay that is held and the pay that is wanted
 */
export const digestHeld = (
  keyedDigest: (text: string) => string,
  sourceId: string,
  code: string,
  value: unknown,
): string => keyedDigest(JSON.stringify(['held', sourceId, code, value])).slice(0, DIGEST_CHARACTERS);

/** Whether somebody has allowed what has this digest to pass. */
export const isAllowed = ({ allowed }: Pick<Decisions, 'allowed'>, { code, digest }: Held): boolean =>
  allowed.some((allowance) => allowance.code === code && allowance.digests.includes(digest));
