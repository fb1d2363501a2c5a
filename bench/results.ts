import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { figureSchema } from './figure.ts';
import { usageSchema } from './usage.ts';

const naiveRunSchema = z.object({ requests: z.number(), writes: z.number(), wallTimeInMillis: z.number() });

const resultsSchema = z.object({
  /** Calendar date. */
  measuredOn: z.string(),
  node: z.string(),
  figures: z.array(figureSchema),
  /** The project beside a sync that reads three times for each person; virtual clock, 150 ms latency. */
  comparison: z.object({
    people: z.number(),
    project: z.object({ firstLoad: naiveRunSchema, nothingChanged: naiveRunSchema }),
    naive: z.object({ firstLoad: naiveRunSchema, nothingChanged: naiveRunSchema }),
  }),
  /** What the costs are worked out from. */
  usage: z.array(z.object({ firstLoad: usageSchema, night: usageSchema })),
});
export type Results = z.infer<typeof resultsSchema>;

export const RESULTS_FILE = path.join(import.meta.dirname, 'results.json');

export const readResults = async (): Promise<Results> =>
  resultsSchema.parse(JSON.parse(await readFile(RESULTS_FILE, 'utf8')));

export const writeResults = (results: Results): Promise<void> =>
  writeFile(RESULTS_FILE, `${JSON.stringify(results, null, 2)}\n`);
