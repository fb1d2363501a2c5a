/*
 * What the programs of the command line read from the environment: where the vendors are, the keys that they know
 * this integration by, and settings. Everything that is wrong is said at once, by the name of the variable and with
 * what to do, before anything is started. A value is never repeated in a message, because it may be a key. For
 * example, a key that was pasted with its quotation marks is refused here, and not by the vendor as an unknown key an
 * hour later.
 */
import { join } from 'node:path';
import * as z from 'zod';
import { ConfigurationError, parseConfiguration } from '../../shared/config/configuration-error.ts';
import { readProxies, toProxyVariables } from '../../shared/config/proxies.ts';
import { readSettings } from '../../shared/config/settings.ts';
import { vendorAddressIn } from '../../shared/config/vendor-address.ts';
import { VENDOR_DEFAULTS } from '../../shared/config/vendor-defaults.ts';
import { FLOW_KEYS, FLOW_NAMES } from '../../shared/config/vendor-keys.ts';
import type { FlowName, VendorKey, VendorKeys } from '../../shared/config/vendor-keys.ts';
import { carriesQuotes, lineInEnvironmentFile, loadEnvironmentFile } from './environment-file.ts';

const WITHOUT_QUOTES = 'begins or ends with a quotation mark, which is part of it; leave it out';

const key = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]*$/, 'holds a blank or another character that a key never has')
  .refine((text) => !carriesQuotes(text), WITHOUT_QUOTES);

/** A key that is needed. */
const neededKey = (name: string, flow: FlowName) => {
  const remedy = `set ${name} in the environment or in .env (${flow} needs it)`;
  return z
    .string({ error: `is missing; ${remedy}` })
    .refine((text) => text.trim() !== '', `is empty; ${remedy}`)
    .pipe(key);
};

/** Where the vendors are reached. */
const addressesIn = (variables: NodeJS.ProcessEnv) => {
  const address = vendorAddressIn(variables);
  return z.object({
    SIMPLOYER_BASE_URL: address.default(VENDOR_DEFAULTS.simployerBaseUrl),
    POWEROFFICE_BASE_URL: address.default(VENDOR_DEFAULTS.powerOfficeBaseUrl),
    POWEROFFICE_TOKEN_URL: address.default(VENDOR_DEFAULTS.powerOfficeTokenUrl),
    XLEDGER_URL: address.default(VENDOR_DEFAULTS.xledgerUrl),
  });
};

/** Where the vendors are. */
export interface VendorUrls {
  readonly simployerBaseUrl: string;
  readonly powerOfficeBaseUrl: string;
  readonly powerOfficeTokenUrl: string;
  readonly xledgerUrl: string;
}

/**
 * Where the variables say that the vendors are.
 * @throws ConfigurationError naming every address that is wrong
 */
export const readVendorUrls = (variables: NodeJS.ProcessEnv): VendorUrls => {
  const parsed = parseConfiguration(addressesIn(variables), variables, '');
  return {
    simployerBaseUrl: parsed.SIMPLOYER_BASE_URL,
    powerOfficeBaseUrl: parsed.POWEROFFICE_BASE_URL,
    powerOfficeTokenUrl: parsed.POWEROFFICE_TOKEN_URL,
    xledgerUrl: parsed.XLEDGER_URL,
  };
};

/** The variable of each key. */
export const KEY_VARIABLES = {
  simployerAccessToken: 'SIMPLOYER_ACCESS_TOKEN',
  powerOfficeApplicationKey: 'POWEROFFICE_APPLICATION_KEY',
  powerOfficeClientKey: 'POWEROFFICE_CLIENT_KEY',
  powerOfficeSubscriptionKey: 'POWEROFFICE_SUBSCRIPTION_KEY',
  xledgerToken: 'XLEDGER_TOKEN',
} as const satisfies Record<VendorKey, string>;

/** The first of the flows that cannot do without a key. */
const whoNeeds = (name: VendorKey, flows: readonly FlowName[]): FlowName | undefined =>
  flows.find((flow) => Object.hasOwn(FLOW_KEYS[flow].shape, name));

/** The keys in the variables. @param flows whose keys have to be there */
const keysIn = (flows: readonly FlowName[]) => {
  const one = (name: VendorKey) => {
    const flow = whoNeeds(name, flows);
    // An empty variable is one that nobody set.
    return flow === undefined
      ? key.transform((text) => text || undefined).optional()
      : neededKey(KEY_VARIABLES[name], flow);
  };
  return z.object({
    SIMPLOYER_ACCESS_TOKEN: one('simployerAccessToken'),
    POWEROFFICE_APPLICATION_KEY: one('powerOfficeApplicationKey'),
    POWEROFFICE_CLIENT_KEY: one('powerOfficeClientKey'),
    POWEROFFICE_SUBSCRIPTION_KEY: one('powerOfficeSubscriptionKey'),
    XLEDGER_TOKEN: one('xledgerToken'),
  });
};

/** What is set beside addresses and keys. */
const options = z.object({
  POWEROFFICE_MAX_REQUESTS_PER_SECOND: z.coerce
    .number({ error: 'is not a number' })
    .positive('must be above 0')
    .max(1000, 'must be at most 1000')
    .default(VENDOR_DEFAULTS.powerOfficeRequestsPerSecond),
  /** Settings that differ from the defaults, as JSON. */
  SYNC_SETTINGS: z
    .string()
    .trim()
    .refine((text) => !carriesQuotes(text), WITHOUT_QUOTES)
    .default(''),
});

/** Which vendors a run talks to, and with which keys. */
export interface VendorConfiguration {
  /** What the functions are told beside what the template says. */
  readonly environment: Readonly<Record<string, string>> & { readonly POWEROFFICE_BASE_URL: string };
  readonly keys: VendorKeys;
}

/** Every variable that is read here, by name. */
const namesOf = (variables: NodeJS.ProcessEnv): readonly string[] => [
  ...Object.keys(addressesIn(variables).shape),
  ...Object.values(KEY_VARIABLES),
  ...Object.keys(options.shape),
];

/** In the folder where the program was started. */
const environmentFile = (): string => join(process.cwd(), '.env');

/**
 * What the programs of this project read: the environment, and `.env` in the current folder where the environment is
 * silent.
 * @throws ConfigurationError with the line of everything in `.env` that cannot be used
 */
export const readVariables = (): NodeJS.ProcessEnv => {
  loadEnvironmentFile(environmentFile(), namesOf(process.env), process.env);
  return process.env;
};

const toVendorKeys = (parsed: z.output<ReturnType<typeof keysIn>>): VendorKeys =>
  Object.fromEntries(
    Object.entries(KEY_VARIABLES).flatMap(([name, variable]) => {
      const value = parsed[variable];
      return value === undefined ? [] : [[name, value]];
    }),
  );

/**
 * The keys that the variables hold, or that somebody typed in their stead.
 * @param flows whose keys have to be there
 * @throws ConfigurationError naming every key that is missing or wrong, and never with any part of one
 */
export const readKeys = (variables: NodeJS.ProcessEnv, flows: readonly FlowName[]): VendorKeys =>
  toVendorKeys(parseConfiguration(keysIn(flows), variables, ''));

const isSet = (variables: NodeJS.ProcessEnv, name: string): boolean => (variables[name] ?? '').trim() !== '';

/** Keys in the environment mean real vendors: those are never written to unasked. */
export const namesRealVendors = (variables: NodeJS.ProcessEnv): boolean =>
  ['SIMPLOYER_ACCESS_TOKEN', 'POWEROFFICE_CLIENT_KEY', 'XLEDGER_TOKEN'].some((name) => isSet(variables, name));

/** The flows whose target the variables have a key of; the first one where they have none of any. */
export const flowsIn = (variables: NodeJS.ProcessEnv): readonly FlowName[] => {
  const hasPowerOffice = isSet(variables, 'POWEROFFICE_CLIENT_KEY');
  const hasXledger = isSet(variables, 'XLEDGER_TOKEN');
  return [
    ...(hasPowerOffice || !hasXledger ? (['employees-to-poweroffice'] as const) : []),
    ...(hasXledger ? (['employees-to-xledger'] as const) : []),
  ];
};

/** A flow by its name, as a list of those whose keys are needed; nothing for one that there is not. */
export const flowCalled = (name: string): readonly FlowName[] => FLOW_NAMES.filter((flow) => flow === name);

/**
 * The settings in SYNC_SETTINGS, which the functions read too; said here, a wrong one is said at once.
 * @throws ConfigurationError with what is wrong, and where the variable was set
 */
const settingsIn = (text: string): ReturnType<typeof readSettings> => {
  try {
    return readSettings(text);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const line = lineInEnvironmentFile(environmentFile(), 'SYNC_SETTINGS', text);
    const where = line === null ? 'in the environment' : `.env, line ${line}`;
    const details = error.details.map((detail) => detail.replace(/^settings(?:\.|: )?/, ''));
    throw new ConfigurationError(details.map((detail) => `SYNC_SETTINGS (${where}): ${detail}`));
  }
};

/**
 * What the functions are told where no vendor is asked: the language of the settings.
 * @throws ConfigurationError when a setting is wrong
 */
export const readLanguage = (variables: NodeJS.ProcessEnv): Readonly<Record<string, string>> => {
  const { SYNC_SETTINGS } = parseConfiguration(options.pick({ SYNC_SETTINGS: true }), variables, '');
  return { LANGUAGE: settingsIn(SYNC_SETTINGS).language };
};

/**
 * The vendors that the variables name.
 * @param flows whose keys have to be there; those of another flow may be absent
 * @throws ConfigurationError naming every variable that is missing or wrong
 */
export const readVendors = (variables: NodeJS.ProcessEnv, flows: readonly FlowName[]): VendorConfiguration => {
  const schema = addressesIn(variables).extend(keysIn(flows).shape).extend(options.shape);
  const parsed = parseConfiguration(schema, variables, '');
  const { language } = settingsIn(parsed.SYNC_SETTINGS);
  return {
    environment: {
      SIMPLOYER_BASE_URL: parsed.SIMPLOYER_BASE_URL,
      POWEROFFICE_BASE_URL: parsed.POWEROFFICE_BASE_URL,
      POWEROFFICE_TOKEN_URL: parsed.POWEROFFICE_TOKEN_URL,
      POWEROFFICE_MAX_REQUESTS_PER_SECOND: String(parsed.POWEROFFICE_MAX_REQUESTS_PER_SECOND),
      XLEDGER_URL: parsed.XLEDGER_URL,
      SETTINGS: parsed.SYNC_SETTINGS,
      LANGUAGE: language,
      ...toProxyVariables(readProxies(variables)),
    },
    keys: toVendorKeys(parsed),
  };
};
