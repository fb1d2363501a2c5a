/*
 * The benchmark: `npm run bench` measures everything, group by group, and after each writes bench/results.json and the
 * documents made from it; `--only growth` measures some groups alone. With `--check` it measures only what is the same on
 * every computer, and fails when a goal is missed. Progress goes to stderr, the tables to stdout. For example, a change
 * that makes one more request for each person shows as a missed goal of the requests in a night in which nothing changed.
 */
import { availableParallelism, loadavg } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import * as z from 'zod';
import { bundleFigures } from './bundle-figures.ts';
import { writeDocuments } from './documents.ts';
import { passes, showGoal, showValue } from './figure.ts';
import type { Figure } from './figure.ts';
import { LARGE, measureGroup } from './groups.ts';
import { runFirstDays } from './measure-runs.ts';
import { renderComparison, renderFigures } from './render.ts';
import { figuresOf, GROUP_NAMES, readResults, RESULTS_FILE, writeResults } from './results.ts';
import type { GroupName } from './results.ts';
import { runFigures } from './run-figures.ts';
import { timeOffFigures } from './time-off-figures.ts';
import { xledgerFigures } from './xledger-figures.ts';

const CHECKED_SIZES = [50, 200] as const;

const startedAt = performance.now();
const secondsSince = (moment: number): number => Math.round((performance.now() - moment) / 1000);
const tell = (step: string): void => {
  process.stderr.write(`${String(secondsSince(startedAt)).padStart(5)} s  ${step}\n`);
};

/** The groups that are the same everywhere, for a company of a given size. */
const COUNTED: Partial<Record<GroupName, (people: number) => Promise<readonly Figure[]>>> = {
  employees: async (people) => runFigures(await runFirstDays(people, tell)),
  xledger: (people) => xledgerFigures(people, tell),
  'time-off': (people) => timeOffFigures(people, tell),
};

/** For companies small enough for every change to be checked. */
const check = async (groups: readonly GroupName[]): Promise<readonly Figure[]> => {
  const figures: Figure[] = [];
  if (groups.includes('bundles')) {
    tell('bundles');
    figures.push(...(await bundleFigures()));
  }
  for (const people of CHECKED_SIZES) {
    for (const group of groups) figures.push(...((await COUNTED[group]?.(people)) ?? []));
  }
  return figures;
};

/** Writes the results and the documents made from them after each group. */
const measure = async (groups: readonly GroupName[], largest: number): Promise<readonly Figure[]> => {
  for (const [index, name] of groups.entries()) {
    tell(`group ${index + 1} of ${groups.length}: ${name}`);
    const [busyPrograms = null] = loadavg();
    const beganAt = performance.now();
    const measured = await measureGroup[name]((step) => tell(`  ${step}`), largest);
    const results = {
      ...(await readResults()),
      [name]: {
        measuredOn: new Date().toISOString().slice(0, 10),
        node: process.versions.node,
        cores: availableParallelism(),
        busyPrograms,
        seconds: secondsSince(beganAt),
        ...measured,
      },
    };
    await writeResults(results);
    await writeDocuments(results);
    tell(`  written to ${RESULTS_FILE} and the documents`);
  }
  const results = await readResults();
  process.stdout.write(`${renderComparison(results)}\n\n`);
  return figuresOf(results);
};

const toSize = (text: string): number => {
  const parsed = z.coerce.number().int().min(LARGE).safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError(`A number from ${LARGE} up.`);
  return parsed.data;
};

const toGroups = (text: string): readonly GroupName[] => {
  const parsed = z.array(z.enum(GROUP_NAMES)).safeParse(text.split(','));
  if (!parsed.success) throw new InvalidArgumentError(`Some of ${GROUP_NAMES.join(',')}.`);
  return GROUP_NAMES.filter((name) => parsed.data.includes(name));
};

const program = new Command('bench')
  .description('Measures the sync against the demo vendors.')
  .option('--check', 'only the rows that are the same everywhere, small companies; exit code 1 when a goal is missed')
  .addOption(
    new Option('--only <groups>', `only these groups of rows, separated by commas: ${GROUP_NAMES.join(', ')}`)
      .argParser(toGroups)
      .default(GROUP_NAMES, 'all'),
  )
  .option('--documents', 'only writes the documents anew, from the results as they are')
  .option('--largest <people>', 'the largest company that growth is measured with', toSize, 20_000)
  .parse();
const options = z
  .object({
    check: z.boolean().default(false),
    only: z.array(z.enum(GROUP_NAMES)),
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
  if (options.check && missed.length > 0) process.exitCode = 1;
};

if (options.documents) await writeDocuments(await readResults());
else report(await (options.check ? check(options.only) : measure(options.only, options.largest)));
