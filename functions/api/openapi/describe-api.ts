/*
 * The API as an OpenAPI 3.1 document, for programs that make clients or tests of it. Everything in it comes from what the
 * API itself works with: the table of routes, the schemas by which input is read, the documents that it answers with, and
 * the statuses of its refusals. For example, `POST /plans` becomes the operation `postPlans`, whose body names at most 500
 * employees, whose 202 is a `PlanStarted`, and whose 409 has the code ALREADY_RUNNING.
 */
import { STATUS_CODES } from 'node:http';
import * as z from 'zod';
import { LIMITED_AGENT, ROUTES } from '../../../shared/api/routes.ts';
import type { RouteKey } from '../../../shared/api/routes.ts';
import { statusOf } from '../answer.ts';
import type { RefusalCode } from '../answer.ts';
import { INPUTS, nothing, PATH_PARAMETERS } from '../inputs.ts';
import { ANSWERS } from './answers.ts';
import { DOCUMENTS } from './documents.ts';
import type { DocumentName } from './documents.ts';

type Json = Readonly<Record<string, unknown>>;

/** What any route may refuse a call with; the gateway says 403 in its own words to whoever may not call. */
const ALWAYS = ['INPUT_INVALID', 'UNEXPECTED'] as const satisfies readonly RefusalCode[];
const OF_BODIES = ['TOO_LARGE'] as const satisfies readonly RefusalCode[];

/** A schema as callers have to keep to it. */
const toJson = (schema: z.ZodType): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return json;
};

const contentOf = (type: string, name: DocumentName): Json => ({
  content: { [type]: { schema: { $ref: `#/components/schemas/${name}` } } },
});

const AGENT: Json = {
  name: 'User-Agent',
  in: 'header',
  required: false,
  description: `IAM lets an operator call this route as "${LIMITED_AGENT}" alone; as anything else, it is for approvers.`,
  schema: { type: 'string' },
};

const queryOf = (route: RouteKey): Readonly<Record<string, z.ZodType>> => INPUTS[route].query.shape;

const parametersOf = (route: RouteKey): readonly Json[] => [
  ...Object.entries(PATH_PARAMETERS)
    .filter(([name]) => route.includes(`{${name}}`))
    .map(([name, description]) => ({ name, in: 'path', required: true, description, schema: { type: 'string' } })),
  ...('isLimited' in ROUTES[route] ? [AGENT] : []),
  ...Object.entries(queryOf(route)).map(([name, schema]) => {
    const { description, ...json } = toJson(schema);
    return { name, in: 'query', required: false, description, schema: json };
  }),
];

const bodyOf = (route: RouteKey): Json => {
  const { body } = INPUTS[route];
  if (body === nothing) return {};
  return {
    requestBody: {
      required: !body.safeParse({}).success,
      content: { 'application/json': { schema: toJson(body) } },
    },
  };
};

const responsesOf = (route: RouteKey): Json => {
  const { status, document, refusals, asksGuards } = ANSWERS[route];
  const hasBody = !route.startsWith('GET ');
  const codes = [...ALWAYS, ...(hasBody ? OF_BODIES : []), ...refusals];
  const refused = [...Map.groupBy(codes, statusOf)].map(([refusal, those]) => {
    const guards = asksGuards === true && refusal === 409 ? ['the code of a guard that nobody has accepted'] : [];
    return [
      String(refusal),
      { description: [...those, ...guards].join(', '), ...contentOf('application/problem+json', 'Problem') },
    ] as const;
  });
  const own = Object.fromEntries(refused);
  const notAllowed = `the gateway's own words to whoever has not signed the call, or may not call as ${ROUTES[route].role}`;
  return {
    [status]: { description: STATUS_CODES[status], ...contentOf('application/json', document) },
    ...own,
    403: { ...own['403'], description: [own['403']?.description ?? [], notAllowed].flat().join(', ') },
  };
};

const operationOf = (route: RouteKey): Json => ({
  // `GET /runs/{runId}` -> getRunsRunId
  operationId: route
    .replaceAll(/[^A-Za-z]+/g, ' ')
    .trim()
    .split(' ')
    .map((word, index) => (index === 0 ? word.toLowerCase() : `${word[0]?.toUpperCase() ?? ''}${word.slice(1)}`))
    .join(''),
  summary: ROUTES[route].meaning,
  tags: [ROUTES[route].role],
  parameters: parametersOf(route),
  ...bodyOf(route),
  responses: responsesOf(route),
});

const isRoute = (route: string): route is RouteKey => Object.hasOwn(ROUTES, route);

const pathsOf = (): Json => {
  const operations = Object.keys(ROUTES)
    .filter(isRoute)
    .map((route) => {
      const [method = '', path = ''] = route.split(' ');
      return { path, method: method.toLowerCase(), operation: operationOf(route) };
    });
  return Object.fromEntries(
    [...Map.groupBy(operations, ({ path }) => path)].map(([path, those]) => [
      path,
      Object.fromEntries(those.map(({ method, operation }) => [method, operation])),
    ]),
  );
};

/** The API as an OpenAPI document. */
export const describeApi = (): Json => ({
  openapi: '3.1.1',
  info: {
    title: 'Runs of the sync from Simployer One to PowerOffice Go',
    version: '1',
    description: 'Lists come in pages, and no answer is larger than 1 MB. What is refused is told as RFC 9457 says.',
  },
  // Beside this document, whichever address it was read from.
  servers: [{ url: '.' }],
  security: [{ iam: [] }],
  tags: [
    { name: 'reader', description: 'Calls of the policy ReaderPolicyArn.' },
    { name: 'operator', description: 'Calls of the policy OperatorPolicyArn, which has those of a reader too.' },
    { name: 'approver', description: 'Calls of the policy ApproverPolicyArn, which has those of the others too.' },
  ],
  paths: pathsOf(),
  components: {
    schemas: Object.fromEntries(Object.entries(DOCUMENTS).map(([name, schema]) => [name, toJson(schema)])),
    securitySchemes: {
      iam: {
        type: 'apiKey',
        in: 'header',
        name: 'Authorization',
        description: 'AWS Signature Version 4, service execute-api.',
        'x-amazon-apigateway-authtype': 'awsSigv4',
      },
    },
  },
});
