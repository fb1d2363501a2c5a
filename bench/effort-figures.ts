/*
 * Measures what the sync costs in processor time and memory, and how both grow with the company. The vendors' own work
 * must not count, so their answers are recorded once and replayed. A computer that does something else meanwhile only
 * ever adds time, so the least of several replays is taken. For example, companies of 100 to 20,000 people are
 * measured, and the slope of the line through them on logarithmic scales says whether ten times the people cost ten
 * times the effort.
 */
import { medianOf } from './figure.ts';
import type { Figure } from './figure.ts';
import { createInstantCompany } from './instant-company.ts';
import type { Effort } from './instant-company.ts';
import { measureSize } from './measure-size.ts';
import type { SizeMeasured } from './measure-size.ts';

const CPU_PEOPLE = 1_000;
const CPU_REPLAYS = 8;

const repeat = async (times: number, replay: () => Promise<Effort>): Promise<Effort[]> => {
  const efforts: Effort[] = [];
  for (let round = 0; round < times; round += 1) efforts.push(await replay());
  return efforts;
};

const measured = (
  what: string,
  { value, spread }: Pick<Figure, 'value' | 'spread'>,
  unit: string,
  goal: Figure['goal'],
): Figure => ({
  what,
  value,
  ...(spread && { spread }),
  unit,
  goal,
  deterministic: false,
});

/** Processor time of a worker: messages, PowerOffice's answers, mapping, differences, state. The vendors do not count. */
export const cpuFigures = async (tell: (step: string) => void): Promise<Figure[]> => {
  const company = createInstantCompany(CPU_PEOPLE);
  const perPerson = (efforts: readonly Effort[]) => {
    const { spread } = medianOf(efforts.map(({ workersCpuInMillis }) => workersCpuInMillis / CPU_PEOPLE));
    // Whatever else the computer does only ever adds: the least of several is the nearest to the truth.
    return { value: spread?.least ?? Number.NaN, spread };
  };
  tell('processor time, first load');
  await company.record();
  const firstLoad = await repeat(CPU_REPLAYS, () => company.replay());
  tell('processor time, nothing changed');
  await company.record();
  const nothingChanged = await repeat(CPU_REPLAYS, () => company.replay());
  return [
    measured('Worker CPU per employee, first load', perPerson(firstLoad), 'ms', { atMost: 1 }),
    measured('Worker CPU per employee, nothing changed', perPerson(nothingChanged), 'ms', { atMost: 1 }),
  ];
};

/** Slope of the line through the points on logarithmic scales: 1 means proportional. */
export const growthExponent = (points: readonly (readonly [size: number, value: number])[]): number => {
  const logs = points.map(([size, value]) => [Math.log(size), Math.log(value)] as const);
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length;
  const covariance = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
};

/**
 * How the effort grows with the company.
 * @param sizes ascending
 */
export const growthFigures = async (sizes: readonly number[], tell: (step: string) => void): Promise<Figure[]> => {
  const measurements: SizeMeasured[] = [];
  for (const people of sizes) {
    tell(`growth, ${people.toLocaleString('en-GB')} people`);
    measurements.push(await measureSize(people));
  }
  const slopeOf = (value: (one: SizeMeasured) => number): number =>
    growthExponent(measurements.map((one) => [one.people, value(one)]));
  const range = `N = ${(sizes[0] ?? 0).toLocaleString('en-GB')} to ${(sizes.at(-1) ?? 0).toLocaleString('en-GB')}`;
  const proportional = { atLeast: 0.95, atMost: 1.03 };
  // A slope for each round of replays, through all sizes.
  const slopesOfCpu = (measurements[0]?.cpuInMillis ?? []).map((_, round) =>
    slopeOf(({ cpuInMillis }) => cpuInMillis[round] ?? Number.NaN),
  );
  const slopeOfRequests = { value: slopeOf(({ requests }) => requests) };
  const slopeOfStart = { value: slopeOf(({ startRunBytes, loadedBytes }) => startRunBytes + loadedBytes) };
  const slopeOfBatch = { value: slopeOf(({ batchBytes, loadedBytes }) => batchBytes + loadedBytes) };
  return [
    measured(`Growth of CPU, nothing changed, ${range}`, medianOf(slopesOfCpu), '', proportional),
    ...measurements.flatMap(({ people, cpuInMillis, startRunCpuInMillis }) =>
      [
        ['start-run and workers', cpuInMillis] as const,
        // What holds everybody at once is what could grow faster than the company.
        ['start-run alone', startRunCpuInMillis] as const,
      ].map(([of, rounds]) =>
        measured(
          `CPU per employee, ${of}, nothing changed, ${people.toLocaleString('en-GB')} people`,
          medianOf(rounds.map((millis) => millis / people)),
          'ms',
          {},
        ),
      ),
    ),
    { ...measured(`Growth of requests, first load, ${range}`, slopeOfRequests, '', proportional), deterministic: true },
    measured(`Growth of start-run's heap, ${range}`, slopeOfStart, '', { atMost: 1 }),
    measured(`Growth of a worker's batch in memory, ${range}`, slopeOfBatch, '', { atMost: 1 }),
    ...measurements
      .slice(-1)
      .map(({ people, startRunBytes }) =>
        measured(
          `Heap of start-run per employee, ${people.toLocaleString('en-GB')} people`,
          { value: startRunBytes / people / 1024 },
          'KB',
          {},
        ),
      ),
  ];
};
