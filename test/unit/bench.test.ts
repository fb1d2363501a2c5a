import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { countTable, newTally } from '../../bench/count-table.ts';
import { costOfRun, idleCost, monthlyCost, openDashboardCost } from '../../bench/costs.ts';
import { DOCUMENTS, measuredPart } from '../../bench/documents.ts';
import { growthExponent } from '../../bench/effort-figures.ts';
import { medianOf, passes, showSpread } from '../../bench/figure.ts';
import type { Figure } from '../../bench/figure.ts';
import { paceFigures } from '../../bench/pace-figures.ts';
import { figuresOf, readResults } from '../../bench/results.ts';
import type { Usage } from '../../bench/usage.ts';
import { createMemoryTable } from '../../local/simulation/memory-table.ts';

const usage: Usage = {
  people: 100,
  simployerRequests: 8,
  powerOfficeRequests: 110,
  wallTimeInMillis: 20_000,
  table: {
    reads: 0,
    writes: 0,
    readUnits: 8_000_000,
    writeUnits: 1_600_000,
    lastingBytes: 1024 ** 3,
    bytesOfRun: 0,
  },
  queue: { messages: 100, bytes: 1, requests: 2_500_000 },
  startRun: { invocations: 1, durationInMillis: 2_000 },
  syncEmployee: { invocations: 999_999, durationInMillis: 1_998_000 },
};

describe('Figures', () => {
  const figure = (value: number, goal: Figure['goal']): Figure => ({
    what: '',
    unit: '',
    value,
    goal,
    deterministic: true,
  });

  test.each([
    [10, { atMost: 10 }, true],
    [10.01, { atMost: 10 }, false],
    [93, { atLeast: 93 }, true],
    [92.9, { atLeast: 93 }, false],
    [0, { exactly: 0 }, true],
    [1, { exactly: 0 }, false],
    [1.06, { atLeast: 0.95, atMost: 1.05 }, false],
    [7, {}, true],
  ])('%p against %p: %p', (value, goal, expected) => {
    expect(passes(figure(value, goal))).toBe(expected);
  });

  test.each([
    ['proportional', (size: number) => 3 * size, 1],
    ['quadratic', (size: number) => size ** 2, 2],
    ['constant', () => 5, 0],
  ])('The growth exponent of what is %s', (_name, value, expected) => {
    expect(growthExponent([100, 1_000, 10_000].map((size) => [size, value(size)]))).toBeCloseTo(expected, 10);
  });

  test('Several measurements come to the middle one, and show how far they lie apart', () => {
    const several = { ...figure(0, {}), ...medianOf([3, 100, 2]) };
    expect(several.value).toBe(3);
    expect(showSpread(several)).toBe('2 to 100, 3 times');
    expect(showSpread(figure(3, {}))).toBe('');
  });

  test('Groups are shown in one order, whichever was measured last', () => {
    const group = (what: string) => ({
      figures: [{ ...figure(1, {}), what }],
      measuredOn: '2026-11-27',
      node: '24.21.0',
      cores: 2,
      busyPrograms: null,
      seconds: null,
    });
    const results = { growth: group('grows'), employees: group('syncs') };
    expect(figuresOf(results).map(({ what }) => what)).toEqual(['syncs', 'grows']);
  });

  test('The use of the limit begins with the first write, the wall time with the run', () => {
    const request = (at: number, method: string, status = 200) => ({
      at,
      method,
      path: '/v2/Employees',
      status,
      contentType: null,
    });
    const requests = [
      request(0, 'GET'),
      ...Array.from({ length: 11 }, (_, index) => request(5_000 + index * 100, 'POST')),
    ];
    const run = { requests, writes: 11, changed: 11, usage: { ...usage, wallTimeInMillis: 6_000 } };
    const figures = paceFigures({ steady: run, slight: run, strong: run });
    const valuesOf = (beginning: string): number[] =>
      figures.filter(({ what }) => what.startsWith(beginning)).map(({ value }) => value);
    for (const use of valuesOf('Use of')) expect(use).toBeCloseTo(110, 10);
    expect(valuesOf('Answers 429')).toEqual([0, 0, 0]);
    const [wall] = valuesOf('Wall time');
    expect(wall).toBeCloseTo(6_000 / 1_200, 10);
  });
});

describe('Counting', () => {
  test('A read costs a unit each begun 4 KB, a write each begun 1 KB, and a refused one as much', async () => {
    const tally = newTally();
    const table = countTable(createMemoryTable(), tally);
    const item = { pk: 'p', sk: 'a#1', version: 1, text: 'x'.repeat(5_000) };
    expect(await table.put(item)).toBe(true);
    expect(await table.put(item)).toBe(false);
    expect(await table.get(item)).toEqual(item);
    expect(await table.get({ pk: 'p', sk: 'a#2' })).toBeNull();
    expect(await table.query('p', 'a#')).toEqual([item]);
    expect(tally).toEqual({ reads: 3, writes: 2, readUnits: 2 + 1 + 2, writeUnits: 2 * 5 });
  });

  test('A copied table is as it was when copied, and writes to it are its own', async () => {
    const table = createMemoryTable();
    const item = { pk: 'p', sk: 'a#1', version: 1 };
    await table.put(item);
    const copy = table.copy();
    await table.put({ ...item, version: 2 });
    await table.put({ pk: 'p', sk: 'a#2', version: 1 });
    expect(await copy.query('p')).toEqual([item]);
    await copy.put({ pk: 'p', sk: 'a#3', version: 1 });
    expect(await table.get({ pk: 'p', sk: 'a#3' })).toBeNull();
  });
});

describe('Costs', () => {
  test('A run is charged by the second, unit, request and byte', () => {
    expect(costOfRun(usage)).toEqual({
      // Two seconds with a gigabyte, 1,998 with half of one, and a million invocations.
      lambda: expect.closeTo(1_001 * 0.0000133334 + 0.2, 8),
      table: expect.closeTo(8 * 0.125 + 1.6 * 0.625, 8),
      queue: expect.closeTo(1, 8),
      logs: expect.closeTo(((100 * 500 + 1_000_000 * 1_800) / 1024 ** 3) * (0.5 + 3 * 0.03), 8),
    });
  });

  test('A month has the fixed parts once and the runs as often as they take place', () => {
    const weekdays = monthlyCost(usage, 5);
    const daily = monthlyCost(usage, 7);
    expect(weekdays.keysAndSecrets).toBeCloseTo(1 + 2 * 0.4, 10);
    expect(weekdays.alarms).toBe(daily.alarms);
    expect(daily.lambda / weekdays.lambda).toBeCloseTo(7 / 5, 10);
    expect(daily.lambda).toBeCloseTo((costOfRun(usage).lambda * 365) / 12, 8);
    const { total, ...parts } = daily;
    expect(total).toBeCloseTo(
      Object.values(parts).reduce((sum, part) => sum + part, 0),
      10,
    );
  });

  test('A stack in which nothing runs costs what is there around the clock', () => {
    const { keysAndSecrets, alarms, polling } = monthlyCost(usage, 7);
    expect(idleCost(usage)).toBeCloseTo(keysAndSecrets + alarms + polling, 10);
    expect(polling).toBeCloseTo(((13 * 180 * 730) / 1_000_000) * 0.4, 10);
  });

  test('A dashboard left open is charged for what it scans and reads, every minute', () => {
    const nightLogs = (100 * 500 + 1_000_000 * 1_800) / 1024 ** 3;
    const scanned = nightLogs * 10 * 2 * 0.005;
    const read = ((1024 ** 3 / 8_192) * 0.125) / 1_000_000;
    expect(openDashboardCost(usage)).toBeCloseTo(480 * (scanned + read + 0.1 * 0.2 * 0.0000133334), 6);
  });
});

test.each(Object.keys(DOCUMENTS))('%s says what bench/results.json says', async (name) => {
  const text = await readFile(path.join(import.meta.dirname, '../..', name), 'utf8');
  expect(measuredPart(text)).toBe(DOCUMENTS[name]!(await readResults()));
});
