/*
 * The keys that the vendors know this integration by, as they stand in their secret: a JSON object with those that the
 * flows of a stack need. A process reads the keys of its own flow, and says which flow lacks one. For example, a stack
 * with X-ledger alone holds `{"simployerAccessToken":"...","xledgerToken":"..."}`, and no key of PowerOffice.
 */
import * as z from 'zod';
import { ConfigurationError, parseConfiguration } from './configuration-error.ts';

/** The schema of one key. @param flow who cannot do without it */
const keyOf = (flow: string) => {
  const remedy = `${flow} needs it; store the keys with "npm run secrets"`;
  return (
    z
      .string({ error: `is missing; ${remedy}` })
      .trim()
      .min(1, `is empty; ${remedy}`)
      // What goes into an HTTP header: visible ASCII only, so that a line break pasted along is found here.
      .regex(/^[\x21-\x7e]*$/, 'holds a blank or another character that a key never has')
  );
};

/** The keys of a flow to PowerOffice. @param flow its name */
const keysToPowerOffice = (flow: string) => {
  const key = keyOf(flow);
  return z.object({
    simployerAccessToken: key,
    powerOfficeApplicationKey: key,
    powerOfficeClientKey: key,
    powerOfficeSubscriptionKey: key,
  });
};

const toXledger = keyOf('employees-to-xledger');

/** The tag of the secret that names the flows whose keys belong there, with blanks between. */
export const FLOWS_TAG = 'flows';

/** What each flow reads of the secret. */
export const FLOW_KEYS = {
  'employees-to-poweroffice': keysToPowerOffice('employees-to-poweroffice'),
  'employees-to-xledger': z.object({ simployerAccessToken: toXledger, xledgerToken: toXledger }),
  // Nothing more than the employees, whose links it uses.
  'leaves-to-poweroffice': keysToPowerOffice('leaves-to-poweroffice'),
  // The file is for X-ledger, which nobody asks.
  'time-off-to-file': z.object({ simployerAccessToken: keyOf('time-off-to-file') }),
} as const;

export type PowerOfficeKeys = Readonly<z.output<(typeof FLOW_KEYS)['employees-to-poweroffice']>>;
export type XledgerKeys = Readonly<z.output<(typeof FLOW_KEYS)['employees-to-xledger']>>;

/** A flow, as whoever stores or types keys knows it. */
export type FlowName = keyof typeof FLOW_KEYS;
export const FLOW_NAMES = [
  'employees-to-poweroffice',
  'employees-to-xledger',
  'leaves-to-poweroffice',
  'time-off-to-file',
] as const satisfies readonly FlowName[];

/** The keys of a stack, or of this machine: those that its flows need, and perhaps more. */
export type VendorKeys = Partial<PowerOfficeKeys & XledgerKeys>;
export type VendorKey = keyof VendorKeys;

/**
 * The keys of one flow in the text of their secret.
 * @param schema one of FLOW_KEYS
 * @throws ConfigurationError naming the missing key and the flow that needs it; never with any part of a key
 */
export const parseVendorKeys = <Schema extends z.ZodObject>(secretText: string, schema: Schema): z.output<Schema> => {
  let value: unknown;
  try {
    value = JSON.parse(secretText);
  } catch {
    throw new ConfigurationError(['vendor keys: not JSON; store the keys with "npm run secrets"']);
  }
  return parseConfiguration(schema, value, 'vendor keys');
};

const storedKeys = FLOW_KEYS['employees-to-poweroffice'].extend(FLOW_KEYS['employees-to-xledger'].shape).partial();

/**
 * Every key in the text of their secret, whatever flow it is for.
 * @throws ConfigurationError
 */
export const parseStoredKeys = (secretText: string): VendorKeys =>
  Object.fromEntries(
    Object.entries(parseVendorKeys(secretText, storedKeys)).filter(([, value]) => value !== undefined),
  );

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
