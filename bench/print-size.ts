// Prints what a company of the given size takes, as JSON: `print-size.ts PEOPLE`.
import * as z from 'zod';
import { medianOf } from './figure.ts';
import { heapInUse } from './heap-in-use.ts';
import { createInstantCompany } from './instant-company.ts';
import type { SizeMeasured } from './measure-size.ts';

/**
 * How many people the process holds at least, in companies of the given size: the processor finds the whole of a single
 * small company in its cache, replay after replay, and no large one could be as fast.
 */
const PEOPLE_IN_MEMORY = 5_000;
const ROUNDS = 3;

const measure = async (people: number): Promise<SizeMeasured> => {
  const loadedBytes = heapInUse();
  const companies = Array.from({ length: Math.ceil(PEOPLE_IN_MEMORY / people) }, (_, index) =>
    createInstantCompany(people, { seed: index + 1 }),
  );
  const requests: number[] = [];
  for (const company of companies) {
    requests.push((await company.run()).powerOfficeRequests);
    await company.record();
  }
  const cpuInMillis: number[] = [];
  const startRunCpuInMillis: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    let ofStarts = 0;
    let ofWorkers = 0;
    for (const company of companies) {
      const effort = await company.replay();
      ofStarts += effort.startRunCpuInMillis;
      ofWorkers += effort.workersCpuInMillis;
    }
    cpuInMillis.push((ofStarts + ofWorkers) / companies.length);
    startRunCpuInMillis.push(ofStarts / companies.length);
  }
  const { startRunBytes = 0, batchBytes = 0 } = (await companies[0]?.weigh()) ?? {};
  return {
    people,
    requests: medianOf(requests).value,
    cpuInMillis,
    startRunCpuInMillis,
    loadedBytes,
    startRunBytes,
    batchBytes: Math.max(0, batchBytes),
  };
};

process.stdout.write(`${JSON.stringify(await measure(z.coerce.number().int().parse(process.argv[2])))}\n`);
