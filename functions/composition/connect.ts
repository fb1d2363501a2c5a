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
import { measureClock } from '../../shared/http/clock-difference.ts';
import type { Lane } from '../../shared/http/lane.ts';
import { createPacer } from '../../shared/http/pacer.ts';
import type { PacingStore } from '../../shared/http/pacer.ts';
import type { Transport } from '../../shared/http/transport.ts';
import type { CountRequest, Vendor } from '../../shared/records/vendor.ts';
import { powerOfficeBudget } from '../../shared/vendors/poweroffice/budget.ts';
import { createPowerOfficeClient } from '../../shared/vendors/poweroffice/client.ts';
import { createSimployerClient } from '../../shared/vendors/simployer/client.ts';

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

const noCalls = (): Record<Vendor, number> => ({ simployer: 0, poweroffice: 0, xledger: 0 });

/** What an invocation may do. */
export interface WorkLimits {
  /** Until when it may work, epoch milliseconds. */
  readonly workUntil: number;
  /** For whom its requests are made. */
  readonly lane: Lane;
}

/** Both vendors as one process reaches them: its own token, connections and count, the budget of requests shared. */
export const connect = ({ environment, keys, hashKey, transport, pacingStore, clock, random }: ConnectOptions) => {
  // Made once: with the key as text, a digest takes a quarter longer.
  const digestKey = createSecretKey(hashKey, 'utf8');
  let calls = noCalls();
  let deadlineInMillis = Number.POSITIVE_INFINITY;
  let lane: Lane = 'load';
  const count: CountRequest = (vendor) => {
    calls[vendor] += 1;
  };
  const pace = { throttled: 0, paceWaitInMillis: 0, storeFailures: 0 };
  const simployerClock = measureClock(transport, clock);
  const powerOfficeClock = measureClock(transport, clock);
  const shared = { clock, random, deadline: () => deadlineInMillis, count };
  const pacer = createPacer({
    // The budget's name must not give the key away.
    key: createHash('sha256').update(keys.powerOfficeSubscriptionKey).digest('hex').slice(0, 32),
    budget: powerOfficeBudget(environment.POWEROFFICE_MAX_REQUESTS_PER_SECOND),
    store: pacingStore,
    clock,
    random,
    onStoreFailure: () => {
      pace.storeFailures += 1;
    },
  });
  return {
    simployer: createSimployerClient({
      ...shared,
      transport: simployerClock.transport,
      baseUrl: environment.SIMPLOYER_BASE_URL,
      accessToken: keys.simployerAccessToken,
    }),
    powerOffice: createPowerOfficeClient({
      ...shared,
      transport: powerOfficeClock.transport,
      baseUrl: environment.POWEROFFICE_BASE_URL,
      tokenUrl: environment.POWEROFFICE_TOKEN_URL,
      applicationKey: keys.powerOfficeApplicationKey,
      clientKey: keys.powerOfficeClientKey,
      subscriptionKey: keys.powerOfficeSubscriptionKey,
      writeTimeoutInMillis: environment.SETTINGS.writeTimeoutInSeconds * 1000,
      pacer: {
        acquire: async (latestStart, asked = lane) => {
          const startedAt = clock.now();
          const turn = await pacer.acquire(latestStart, asked);
          pace.paceWaitInMillis += clock.now() - startedAt;
          return turn;
        },
        penalise: (untilInMillis) => {
          pace.throttled += 1;
          return pacer.penalise(untilInMillis);
        },
      },
    }),
    digest: (text: string) => createHmac('sha256', digestKey).update(text).digest('base64url'),
    deadline: () => deadlineInMillis,
    /** How far the vendors' clocks are from ours; null where no answer has told. */
    clockDifferences: () => ({
      simployer: simployerClock.differenceInMillis(),
      poweroffice: powerOfficeClock.differenceInMillis(),
    }),
    /** What holds for the invocation from now on. */
    work: (limits: WorkLimits) => {
      deadlineInMillis = limits.workUntil;
      lane = limits.lane;
    },
    /**
     * How often PowerOffice answered 429, how long requests waited for their turn, and how often that could not be
     * agreed with the other processes, since it was last asked.
     */
    takePace: () => {
      const taken = { ...pace };
      pace.throttled = 0;
      pace.paceWaitInMillis = 0;
      pace.storeFailures = 0;
      return taken;
    },
    /** The requests made since it was last asked. */
    takeApiCalls: () => {
      const taken = calls;
      calls = noCalls();
      return taken;
    },
  };
};
export type VendorClients = ReturnType<typeof connect>;
