import * as z from 'zod';

const count = z.int().min(0);
const invocationsSchema = z.object({
  invocations: count,
  /** Billed, all invocations together, on the virtual clock. */
  durationInMillis: z.number().min(0),
});

/** What one run asks of AWS and of the vendors. */
export const usageSchema = z.object({
  people: count,
  simployerRequests: count,
  powerOfficeRequests: count,
  wallTimeInMillis: z.number(),
  table: z.object({
    reads: count,
    writes: count,
    /** Strongly consistent: one a begun 4 KB; half of that for a view, which may be a little behind. */
    readUnits: z.number().min(0),
    /** One a begun 1 KB, refused conditional writes too. */
    writeUnits: count,
    /** What stays of everybody, whatever the number of runs. */
    lastingBytes: count,
    /** What each run adds until it expires. */
    bytesOfRun: count,
  }),
  queue: z.object({
    messages: count,
    bytes: count,
    /** Sends, receipts and deletions, in batches as AWS makes them. */
    requests: count,
  }),
  startRun: invocationsSchema,
  syncEmployee: invocationsSchema,
});
export type Usage = z.infer<typeof usageSchema>;
