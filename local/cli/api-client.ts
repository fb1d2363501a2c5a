/*
 * The command line as a client of the API: one call, be it to the functions on this machine over a data folder, or to
 * those of a stack in AWS. Commands know the two apart by nothing else than where they were told to look. A refusal of
 * the API arrives as the problem document that it is. For example, `runs` on a data folder that `serve` holds is refused
 * ALREADY_RUNNING, and on a stack whose reader's policy the caller lacks FORBIDDEN, with the name of that policy.
 */
import * as z from 'zod';
import { LIMITED_AGENT } from '../../shared/api/routes.ts';
import { ROWS_PER_PAGE } from '../../shared/api/page.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import { maskSecrets, printable } from '../../shared/records/values/shown-value.ts';
import { readProxies } from '../../shared/config/proxies.ts';
import type { HttpResponse, Transport } from '../../shared/http/transport.ts';
import type { OnLog } from '../loopback/lambda/function-log.ts';
import { parseJson } from '../loopback/parse-json.ts';
import type { VendorConfiguration } from './environment.ts';
import { RefusedError } from './explain-error.ts';
import { flowWords } from './flow-words.ts';
import type { FlowWords } from './flow-words.ts';
import { prepareRun } from './prepare-run.ts';
import { sendAgain } from './send-again.ts';
import { refuseMissingFolder } from './to-data-folder.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Query = Readonly<Record<string, string | undefined>>;

interface CallInput {
  readonly query?: Query;
  /** Becomes JSON. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** No more is asked for than an operator may do: whoever is one can call a route that is limited in no other way. */
  readonly asOperator?: boolean;
}

/** The API, wherever it is, asked about one flow. */
export interface Api {
  /** What the flow is called, and what its documents call things. */
  readonly words: FlowWords;
  /** The name of the stack; null on this machine. */
  readonly stack: string | null;
  /** The budget of the runs' requests to the target, as far as it is known here. */
  readonly requestsPerSecond: number;
  /** Which of the target's environments it is; null where only the documents say so, as for a stack. */
  readonly environment: string | null;
  /**
   * One call.
   * @param path with its parameters in place: `/runs/20260302T060000-1ab2cd`
   * @returns the document of the answer
   * @throws RefusedError with the problem document of a refusal
   */
  call(method: Method, path: string, input?: CallInput): Promise<unknown>;
  /** The same for a POST that starts a run, or a plan: on this machine its functions come up meanwhile. */
  start(path: string, input?: CallInput): Promise<unknown>;
  /** Resolves when a run on this machine may have come further; null for a stack, which does not tell. */
  readonly nextStep: (() => Promise<void>) | null;
  /** Ends a run on this machine, with those finished who are in hand; null for a stack, whose runs go on by themselves. */
  readonly interrupt: ((runId: string) => Promise<void>) | null;
  close(): Promise<void>;
}

/** Where the API is. */
export type ApiPlace = { readonly dataDir: string } | { readonly stack: string };

export interface OpenApiOptions {
  /** Default: the first flow. */
  readonly flow?: string;
  /** Null where no vendor is asked: reading what is stored needs no key, and makes no data folder. */
  readonly vendors?: VendorConfiguration | null;
  readonly onLog?: OnLog;
  /** Before a call that was throttled, or found nobody, is made again. */
  readonly pauseInMillis?: number;
}

/** How an API is reached. */
interface Endpoint {
  /** Without a slash at its end. */
  readonly url: string;
  readonly transport: Transport;
  readonly timeoutInMillis: number;
  /** Explains what came instead of an answer of ours; null where nothing is to be said but the status. */
  readonly explain: (method: Method, path: string, response: HttpResponse) => RefusedError | null;
  /** Told that a run of a flow is about to be asked for. */
  readonly prepare: (flow: string) => void;
  readonly nextStep: Api['nextStep'];
  readonly interrupt: ((runId: string) => Promise<void>) | null;
  readonly close: () => Promise<void>;
}

/** API Gateway's own limit for an answer, and some. */
const GATEWAY_TIMEOUT_IN_MILLIS = 35_000;
/** On one machine there is no gateway, and everybody may have to be read for an answer. */
const LOCAL_TIMEOUT_IN_MILLIS = 15 * 60_000;
const PAUSE_IN_MILLIS = 1_000;
const USER_AGENT = 'simployer-poweroffice-sync';

/**
 * Opens the API of a data folder, or of a stack.
 * @throws DataFolderInUseError, DataFolderUnusableError, ConfigurationError, RefusedError
 */
export const openApi = async (place: ApiPlace, options: OpenApiOptions = {}): Promise<Api> => {
  const { flow = FIRST_FLOW } = options;
  const words = flowWords(flow);
  const endpoint = 'stack' in place ? await openStackEndpoint(place.stack) : await openLocalEndpoint(place, options);
  const callAbout: Api['call'] = (method, path, input = {}) =>
    call(endpoint, options.pauseInMillis ?? PAUSE_IN_MILLIS, method, path, aboutFlow(flow, method, input));
  return {
    stack: 'stack' in place ? place.stack : null,
    requestsPerSecond: words.requestsPerSecond(options.vendors?.environment ?? {}),
    environment: 'stack' in place ? null : words.environmentOf(options.vendors?.environment ?? {}),
    words,
    call: callAbout,
    start: (path, input) => {
      endpoint.prepare(flow);
      return callAbout('POST', path, input);
    },
    nextStep: endpoint.nextStep,
    interrupt: endpoint.interrupt,
    close: endpoint.close,
  };
};

/** A call about a flow names it, unless it is the one that is meant without a name. */
const aboutFlow = (flow: string, method: Method, input: CallInput): CallInput => {
  if (flow === FIRST_FLOW) return input;
  return method === 'GET' ? { ...input, query: { ...input.query, flow } } : { ...input, body: { ...input.body, flow } };
};

/** Loaded when something is sent: help and refusals need none of it. */
const loadTransport = async () => (await import('../../shared/http/undici-transport.ts')).undiciTransport;

// Each place loads its own half, for help, refusals and the other place need none of it.
const openStackEndpoint = async (name: string): Promise<Endpoint> => {
  const { openStack } = await import('./stack.ts');
  const stack = await openStack(name);
  const send = (await loadTransport())(readProxies(process.env));
  return {
    url: stack.url,
    timeoutInMillis: GATEWAY_TIMEOUT_IN_MILLIS,
    transport: async (request) => send(await stack.sign(request)),
    explain: (method, path, response) => stack.explain(method, path, response),
    prepare: () => undefined,
    nextStep: null,
    interrupt: null,
    close: () => Promise.resolve(),
  };
};

const openLocalEndpoint = async (
  { dataDir }: { readonly dataDir: string },
  { vendors = null, onLog }: OpenApiOptions,
): Promise<Endpoint> => {
  if (vendors === null) refuseMissingFolder(dataDir);
  const { startLocalApp } = await import('./local-app.ts');
  const app = await startLocalApp({ vendors, dataFolder: dataDir, ...(onLog && { onLog }) });
  return {
    url: app.runtime.api.url,
    transport: (await loadTransport())(),
    timeoutInMillis: LOCAL_TIMEOUT_IN_MILLIS,
    explain: () => null,
    prepare: (flow) => void prepareRun(app.runtime, flow),
    nextStep: () => app.runtime.nextDelivery(),
    interrupt: (runId) => app.interrupt(runId),
    close: () => app.close(),
  };
};

const problemSchema = z.looseObject({
  code: z.string(),
  detail: z.string(),
  /** What is wrong with which part of the input. */
  details: z.array(z.string()).default([]),
});

/** Of what was typed, so much is shown. */
const MOST_SHOWN = 60;

/** The parameters of the address that are options of the same name. */
const TYPED = ['code', 'severity', 'language', 'since', 'flow'];

/**
 * What is wrong with parameters, by the options that somebody has typed: `--code NOPE: there is no such problem`.
 * @returns null where something else is wrong
 */
const asTyped = (details: readonly string[], query: Query): string | null => {
  const options = details.flatMap((detail) => {
    const { name = '', what } = /^(?<name>\w+): (?<what>.*)$/s.exec(detail)?.groups ?? {};
    const typed = TYPED.includes(name) ? query[name] : undefined;
    return typed === undefined ? [] : [`--${name} ${maskSecrets(printable(typed)).slice(0, MOST_SHOWN)}: ${what}`];
  });
  return options.length > 0 && options.length === details.length ? options.join('\n') : null;
};

const call = async (
  { url, transport, timeoutInMillis, explain }: Endpoint,
  pauseInMillis: number,
  method: Method,
  path: string,
  { query = {}, body, asOperator = false }: CallInput,
): Promise<unknown> => {
  const address = new URL(`${url}${path}`);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) address.searchParams.set(name, value);
  // A blank as AWS signs it.
  address.search = address.search.replaceAll('+', '%20');
  const request = {
    method,
    url: address.href,
    headers: {
      accept: 'application/json',
      'user-agent': asOperator ? LIMITED_AGENT : USER_AGENT,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
    timeoutInMillis,
  };
  const response = await sendAgain(transport, request, pauseInMillis);
  const document = parseJson(response.body);
  if (response.status < 300 && document !== undefined) return document;
  const problem = problemSchema.safeParse(document).data;
  if (problem !== undefined) {
    const message = asTyped(problem.details, query) ?? [problem.detail, ...problem.details].join(' ');
    throw new RefusedError({ code: problem.code, message, document: problem });
  }
  throw (
    explain(method, path, response) ??
    new RefusedError({
      code: 'UNEXPECTED',
      message: `${method} ${path} was answered with status ${response.status} and without a reason. Try again; the log of the API says more.`,
    })
  );
};

/**
 * A document with a list that the API gives page by page, whole; or with several that share their pages.
 * @param lists what they are called in the document: `runs`
 * @param most how many rows are wanted; then `next` of the document tells where they end
 */
export const callWhole = async (
  api: Pick<Api, 'call'>,
  path: string,
  lists: string | readonly string[],
  { query = {}, most = Number.POSITIVE_INFINITY }: { readonly query?: Query; readonly most?: number } = {},
): Promise<Readonly<Record<string, unknown>>> => {
  const rows = new Map<string, readonly unknown[]>([lists].flat().map((list) => [list, []]));
  let document: z.output<typeof pageSchema>;
  let taken = 0;
  let after: string | undefined;
  do {
    const limit = String(Math.min(ROWS_PER_PAGE.most, most - taken));
    document = pageSchema.parse(await api.call('GET', path, { query: { ...query, limit, after } }));
    for (const [list, before] of rows) {
      const page = rowsSchema.parse(document[list]);
      rows.set(list, [...before, ...page]);
      taken += page.length;
    }
    after = document.next ?? undefined;
  } while (after !== undefined && taken < most);
  return { ...document, ...Object.fromEntries(rows) };
};

const pageSchema = z.looseObject({ next: z.string().nullable() });
/** A stack of another version may not know the list. */
const rowsSchema = z.array(z.unknown()).default([]);
