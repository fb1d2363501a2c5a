import * as z from 'zod';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import { ROWS_PER_PAGE } from '../../shared/api/page.ts';

const { default: usual, most } = ROWS_PER_PAGE;

/** Which flow a call is about. */
export const ofFlow = z.strictObject({
  flow: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,63}$/, 'the name of a flow')
    .default(FIRST_FLOW)
    .describe('Which flow.'),
});

/** The one flow that makes files. */
export const ofFile = z.strictObject({
  flow: z.literal('time-off-to-file').optional().describe('May be named, and there is no other.'),
});

/** What every list takes. */
export const pageParameters = z.strictObject({
  limit: z
    .string()
    .regex(/^[0-9]{1,3}$/, `a whole number from 1 to ${most}`)
    .transform(Number)
    .pipe(z.number().min(1).max(most))
    .default(usual)
    .describe(`How many rows, from 1 to ${most}; ${usual} unless given.`),
  after: z.string().optional().describe('What the page before gave as `next`.'),
});

/** What every list of a flow takes. */
export const flowPageParameters = pageParameters.extend(ofFlow.shape);
