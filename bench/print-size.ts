// Prints what a company of the given size takes, as JSON: `print-size.ts PEOPLE`.
import * as z from 'zod';
import { heapInUse } from './heap-in-use.ts';
import { createInstantCompany } from './instant-company.ts';
import type { SizeMeasured } from './measure-size.ts';

/** How many people all replays see together, at least; and how many replays, at least. */
const PEOPLE_IN_ALL = 10_000;
const FEWEST_REPLAYS = 3;

/** The least of a hundred short runs is luckier than the least of three long ones. */
const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

const measure = async (people: number): Promise<SizeMeasured> => {
  const loadedBytes = heapInUse();
  const company = createInstantCompany(people);
  const firstLoad = await company.run();
  await company.record();
  const replays: number[] = [];
  while (replays.length < FEWEST_REPLAYS || replays.length * people < PEOPLE_IN_ALL) {
    const { startRunCpuInMillis, workersCpuInMillis } = await company.replay();
    replays.push(startRunCpuInMillis + workersCpuInMillis);
  }
  const { startRunBytes, batchBytes } = await company.weigh();
  return {
    people,
    requests: firstLoad.powerOfficeRequests,
    cpuInMillis: median(replays),
    loadedBytes,
    startRunBytes,
    batchBytes: Math.max(0, batchBytes),
  };
};

process.stdout.write(`${JSON.stringify(await measure(z.coerce.number().int().parse(process.argv[2])))}\n`);
