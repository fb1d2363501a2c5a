import * as z from 'zod';

/** A problem as stored: its words are kept with it, so that one whose code was removed or renamed can still be shown. */
export const problemSchema = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']).catch('error'),
  message: z.string(),
  hint: z.string(),
});

/** A problem that a record has now, with when it was first and last seen, epoch milliseconds. */
export const openProblemSchema = problemSchema.extend({ firstSeen: z.number(), lastSeen: z.number() });
