/*
 * What is measured together: each group of rows by itself, in an order in which the counted ones come first. For example,
 * `employees` runs a company of 1,000 through its first month once, and requests, pace and the comparison with a naive
 * sync all come from that.
 */
import { bundleFigures } from './bundle-figures.ts';
import { coldStartFigures } from './cold-start-figures.ts';
import { costFigures } from './cost-figures.ts';
import { createCountedWorld } from './counted-world.ts';
import type { CountedRun } from './counted-world.ts';
import { cpuFigures, growthFigures } from './effort-figures.ts';
import type { Figure } from './figure.ts';
import { firstMinuteFigures } from './first-minute-figures.ts';
import { flowStartFigures } from './flow-start-figures.ts';
import { laneFigures } from './lane-figures.ts';
import { measureUsage, runFirstDays } from './measure-runs.ts';
import { runNaiveSync } from './naive-sync.ts';
import type { NaiveRun } from './naive-sync.ts';
import { paceFigures } from './pace-figures.ts';
import type { GroupName, Measured } from './results.ts';
import { runFigures } from './run-figures.ts';
import { startRunFigures } from './start-run-figures.ts';
import { starvedFigures } from './starved-figures.ts';
import { timeOffFigures } from './time-off-figures.ts';
import { xledgerFigures } from './xledger-figures.ts';

/** Told of each step, for whoever waits. */
export type Tell = (step: string) => void;

const SMALL = 50;
export const LARGE = 1_000;
const GROWTH_SIZES = [100, 1_000, 10_000, 20_000] as const;
const COSTED_SIZES = [50, 500, 5_000] as const;
const SLIGHT_JITTER_IN_MILLIS = 5;
const STRONG_JITTER_IN_MILLIS = 40;

const summary = ({ writes, usage }: CountedRun): NaiveRun => ({
  requests: usage.powerOfficeRequests,
  writes,
  wallTimeInMillis: usage.wallTimeInMillis,
});

const measureEmployees = async (tell: Tell): Promise<Measured> => {
  const small = await runFirstDays(SMALL, tell);
  const large = await runFirstDays(LARGE, tell);
  tell(`${LARGE} people: first load with jitter`);
  const withJitter = (jitterInMillis: number): Promise<CountedRun> =>
    createCountedWorld({ people: LARGE, options: { jitterInMillis } }).run();
  const slight = await withJitter(SLIGHT_JITTER_IN_MILLIS);
  const strong = await withJitter(STRONG_JITTER_IN_MILLIS);
  tell(`${LARGE} people: the naive sync`);
  const naive = await runNaiveSync(LARGE);
  return {
    figures: [...runFigures(small), ...runFigures(large), ...paceFigures({ steady: large.firstLoad, slight, strong })],
    comparison: {
      people: LARGE,
      project: { firstLoad: summary(large.firstLoad), nothingChanged: summary(large.nothingChanged) },
      naive,
    },
  };
};

const measureCosts = async (tell: Tell): Promise<Measured> => {
  const usage = [];
  for (const people of COSTED_SIZES) usage.push(await measureUsage(people, tell));
  return { figures: usage.slice(-1).flatMap(costFigures), usage };
};

const ofBothSizes = async (count: (people: number) => Promise<readonly Figure[]>): Promise<Measured> => ({
  figures: [...(await count(SMALL)), ...(await count(LARGE))],
});

const figuresAlone = async (figures: Promise<readonly Figure[]>): Promise<Measured> => ({
  figures: [...(await figures)],
});

/** @param largest the largest company that growth is measured with */
export const measureGroup: Readonly<Record<GroupName, (tell: Tell, largest: number) => Promise<Measured>>> = {
  employees: measureEmployees,
  costs: measureCosts,
  xledger: (tell) => ofBothSizes((people) => xledgerFigures(people, tell)),
  'time-off': (tell) => ofBothSizes((people) => timeOffFigures(people, tell)),
  lanes: (tell) => figuresAlone(laneFigures(tell)),
  starved: (tell) => figuresAlone(starvedFigures(tell)),
  'start-run': (tell) => figuresAlone(startRunFigures(tell)),
  'flow-starts': (tell) => figuresAlone(flowStartFigures(tell)),
  bundles: () => figuresAlone(bundleFigures()),
  'cold-start': (tell) => figuresAlone(coldStartFigures(tell)),
  'first-minute': (tell) => figuresAlone(firstMinuteFigures(tell)),
  cpu: (tell) => figuresAlone(cpuFigures(tell)),
  growth: (tell, largest) =>
    figuresAlone(
      growthFigures(
        GROWTH_SIZES.filter((size) => size <= largest),
        tell,
      ),
    ),
};
