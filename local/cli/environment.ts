/*
 * What the programs of the command line read from the environment: where the vendors are, the keys that they know
 * this integration by, and settings. Everything that is wrong is said at once, by the name of the variable and with
 * what to do, before anything is started. A value is never repeated in a message, because it may be a key. For
 * example, a key that was pasted with its quotation marks is refused here, and not by the vendor as an unknown key an
 * hour later.
 */
import { join } from 'node:path';
import * as z from 'zod';
import { parseConfiguration } from '../../shared/config/configuration-error.ts';
import { readProxies, toProxyVariables } from '../../shared/config/proxies.ts';
import { readSettings } from '../../shared/config/settings.ts';
import { vendorAddressIn } from '../../shared/config/vendor-address.ts';
import { VENDOR_DEFAULTS } from '../../shared/config/vendor-defaults.ts';
import type { VendorKeys } from '../../shared/config/vendor-keys.ts';
import { carriesQuotes, loadEnvironmentFile } from './environment-file.ts';

const WITHOUT_QUOTES = 'begins or ends with a quotation mark, which is part of it; leave it out';

const key = (name: string) =>
  z
    .string({ error: `is missing; set ${name} in the environment or in .env` })
    .trim()
    .min(1, `is empty; set ${name} in the environment or in .env`)
    .regex(/^[\x21-\x7e]*$/, 'holds a blank or another character that a key never has')
    .refine((text) => !carriesQuotes(text), WITHOUT_QUOTES);

/** Where the vendors are reached. */
const addressesIn = (variables: NodeJS.ProcessEnv) => {
  const address = vendorAddressIn(variables);
  return z.object({
    SIMPLOYER_BASE_URL: address.default(VENDOR_DEFAULTS.simployerBaseUrl),
    POWEROFFICE_BASE_URL: address.default(VENDOR_DEFAULTS.powerOfficeBaseUrl),
    POWEROFFICE_TOKEN_URL: address.default(VENDOR_DEFAULTS.powerOfficeTokenUrl),
  });
};

/** Where both vendors are. */
export interface VendorUrls {
  readonly simployerBaseUrl: string;
  readonly powerOfficeBaseUrl: string;
  readonly powerOfficeTokenUrl: string;
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
  };
};

/** The keys that the vendors know this integration by. */
const keys = z.object({
  SIMPLOYER_ACCESS_TOKEN: key('SIMPLOYER_ACCESS_TOKEN'),
  POWEROFFICE_APPLICATION_KEY: key('POWEROFFICE_APPLICATION_KEY'),
  POWEROFFICE_CLIENT_KEY: key('POWEROFFICE_CLIENT_KEY'),
  POWEROFFICE_SUBSCRIPTION_KEY: key('POWEROFFICE_SUBSCRIPTION_KEY'),
});

/** The variable of each key. */
export type KeyVariable = keyof z.output<typeof keys>;

/** Those keys, and settings. */
const keysAndSettings = keys.extend({
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

/** The budget of requests to PowerOffice: its own limit, unless the variables say less. @param vendors null for a stack's */
export const requestsPerSecondOf = (vendors: Pick<VendorConfiguration, 'environment'> | null): number =>
  Number(vendors?.environment['POWEROFFICE_MAX_REQUESTS_PER_SECOND'] ?? VENDOR_DEFAULTS.powerOfficeRequestsPerSecond);

/** Every variable that is read here, by name. */
const namesOf = (variables: NodeJS.ProcessEnv): readonly string[] =>
  Object.keys(addressesIn(variables).extend(keysAndSettings.shape).shape);

/**
 * What the programs of this project read: the environment, and `.env` in the current folder where the environment is
 * silent.
 * @throws ConfigurationError with the line of everything in `.env` that cannot be used
 */
export const readVariables = (): NodeJS.ProcessEnv => {
  loadEnvironmentFile(join(process.cwd(), '.env'), namesOf(process.env), process.env);
  return process.env;
};

const toVendorKeys = (parsed: z.output<typeof keys>): VendorKeys => ({
  simployerAccessToken: parsed.SIMPLOYER_ACCESS_TOKEN,
  powerOfficeApplicationKey: parsed.POWEROFFICE_APPLICATION_KEY,
  powerOfficeClientKey: parsed.POWEROFFICE_CLIENT_KEY,
  powerOfficeSubscriptionKey: parsed.POWEROFFICE_SUBSCRIPTION_KEY,
});

/**
 * The keys that the variables hold, or that somebody typed in their stead.
 * @throws ConfigurationError naming every key that is missing or wrong, and never with any part of one
 */
export const readKeys = (variables: NodeJS.ProcessEnv): VendorKeys =>
  toVendorKeys(parseConfiguration(keys, variables, ''));

/** Keys in the environment mean real vendors: those are never written to unasked. */
export const namesRealVendors = (variables: NodeJS.ProcessEnv): boolean =>
  ['SIMPLOYER_ACCESS_TOKEN', 'POWEROFFICE_CLIENT_KEY'].some((name) => (variables[name] ?? '').trim() !== '');

/**
 * What the functions are told where no vendor is asked: the language of the settings.
 * @throws ConfigurationError when a setting is wrong
 */
export const readLanguage = (variables: NodeJS.ProcessEnv): Readonly<Record<string, string>> => {
  const { SYNC_SETTINGS } = parseConfiguration(keysAndSettings.pick({ SYNC_SETTINGS: true }), variables, '');
  return { LANGUAGE: readSettings(SYNC_SETTINGS).language };
};

/**
 * The vendors that the variables name.
 * @throws ConfigurationError naming every variable that is missing or wrong
 */
export const readVendors = (variables: NodeJS.ProcessEnv): VendorConfiguration => {
  const parsed = parseConfiguration(addressesIn(variables).extend(keysAndSettings.shape), variables, '');
  // The functions read them too; said here, a wrong setting is said at once.
  const { language } = readSettings(parsed.SYNC_SETTINGS);
  return {
    environment: {
      SIMPLOYER_BASE_URL: parsed.SIMPLOYER_BASE_URL,
      POWEROFFICE_BASE_URL: parsed.POWEROFFICE_BASE_URL,
      POWEROFFICE_TOKEN_URL: parsed.POWEROFFICE_TOKEN_URL,
      POWEROFFICE_MAX_REQUESTS_PER_SECOND: String(parsed.POWEROFFICE_MAX_REQUESTS_PER_SECOND),
      SETTINGS: parsed.SYNC_SETTINGS,
      LANGUAGE: language,
      ...toProxyVariables(readProxies(variables)),
    },
    keys: toVendorKeys(parsed),
  };
};
