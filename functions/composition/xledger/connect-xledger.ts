/*
 * Connects a process with Simployer and X-ledger, as `connect` does for PowerOffice: the clients, the budget of requests
 * and the turn that all processes share, and what is counted on the way. For example, two workers with one token agree
 * through the store on fifteen requests in five seconds, one at a time.
 */
import type { XledgerKeys } from '../../../shared/config/vendor-keys.ts';
import { EMPLOYEES_TO_XLEDGER } from '../../../shared/flows/employees-to-xledger/facts.ts';
import type { XledgerSettings } from '../../../shared/flows/employees-to-xledger/settings.ts';
import type { Clock } from '../../../shared/http/clock.ts';
import { createPacer } from '../../../shared/http/pacer.ts';
import type { PacingStore } from '../../../shared/http/pacer.ts';
import { createSharedTurnstile } from '../../../shared/http/shared-turnstile.ts';
import type { Transport } from '../../../shared/http/transport.ts';
import { createSimployerClient } from '../../../shared/vendors/simployer/client.ts';
import { xledgerBudget } from '../../../shared/vendors/xledger/budget.ts';
import { createXledgerClient } from '../../../shared/vendors/xledger/client.ts';
import { createInvocation } from '../create-invocation.ts';
import { budgetName, flowDigest } from '../digests.ts';

export interface ConnectXledgerOptions {
  readonly environment: {
    readonly SIMPLOYER_BASE_URL: string;
    readonly XLEDGER_URL: string;
    readonly SETTINGS: {
      readonly writeTimeoutInSeconds: number;
      readonly xledger: Pick<XledgerSettings, 'maxRequestsPerFiveSeconds' | 'batchSize'>;
    };
  };
  readonly keys: XledgerKeys;
  /** The stack's. */
  readonly hashKey: string;
  readonly transport: Transport;
  readonly pacingStore: PacingStore;
  readonly clock: Clock;
  /** 0 <= r < 1. */
  readonly random: () => number;
}

/** So many characters tell one key from another. */
const KEY_VERSION_CHARACTERS = 8;

/** Both vendors as one process reaches them. */
export const connectXledger = ({
  environment: { SIMPLOYER_BASE_URL, XLEDGER_URL, SETTINGS },
  keys,
  hashKey,
  transport,
  pacingStore,
  clock,
  random,
}: ConnectXledgerOptions) => {
  const digest = flowDigest(hashKey, EMPLOYEES_TO_XLEDGER.name);
  const invocation = createInvocation(clock);
  const simployer = invocation.measured(transport);
  const xledger = invocation.measured(transport);
  const shared = { clock, random, deadline: invocation.deadline, count: invocation.count };
  const tokenName = budgetName(keys.xledgerToken);
  const pacing = { store: pacingStore, clock, random };
  return {
    simployer: createSimployerClient({
      ...shared,
      transport: simployer.transport,
      baseUrl: SIMPLOYER_BASE_URL,
      accessToken: keys.simployerAccessToken,
    }),
    xledger: createXledgerClient({
      ...shared,
      transport: xledger.transport,
      url: XLEDGER_URL,
      token: keys.xledgerToken,
      writeTimeoutInMillis: SETTINGS.writeTimeoutInSeconds * 1000,
      batchSize: SETTINGS.xledger.batchSize,
      pacer: invocation.counting(
        createPacer({
          ...pacing,
          key: tokenName,
          budget: xledgerBudget(SETTINGS.xledger.maxRequestsPerFiveSeconds),
          onStoreFailure: invocation.noteStoreFailure,
        }),
      ),
      oneAtATime: createSharedTurnstile({ ...pacing, key: `${tokenName}-turn` }),
    }),
    digest,
    /** Tells one hash key from another. */
    keyVersion: digest('key version').slice(0, KEY_VERSION_CHARACTERS),
    deadline: invocation.deadline,
    /** How far the vendors' clocks are from ours; null where no answer has told. */
    clockDifferences: () => ({
      simployer: simployer.differenceInMillis(),
      xledger: xledger.differenceInMillis(),
    }),
    work: invocation.work,
    takePace: invocation.takePace,
    takeApiCalls: invocation.takeApiCalls,
  };
};
export type XledgerClients = ReturnType<typeof connectXledger>;
