/*
 * A stand-in for Simployer One that answers as the real API does: lists in pages, one row, errors in its form. HR's
 * work is done through its other side, by editing the store. Faults can be ordered for any request, because the real
 * one has them: refusals, silence, half an answer. For example, a test orders an answer of 503 for the second page of
 * employees and sees that nobody is taken for having left.
 */
import type { Clock } from '../../../shared/http/clock.ts';
import { dated } from '../vendor-request.ts';
import type { DemoVendor, VendorRequest, VendorResponse } from '../vendor-request.ts';
import { errorAnswer, htmlAnswer, jsonAnswer } from './answers.ts';
import type { SimployerQuery } from './parse-query.ts';
import { parseQuery } from './parse-query.ts';
import type { Row } from './query-rows.ts';
import { queryRows, selectFields } from './query-rows.ts';
import type { SimployerCall, SimployerFault, SimployerFaultRule } from './simployer-faults.ts';
import { faultRules } from './simployer-faults.ts';
import type { SimployerResourceName } from './simployer-resources.ts';
import { SIMPLOYER_RESOURCES, isSimployerResourceName } from './simployer-resources.ts';
import type { SimployerStore } from './simployer-store.ts';
import { createSimployerStore } from './simployer-store.ts';
import type { SimployerTenant } from './simployer-tenant.ts';

export interface DemoSimployerOptions {
  /** Stamps `created` and `updated`; answers depend on it in no other way. */
  readonly clock: Pick<Clock, 'now'>;
  readonly tenant: SimployerTenant;
  readonly accessToken: string;
  /** The most rows of one page, whatever was asked for; the caller is not told. Default 100. */
  readonly maxLimit?: number;
  /** As in a company of before the degree of absence: no leave has it, and `select` does not take it. Default false. */
  readonly isWithoutGrades?: boolean;
  /** Rules, or a function that decides call by call. Default: nothing goes wrong. */
  readonly faults?: SimployerFaultSource;
}

export type SimployerFaultSource = readonly SimployerFaultRule[] | ((call: SimployerCall) => SimployerFault | null);

/** One line of the request log. Holds no header, so no token. */
interface SimployerRequest {
  readonly method: string;
  readonly path: string;
  /** As text, brackets decoded, without the question mark. */
  readonly query: string;
  readonly resource: SimployerResourceName | null;
  /** Of the answer; `null` when none arrives. */
  readonly status: number | null;
  /** By the clock, in milliseconds since 1970. */
  readonly at: number;
}

/** A stand-in for Simployer One: the API for the sync, and edits by HR for demos and tests. */
export interface DemoSimployer extends DemoVendor, SimployerStore {
  /** Every request so far, the oldest first. */
  readonly requests: readonly SimployerRequest[];
  /** Replaces what goes wrong from now on; `[]` heals everything. */
  setFaults(faults: SimployerFaultSource): void;
  /** A new token from now on; the old one is answered with 401, as when its creator lost the role. */
  setAccessToken(accessToken: string): void;
}

/** Page size when none is asked for. The API declares none; its examples show 50. */
const DEFAULT_LIMIT = 50;

/**
 * The demo Simployer. Serves what the sync reads (Simployer facts 4, 6 and 7) under `/v1`, or under no prefix at all.
 * Ids, row order and answers depend on the company and the edits alone.
 */
export const createDemoSimployer = (options: DemoSimployerOptions): DemoSimployer => {
  const { clock, tenant, maxLimit = 100, isWithoutGrades = false } = options;
  const store = createSimployerStore(tenant, clock);
  const requests: SimployerRequest[] = [];
  let accessToken = options.accessToken;
  let chooseFault = toChooser(options.faults ?? []);

  /** Pages of one list repeat the same filtering and sorting, which would dominate a read of thousands of rows. */
  const listed = new Map<string, { readonly version: number; readonly rows: readonly Row[] }>();
  const rowsOf = (resource: SimployerResourceName, query: SimployerQuery): readonly Row[] => {
    const version = store.version();
    const key = JSON.stringify([resource, query.conditions, query.sort]);
    const known = listed.get(key);
    if (known?.version === version) return known.rows;
    const rows = queryRows(store.rows(resource), query);
    listed.set(key, { version, rows });
    return rows;
  };

  const list = (
    resource: SimployerResourceName,
    query: SimployerQuery,
    fault: SimployerFault | null,
  ): VendorResponse => {
    const rows = fault?.kind === 'emptyList' ? [] : rowsOf(resource, query);
    const asked = rows.slice(query.offset, query.offset + Math.min(query.limit ?? DEFAULT_LIMIT, maxLimit));
    const page = pageWithFault(asked, fault);
    return jsonAnswer(200, {
      status: 'ok',
      data: page.map((row) => selectFields(row, query.select)),
      total: rows.length,
      count: page.length,
      offset: query.offset,
      ...(query.relations.length > 0 && { relations: store.relations(page, query.relations) }),
    });
  };

  const one = (resource: SimployerResourceName, id: string, query: SimployerQuery): VendorResponse => {
    const row = store.row(resource, id);
    if (row === undefined) return errorAnswer(404);
    return jsonAnswer(200, {
      status: 'ok',
      data: selectFields(row, query.select),
      ...(query.relations.length > 0 && { relations: store.relations([row], query.relations) }),
    });
  };

  const answer = (request: VendorRequest, route: Route | null, fault: SimployerFault | null): VendorResponse => {
    if (fault?.kind === 'status') return refusal(fault.status, fault.retryAfter);
    if (fault?.kind === 'html') return htmlAnswer();
    if (fault?.kind === 'emptyBody') return { ...jsonAnswer(200, null), body: '' };
    if (fault?.kind === 'meanwhile') fault.happens();
    const [scheme, token] = (request.headers['authorization'] ?? '').split(' ', 2);
    if (scheme?.toLowerCase() !== 'bearer' || token !== accessToken) return errorAnswer(401);
    if (route === null || request.method !== 'GET') {
      return errorAnswer(404, `Cannot ${request.method} ${request.path}`);
    }
    const resource = { ...SIMPLOYER_RESOURCES[route.resource], ...(isWithoutGrades && { alsoSelectable: [] }) };
    const parsed = parseQuery(request.query, resource, route.id === null);
    if ('errors' in parsed) {
      return errorAnswer(400, parsed.errors.length === 1 ? parsed.errors[0] : parsed.errors);
    }
    return route.id === null ? list(route.resource, parsed.query, fault) : one(route.resource, route.id, parsed.query);
  };

  return {
    ...store,
    requests,
    setFaults: (faults) => {
      chooseFault = toChooser(faults);
    },
    setAccessToken: (replacement) => {
      accessToken = replacement;
    },
    handle: async (request) => {
      const route = routeOf(request.path);
      const fault = chooseFault({
        resource: route?.resource ?? null,
        offset: Number(request.query.get('offset') ?? 0),
        index: requests.length,
      });
      const made = answer(request, route, fault);
      const response = wireFault(made, fault);
      requests.push({
        method: request.method,
        path: request.path,
        query: decodeURIComponent(request.query.toString()),
        resource: route?.resource ?? null,
        status: response.fault === undefined ? response.status : null,
        at: clock.now(),
      });
      return dated(response, clock);
    },
  };
};

interface Route {
  readonly resource: SimployerResourceName;
  readonly id: string | null;
}

const routeOf = (path: string): Route | null => {
  const [, resource = '', id] = /^(?:\/v1)?\/([a-z-]+)(?:\/([^/]+))?$/.exec(path) ?? [];
  if (!isSimployerResourceName(resource)) return null;
  if (id === undefined) return { resource, id: null };
  return SIMPLOYER_RESOURCES[resource].getOne ? { resource, id } : null;
};

const toChooser = (faults: SimployerFaultSource) => (typeof faults === 'function' ? faults : faultRules(faults));

const refusal = (status: number, retryAfter: string | undefined): VendorResponse => {
  const response = errorAnswer(status);
  return retryAfter === undefined
    ? response
    : { ...response, headers: { ...response.headers, 'retry-after': retryAfter } };
};

const pageWithFault = (page: readonly Row[], fault: SimployerFault | null): readonly Row[] => {
  if (fault?.kind === 'loseRow') return page.slice(1);
  if (fault?.kind === 'repeatRow') return [...page, ...page.slice(-1)];
  return page;
};

const wireFault = (response: VendorResponse, fault: SimployerFault | null): VendorResponse => {
  if (fault?.kind === 'cutJson') return { ...response, body: response.body.slice(0, response.body.length / 2) };
  if (fault?.kind === 'wire') return { ...response, fault: fault.fault };
  return response;
};
