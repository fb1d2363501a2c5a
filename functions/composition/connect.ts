/*
 * Connects a process with both vendors: the clients, the budget of requests that all processes share, and what is
 * counted on the way. Everything that differs between a deployed function, the simulation and the benchmark comes in as
 * an option: network, clock, store of the budget. For example, two functions that use one PowerOffice subscription
 * agree through the store on ten requests a second between them, and each counts its own for the run's report.
 */
import { createHash, createHmac, createSecretKey } from 'node:crypto';
import type { StartRunEnvironment } from '../../shared/config/function-environment.ts';
import type { Settings } from '../../shared/flows/employees-to-poweroffice/settings.ts';
import type { PowerOfficeKeys } from '../../shared/config/vendor-keys.ts';
import type { Clock } from '../../shared/http/clock.ts';
import { createPacer } from '../../shared/http/pacer.ts';
import type { PacingStore } from '../../shared/http/pacer.ts';
import type { Transport } from '../../shared/http/transport.ts';
import { powerOfficeBudget } from '../../shared/vendors/poweroffice/budget.ts';
import { createPowerOfficeClient } from '../../shared/vendors/poweroffice/client.ts';
import { createSimployerClient } from '../../shared/vendors/simployer/client.ts';
import { createInvocation } from './create-invocation.ts';

export interface ConnectOptions {
  readonly environment: Pick<
    StartRunEnvironment,
    'SIMPLOYER_BASE_URL' | 'POWEROFFICE_BASE_URL' | 'POWEROFFICE_TOKEN_URL' | 'POWEROFFICE_MAX_REQUESTS_PER_SECOND'
  > & { readonly SETTINGS: Pick<Settings, 'writeTimeoutInSeconds'> };
  readonly keys: PowerOfficeKeys;
  readonly hashKey: string;
  readonly transport: Transport;
  readonly pacingStore: PacingStore;
  readonly clock: Clock;
  /** 0 <= r < 1. */
  readonly random: () => number;
}

/** Both vendors as one process reaches them: its own token, connections and count, the budget of requests shared. */
export const connect = ({ environment, keys, hashKey, transport, pacingStore, clock, random }: ConnectOptions) => {
  // Made once: with the key as text, a digest takes a quarter longer.
  const digestKey = createSecretKey(hashKey, 'utf8');
  const invocation = createInvocation(clock);
  const simployerVendor = invocation.measured(transport);
  const powerOfficeVendor = invocation.measured(transport);
  const shared = { clock, random, deadline: invocation.deadline, count: invocation.count };
  return {
    simployer: createSimployerClient({
      ...shared,
      transport: simployerVendor.transport,
      baseUrl: environment.SIMPLOYER_BASE_URL,
      accessToken: keys.simployerAccessToken,
    }),
    powerOffice: createPowerOfficeClient({
      ...shared,
      transport: powerOfficeVendor.transport,
      baseUrl: environment.POWEROFFICE_BASE_URL,
      tokenUrl: environment.POWEROFFICE_TOKEN_URL,
      applicationKey: keys.powerOfficeApplicationKey,
      clientKey: keys.powerOfficeClientKey,
      subscriptionKey: keys.powerOfficeSubscriptionKey,
      writeTimeoutInMillis: environment.SETTINGS.writeTimeoutInSeconds * 1000,
      pacer: invocation.counting(
        createPacer({
          // The budget's name must not give the key away.
          key: createHash('sha256').update(keys.powerOfficeSubscriptionKey).digest('hex').slice(0, 32),
          budget: powerOfficeBudget(environment.POWEROFFICE_MAX_REQUESTS_PER_SECOND),
          store: pacingStore,
          clock,
          random,
          onStoreFailure: invocation.noteStoreFailure,
        }),
      ),
    }),
    digest: (text: string) => createHmac('sha256', digestKey).update(text).digest('base64url'),
    deadline: invocation.deadline,
    /** How far the vendors' clocks are from ours; null where no answer has told. */
    clockDifferences: () => ({
      simployer: simployerVendor.differenceInMillis(),
      poweroffice: powerOfficeVendor.differenceInMillis(),
    }),
    work: invocation.work,
    takePace: invocation.takePace,
    takeApiCalls: invocation.takeApiCalls,
  };
};
export type VendorClients = ReturnType<typeof connect>;
