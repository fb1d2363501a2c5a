import { assembleState } from '../../functions/composition/assemble-state.ts';
import { connect } from '../../functions/composition/connect.ts';
import { openDeciding } from '../../functions/composition/deciding.ts';
import { openInspection } from '../../functions/composition/inspection.ts';
import { assembleXledgerState } from '../../functions/composition/xledger/assemble-xledger-state.ts';
import { connectXledger } from '../../functions/composition/xledger/connect-xledger.ts';
import { openXledgerDeciding } from '../../functions/composition/xledger/deciding.ts';
import { openXledgerInspection } from '../../functions/composition/xledger/inspection.ts';
import { answerDecision } from '../../functions/decide/handler.ts';
import { explainOnDashboard } from '../../functions/explain/handler.ts';
import { answerInspection } from '../../functions/inspect/handler.ts';
import { DECISION_PARTITIONS } from '../../infra/constructs/state-table.ts';
import { matchRoute } from '../../local/loopback/api/match-route.ts';
import { toProxyEvent } from '../../local/loopback/api/proxy-event.ts';
import { createMemoryTable } from '../../local/simulation/memory-table.ts';
import type { World } from '../../local/simulation/world.ts';
import { createNetwork, KEYS, VENDOR_ADDRESSES } from '../../local/simulation/simulated-vendors.ts';
import { ROUTES } from '../../shared/api/routes.ts';
import type { Schedule } from '../../shared/config/schedule.ts';
import { EMPLOYEES_TO_POWEROFFICE } from '../../shared/flows/employees-to-poweroffice/facts.ts';
import { EMPLOYEES_TO_XLEDGER } from '../../shared/flows/employees-to-xledger/facts.ts';
import { allSettingsSchema } from '../../shared/config/settings.ts';
import type { SettingsInput } from '../../shared/config/settings.ts';
import type { Transport } from '../../shared/http/transport.ts';
import type { MailAddress } from '../../shared/records/mail-address.ts';
import type { Language } from '../../shared/records/words.ts';
import { createPacingStore } from '../../shared/state/pacing-store.ts';
import type { Table } from '../../shared/state/table.ts';
import type { ApiResponse } from './api-client.ts';
import { expectDescribed } from './described-answer.ts';

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

/** Who calls. */
export const CALLER = 'arn:aws:iam::123456789012:user/payroll';

/** A table and a network that fail whoever tries to write; token requests and queries are no writes. */
const readOnly = (table: Table): Table => ({
  ...table,
  put: () => Promise.reject(new Error('An inspection wrote to the table.')),
  remove: () => Promise.reject(new Error('An inspection removed an item of the table.')),
});
/** A table that fails whoever writes elsewhere than IAM lets the function that decides. */
const forDecisions = (table: Table): Table => ({
  ...readOnly(table),
  put: (item) => {
    const isAllowed = DECISION_PARTITIONS.some((pattern) =>
      pattern.endsWith('*') ? item.pk.startsWith(pattern.slice(0, -1)) : item.pk === pattern,
    );
    return isAllowed ? table.put(item) : Promise.reject(new Error(`A decision wrote to ${item.pk}.`));
  },
});
const refusingWrites =
  (inner: Transport): Transport =>
  (request) => {
    const isToken = request.url === VENDOR_ADDRESSES.POWEROFFICE_TOKEN_URL;
    // Every request to X-ledger is a POST; what it is says its text.
    const isQuery = request.url === VENDOR_ADDRESSES.XLEDGER_URL && !/\bmutation\b/.test(String(request.body));
    if (request.method !== 'GET' && !isToken && !isQuery)
      throw new Error(`An inspection sent ${request.method} ${request.url}.`);
    return inner(request);
  };

/**
 * The functions that look at both vendors, and that decide about people, over a system's vendors and table. Whatever they
 * may not write fails the test; the pace of their requests is kept apart here.
 */
export const createInspectClient = (
  system: Pick<World, 'clock' | 'simployer' | 'powerOffice' | 'xledger' | 'table'>,
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
  const { clock, simployer, powerOffice, xledger, table } = system;
  const own = { now: () => clock.now() + clockIsAheadByMillis, sleep: (millis: number) => clock.sleep(millis) };
  const parsed = allSettingsSchema.parse(settings);
  const transport = refusingWrites(
    network(createNetwork({ simployer, powerOffice, xledger }, { clock, latencyInMillis: 50 })),
  );
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
  const surroundings = { settings: parsed, clock: own, vendors: () => Promise.resolve(vendors()) };
  const xledgerVendors = () =>
    connectXledger({
      hashKey: KEYS.hashKey,
      keys: { ...KEYS.keys, ...keys },
      environment: { ...VENDOR_ADDRESSES, SETTINGS: parsed },
      transport,
      pacingStore: createPacingStore(createMemoryTable()),
      clock: own,
      random: () => 0.5,
    });
  const toXledger = (whose: Table) => ({
    ...assembleState(whose, { clock: own, tell: null }),
    ...assembleXledgerState(whose),
    settings: parsed,
    clock: own,
    vendors: () => Promise.resolve(xledgerVendors()),
  });
  const around = {
    schedules:
      schedule === null ? null : { [EMPLOYEES_TO_POWEROFFICE.name]: schedule, [EMPLOYEES_TO_XLEDGER.name]: schedule },
    mailAddresses: () => Promise.resolve(mailAddresses),
  };
  const flowsToLook = {
    [EMPLOYEES_TO_POWEROFFICE.name]: () =>
      Promise.resolve({
        facts: EMPLOYEES_TO_POWEROFFICE,
        open: openInspection({
          ...assembleState(readOnly(table), { clock: own, tell: null }),
          ...surroundings,
          ...around,
        }),
      }),
    [EMPLOYEES_TO_XLEDGER.name]: () =>
      Promise.resolve({
        facts: EMPLOYEES_TO_XLEDGER,
        open: openXledgerInspection({ ...toXledger(readOnly(table)), ...around }),
      }),
  };
  const flowsToDecide = {
    [EMPLOYEES_TO_POWEROFFICE.name]: () =>
      Promise.resolve({
        facts: EMPLOYEES_TO_POWEROFFICE,
        open: openDeciding({ ...assembleState(forDecisions(table), { clock: own, tell: null }), ...surroundings }),
      }),
    [EMPLOYEES_TO_XLEDGER.name]: () =>
      Promise.resolve({ facts: EMPLOYEES_TO_XLEDGER, open: openXledgerDeciding(toXledger(forDecisions(table))) }),
  };
  const routes = Object.keys(ROUTES).map((route) => {
    const [method = '', resourcePath = ''] = route.split(' ');
    return { method, resourcePath, functionName: 'inspect' };
  });

  /** @param path with its query @param body sent as it is when it is text, else as JSON */
  const call = async (method: string, path: string, body: unknown = ''): Promise<ApiResponse> => {
    const url = new URL(path, 'http://127.0.0.1');
    const match = matchRoute(routes, method, url.pathname);
    if (match === null) throw new Error(`The gateway has no ${method} ${url.pathname}.`);
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const route = `${method} ${match.route.resourcePath}`;
    const event = JSON.parse(JSON.stringify(toProxyEvent({ method, url, headers: {}, body: text }, match)));
    event.requestContext = { identity: { userArn: CALLER } };
    const context = { getRemainingTimeInMillis: () => INVOCATION_IN_MILLIS };
    const shared = {
      clock: own,
      log: (name: string, fields: Readonly<Record<string, unknown>>) => void logged.push({ event: name, fields }),
      answerWithinSeconds,
    };
    const isDecision = Object.entries(ROUTES).some(([key, entry]) => key === route && 'decides' in entry);
    const answer = await clock.run(
      isDecision
        ? answerDecision(event, context, { ...shared, flows: flowsToDecide })
        : answerInspection(event, context, { ...shared, flows: flowsToLook }),
    );
    expectDescribed(route, answer);
    return {
      status: answer.statusCode,
      type: answer.headers['content-type'] ?? '',
      body: JSON.parse(answer.body),
      bytes: Buffer.byteLength(answer.body),
    };
  };
  /** The button "Explain" of the dashboard, with what was typed in. */
  const explainTyped = async (
    person: unknown,
    language: Language = 'en',
    parameters: Readonly<Record<string, string>> = {},
  ): Promise<string> => {
    const answer = await clock.run(
      explainOnDashboard(
        { action: 'explain', ...parameters, widgetContext: { forms: { all: { person } } } },
        { awsRequestId: 'c6af9ac6', getRemainingTimeInMillis: () => INVOCATION_IN_MILLIS },
        {
          flows: flowsToLook,
          clock: own,
          log: (name, fields) => void logged.push({ event: name, fields }),
          answerWithinSeconds,
          language,
        },
      ),
    );
    return typeof answer === 'string' ? answer : answer.markdown;
  };
  return { get: (path: string) => call('GET', path), call, explainTyped, logged };
};
