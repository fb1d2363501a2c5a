import type * as z from 'zod';
import type { Budget } from '../../http/budget.ts';
import type { Clock } from '../../http/clock.ts';
import { OutOfTimeError } from '../../http/out-of-time.ts';
import { retryAfterInMillis } from '../../http/retry-after.ts';
import { withRetries } from '../../http/retry.ts';
import type { RetryPolicy, Verdict } from '../../http/retry.ts';
import { TransportError } from '../../http/transport.ts';
import type { HttpResponse, Transport } from '../../http/transport.ts';
import { createTurnstile } from '../../http/turnstile.ts';
import { createVendorClock } from '../../http/vendor-clock.ts';
import { isVendorError } from '../../records/vendor-error.ts';
import type { VendorError } from '../../records/vendor-error.ts';
import { VENDOR_NAMES } from '../../records/vendor.ts';
import type { CountRequest } from '../../records/vendor.ts';
import { simployerError } from './errors.ts';
import {
  companySchema,
  compensationSchema,
  employeeSchema,
  employmentSchema,
  namedSchema,
  oneSchema,
  pageSchema,
} from './schemas.ts';
import type { Company, Compensation, Employee, Employment, Named } from './schemas.ts';

export interface SimployerClientOptions {
  /** With the version, such as `https://api.alexishr.com/v1`. */
  readonly baseUrl: string;
  readonly accessToken: string;
  readonly transport: Transport;
  readonly clock: Clock;
  /** 0 <= r < 1. */
  readonly random: () => number;
  /** Latest time of an answer, milliseconds since 1970; without it the policy alone ends the repeats. */
  readonly deadline?: () => number;
  readonly count: CountRequest;
}

/**
 * Reads Simployer One, and cannot write. Lists are complete, each row once, active and inactive alike (Simployer fact
 * 4). Every failure is a VendorError.
 */
export interface SimployerClient {
  /** The companies whose people the token may read: nearly always one. */
  company(): Promise<readonly Company[]>;
  employmentTypes(): Promise<readonly Named[]>;
  departments(): Promise<readonly Named[]>;
  offices(): Promise<readonly Named[]>;
  employees(): Promise<readonly Employee[]>;
  employments(): Promise<readonly Employment[]>;
  compensations(): Promise<readonly Compensation[]>;
  /** @returns `null` when there is no such employee (any more) */
  employee(id: string): Promise<Employee | null>;
  employmentsOf(employeeId: string): Promise<readonly Employment[]>;
  compensationsOf(employeeId: string): Promise<readonly Compensation[]>;
}

/** No maximum is published, so a modest page, and the rows received decide the next offset (Simployer fact 5). */
const PAGE_SIZE = 100;
/** One request at a time, at most 4 a second (Simployer fact 2), with a little room for the network. */
const BUDGET: Budget = { limit: 4, windowInMillis: 1_040 };
const TIMEOUT_IN_MILLIS = 30_000;
const POLICY: RetryPolicy = {
  tries: 5,
  firstDelayInMillis: 1_000,
  giveUpAfterInMillis: 45_000,
  shortestThrottleInMillis: 1_000,
  throttledForAtMostInMillis: 300_000,
};

type Query = Readonly<Record<string, string>>;

export const createSimployerClient = ({
  baseUrl,
  accessToken,
  transport,
  clock,
  random,
  deadline = () => Infinity,
  count,
}: SimployerClientOptions): SimployerClient => {
  const root = baseUrl.replace(/\/+$/, '');
  const vendorClock = createVendorClock(VENDOR_NAMES.simployer, transport, clock);
  const oneAtATime = createTurnstile(clock, BUDGET);

  const exchange = async (path: string, query: Query): Promise<HttpResponse> =>
    oneAtATime(() => {
      if (clock.now() + TIMEOUT_IN_MILLIS > deadline()) throw new OutOfTimeError();
      count('simployer');
      const parameters = new URLSearchParams(query).toString();
      return vendorClock.transport({
        method: 'GET',
        url: `${root}${path}${parameters === '' ? '' : `?${parameters}`}`,
        headers: { Authorization: `Bearer ${accessToken}`, Accept: 'application/json' },
        body: null,
        timeoutInMillis: TIMEOUT_IN_MILLIS,
      });
    });

  /** @returns `null` on 404 */
  const attempt = async <S extends z.ZodType>(
    name: string,
    path: string,
    query: Query,
    schema: S,
  ): Promise<Verdict<z.output<S> | null>> => {
    const again = (reason: string, response: HttpResponse | null = null): Verdict<never> => ({
      kind: 'transient',
      error: simployerError(
        'unavailable',
        `Simployer gave no usable answer to GET ${name}. ${reason}`,
        response?.status,
      ),
      askedToWaitInMillis: response === null ? null : retryAfterInMillis(response, clock.now()),
    });
    let response: HttpResponse;
    try {
      response = await exchange(path, query);
    } catch (error) {
      if (error instanceof TransportError) return again(error.message);
      throw error;
    }
    const deviation = vendorClock.deviation();
    if (deviation !== null) throw simployerError('clockWrong', deviation);
    const { status } = response;
    if (status === 200) {
      const parsed = schema.safeParse(parseJson(response.body));
      return parsed.success ? { kind: 'settled', value: parsed.data } : again('It is not what the contract says.');
    }
    if (status === 429) {
      const error = simployerError('unavailable', `Simployer limits the requests (GET ${name}).`, status);
      return { kind: 'throttled', error, askedToWaitInMillis: retryAfterInMillis(response, clock.now()) };
    }
    if (status === 401 || status === 403) throw credentialsRefused(status, name);
    if (status === 404) return { kind: 'settled', value: null };
    if (status >= 400 && status < 500 && status !== 408) {
      throw simployerError('unavailable', `Simployer answered ${status} to GET ${name}.`, status);
    }
    return again(`It answered ${status}.`, response);
  };

  /** @param name the path without any id, for messages */
  const get = async <S extends z.ZodType>(
    name: string,
    path: string,
    query: Query,
    schema: S,
  ): Promise<z.output<S> | null> => {
    try {
      return await withRetries(() => attempt(name, path, query, schema), POLICY, { clock, random, deadline });
    } catch (error) {
      if (error instanceof OutOfTimeError) throw simployerError('outOfTime', error.message);
      throw error;
    }
  };

  /** One pass over a list. Rows without an id are left out, so that their absence shows. */
  const readOnce = async <T extends { readonly id: string }>(
    path: string,
    filter: Query,
    schema: z.ZodType<T>,
  ): Promise<Pass<T>> => {
    const rows = new Map<string, T>();
    let firstWithoutId: number | null = null;
    for (let offset = 0; ;) {
      const query = { limit: String(PAGE_SIZE), offset: String(offset), 'sort[id]': 'asc', ...filter };
      const page = await get(path, path, query, pageSchema).catch((error: unknown) => {
        // The list did answer before: it is this page that is missing.
        if (offset === 0 || !isVendorError(error, 'unavailable')) throw error;
        throw simployerError('incomplete', `The list ${path} broke off after ${offset} rows. ${error.message}`);
      });
      if (page === null) {
        throw simployerError('unavailable', `Simployer knows no ${path}. IT: check the base URL in the settings.`);
      }
      for (const [index, received] of page.data.entries()) {
        const parsed = schema.safeParse(received);
        if (parsed.success) rows.set(parsed.data.id, parsed.data);
        else firstWithoutId ??= offset + index + 1;
      }
      offset += page.data.length;
      if (offset >= page.total || page.data.length === 0) {
        return { rows: [...rows.values()], total: page.total, firstWithoutId };
      }
    }
  };

  /**
   * A complete list. One that does not add up is read once more, for it may have changed underneath.
   * @throws VendorError of kind `incomplete`
   */
  const list = async <T extends { readonly id: string }>(
    path: string,
    schema: z.ZodType<T>,
    filter: Query = {},
  ): Promise<readonly T[]> => {
    const first = await readOnce(path, filter, schema);
    if (first.rows.length === first.total) return first.rows;
    const second = await readOnce(path, filter, schema);
    if (second.rows.length === second.total) return second.rows;
    const why =
      second.firstWithoutId === null
        ? ''
        : ` Row ${second.firstWithoutId} of the list, sorted by id, has no id that can be used.`;
    throw simployerError(
      'incomplete',
      `The list ${path} has ${second.total} rows according to Simployer, but ${second.rows.length} usable ones arrived.${why}`,
    );
  };

  const ofEmployee = async <T extends { readonly id: string; readonly employeeId: string | null }>(
    path: string,
    schema: z.ZodType<T>,
    employeeId: string,
  ): Promise<readonly T[]> => {
    const rows = await list(path, schema, { 'filters[employeeId][$eq]': employeeId });
    // A filter that is not understood may be ignored; whose a row without an owner is, is for its reader.
    return rows.filter((row) => row.employeeId === employeeId || row.employeeId === null);
  };

  return {
    company: () => list('/company', companySchema),
    employmentTypes: () => list('/employment-type', namedSchema),
    departments: () => list('/department', namedSchema),
    offices: () => list('/office', namedSchema),
    // Never with `select`: it would leave out address and bank account (Simployer fact 6).
    employees: () => list('/employee', employeeSchema),
    employments: () => list('/employment', employmentSchema),
    compensations: () => list('/compensation', compensationSchema),
    employee: async (id) => {
      const one = await get('/employee/{id}', `/employee/${encodeURIComponent(id)}`, {}, oneSchema);
      if (one === null) return null;
      const parsed = employeeSchema.safeParse(one.data);
      if (!parsed.success || parsed.data.id !== id) {
        throw simployerError('unavailable', 'Simployer answered GET /employee/{id} with something else.');
      }
      return parsed.data;
    },
    employmentsOf: (employeeId) => ofEmployee('/employment', employmentSchema, employeeId),
    compensationsOf: (employeeId) => ofEmployee('/compensation', compensationSchema, employeeId),
  };
};

interface Pass<T> {
  readonly rows: readonly T[];
  /** As the last page says. */
  readonly total: number;
  /** The place of the first row without an id, counted from 1. */
  readonly firstWithoutId: number | null;
}

/**
 * Half of a pair of characters, which JSON can write and no store or queue takes, becomes another character that nobody
 * can see: dropped from what is written, and shown in messages (ground rule "Text").
 */
const wellFormed = (_name: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll(/\p{Cs}/gu, '\u200B') : value;
const MAY_HOLD_HALVES = /\\u[dD][89a-fA-F]/u;

/** @returns `undefined` for what is not JSON */
const parseJson = (text: string): unknown => {
  try {
    return MAY_HOLD_HALVES.test(text) ? JSON.parse(text, wellFormed) : JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A token dies with its creator's role (Simployer fact 1). */
const credentialsRefused = (status: number, name: string): VendorError =>
  simployerError(
    'credentialsRefused',
    `Simployer answered ${status} to GET ${name}. IT: create a new access token with access to the Public API in ` +
      'Simployer > Settings > Access tokens. A token stops working when the user who created it is removed or loses ' +
      'the owner role, so use an account made for the purpose.',
    status,
  );
