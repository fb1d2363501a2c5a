/*
 * What the flow to X-ledger asks of X-ledger: requests of a first load, of a night in which nothing changed, and of one in
 * which one in a hundred has another title. X-ledger counts requests against credits, so their number is what a company
 * pays. For example, a night without a change reads the whole of X-ledger in a handful of requests, however many people
 * there are in a page.
 */
import { createWorld } from '../local/simulation/world.ts';
import type { World } from '../local/simulation/world.ts';
import type { Figure } from './figure.ts';

const DAY_IN_MILLIS = 24 * 3600 * 1000;
const CHANGED_SHARE = 0.01;
/** As many as a worker has at a time. */
const TEN = 10;
/** The four of the probe, the titles, and one page of employees. */
const READS = 6;
/** So many fit into a page of the demo; a page that does not fit is asked for once in vain. */
const PEOPLE_PER_PAGE = 500;

/** What one run asked of X-ledger. */
interface AskedOfXledger {
  readonly requests: number;
  readonly writes: number;
  readonly changed: number;
}

const runOnce = async (world: World, runId: string): Promise<AskedOfXledger> => {
  const before = { requests: world.xledger.requests.length, writes: world.xledger.writes };
  await world.start({ runId });
  await world.untilQueuesAreEmpty();
  const run = await world.runs.getRun(runId);
  if (run?.totals === null || run?.totals === undefined) throw new Error(`The run to X-ledger ${run?.status}.`);
  await world.advance(DAY_IN_MILLIS);
  return {
    requests: world.xledger.requests.length - before.requests,
    writes: world.xledger.writes - before.writes,
    changed: run.totals.created + run.totals.updated,
  };
};

const worldOf = (people: number, batchSize: number): World =>
  createWorld({
    company: people,
    options: {
      flow: 'employees-to-xledger',
      // Whoever works part time too, so that a figure is one of so many people.
      settings: { xledger: { positionKind: 70_001, fullTimeOnly: false, batchSize } },
    },
  });

/** Requests to X-ledger in a company's first days. */
export const xledgerFigures = async (people: number, tell: (step: string) => void): Promise<readonly Figure[]> => {
  const world = worldOf(people, 1);
  tell(`${people} people: to X-ledger, first load`);
  const firstLoad = await runOnce(world, 'first-load');
  tell(`${people} people: to X-ledger, nothing changed`);
  const nothingChanged = await runOnce(world, 'nothing-changed');
  const employees = world.simployer.employees().filter(({ active }) => active);
  const titles = employees.map(({ title }) => title ?? '');
  const wanted = Math.ceil(people * CHANGED_SHARE);
  for (let index = 0; index < wanted; index += 1) {
    const { id, title } = employees[index * Math.floor(employees.length / wanted)] ?? { id: '', title: '' };
    world.simployer.editEmployee(id, { title: titles.find((other) => other !== title && other !== '') ?? 'Chef' });
  }
  tell(`${people} people: to X-ledger, 1 % changed`);
  const someChanged = await runOnce(world, 'some-changed');
  const figure = (what: string, value: number, goal: Figure['goal'], unit = 'requests'): Figure => ({
    what: `To X-ledger: ${what}, ${people.toLocaleString('en-GB')} people`,
    unit,
    value,
    goal,
    deterministic: true,
  });
  tell(`${people} people: to X-ledger, first load, ten records a call`);
  const inBatches = await runOnce(worldOf(people, TEN), 'first-load');
  const reads = READS + 2 * (Math.ceil(people / PEOPLE_PER_PAGE) - 1);
  return [
    figure('first load, employee and contact', firstLoad.requests, { atMost: 2 * firstLoad.changed + READS + 1 }),
    figure('first load, up to ten records a call', inBatches.requests, { atMost: people / 2 + READS + 1 }),
    figure('nothing changed', nothingChanged.requests, { atMost: reads }),
    figure(`${someChanged.changed} changed`, someChanged.requests, { atMost: reads + someChanged.changed }),
    figure('second run', nothingChanged.writes, { exactly: 0 }, 'writes'),
  ];
};
