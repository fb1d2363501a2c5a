import { createLeaveStore } from '../../shared/flows/leaves-to-poweroffice/leave-store.ts';
import { apiFlows } from '../../functions/composition/api-flows.ts';
import { assembleFileState } from '../../functions/composition/file/assemble-file-state.ts';
import { assembleXledgerState } from '../../functions/composition/xledger/assemble-xledger-state.ts';
import { answerRequest } from '../../functions/api/handler.ts';
import type { ApiDependencies } from '../../functions/api/handler.ts';
import { matchRoute } from '../../local/loopback/api/match-route.ts';
import { toProxyEvent } from '../../local/loopback/api/proxy-event.ts';
import { ROUTES } from '../../shared/api/routes.ts';
import { createEmployeeStore } from '../../shared/flows/employees-to-poweroffice/employee-store.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import { createExportLedger } from '../../shared/flows/time-off-to-file/export-ledger.ts';
import { createConnectionStore } from '../../shared/state/connection-store.ts';
import { createPauseStore } from '../../shared/state/pause-store.ts';
import { createHistoryStore } from '../../shared/state/history-store.ts';
import { createRunStore } from '../../shared/state/run-store.ts';
import type { Run } from '../../shared/state/run.ts';
import type { Table } from '../../shared/state/table.ts';
import { createRunEnding } from '../../shared/run/run-ending.ts';
import type { StartMessage } from '../../shared/run/start-message.ts';
import { expectDescribed } from './described-answer.ts';

/** Run ids differ over all clients of a test. */
let sequence = 0;

const NOW = Date.parse('2026-03-02T06:00:00Z');

export interface CallOptions {
  /** Sent as it is when it is text, else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Changes the event before it reaches the function. */
  readonly event?: Readonly<Record<string, unknown>>;
}

export interface ApiResponse {
  readonly status: number;
  readonly type: string;
  readonly body: any;
  readonly bytes: number;
}

/** The API's own handler behind the gateway's events, over a table, with a queue that tests can look into. */
export const createApiClient = (table: Table, overrides: Partial<ApiDependencies> = {}) => {
  const queued: StartMessage[] = [];
  const logged: { readonly event: string; readonly fields: Readonly<Record<string, unknown>> }[] = [];
  const runs = createRunStore(table);
  const ends: Run[] = [];
  const clock = { now: () => NOW };
  const employees = createEmployeeStore(table);
  const connections = createConnectionStore(table, FIRST_FLOW);
  const dependencies: ApiDependencies = {
    runs,
    ending: createRunEnding({ runs, clock, tell: (run) => Promise.resolve(void ends.push(run)) }),
    employees,
    history: createHistoryStore(table),
    flows: apiFlows(
      {
        employees,
        connections,
        runs,
        xledger: assembleXledgerState(table),
        leaves: createLeaveStore(table),
        file: assembleFileState(table),
      },
      null,
    ),
    exports: {
      ledger: createExportLedger(table),
      linkTo: (name) => Promise.resolve(`https://bucket.example/${name}?signed`),
    },
    pauses: createPauseStore(table),
    queueStart: (message) => Promise.resolve(void queued.push(message)),
    clock,
    random: () => {
      sequence += 1;
      return sequence / 1_000;
    },
    language: 'en',
    schedules: null,
    log: (event, fields) => void logged.push({ event, fields }),
    ...overrides,
  };
  const routes = Object.keys(ROUTES).map((route) => {
    const [method = '', resourcePath = ''] = route.split(' ');
    return { method, resourcePath, functionName: 'api' };
  });

  /** @param path with its query */
  const call = async (method: string, path: string, options: CallOptions = {}): Promise<ApiResponse> => {
    const url = new URL(path, 'http://127.0.0.1');
    const match = matchRoute(routes, method, url.pathname);
    if (match === null) throw new Error(`The gateway has no ${method} ${url.pathname}.`);
    const { body = '', headers = {}, event = {} } = options;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const proxyEvent = { ...toProxyEvent({ method, url, headers, body: text }, match), ...event };
    const answer = await answerRequest(JSON.parse(JSON.stringify(proxyEvent)), dependencies);
    expectDescribed(`${proxyEvent.httpMethod} ${proxyEvent.resource}`, answer);
    return {
      status: answer.statusCode,
      type: answer.headers['content-type'] ?? '',
      body: JSON.parse(answer.body),
      bytes: Buffer.byteLength(answer.body),
    };
  };
  return { ...dependencies, call, queued, logged, ends };
};
export type ApiClient = ReturnType<typeof createApiClient>;
