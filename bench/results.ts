/*
 * What was measured, group by group, in one file, `bench/results.json`. A group is written as soon as it is measured and
 * takes the place of what was known of it, so that a benchmark which is killed keeps what it has, and one row can be
 * measured anew by itself. For example, after `--only growth` all other rows stand as they did, each with its own date.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { figureSchema } from './figure.ts';
import type { Figure } from './figure.ts';
import { usageSchema } from './usage.ts';

/** The groups of rows, in the order in which they are shown. */
export const GROUP_NAMES = [
  'employees',
  'costs',
  'xledger',
  'time-off',
  'lanes',
  'starved',
  'start-run',
  'flow-starts',
  'bundles',
  'cold-start',
  'first-minute',
  'cpu',
  'growth',
] as const;
export type GroupName = (typeof GROUP_NAMES)[number];

const naiveRunSchema = z.object({ requests: z.number(), writes: z.number(), wallTimeInMillis: z.number() });

/** What measuring a group gives. */
const measuredSchema = z.object({
  figures: z.array(figureSchema),
  /** The project beside a sync that reads three times for each person; virtual clock, 150 ms latency. */
  comparison: z
    .object({
      people: z.number(),
      project: z.object({ firstLoad: naiveRunSchema, nothingChanged: naiveRunSchema }),
      naive: z.object({ firstLoad: naiveRunSchema, nothingChanged: naiveRunSchema }),
    })
    .optional(),
  /** What the costs are worked out from. */
  usage: z.array(z.object({ firstLoad: usageSchema, night: usageSchema })).optional(),
});
export type Measured = z.infer<typeof measuredSchema>;

const groupSchema = measuredSchema.extend({
  /** Calendar date. */
  measuredOn: z.string(),
  node: z.string(),
  cores: z.int(),
  /** How many programs wanted to work on this computer when the measurement began, mean of a minute; null: not noted. */
  busyPrograms: z.number().nullable(),
  /** How long measuring took; null: not noted. */
  seconds: z.number().nullable(),
});

const resultsSchema = z.partialRecord(z.enum(GROUP_NAMES), groupSchema);
export type Results = z.infer<typeof resultsSchema>;

/** What is known, in the order in which it is shown. */
export const groupsOf = (results: Results) =>
  GROUP_NAMES.flatMap((name) => {
    const group = results[name];
    return group === undefined ? [] : [{ name, ...group }];
  });

export const figuresOf = (results: Results): readonly Figure[] => groupsOf(results).flatMap(({ figures }) => figures);

export const RESULTS_FILE = path.join(import.meta.dirname, 'results.json');

export const readResults = async (): Promise<Results> =>
  resultsSchema.parse(JSON.parse(await readFile(RESULTS_FILE, 'utf8')));

/** Whole or not at all, whenever the program is killed. */
export const writeResults = async (results: Results): Promise<void> => {
  const ordered = Object.fromEntries(groupsOf(results).map(({ name, ...group }) => [name, group]));
  const unfinished = `${RESULTS_FILE}.unfinished`;
  await writeFile(unfinished, `${JSON.stringify(ordered, null, 2)}\n`);
  await rename(unfinished, RESULTS_FILE);
};
