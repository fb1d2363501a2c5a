/*
 * Gives a deployed function the clients of both vendors. The keys come from Secrets Manager; they are read when the
 * first message needs them, kept for some minutes, and the clients are made anew only when a key has changed. A key
 * that is missing or malformed is told as a fault of the configuration. For example, IT stores a new PowerOffice key in
 * the afternoon: within five minutes every function uses it, without a deployment.
 */
import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { ConfigurationError } from '../../shared/config/configuration-error.ts';
import { readProxies } from '../../shared/config/proxies.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { undiciTransport } from '../../shared/http/undici-transport.ts';
import { createPacingStore } from '../../shared/state/pacing-store.ts';
import { AWS_CLIENT } from './aws-client.ts';
import type { MetricName } from '../../shared/observability/metric-names.ts';
import type { RecordMetric } from '../../shared/observability/metrics.ts';
import type { Vendor } from '../../shared/records/vendor.ts';
import type { ApiCalls } from '../../shared/state/run.ts';
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

/** Where a process finds both secrets. */
export interface SecretsEnvironment {
  readonly VENDOR_KEYS_SECRET_ARN: string;
  readonly HASH_KEY_SECRET_ARN: string;
}

export interface VendorKeyTexts {
  readonly vendorKeys: string;
  readonly hashKey: string;
}

/** What the clients of any flow's vendors tell of their requests. */
interface Metered {
  readonly takeApiCalls: () => ApiCalls;
  readonly takePace: () => {
    readonly throttled: number;
    readonly paceWaitInMillis: number;
    readonly storeFailures: number;
  };
}

/** The metrics of a flow's target; null for a flow that asks none. */
type TargetMetrics = {
  readonly target: Vendor;
  readonly requests: MetricName;
  readonly throttled: MetricName;
} | null;

/** What a process learned of its requests goes to the metrics when they are counted for the run. */
const withMetrics = <Clients extends Metered>(
  vendors: Clients,
  metrics: TargetMetrics,
  record: RecordMetric,
): Clients => ({
  ...vendors,
  takeApiCalls: () => {
    const taken = vendors.takeApiCalls();
    record('SimployerRequests', taken['simployer'] ?? 0);
    if (metrics !== null) record(metrics.requests, taken[metrics.target] ?? 0);
    const { throttled, paceWaitInMillis, storeFailures } = vendors.takePace();
    if (metrics !== null) record(metrics.throttled, throttled);
    record('PaceWait', paceWaitInMillis);
    record('PacingStoreFailed', storeFailures);
    return taken;
  },
});

export interface VendorSource<Clients> {
  /** Reads both secrets. @throws ConfigurationError for one without a value */
  readonly readTexts: () => Promise<VendorKeyTexts>;
  /** @throws ConfigurationError when a key is missing or malformed */
  readonly connectWith: (texts: VendorKeyTexts) => Clients;
  readonly clock: { now(): number };
  readonly metrics: TargetMetrics;
  readonly recordMetric: RecordMetric;
  /** For how long keys that were read are taken as they are. Default: five minutes. */
  readonly keysAreFreshForMillis?: number;
}

/** For how long keys that were read are taken as they are. */
export type Freshness = Pick<VendorSource<unknown>, 'keysAreFreshForMillis'>;

/**
 * The clients of a flow's vendors: made once a process, with tokens and connections kept from call to call, and anew
 * when a key was rotated.
 * @throws ConfigurationError when a key is missing or malformed
 */
export const createVendorSource = <Clients extends Metered>({
  readTexts,
  connectWith,
  clock,
  metrics,
  recordMetric: record,
  keysAreFreshForMillis = KEYS_ARE_FRESH_FOR_MILLIS,
}: VendorSource<Clients>): (() => Promise<Clients>) => {
  let connected: { readonly vendors: Clients; readonly texts: VendorKeyTexts; readonly readAt: number } | null = null;
  return async () => {
    const now = clock.now();
    if (connected !== null && now - connected.readAt < keysAreFreshForMillis) return connected.vendors;
    const texts = await readTexts();
    const isUnchanged = connected?.texts.vendorKeys === texts.vendorKeys && connected.texts.hashKey === texts.hashKey;
    const vendors =
      isUnchanged && connected !== null ? connected.vendors : withMetrics(connectWith(texts), metrics, record);
    connected = { vendors, texts, readAt: now };
    return vendors;
  };
};

/** What every deployed function connects with: its keys from Secrets Manager, network and clock of the machine. */
export const deployedSource = ({ VENDOR_KEYS_SECRET_ARN, HASH_KEY_SECRET_ARN }: SecretsEnvironment) => ({
  readTexts: async (): Promise<VendorKeyTexts> => {
    const [vendorKeys, hashKey] = await Promise.all([
      readSecret(VENDOR_KEYS_SECRET_ARN),
      readSecret(HASH_KEY_SECRET_ARN),
    ]);
    return { vendorKeys, hashKey };
  },
  clock: systemClock,
  recordMetric,
});

/** What the clients of a deployed function work with, whichever vendors they are of. @param tableName keeps the pace */
export const deployedSurroundings = (tableName: string) => ({
  transport: undiciTransport(readProxies(process.env)),
  pacingStore: createPacingStore(openTable(tableName)),
  clock: systemClock,
  random: Math.random,
});
