/*
 * What each route of the API takes: the schemas by which its parameters and its body are read, and from which
 * `GET /openapi.json` describes them. A route without an entry does not compile. For example, `POST /plans` takes no
 * parameters, and a body in which `employees` may name at most 500 numbers.
 */
import * as z from 'zod';
import type { PathParameter, RouteKey } from '../../shared/api/routes.ts';
import { ALLOWABLE, SETTLED_KINDS } from '../../shared/flows/employees-to-poweroffice/decisions/choices.ts';
import { OUTCOMES } from '../../shared/records/outcome.ts';
import { LANGUAGES } from '../../shared/records/words.ts';
import { MOST_NUMBERS, runIdSchema, runRequestSchema } from '../../shared/run/start-message.ts';
import { flowPageParameters, ofFile, ofFlow, pageParameters } from './page-parameters.ts';
import { leaveIdSchema, selectionRequestSchema } from './selection.ts';

/** What is asked for stands in the body; a parameter of the address would be passed over, and write for everybody. */
export const nothing = z.strictObject({});

const applyRequestSchema = runRequestSchema.pick({ employees: true }).extend(ofFlow.shape);

const recordId = z.int().positive().describe("The id of a record in the flow's target.");

const linkSchema = z
  .strictObject({
    ...ofFlow.shape,
    to: recordId.optional(),
    new: z.literal(true).optional().describe("Certainly nobody of those in the flow's target now."),
  })
  .refine((body) => (body.to === undefined) !== (body.new === undefined), 'either "to" or "new"');

const settleSchema = z
  .strictObject({
    ...ofFlow.shape,
    kind: z.enum(SETTLED_KINDS).describe('What the write was to make.'),
    exists: recordId.optional(),
    absent: z.literal(true).optional().describe('It is not there.'),
  })
  .refine((body) => (body.exists === undefined) !== (body.absent === undefined), 'either "exists" or "absent"');

const retrySchema = z
  .strictObject({
    employees: runRequestSchema.shape.employees,
    codes: z
      .array(z.string().regex(/^[A-Z_]{1,40}$/, 'not the code of a problem'))
      .min(1)
      .max(100)
      .optional()
      .describe('Whoever has one of these problems open.'),
    run: runIdSchema.optional().describe('Whoever failed in this run.'),
    ...ofFlow.shape,
  })
  .refine(
    ({ employees, codes, run }) => [employees, codes, run].some((part) => part !== undefined),
    'at least one of employees, codes and run',
  );

const leaveIds = z.array(leaveIdSchema).min(1, 'at least one leave').max(MOST_NUMBERS, `at most ${MOST_NUMBERS}`);

interface RouteInput {
  /** Behind the `?`; each comes as a text. */
  readonly query: z.ZodObject<Readonly<Record<string, z.ZodType>>>;
  /** An object, or one of several; of a GET, nothing. */
  readonly body: z.ZodType;
}

export const INPUTS = {
  'GET /openapi.json': { query: nothing, body: nothing },
  'POST /runs': { query: nothing, body: runRequestSchema.extend(selectionRequestSchema.shape).extend(ofFlow.shape) },
  'POST /retries': { query: nothing, body: retrySchema },
  'GET /runs': { query: flowPageParameters, body: nothing },
  'GET /runs/{runId}': {
    query: flowPageParameters.extend({
      outcome: z.enum(OUTCOMES).optional().describe('Only records that came out so.'),
    }),
    body: nothing,
  },
  'GET /problems': {
    query: flowPageParameters.extend({
      code: z
        .string()
        .regex(/^[A-Z][A-Z0-9_]{0,63}$/, 'the code of a problem')
        .optional()
        .describe('Only problems with this code.'),
      severity: z.enum(['error', 'warning']).optional().describe('Only errors, or only warnings.'),
      language: z
        .enum(LANGUAGES)
        .optional()
        .describe('Of summary, message and hint; unless given, as in the settings.'),
      since: z.string().optional().describe('The id of a run: what is new, standing and solved since it ended.'),
    }),
    body: nothing,
  },
  'GET /check': { query: ofFlow, body: nothing },
  'GET /employees/{number}/explain': {
    query: ofFlow.extend({
      pay: z
        .enum(['percent', 'shown'])
        .default('percent')
        .describe('`shown`: pay in full, for somebody at a terminal who has asked for it.'),
    }),
    body: nothing,
  },
  'GET /employees/{number}/history': { query: flowPageParameters, body: nothing },
  'GET /drift': {
    query: flowPageParameters.extend({
      employee: z
        .string()
        .optional()
        .describe('An employee number, or a Simployer id: only theirs, with their pay compared too.'),
    }),
    body: nothing,
  },
  'GET /status': { query: ofFlow, body: nothing },
  'PUT /employees/{number}/link': { query: nothing, body: linkSchema },
  'DELETE /employees/{number}/link': { query: nothing, body: ofFlow },
  'PUT /employees/{number}/allow': {
    query: nothing,
    body: ofFlow.extend({ code: z.enum(ALLOWABLE).describe('Of the problem that holds it up.') }),
  },
  'POST /employees/{number}/settle': { query: nothing, body: settleSchema },
  'PUT /schedule': {
    query: nothing,
    body: ofFlow.extend({ paused: z.boolean().describe('Whether nothing is to start by itself, whatever the flow.') }),
  },
  'POST /plans': { query: nothing, body: applyRequestSchema.extend(selectionRequestSchema.shape) },
  'GET /plans': { query: flowPageParameters, body: nothing },
  'GET /plans/{planId}': {
    query: flowPageParameters.extend({
      group: z
        .string()
        .regex(/^[A-Za-z]{1,40}$/, 'not one of the groups in `match`')
        .optional()
        .describe('Only those who were matched in this way: one of the groups that `match` counts.'),
    }),
    body: nothing,
  },
  'POST /plans/{planId}/apply': {
    query: nothing,
    body: applyRequestSchema.extend({
      accept: z
        .array(z.string().regex(/^[A-Z_]{1,40}$/, 'not the code of a guard'))
        .max(20)
        .default([])
        .describe('The code of each guard that the plan shows, and that is meant.'),
    }),
  },
  'GET /exports': { query: pageParameters.extend(ofFile.shape), body: nothing },
  'POST /exports/{exportId}/link': {
    query: nothing,
    body: ofFile.extend({
      run: runIdSchema.optional().describe('The run that has rebuilt the file; unless given, the file as it was made.'),
      list: z.enum(['withdrawn']).optional().describe('In place of the file the list of what was withdrawn.'),
    }),
  },
  'POST /exports/{exportId}/again': { query: nothing, body: ofFile },
  'POST /exports/{exportId}/unmark': { query: nothing, body: ofFile },
  'POST /acknowledgements': {
    query: nothing,
    body: ofFile.extend({ leaves: leaveIds.describe('The leaves, each by its id.') }),
  },
} as const satisfies Readonly<Record<RouteKey, RouteInput>>;

/** What a call of a route gives, as its schemas read it. */
export type QueryOf<Key extends RouteKey> = z.output<(typeof INPUTS)[Key]['query']>;
export type BodyOf<Key extends RouteKey> = z.output<(typeof INPUTS)[Key]['body']>;

/** What the names in braces of a path stand for. */
export const PATH_PARAMETERS: Readonly<Record<PathParameter, string>> = {
  runId: 'The id of a run.',
  planId: 'The id of a plan.',
  number: 'An employee number, or a Simployer id.',
  exportId: 'The id of an export, which is that of the run that made it.',
};
