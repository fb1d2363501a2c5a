/*
 * Hostile calls of every route, made from the table of routes and from the schemas that read its input, so that a route
 * that is added is tried as well. Each call has at least one thing in it that no caller in good faith sends: a field that
 * nobody knows, a value of another kind or of a megabyte, a name of a prototype, a piece of another language, the id of
 * something else, a cursor of another list. The table refuses every write, which would be answered 500. For example,
 * `POST /plans` with `{"employees":["' OR 1=1 --"]}` is answered 400, and nothing is queued.
 */
import { EMPLOYEES_TO_POWEROFFICE } from '../../../shared/flows/employees-to-poweroffice/facts.ts';
import { FIRST_FLOW } from '../../../shared/records/first-flow.ts';
import fc from 'fast-check';
import * as z from 'zod';
import { RefusedError } from '../../../functions/api/answer.ts';
import { answerDecision } from '../../../functions/decide/handler.ts';
import { answerInspection } from '../../../functions/inspect/handler.ts';
import { INPUTS } from '../../../functions/api/inputs.ts';
import { toProxyEvent } from '../../../local/loopback/api/proxy-event.ts';
import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import { toCursor } from '../../../shared/api/cursor.ts';
import { ROUTES } from '../../../shared/api/routes.ts';
import type { RouteKey } from '../../../shared/api/routes.ts';
import { totalsOf } from '../../../shared/records/outcome.ts';
import { problem } from '../../../shared/flows/employees-to-poweroffice/problems.ts';
import { newEmployeeState } from '../../../shared/flows/employees-to-poweroffice/state.ts';
import type { Table } from '../../../shared/state/table.ts';
import { anyCharacter } from '../../builders/any-character.ts';
import { createApiClient } from '../../builders/api-client.ts';
import { expectDescribed } from '../../builders/described-answer.ts';

const NOW = Date.parse('2026-03-02T06:00:00Z');
const OTHER_FLOWS_RUN = '20260302T050000-other0';
const PERSON = '618faaa06e096a6a00000001';

/** A table that holds a run, an open plan, a run of another flow and a person, and takes no write any more. */
const seededTable = async (): Promise<Table> => {
  const table = createMemoryTable();
  const { runs, employees } = createApiClient(table);
  const asked = { trigger: 'api', requestedBy: null, employees: null, leaseInMillis: 60_000 } as const;
  for (const [runId, flow, mode] of [
    ['run', 'employees-to-poweroffice', 'apply'],
    [OTHER_FLOWS_RUN, 'words-to-words', 'apply'],
    ['plan', 'employees-to-poweroffice', 'plan'],
  ] as const) {
    await runs.takeLease({ ...asked, runId, flow, mode, isStored: mode === 'plan', now: NOW - 1_000 });
    const outcome = { sourceId: PERSON, number: '1', targetId: 7, outcome: 'failed', changes: [] } as const;
    await runs.recordOutcome(runId, { ...outcome, problems: [problem('NAME_MISSING')] }, NOW - 1_000);
    await runs.listPending(runId, [], NOW - 1_000);
    await runs.noteInScope(runId, 1);
    await runs.markRunning(runId);
    await runs.storeEnd(runId, { totals: totalsOf([outcome]) }, NOW - 500);
  }
  const told = { ...problem('NAME_MISSING'), firstSeen: NOW, lastSeen: NOW };
  await employees.save({ ...newEmployeeState(PERSON, '1'), problems: [told] });
  return {
    ...table,
    put: () => Promise.reject(new Error('A hostile call wrote.')),
    remove: () => Promise.reject(new Error('A hostile call removed something.')),
  };
};

/** What no name, number, id or code is, and somebody may hope to be taken for one. */
const INJECTIONS = [
  "' OR 1=1 --",
  '"; DROP TABLE employees; --',
  '<script>alert(1)</script>',
  '${jndi:ldap://127.0.0.1/a}',
  '{{7*7}}',
  '$(reboot)',
  '../../lease',
  'employees#../secrets',
  'run#run',
  '\u0000',
  'a\r\nSet-Cookie: a=b',
  '\u202e101',
  '\ud800',
  '１０１',
  '%00',
  '=cmd|calc!A1',
  '__proto__',
  'constructor',
  'toString',
  '1e3',
  '-1',
  ' ',
  'x'.repeat(5_000),
];
const injection = fc.constantFrom(...INJECTIONS);
const prototypeName = fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then');

const anything = fc.oneof(
  fc.constantFrom<unknown[]>(
    null,
    {},
    [],
    [[]],
    [null],
    [{}],
    [1],
    -1,
    1.5,
    1e308,
    'x'.repeat(70_000),
    Array(501).fill('1'),
    OTHER_FLOWS_RUN,
    [OTHER_FLOWS_RUN],
  ),
  injection,
  injection.map((text) => [text]),
  injection.map((text) => ({ [text]: text })),
  fc.jsonValue({ maxDepth: 3 }).map((value) => ({ nested: value })),
);

/** The names of the fields that a schema knows. */
const fieldsOf = (schema: z.ZodType): string[] => {
  const { properties = {}, anyOf = [] }: any = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return [properties, ...anyOf.map((one: any) => one.properties ?? {})].flatMap((one) => Object.keys(one));
};

/** Text that is no body of a route. */
const hostileBody = (route: RouteKey): fc.Arbitrary<string> => {
  const schema: z.ZodType = INPUTS[route].body;
  const fields = fieldsOf(schema);
  const unknownField = fc.oneof(prototypeName, injection, fc.constantFrom('flows', 'trigger', 'requestedBy', 'runId'));
  const isRefused = (value: unknown): boolean => !schema.safeParse(value).success;
  const object = fc.oneof(
    fc.tuple(unknownField, anything).map(([name, value]) => `{${JSON.stringify(name)}:${JSON.stringify(value)}}`),
    ...(fields.length === 0
      ? []
      : [
          fc
            .tuple(fc.constantFrom(...fields), anything)
            .filter(([name, value]) => isRefused({ [name]: value }))
            .map(([name, value]) => JSON.stringify({ [name]: value })),
          fc.constantFrom(...fields).map((name) => `{"${name}":1,"${name}":2}`),
        ]),
  );
  return fc.oneof(
    object,
    fc.constantFrom('[]', 'null', '1', '"text"', '{', '{}{}', 'mode=apply', '['.repeat(20_000), ' '.repeat(70_000)),
    fc
      .string({ minLength: 1, unit: anyCharacter })
      .filter((text) => !text.trim().startsWith('{') && text.trim() !== ''),
  );
};

const LISTS = ['runs', 'plans', 'problems', 'problems/run', 'runs/run', 'plans/plan', 'history', 'drift', 'nobodys'];
const forgedCursor = fc
  .tuple(
    fc.constantFrom(...LISTS),
    fc.constantFrom<unknown[]>(null, true, {}, [], ['x'], { rank: 0 }, 'x'.repeat(901), '\ud800'),
  )
  .map(([list, position]) => toCursor(list, position));

/** A query that no route takes. */
const hostileQuery = (route: RouteKey): fc.Arbitrary<string> => {
  // A plan of which nothing is counted yet takes any group.
  const fields = fieldsOf(INPUTS[route].query).filter((name) => name !== 'group');
  const pair = (name: string, value: string): string =>
    `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`;
  const unknown = fc.tuple(fc.oneof(prototypeName, injection), injection).map(([name, value]) => pair(name, value));
  if (fields.length === 0) return unknown;
  const field = fc.constantFrom(...fields);
  return fc.oneof(
    unknown,
    field.map((name) => `${pair(name, '1')}&${pair(name, '2')}`),
    fc.tuple(field, injection).map(([name, value]) => pair(name, value)),
    ...(fields.includes('after') ? [forgedCursor.map((cursor) => pair('after', cursor))] : []),
    ...(fields.includes('since') ? [fc.constant(pair('since', OTHER_FLOWS_RUN))] : []),
  );
};

const GOOD: Readonly<Record<string, string>> = { runId: 'run', planId: 'plan', number: '1', exportId: 'run' };

/** The path of a route, with something in the place of each name in braces. */
const pathOf = (route: string, valueOf: (name: string) => string): string =>
  route.split(' ')[1]!.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(valueOf(name).toWellFormed()));

const routes = Object.keys(ROUTES) as RouteKey[];
const isLive = (route: RouteKey): boolean => 'live' in ROUTES[route];

/** Calls a route, of whichever function it is. @returns the status */
const caller = (table: Table) => {
  const api = createApiClient(table, { queueStart: () => Promise.reject(new Error('A hostile call was queued.')) });
  return async (route: RouteKey, path: string, body: string): Promise<number> => {
    const [method = '', resourcePath = ''] = route.split(' ');
    const decides = 'decides' in ROUTES[route];
    if (!isLive(route) && !decides) return (await api.call(method, path, { body })).status;
    const url = new URL(path, 'http://127.0.0.1');
    const [, number = ''] = /^\/employees\/([^/]*)\//.exec(url.pathname) ?? [];
    const match = {
      route: { method, resourcePath, functionName: 'inspect' },
      pathParameters: number === '' ? {} : { number: decodeURIComponent(number) },
    };
    const unknown = new RefusedError('EMPLOYEE_UNKNOWN', 'Nobody has this number or id.');
    const nobody = new Proxy({}, { get: () => () => Promise.reject(unknown) });
    const event = JSON.parse(JSON.stringify(toProxyEvent({ method, url, headers: {}, body }, match)));
    const context = { getRemainingTimeInMillis: () => 1_000 };
    const flows = {
      [FIRST_FLOW]: () => Promise.resolve({ facts: EMPLOYEES_TO_POWEROFFICE, open: () => nobody as any }),
    };
    const shared = { flows, clock: { now: () => NOW }, log: () => undefined, answerWithinSeconds: null };
    const answer = decides
      ? await answerDecision(event, context, shared)
      : await answerInspection(event, context, shared);
    expectDescribed(route, answer);
    return answer.statusCode;
  };
};

describe.each(routes)('A hostile call of %s is answered with what is wrong, and stores nothing:', (route) => {
  let call: ReturnType<typeof caller>;
  beforeAll(async () => {
    call = caller(await seededTable());
  });
  const expectRefused = (status: number): void => {
    expect(Math.floor(status / 100)).toBe(4);
  };
  const good = pathOf(route, (name) => GOOD[name] ?? '');

  test('its address', async () => {
    await fc.assert(
      fc.asyncProperty(hostileQuery(route), async (query) => expectRefused(await call(route, `${good}?${query}`, ''))),
    );
  });

  if (!route.startsWith('GET ')) {
    test('its body', async () => {
      await fc.assert(
        fc.asyncProperty(hostileBody(route), async (body) => expectRefused(await call(route, good, body))),
      );
    });
  }

  if (route.includes('{')) {
    test('its path', async () => {
      await fc.assert(
        fc.asyncProperty(injection, async (text) =>
          expectRefused(
            await call(
              route,
              pathOf(route, () => text),
              '',
            ),
          ),
        ),
      );
    });
  }
});
