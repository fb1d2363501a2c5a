/*
 * Connects a process with Simployer and X-ledger, as `connect` does for PowerOffice: the clients, the budget of requests
 * and the turn that all processes share, and what is counted on the way. The key of the hidden values is derived from
 * the stack's hash key, so that no second secret has to be kept: it is this flow's own, and goes when the stack's goes.
 * For example, two workers with one token agree through the store on fifteen requests in five seconds, one at a time.
 */
import { createHash, createHmac, createSecretKey } from 'node:crypto';
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
  const digestKey = createSecretKey(createHmac('sha256', hashKey).update(EMPLOYEES_TO_XLEDGER.name).digest());
  const digest = (text: string): string => createHmac('sha256', digestKey).update(text).digest('base64url');
  const invocation = createInvocation(clock);
  const simployer = invocation.measured(transport);
  const xledger = invocation.measured(transport);
  const shared = { clock, random, deadline: invocation.deadline, count: invocation.count };
  // The budget's name must not give the token away.
  const tokenName = createHash('sha256').update(keys.xledgerToken).digest('hex').slice(0, 32);
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
    /** Keyed hash, for what must not be stored. */
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
