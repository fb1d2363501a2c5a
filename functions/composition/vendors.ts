import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { ConfigurationError } from '../../shared/config/configuration-error.ts';
import type { StartRunEnvironment } from '../../shared/config/function-environment.ts';
import { readProxies } from '../../shared/config/proxies.ts';
import { parseHashKey, parseVendorKeys } from '../../shared/config/vendor-keys.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { undiciTransport } from '../../shared/http/undici-transport.ts';
import { createPacingStore } from '../../shared/state/pacing-store.ts';
import { AWS_CLIENT } from './aws-client.ts';
import { connect } from './connect.ts';
import type { Vendors } from './connect.ts';
import { recordMetric } from './observability.ts';
import { openTable } from './state.ts';

/** A rotated key is taken up after this long without a new deployment. */
const KEYS_ARE_FRESH_FOR_MILLIS = 5 * 60_000;

const secrets = new SecretsManagerClient(AWS_CLIENT);

/** @throws ConfigurationError for a secret without a value, as the vendor keys are right after the first deployment */
const readSecret = async (secretId: string): Promise<string> => {
  try {
    return (await secrets.send(new GetSecretValueCommand({ SecretId: secretId }))).SecretString ?? '';
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    throw new ConfigurationError([`secret ${secretId} has no value; store the keys with "npm run secrets"`]);
  }
};

type VendorEnvironment = Pick<
  StartRunEnvironment,
  | 'VENDOR_KEYS_SECRET_ARN'
  | 'HASH_KEY_SECRET_ARN'
  | 'SIMPLOYER_BASE_URL'
  | 'POWEROFFICE_BASE_URL'
  | 'POWEROFFICE_TOKEN_URL'
  | 'POWEROFFICE_MAX_REQUESTS_PER_SECOND'
  | 'PACE_TABLE_NAME'
>;

interface SecretTexts {
  readonly vendorKeys: string;
  readonly hashKey: string;
}

const connectWithTexts = (environment: VendorEnvironment, texts: SecretTexts): Vendors => {
  const vendors = connect({
    environment,
    keys: parseVendorKeys(texts.vendorKeys),
    hashKey: parseHashKey(texts.hashKey),
    transport: undiciTransport(readProxies(process.env)),
    pacingStore: createPacingStore(openTable(environment.PACE_TABLE_NAME)),
    clock: systemClock,
    random: Math.random,
  });
  return {
    ...vendors,
    takeApiCalls: () => {
      const taken = vendors.takeApiCalls();
      recordMetric('SimployerRequests', taken.simployer);
      recordMetric('PowerOfficeRequests', taken.poweroffice);
      const { throttled, paceWaitInMillis } = vendors.takePace();
      recordMetric('PowerOfficeThrottled', throttled);
      recordMetric('PaceWait', paceWaitInMillis);
      return taken;
    },
  };
};

let connected: { readonly vendors: Vendors; readonly texts: SecretTexts; readonly readAt: number } | null = null;

/**
 * The clients of both vendors: made once a process, with tokens and connections kept from call to call, and anew
 * when a key was rotated.
 * @throws ConfigurationError when a key is missing or malformed
 */
export const connectVendors = async (environment: VendorEnvironment): Promise<Vendors> => {
  const now = systemClock.now();
  if (connected !== null && now - connected.readAt < KEYS_ARE_FRESH_FOR_MILLIS) return connected.vendors;
  const [vendorKeys, hashKey] = await Promise.all([
    readSecret(environment.VENDOR_KEYS_SECRET_ARN),
    readSecret(environment.HASH_KEY_SECRET_ARN),
  ]);
  const isUnchanged = connected?.texts.vendorKeys === vendorKeys && connected.texts.hashKey === hashKey;
  const texts = { vendorKeys, hashKey };
  connected = {
    vendors: isUnchanged && connected !== null ? connected.vendors : connectWithTexts(environment, texts),
    texts,
    readAt: now,
  };
  return connected.vendors;
};
