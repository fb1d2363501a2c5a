/*
 * The routes of the API in one table, with the least role that may call each. The gateway, the policies of the roles, the
 * handler and `GET /openapi.json` are made from it. A route that is missing in one of them does not compile or fails a
 * test. For example, `POST /plans` may be called by an operator, and carrying a plan out takes an approver.
 */
/** Who may call, from the least to the most: each role may do what those before it may, and its own. */
export const ROLES = ['reader', 'operator', 'approver'] as const;
export type Role = (typeof ROLES)[number];

/** The user agent under which IAM lets the least role call a route that is limited. */
export const LIMITED_AGENT = 'operator';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

interface Route {
  /** The least role that may call it. */
  readonly role: Role;
  readonly meaning: string;
  /** Both vendors are read for the answer: it is given by the function that has their keys, and changes nothing. */
  readonly live?: true;
  /** Both vendors are read to decide about a person: by a function that has their keys, and stores decisions. */
  readonly decides?: true;
  /**
   * Some bodies are for a higher role than the route. IAM sees no body, so that its own role may call it only under the
   * user agent `LIMITED_AGENT`; whoever calls under another one has shown that they may do more (ADR 39).
   */
  readonly isLimited?: true;
}

/**
 * The API, route by route: method and path as API Gateway names them. The gateway's methods, the policies of the roles
 * and the handler are all made from this table. A new route does not compile before it says what it takes
 * (functions/api/inputs.ts), what it answers (functions/api/openapi/answers.ts), and what carries it out (handler.ts).
 */
export const ROUTES = {
  'POST /runs': {
    role: 'operator',
    meaning: 'Starts a run, or a plan; a run of everybody that writes is for an approver.',
    isLimited: true,
  },
  'POST /retries': { role: 'operator', meaning: 'Starts a run for people who had problems, or failed.' },
  'GET /runs': { role: 'reader', meaning: 'The latest runs, newest first.' },
  'GET /openapi.json': { role: 'reader', meaning: 'The API itself: every route, what it takes and what it answers.' },
  'GET /runs/{runId}': { role: 'reader', meaning: 'What a run did, to whom and why.' },
  'GET /problems': { role: 'reader', meaning: 'Every open problem.' },
  'GET /check': { role: 'reader', meaning: 'Whether everything is ready, and what to do, read live.', live: true },
  'GET /employees/{number}/explain': {
    role: 'reader',
    meaning: 'What a run would do with one person, and why, read live.',
    live: true,
  },
  'GET /employees/{number}/history': { role: 'reader', meaning: 'Every change ever made to one person, newest first.' },
  'GET /drift': { role: 'reader', meaning: "What was changed by hand in the flow's target, read live.", live: true },
  'PUT /employees/{number}/link': {
    role: 'operator',
    meaning: "Decides which record of the flow's target a person is, or that they are nobody there.",
    decides: true,
  },
  'DELETE /employees/{number}/link': {
    role: 'operator',
    meaning: "Forgets which record of the flow's target a person is: matching starts afresh.",
    decides: true,
  },
  'PUT /employees/{number}/allow': {
    role: 'approver',
    meaning: 'Lets what is held of a person pass once, as it is now.',
    decides: true,
  },
  'POST /employees/{number}/settle': {
    role: 'approver',
    meaning: "Ends a write in doubt with what somebody has seen in the flow's target.",
    decides: true,
  },
  'GET /status': { role: 'reader', meaning: 'One screen: last run, next start, what waits, open problems by code.' },
  'PUT /schedule': { role: 'approver', meaning: 'Pauses what starts by itself, or resumes it.' },
  'POST /plans': { role: 'operator', meaning: 'Makes a plan that is kept.' },
  'GET /plans': { role: 'reader', meaning: 'The stored plans, newest first.' },
  'GET /plans/{planId}': { role: 'reader', meaning: 'What a plan would do, to whom and why.' },
  'POST /plans/{planId}/apply': { role: 'approver', meaning: 'Carries a plan out.' },
  'GET /exports': { role: 'reader', meaning: 'The files of absence that were made, newest first.' },
  'POST /exports/{exportId}/link': {
    role: 'approver',
    meaning: 'An address under which a file of absence can be fetched for 15 minutes.',
  },
  'POST /exports/{exportId}/again': {
    role: 'approver',
    meaning: 'Rebuilds a file of absence from what Simployer has now, and says which rows differ.',
  },
  'POST /exports/{exportId}/unmark': {
    role: 'approver',
    meaning: 'Takes an export back that payroll did not import: its leaves are new again.',
  },
  'POST /acknowledgements': {
    role: 'approver',
    meaning: 'Notes that exported leaves which changed since were corrected by hand.',
  },
} as const satisfies Readonly<Record<`${Method} /${string}`, Route>>;

export type RouteKey = keyof typeof ROUTES;

/** The names in braces of a path. */
export type PathParameter<Path extends string = RouteKey> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameter<Rest>
  : never;

/** The routes that read both vendors. */
export type LiveRouteKey = {
  [Key in RouteKey]: (typeof ROUTES)[Key] extends { readonly live: true } ? Key : never;
}[RouteKey];

/** The routes that decide about a person. */
export type DecidingRouteKey = {
  [Key in RouteKey]: (typeof ROUTES)[Key] extends { readonly decides: true } ? Key : never;
}[RouteKey];
