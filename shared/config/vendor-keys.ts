import * as z from 'zod';
import { ConfigurationError, parseConfiguration } from './configuration-error.ts';

/** The four keys that the vendors know this integration by. */
export interface VendorKeys {
  readonly simployerAccessToken: string;
  readonly powerOfficeApplicationKey: string;
  readonly powerOfficeClientKey: string;
  readonly powerOfficeSubscriptionKey: string;
}

// What goes into an HTTP header: visible ASCII only, so that a line break pasted along is found here.
const key = z
  .string({ error: 'is missing; store the keys with "npm run secrets"' })
  .trim()
  .min(1, 'is empty; store the keys with "npm run secrets"')
  .regex(/^[\x21-\x7e]*$/, 'holds a blank or another character that a key never has');

const vendorKeysSchema = z.object({
  simployerAccessToken: key,
  powerOfficeApplicationKey: key,
  powerOfficeClientKey: key,
  powerOfficeSubscriptionKey: key,
});

/**
 * The vendor keys in the text of their secret, a JSON object.
 * @throws ConfigurationError naming the missing key; never with any part of a key
 */
export const parseVendorKeys = (secretText: string): VendorKeys => {
  let value: unknown;
  try {
    value = JSON.parse(secretText);
  } catch {
    throw new ConfigurationError(['vendor keys: not JSON; store the keys with "npm run secrets"']);
  }
  return parseConfiguration(vendorKeysSchema, value, 'vendor keys');
};

const SHORTEST_HASH_KEY = 32;

/**
 * The key of the keyed hashes in the state table (what a salary looked like, without the salary).
 * @param secretText the secret as it is, at least 32 characters
 * @throws ConfigurationError when it is shorter
 */
export const parseHashKey = (secretText: string): string => {
  if (secretText.length < SHORTEST_HASH_KEY) {
    throw new ConfigurationError([`hash key: shorter than ${SHORTEST_HASH_KEY} characters`]);
  }
  return secretText;
};
