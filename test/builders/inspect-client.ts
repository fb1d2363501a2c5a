import { assembleState } from '../../functions/composition/assemble-state.ts';
import { connect } from '../../functions/composition/connect.ts';
import { openInspection } from '../../functions/composition/inspection.ts';
import { answerInspection } from '../../functions/inspect/handler.ts';
import { matchRoute } from '../../local/loopback/api/match-route.ts';
import { toProxyEvent } from '../../local/loopback/api/proxy-event.ts';
import { createMemoryTable } from '../../local/simulation/memory-table.ts';
import { createNetwork, KEYS, VENDOR_ADDRESSES } from '../../local/simulation/simulated-vendors.ts';
import { ROUTES } from '../../shared/api/routes.ts';
import type { Schedule } from '../../shared/config/schedule.ts';
import { settingsSchema } from '../../shared/flows/employees-to-poweroffice/settings.ts';
import type { SettingsInput } from '../../shared/flows/employees-to-poweroffice/settings.ts';
import type { Transport } from '../../shared/http/transport.ts';
import type { MailAddress } from '../../shared/records/mail-address.ts';
import { createPacingStore } from '../../shared/state/pacing-store.ts';
import type { Table } from '../../shared/state/table.ts';
import type { ApiResponse } from './api-client.ts';
import { expectDescribed } from './described-answer.ts';
import type { SyncSystem } from './sync-system.ts';

export interface InspectClientOptions {
  readonly settings?: SettingsInput;
  /** Keys other than those that the demo vendors take. */
  readonly keys?: Partial<(typeof KEYS)['keys']>;
  /** Stands between the client and the vendors. */
  readonly network?: (inner: Transport) => Transport;
  /** How much later the clock of this machine is than the vendors'. */
  readonly clockIsAheadByMillis?: number;
  /** How long the caller waits. */
  readonly answerWithinSeconds?: number | null;
  /** Default: none, as on one machine. */
  readonly schedule?: Schedule | null;
  /** Default: none, as on one machine. */
  readonly mailAddresses?: readonly MailAddress[] | null;
}

const INVOCATION_IN_MILLIS = 900_000;

/** A table and a network that fail whoever tries to write; token requests are no writes. */
const readOnly = (table: Table): Table => ({
  ...table,
  put: () => Promise.reject(new Error('An inspection wrote to the table.')),
  remove: () => Promise.reject(new Error('An inspection removed an item of the table.')),
});
const refusingWrites =
  (inner: Transport): Transport =>
  (request) => {
    const isToken = request.url === VENDOR_ADDRESSES.POWEROFFICE_TOKEN_URL;
    if (request.method !== 'GET' && !isToken) throw new Error(`An inspection sent ${request.method} ${request.url}.`);
    return inner(request);
  };

/**
 * The function that looks at both vendors, over a system's vendors and table. Whatever it writes fails the test, but for
 * the pace of its requests, which is kept apart here.
 */
export const createInspectClient = (
  system: SyncSystem,
  {
    settings = {},
    keys = {},
    network = (inner) => inner,
    clockIsAheadByMillis = 0,
    answerWithinSeconds = 27,
    schedule = null,
    mailAddresses = null,
  }: InspectClientOptions = {},
) => {
  const { clock, simployer, powerOffice, table } = system;
  const own = { now: () => clock.now() + clockIsAheadByMillis, sleep: (millis: number) => clock.sleep(millis) };
  const parsed = settingsSchema.parse(settings);
  const transport = refusingWrites(network(createNetwork({ simployer, powerOffice }, { clock, latencyInMillis: 50 })));
  const vendors = () =>
    connect({
      hashKey: KEYS.hashKey,
      keys: { ...KEYS.keys, ...keys },
      environment: { ...VENDOR_ADDRESSES, POWEROFFICE_MAX_REQUESTS_PER_SECOND: 10, SETTINGS: parsed },
      transport,
      pacingStore: createPacingStore(createMemoryTable()),
      clock: own,
      random: () => 0.5,
    });
  const logged: { readonly event: string; readonly fields: Readonly<Record<string, unknown>> }[] = [];
  const open = openInspection({
    ...assembleState(readOnly(table), { clock: own, tell: null }),
    settings: parsed,
    schedule,
    mailAddresses: () => Promise.resolve(mailAddresses),
    clock: own,
    vendors: () => Promise.resolve(vendors()),
  });
  const routes = Object.keys(ROUTES).map((route) => {
    const [method = '', resourcePath = ''] = route.split(' ');
    return { method, resourcePath, functionName: 'inspect' };
  });

  /** @param path with its query */
  const get = async (path: string): Promise<ApiResponse> => {
    const url = new URL(path, 'http://127.0.0.1');
    const match = matchRoute(routes, 'GET', url.pathname);
    if (match === null) throw new Error(`The gateway has no GET ${url.pathname}.`);
    const event = toProxyEvent({ method: 'GET', url, headers: {}, body: '' }, match);
    const answer = await clock.run(
      answerInspection(
        JSON.parse(JSON.stringify(event)),
        { getRemainingTimeInMillis: () => INVOCATION_IN_MILLIS },
        { open, clock: own, log: (name, fields) => void logged.push({ event: name, fields }), answerWithinSeconds },
      ),
    );
    expectDescribed(`GET ${match.route.resourcePath}`, answer);
    return {
      status: answer.statusCode,
      type: answer.headers['content-type'] ?? '',
      body: JSON.parse(answer.body),
      bytes: Buffer.byteLength(answer.body),
    };
  };
  return { get, logged };
};
