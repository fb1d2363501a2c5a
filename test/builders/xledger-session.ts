import { createDemoXledger } from '../../local/demo-vendors/xledger/demo-xledger.ts';
import type { DemoXledger, DemoXledgerInput } from '../../local/demo-vendors/xledger/demo-xledger.ts';
import { DEMO_XLEDGER_TOKEN } from '../../local/demo-vendors/xledger/options.ts';
import { createRandom } from '../../local/demo-vendors/company/random.ts';
import { toTransport } from '../../local/demo-vendors/vendor-request.ts';
import { createVirtualClock } from '../../local/simulation/virtual-clock.ts';
import type { VirtualClock } from '../../local/simulation/virtual-clock.ts';
import { createPacer } from '../../shared/http/pacer.ts';
import type { PacingStore } from '../../shared/http/pacer.ts';
import { createSharedTurnstile } from '../../shared/http/shared-turnstile.ts';
import type { Transport } from '../../shared/http/transport.ts';
import { xledgerBudget } from '../../shared/vendors/xledger/budget.ts';
import { createXledgerClient } from '../../shared/vendors/xledger/client.ts';
import type { XledgerClient, XledgerClientOptions } from '../../shared/vendors/xledger/client.ts';
import { createRemotePacingStore } from './remote-pacing-store.ts';

export const SESSION_STARTS = Date.parse('2026-03-02T06:00:00Z');

/** A client of X-ledger as it is put together for a run, on a virtual clock. */
export const connectXledger = (
  clock: VirtualClock,
  transport: Transport,
  store: PacingStore = createRemotePacingStore(clock),
  overrides: Partial<XledgerClientOptions> = {},
): XledgerClient => {
  const shared = { store, clock, random: createRandom(2).fraction };
  return createXledgerClient({
    url: 'http://xledger.test/graphql',
    token: DEMO_XLEDGER_TOKEN,
    transport,
    clock,
    random: createRandom(1).fraction,
    pacer: createPacer({ ...shared, key: 'pace', budget: xledgerBudget(15) }),
    oneAtATime: createSharedTurnstile({ ...shared, key: 'turn' }),
    deadline: () => SESSION_STARTS + 900_000,
    count: (vendor) => {
      expect(vendor).toBe('xledger');
    },
    writeTimeoutInMillis: 20_000,
    ...overrides,
  });
};

type Call<T> = (client: XledgerClient) => Promise<T>;

export interface XledgerSession {
  readonly clock: VirtualClock;
  readonly xledger: DemoXledger;
  readonly clients: readonly XledgerClient[];
  /** What a call comes to. */
  readonly run: <T>(call: Call<T>) => Promise<T>;
  /** The error that a call ends with. */
  readonly failure: (call: Call<unknown>) => Promise<unknown>;
}

/** Clients of a demo X-ledger, each as a process of its own would have it. */
export const openXledger = (
  input: Omit<DemoXledgerInput, 'clock'> = {},
  { clients = 1, overrides = {} }: { clients?: number; overrides?: Partial<XledgerClientOptions> } = {},
): XledgerSession => {
  const clock = createVirtualClock(SESSION_STARTS);
  const xledger = createDemoXledger({ clock, ...input });
  const transport = toTransport(xledger, { clock, latencyInMillis: 150 });
  const store = createRemotePacingStore(clock);
  const all = Array.from({ length: clients }, () => connectXledger(clock, transport, store, overrides));
  const run = <T>(call: Call<T>): Promise<T> => {
    const [client] = all;
    if (client === undefined) throw new Error('no client');
    return clock.run(call(client));
  };
  return {
    clock,
    xledger,
    clients: all,
    run,
    failure: (call) =>
      run((client) =>
        call(client).then(
          (value) => {
            throw new Error(`no failure but ${JSON.stringify(value)}`);
          },
          (error: unknown) => error,
        ),
      ),
  };
};
