/*
 * The benchmark: `npm run bench` measures everything and writes the documents made from the figures; with `--check` it
 * measures only what is the same on every computer, and fails when a goal is missed. Progress goes to stderr, the
 * tables to stdout. For example, a change that makes one more request for each person shows as a missed goal of the
 * requests in a night in which nothing changed.
 */
import { Command, InvalidArgumentError, Option } from 'commander';
import * as z from 'zod';
import { bundleFigures } from './bundle-figures.ts';
import { coldStartFigures } from './cold-start-figures.ts';
import { costFigures } from './cost-figures.ts';
import { createCountedWorld } from './counted-world.ts';
import type { CountedRun } from './counted-world.ts';
import { writeDocuments } from './documents.ts';
import { cpuFigures, growthFigures } from './effort-figures.ts';
import { passes, showGoal, showValue } from './figure.ts';
import type { Figure } from './figure.ts';
import { laneFigures } from './lane-figures.ts';
import { measureUsage, runFirstDays } from './measure-runs.ts';
import type { FirstRuns } from './measure-runs.ts';
import { runNaiveSync } from './naive-sync.ts';
import type { NaiveRun } from './naive-sync.ts';
import { paceFigures } from './pace-figures.ts';
import { renderComparison, renderFigures } from './render.ts';
import { readResults, RESULTS_FILE, writeResults } from './results.ts';
import { runFigures } from './run-figures.ts';
import { startRunFigures } from './start-run-figures.ts';
import { starvedFigures } from './starved-figures.ts';
import { timeOffFigures } from './time-off-figures.ts';
import { xledgerFigures } from './xledger-figures.ts';

const CHECKED_SIZES = [50, 200] as const;
const SMALL = 50;
const LARGE = 1_000;
const GROWTH_SIZES = [100, 1_000, 10_000, 20_000] as const;
const COSTED_SIZES = [50, 500, 5_000] as const;
const SLIGHT_JITTER_IN_MILLIS = 5;
const STRONG_JITTER_IN_MILLIS = 40;

const startedAt = performance.now();
const tell = (step: string): void => {
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  process.stderr.write(`${String(seconds).padStart(5)} s  ${step}\n`);
};

/** The rows that are the same everywhere, by what they are about and the size of the company. */
const COUNTED: Readonly<Record<string, (people: number) => Promise<readonly Figure[]>>> = {
  employees: async (people) => runFigures(await runFirstDays(people, tell)),
  xledger: (people) => xledgerFigures(people, tell),
  'time-off': (people) => timeOffFigures(people, tell),
};

/** For companies small enough for every change to be checked. @param only some of the rows; null for all of them */
const check = async (only: string | null): Promise<readonly Figure[]> => {
  const figures: Figure[] = [];
  if (only === null) {
    tell('bundles');
    figures.push(...(await bundleFigures()));
  }
  for (const people of CHECKED_SIZES) {
    for (const [rows, count] of Object.entries(COUNTED)) {
      if (only === null || only === rows) figures.push(...(await count(people)));
    }
  }
  return figures;
};

const summary = ({ writes, usage }: CountedRun): NaiveRun => ({
  requests: usage.powerOfficeRequests,
  writes,
  wallTimeInMillis: usage.wallTimeInMillis,
});

/** Everything; writes the results and the documents made from them. */
const measure = async (largest: number): Promise<readonly Figure[]> => {
  const sizes = GROWTH_SIZES.filter((size) => size <= largest);
  const cpu = await cpuFigures(tell);
  const bundles = await bundleFigures();
  const small = await runFirstDays(SMALL, tell);
  const large: FirstRuns = await runFirstDays(LARGE, tell);
  tell(`${LARGE} people: first load with jitter`);
  const withJitter = (jitterInMillis: number): Promise<CountedRun> =>
    createCountedWorld({ people: LARGE, options: { jitterInMillis } }).run();
  const slight = await withJitter(SLIGHT_JITTER_IN_MILLIS);
  const strong = await withJitter(STRONG_JITTER_IN_MILLIS);
  tell(`${LARGE} people: the naive sync`);
  const naive = await runNaiveSync(LARGE);
  const usage = [];
  for (const people of COSTED_SIZES) usage.push(await measureUsage(people, tell));
  const figures = [
    ...runFigures(small),
    ...runFigures(large),
    ...usage.slice(-1).flatMap(costFigures),
    ...(await xledgerFigures(SMALL, tell)),
    ...(await xledgerFigures(LARGE, tell)),
    ...(await timeOffFigures(SMALL, tell)),
    ...(await timeOffFigures(LARGE, tell)),
    ...paceFigures({ steady: large.firstLoad, slight, strong }),
    ...(await laneFigures(tell)),
    ...(await startRunFigures(tell)),
    ...(await starvedFigures(tell)),
    ...bundles,
    ...(await coldStartFigures(tell)),
    ...cpu,
    ...(await growthFigures(sizes, tell)),
  ];
  const results = {
    measuredOn: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    figures,
    comparison: {
      people: LARGE,
      project: { firstLoad: summary(large.firstLoad), nothingChanged: summary(large.nothingChanged) },
      naive,
    },
    usage,
  };
  await writeResults(results);
  await writeDocuments(results);
  process.stdout.write(`${renderComparison(results)}\n\n`);
  tell(`written to ${RESULTS_FILE} and the documents`);
  return figures;
};

const toSize = (text: string): number => {
  const parsed = z.coerce.number().int().min(LARGE).safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError(`A number from ${LARGE} up.`);
  return parsed.data;
};

const program = new Command('bench')
  .description('Measures the sync against the demo vendors.')
  .option('--check', 'only the rows that are the same everywhere, small companies; exit code 1 when a goal is missed')
  .addOption(new Option('--only <rows>', 'with --check, only these rows').choices(Object.keys(COUNTED)))
  .option('--documents', 'only writes the documents anew, from the results as they are')
  .option('--largest <people>', 'the largest company that growth is measured with', toSize, 20_000)
  .parse();
const {
  check: checksOnly,
  only,
  documents: documentsOnly,
  largest,
} = z
  .object({
    check: z.boolean().default(false),
    only: z.string().nullable().default(null),
    documents: z.boolean().default(false),
    largest: z.number(),
  })
  .parse(program.opts());

const report = (figures: readonly Figure[]): void => {
  process.stdout.write(`${renderFigures(figures)}\n`);
  const missed = figures.filter((figure) => !passes(figure));
  for (const figure of missed) {
    process.stdout.write(`Missed: ${figure.what}: ${showValue(figure)}, goal ${showGoal(figure)}\n`);
  }
  if (checksOnly && missed.length > 0) process.exitCode = 1;
};

if (documentsOnly) await writeDocuments(await readResults());
else report(await (checksOnly ? check(only) : measure(largest)));
