/*
 * How one process reaches Simployer and PowerOffice: what the clients of any flow between the two are made with, the
 * budget of requests that all processes share, and what is counted on the way. Everything that differs between a deployed
 * function, the simulation and the benchmark comes in as an option: network, clock, store of the budget. For example, two
 * functions that use one PowerOffice subscription agree through the store on ten requests a second between them, and each
 * counts its own for the run's report.
 */
import type { StartRunEnvironment } from '../../shared/config/function-environment.ts';
import type { PowerOfficeKeys } from '../../shared/config/vendor-keys.ts';
import type { Settings } from '../../shared/flows/employees-to-poweroffice/settings.ts';
import type { Clock } from '../../shared/http/clock.ts';
import { createPacer } from '../../shared/http/pacer.ts';
import type { PacingStore } from '../../shared/http/pacer.ts';
import type { Transport } from '../../shared/http/transport.ts';
import { powerOfficeBudget } from '../../shared/vendors/poweroffice/budget.ts';
import { createInvocation } from './create-invocation.ts';
import { budgetName } from './digests.ts';

export interface ReachOptions {
  readonly environment: Pick<
    StartRunEnvironment,
    'SIMPLOYER_BASE_URL' | 'POWEROFFICE_BASE_URL' | 'POWEROFFICE_TOKEN_URL' | 'POWEROFFICE_MAX_REQUESTS_PER_SECOND'
  > & { readonly SETTINGS: Pick<Settings, 'writeTimeoutInSeconds'> };
  readonly keys: PowerOfficeKeys;
  readonly transport: Transport;
  readonly pacingStore: PacingStore;
  readonly clock: Clock;
  /** 0 <= r < 1. */
  readonly random: () => number;
}

/** Both vendors as one process reaches them: its own token, connections and count, the budget of requests shared. */
export const reachVendors = ({ environment, keys, transport, pacingStore, clock, random }: ReachOptions) => {
  const invocation = createInvocation(clock);
  const simployer = invocation.measured(transport);
  const powerOffice = invocation.measured(transport);
  const shared = { clock, random, deadline: invocation.deadline, count: invocation.count };
  return {
    simployerOptions: {
      ...shared,
      transport: simployer.transport,
      baseUrl: environment.SIMPLOYER_BASE_URL,
      accessToken: keys.simployerAccessToken,
    },
    powerOfficeOptions: {
      ...shared,
      transport: powerOffice.transport,
      baseUrl: environment.POWEROFFICE_BASE_URL,
      tokenUrl: environment.POWEROFFICE_TOKEN_URL,
      applicationKey: keys.powerOfficeApplicationKey,
      clientKey: keys.powerOfficeClientKey,
      subscriptionKey: keys.powerOfficeSubscriptionKey,
      writeTimeoutInMillis: environment.SETTINGS.writeTimeoutInSeconds * 1000,
      pacer: invocation.counting(
        createPacer({
          key: budgetName(keys.powerOfficeSubscriptionKey),
          budget: powerOfficeBudget(environment.POWEROFFICE_MAX_REQUESTS_PER_SECOND),
          store: pacingStore,
          clock,
          random,
          onStoreFailure: invocation.noteStoreFailure,
        }),
      ),
    },
    /** What the flow asks of the process while it works. */
    process: {
      deadline: invocation.deadline,
      /** How far the vendors' clocks are from ours; null where no answer has told. */
      clockDifferences: () => ({
        simployer: simployer.differenceInMillis(),
        poweroffice: powerOffice.differenceInMillis(),
      }),
      work: invocation.work,
      takePace: invocation.takePace,
      takeApiCalls: invocation.takeApiCalls,
    },
  };
};
