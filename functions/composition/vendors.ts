import { createHash, createHmac } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { StartRunEnvironment } from '../../shared/config/function-environment.ts';
import { parseHashKey, parseVendorKeys } from '../../shared/config/vendor-keys.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { createPacer } from '../../shared/http/pacer.ts';
import { undiciTransport } from '../../shared/http/undici-transport.ts';
import { createPowerOfficeClient } from '../../shared/poweroffice/client.ts';
import { createSimployerClient } from '../../shared/simployer/client.ts';
import { createPacingStore } from '../../shared/state/pacing-store.ts';
import { recordMetric } from './observability.ts';
import { openTable } from './state.ts';

/** A rotated key is taken up after this long without a new deployment. */
const KEYS_ARE_FRESH_FOR_MILLIS = 5 * 60_000;

const secrets = new SecretsManagerClient({ maxAttempts: 5 });

const readSecret = async (secretId: string): Promise<string> =>
  (await secrets.send(new GetSecretValueCommand({ SecretId: secretId }))).SecretString ?? '';

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

const connect = (environment: VendorEnvironment, texts: SecretTexts) => {
  const keys = parseVendorKeys(texts.vendorKeys);
  const hashKey = parseHashKey(texts.hashKey);
  const calls = { simployer: 0, poweroffice: 0 };
  let deadlineInMillis = Number.POSITIVE_INFINITY;
  const transport = undiciTransport();
  const shared = {
    transport,
    clock: systemClock,
    random: Math.random,
    deadline: () => deadlineInMillis,
    count: (vendor: keyof typeof calls) => {
      calls[vendor] += 1;
    },
  };
  const pacer = createPacer({
    // The budget's name must not give the key away.
    key: createHash('sha256').update(keys.powerOfficeSubscriptionKey).digest('hex').slice(0, 32),
    limit: environment.POWEROFFICE_MAX_REQUESTS_PER_SECOND,
    store: createPacingStore(openTable(environment.PACE_TABLE_NAME)),
    clock: systemClock,
    random: Math.random,
  });
  return {
    simployer: createSimployerClient({
      ...shared,
      baseUrl: environment.SIMPLOYER_BASE_URL,
      accessToken: keys.simployerAccessToken,
    }),
    powerOffice: createPowerOfficeClient({
      ...shared,
      baseUrl: environment.POWEROFFICE_BASE_URL,
      tokenUrl: environment.POWEROFFICE_TOKEN_URL,
      applicationKey: keys.powerOfficeApplicationKey,
      clientKey: keys.powerOfficeClientKey,
      subscriptionKey: keys.powerOfficeSubscriptionKey,
      pacer,
    }),
    digest: (text: string) => createHmac('sha256', hashKey).update(text).digest('base64url'),
    deadline: () => deadlineInMillis,
    /** Until when the invocation may work, epoch milliseconds. */
    workUntil: (millis: number) => {
      deadlineInMillis = millis;
    },
    /** The requests made since it was last asked. */
    takeApiCalls: () => {
      const taken = { ...calls };
      calls.simployer = 0;
      calls.poweroffice = 0;
      recordMetric('SimployerRequests', taken.simployer);
      recordMetric('PowerOfficeRequests', taken.poweroffice);
      return taken;
    },
  };
};
export type Vendors = ReturnType<typeof connect>;

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
    vendors: isUnchanged && connected !== null ? connected.vendors : connect(environment, texts),
    texts,
    readAt: now,
  };
  return connected.vendors;
};
