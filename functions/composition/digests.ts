import { createHash, createHmac, createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** Keyed hash, for what must not be stored. */
type Digest = (text: string) => string;

// The key is made once: with a key as text, a digest takes a quarter longer.
const digestWith =
  (key: KeyObject): Digest =>
  (text) =>
    createHmac('sha256', key).update(text).digest('base64url');

/** With the stack's hash key itself, as the first flow has it. */
export const stackDigest = (hashKey: string): Digest => digestWith(createSecretKey(hashKey, 'utf8'));

/**
 * With a key that is derived from the stack's hash key and a flow's name: what is remembered of the flow has a key of its
 * own, which goes when the stack's goes, and no second secret has to be kept.
 */
export const flowDigest = (hashKey: string, flow: string): Digest =>
  digestWith(createSecretKey(createHmac('sha256', hashKey).update(flow).digest()));

/** What the budget of a vendor's key is called, which must not give the key away. */
export const budgetName = (vendorKey: string): string =>
  createHash('sha256').update(vendorKey).digest('hex').slice(0, 32);
