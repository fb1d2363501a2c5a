/*
 * A stand-in for X-ledger's GraphQL API that does what is known of the real one, and where nothing is known what would do
 * most harm: errors come with status 200, leavers are hidden unless they are asked for, a code is taken twice, the
 * national id comes back masked. Before a query is looked at it needs the token and a place under the limits. For
 * example, the twenty-first request within five seconds answers 200 with "Too many requests".
 */
import { execute, GraphQLError } from 'graphql';
import type { ExecutionResult } from 'graphql';
import * as z from 'zod';
import type { Clock } from '../../../shared/http/clock.ts';
import { createRollingWindow, mostInOneWindow } from '../rolling-window.ts';
import { dated } from '../vendor-request.ts';
import type { DemoVendor, VendorRequest, VendorResponse } from '../vendor-request.ts';
import { damaged, unhandled } from '../wire-faults.ts';
import type { FaultAfter, FaultBefore } from '../wire-faults.ts';
import { createMutations } from './mutations.ts';
import { allScopes, completeOptions, DEMO_XLEDGER_TOKEN } from './options.ts';
import type { PartialDemoXledgerOptions } from './options.ts';
import { plantSeed } from './plant-seed.ts';
import { createQueries } from './queries.ts';
import { readQuery } from './read-query.ts';
import { FAULTS } from './refusal.ts';
import type { XledgerFault } from './refusal.ts';
import type { Fields } from './rows.ts';
import { createSchema } from './schema.ts';
import { emptyXledger } from './seed.ts';
import type { DemoXledgerSeed } from './seed.ts';
import { toLocalStamp } from './state.ts';
import { toContact, toEmployee } from './views.ts';

const WINDOW_IN_MILLIS = 5_000;

/**
 * What goes wrong with one request. `before`: it changes nothing, and `error` is answered as X-ledger words errors.
 * `after`: it is carried out, and its answer suffers; an error beside its data, or the wire.
 */
export type XledgerFaultCase =
  | { readonly before: FaultBefore | { readonly error: XledgerFault } }
  | { readonly after: FaultAfter | { readonly error: XledgerFault } }
  /** It is carried out as it should be, and takes so long. */
  | { readonly slowInMillis: number };

/** Decides about each request. @param sequence 1 for the first request ever. @param text of the query */
export type XledgerFaultPlan = (text: string, sequence: number, variables: Variables) => XledgerFaultCase | null;

export interface DemoXledgerInput {
  readonly clock: Clock;
  /** What differs from {@link emptyXledger}. */
  readonly seed?: Partial<DemoXledgerSeed>;
  readonly options?: PartialDemoXledgerOptions;
  readonly token?: string;
  readonly scopes?: readonly string[];
  readonly faults?: XledgerFaultPlan;
}

/** One request as it is remembered: nothing of its variables, which hold personal data. */
interface LoggedQuery {
  /** Milliseconds on the demo's clock. */
  readonly at: number;
  readonly text: string;
  /** As answered; 0 for a request that got no answer. */
  readonly status: number;
  /** Messages of its errors. */
  readonly errors: readonly string[];
}

/** An employee with everything that X-ledger knows of them, nothing hidden. */
export interface DemoXledgerEmployee {
  readonly dbId: number;
  readonly fields: Fields;
  readonly bankAccount: string | null;
  /** By field: what is referred to, as the schema shows it. */
  readonly shown: Readonly<Record<string, unknown>>;
  readonly contact: Readonly<Record<string, unknown>> | null;
}

/** An X-ledger that runs here: stateful, and open to view. */
export interface DemoXledger extends DemoVendor {
  readonly requests: readonly LoggedQuery[];
  /** Records written, also those whose answer was lost. */
  readonly writes: number;
  readonly employees: readonly DemoXledgerEmployee[];
  mostRequestsInFiveSeconds(): number;
  /** Changes fields of an employee as payroll would, by hand. @throws when there is none with that id */
  editEmployee(dbId: number, fields: Fields): void;
  /** Changes fields of an employee's contact as payroll would. @throws when there is none */
  editContact(employeeDbId: number, fields: Fields): void;
  /** Changes the account of an employee as payroll would. @throws when there is none */
  editAccount(employeeDbId: number, bankAccount: string | null): void;
  /** Takes an employee away, with a tool of X-ledger's own. */
  removeEmployee(dbId: number): void;
  setFaults(plan: XledgerFaultPlan | null): void;
  setScopes(scopes: readonly string[]): void;
}

const bodySchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

/** @throws ZodError for options out of range */
export const createDemoXledger = (input: DemoXledgerInput): DemoXledger => {
  const { clock, token = DEMO_XLEDGER_TOKEN } = input;
  const options = completeOptions(input.options ?? {});
  const state = plantSeed(clock, options, input.scopes ?? allScopes, { ...emptyXledger, ...input.seed });
  const schema = createSchema(options);
  const admits = createRollingWindow(clock, {
    limit: options.requestsPerFiveSeconds,
    windowInMillis: WINDOW_IN_MILLIS,
  });
  const requests: LoggedQuery[] = [];
  let faults = input.faults ?? null;
  let sequence = 0;
  let writes = 0;
  let working = 0;
  const credits: { used: number; resetAt: number | null } = { used: 0, resetAt: null };
  const roots = {
    ...createQueries(state),
    ...createMutations(state, () => {
      writes += 1;
    }),
  };

  /** An answer with errors; data beside them when the request was carried out. */
  const refused = (fault: XledgerFault, ownStatus: number, data?: unknown): VendorResponse =>
    jsonAnswer(options.errorStatus === 'ok' ? 200 : ownStatus, {
      errors: [fault],
      ...(data !== undefined && { data }),
    });

  const takeCredit = (): XledgerFault | null => {
    if (options.credits === null) return null;
    if (credits.resetAt !== null && clock.now() >= credits.resetAt) Object.assign(credits, { used: 0, resetAt: null });
    if (credits.used < options.credits.requests) {
      credits.used += 1;
      return null;
    }
    credits.resetAt ??= clock.now() + options.credits.resetAfterInMillis;
    const at = credits.resetAt;
    const resetAt = {
      zoned: new Date(at).toISOString(),
      local: toLocalStamp(at),
      seconds: Math.ceil(at / 1_000),
      millis: at,
      absent: undefined,
    }[options.resetAt];
    return {
      message: 'Insufficient credits',
      code: 'BAD_REQUEST.INSUFFICIENT_CREDITS',
      extensions: resetAt === undefined ? {} : { resetAt },
    };
  };

  const run = async (text: string, variables: Readonly<Record<string, unknown>>): Promise<VendorResponse> => {
    const result = await carryOut(text, variables);
    const errors = (result.errors ?? []).map((error) => error.toJSON());
    const isRefused = errors.length > 0 && options.errorStatus === 'own';
    return jsonAnswer(isRefused ? 400 : 200, { ...(errors.length > 0 && { errors }), data: result.data ?? null });
  };

  const carryOut = async (text: string, variables: Readonly<Record<string, unknown>>): Promise<Result> => {
    const query = readQuery(schema, text);
    if ('errors' in query) return query;
    if (!options.tellsSchema && /__type|__schema/.test(text.replaceAll('__typename', ''))) {
      return { errors: [new GraphQLError('Introspection is not allowed')] };
    }
    return execute({ schema, document: query.document, rootValue: roots, variableValues: variables });
  };

  const answerTo = async (request: VendorRequest, text: string, variables: Variables): Promise<VendorResponse> => {
    if (request.method !== 'POST' || !request.path.endsWith('/graphql')) return unhandled('html');
    sequence += 1;
    const fault = faults?.(text, sequence, variables) ?? null;
    if (fault !== null && 'before' in fault) {
      return typeof fault.before === 'object' ? refused(fault.before.error, 400) : unhandled(fault.before);
    }
    // The word is "token", and a token is base64url (X-ledger facts 1 and 2).
    const sent = /^token ([\w-]+={0,2})$/.exec(request.headers['authorization'] ?? '')?.[1];
    if (sent === undefined) return refused(FAULTS.badToken, 401);
    if (sent !== token) return refused(FAULTS.unknownToken, 401);
    if (!admits()) return refused(FAULTS.burst, 429);
    if (working >= options.concurrency) return refused(FAULTS.concurrency, 429);
    const noCredit = takeCredit();
    if (noCredit !== null) return refused(noCredit, 429);
    working += 1;
    try {
      const workInMillis = fault !== null && 'slowInMillis' in fault ? fault.slowInMillis : options.workInMillis;
      if (workInMillis > 0) await clock.sleep(workInMillis);
      const answer = await run(text, variables);
      if (fault === null || 'slowInMillis' in fault) return answer;
      return typeof fault.after === 'object' ? withError(answer, fault.after.error) : damaged(answer, fault.after);
    } finally {
      working -= 1;
    }
  };

  const existing = <Row>(row: Row | undefined, what: string): Row => {
    if (row === undefined) throw new Error(`There is no ${what}`);
    return row;
  };

  return {
    handle: async (request) => {
      const at = clock.now();
      const body = bodySchema.safeParse(parsedJson(request.body)).data;
      const answer = await answerTo(request, body?.query ?? '', body?.variables ?? {});
      requests.push({
        at,
        text: body?.query ?? '',
        status: answer.fault === undefined ? answer.status : 0,
        errors: errorsIn(answer.body),
      });
      return dated(answer, clock);
    },
    requests,
    get writes() {
      return writes;
    },
    get employees() {
      return state.employees.primary.all().map((row) => {
        const contact = row.contactId === null ? undefined : state.contacts.primary.get(row.contactId);
        const subledger = row.subledgerId === null ? undefined : state.subledgers.primary.get(row.subledgerId);
        const account = subledger?.fields['bankAccount'] ?? null;
        return {
          dbId: row.Id,
          fields: row.fields,
          bankAccount: account === null ? null : String(account),
          shown: called(toEmployee(state, 'primary', row)),
          contact: contact === undefined ? null : toContact(contact),
        };
      });
    },
    mostRequestsInFiveSeconds: () =>
      mostInOneWindow(
        requests.map(({ at }) => at),
        WINDOW_IN_MILLIS,
      ),
    editEmployee: (dbId, fields) => {
      const row = existing(state.employees.primary.get(dbId), `employee ${dbId}`);
      state.employees.put({ ...row, modifiedAt: state.stamp(), fields: { ...row.fields, ...fields } });
    },
    editContact: (dbId, fields) => {
      const { contactId } = existing(state.employees.primary.get(dbId), `employee ${dbId}`);
      const row = existing(contactId === null ? undefined : state.contacts.primary.get(contactId), 'contact');
      state.contacts.put({ ...row, modifiedAt: state.stamp(), fields: { ...row.fields, ...fields } });
    },
    editAccount: (dbId, bankAccount) => {
      const { subledgerId } = existing(state.employees.primary.get(dbId), `employee ${dbId}`);
      const row = existing(subledgerId === null ? undefined : state.subledgers.primary.get(subledgerId), 'subledger');
      state.subledgers.put({ ...row, modifiedAt: state.stamp(), fields: { ...row.fields, bankAccount } });
    },
    removeEmployee: (dbId) => state.employees.remove(dbId),
    setFaults: (plan) => {
      faults = plan;
    },
    setScopes: (scopes) => {
      state.scopes.clear();
      for (const scope of scopes) state.scopes.add(scope);
    },
  };
};

type Variables = Readonly<Record<string, unknown>>;
type Result = Pick<ExecutionResult, 'data' | 'errors'>;

const jsonAnswer = (status: number, body: unknown): VendorResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const answerSchema = z.looseObject({ errors: z.array(z.looseObject({ message: z.string() })).optional() });

const errorsIn = (body: string): readonly string[] =>
  (answerSchema.safeParse(parsedJson(body)).data?.errors ?? []).map(({ message }) => message);

/** The answer with an error beside its data. */
const withError = (answer: VendorResponse, error: XledgerFault): VendorResponse => {
  const body = answerSchema.parse(parsedJson(answer.body));
  return { ...answer, body: JSON.stringify({ ...body, errors: [...(body.errors ?? []), error] }) };
};

const isFunction = (value: unknown): value is () => unknown => typeof value === 'function';

/** What is shown, with what hangs on it. */
const called = (view: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(view)
      .filter(([name]) => !['owner', 'superior', 'contact'].includes(name))
      .map(([name, value]) => [name, isFunction(value) ? value() : value]),
  );
