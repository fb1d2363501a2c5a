/*
 * Measures how stacks under one subscription key get along: whether somebody who waits for one person is served while
 * another stack loads its company, and whether twenty stacks share the limit and use it as one does. Both take place on
 * the virtual clock. For example, a person is asked for half a minute into a first load of 1,000 people, and is in
 * PowerOffice a few seconds later.
 */
import { createRandom } from '../local/demo-vendors/company/random.ts';
import { createDemoCompany } from '../local/demo-vendors/company/create-demo-company.ts';
import { createMemoryTable } from '../local/simulation/memory-table.ts';
import { createRemoteTable } from '../local/simulation/remote-table.ts';
import { createVirtualClock } from '../local/simulation/virtual-clock.ts';
import { createWorld } from '../local/simulation/world.ts';
import { VENDOR_DEFAULTS } from '../shared/config/vendor-defaults.ts';
import { createPacer } from '../shared/http/pacer.ts';
import type { Pacer, PacingStore } from '../shared/http/pacer.ts';
import { RECORD_LIMITS } from '../shared/run/limits.ts';
import { recogniseOwnWrites } from '../shared/state/own-writes.ts';
import { createPacingStore } from '../shared/state/pacing-store.ts';
import { powerOfficeBudget } from '../shared/vendors/poweroffice/budget.ts';
import type { Figure } from './figure.ts';

const REQUESTS_PER_SECOND = VENDOR_DEFAULTS.powerOfficeRequestsPerSecond;
const LOADED_PEOPLE = 200;
const ASKS_AFTER_MILLIS = 30_000;
const STACKS = 20;
const REQUESTS_PER_STACK = 900;
const PEOPLE_IN_HAND = 10;
const LATENCY_IN_MILLIS = 150;
const STORE_LATENCY_IN_MILLIS = 15;

/** What the load takes when nobody asks tells what a person costs it. */
const personFigures = async (): Promise<Figure[]> => {
  const alone = createWorld({ company: LOADED_PEOPLE });
  const before = await alone.run();
  const loading = createWorld({ company: LOADED_PEOPLE });
  const waiting = createWorld({ seed: 2, company: newcomer(), beside: loading });
  const load = (await loading.start()) ?? '';
  await loading.advance(ASKS_AFTER_MILLIS);
  const askedAt = loading.clock.now();
  const person = await waiting.run({ employees: [String(waiting.simployer.employees()[0]?.employeeNumber)] });
  const after = await loading.finish(load);
  const seconds = ({ startedAt, endedAt }: typeof before): number =>
    (Date.parse(endedAt ?? '') - Date.parse(startedAt ?? '')) / 1000;
  return [
    {
      what: `One person synced while another stack loads ${LOADED_PEOPLE} under the same key`,
      value: (Date.parse(person.endedAt ?? '') - askedAt) / 1000,
      unit: 's',
      goal: { atMost: 10 },
      deterministic: true,
    },
    {
      what: 'What that load loses by it, beyond the time of those requests',
      value: seconds(after) - seconds(before) - person.apiCalls.poweroffice / REQUESTS_PER_SECOND,
      unit: 's',
      goal: { atMost: 3 },
      deterministic: true,
    },
  ];
};

/** Somebody whom the loaded company does not have, with a company of their own. */
const newcomer = () => {
  const company = createDemoCompany({ today: '2026-03-02', size: LOADED_PEOPLE + 1, flaws: false });
  const employees = company.employees.slice(-1);
  const isTheirs = ({ employeeId }: { readonly employeeId: string }): boolean => employeeId === employees[0]?.id;
  return {
    ...company,
    employees,
    employments: company.employments.filter(isTheirs),
    compensations: company.compensations.filter(isTheirs),
  };
};

const stackFigures = async (): Promise<Figure[]> => {
  const clock = createVirtualClock('2026-03-02T04:00:00Z');
  const random = createRandom(1);
  const far = createRemoteTable(createMemoryTable(), {
    clock,
    random,
    latencyInMillis: () => 2 * STORE_LATENCY_IN_MILLIS * random.fraction(),
    faults: () => null,
  });
  const store = createPacingStore(recogniseOwnWrites(far, () => ''));
  const counted = { reads: 0, writes: 0, conflicts: 0 };
  const meter: PacingStore = {
    read: (key) => {
      counted.reads += 1;
      return store.read(key);
    },
    compareAndSwap: async (...input) => {
      const stored = await store.compareAndSwap(...input);
      counted[stored ? 'writes' : 'conflicts'] += 1;
      return stored;
    },
  };
  const startedAt = clock.now();
  const sentAt: number[] = [];
  const longestWaits: number[] = [];
  const loadStack = async (): Promise<void> => {
    const pacers = Array.from({ length: RECORD_LIMITS.maxConcurrency }, () =>
      createPacer({
        key: 'key',
        budget: powerOfficeBudget(REQUESTS_PER_SECOND),
        store: meter,
        clock,
        random: () => random.fraction(),
      }),
    );
    let remaining = REQUESTS_PER_STACK;
    const worker = async (pacer: Pacer): Promise<void> => {
      while (remaining > 0) {
        remaining -= 1;
        let turn = await pacer.acquire(Infinity);
        for (await turn.comes(); !turn.mayLeave(); await turn.comes()) turn = await pacer.acquire(Infinity);
        sentAt.push(clock.now());
        await clock.sleep(LATENCY_IN_MILLIS);
        turn.answered('GET /Employees');
      }
    };
    await Promise.all(pacers.flatMap((pacer) => Array.from({ length: PEOPLE_IN_HAND }, () => worker(pacer))));
    longestWaits.push(clock.now() - startedAt);
  };
  await clock.run(Promise.all(Array.from({ length: STACKS }, loadStack)));
  const all = STACKS * REQUESTS_PER_STACK;
  const fairInMillis = (1000 * all) / REQUESTS_PER_SECOND;
  const what = `${STACKS} stacks on one key at once, ${REQUESTS_PER_STACK} requests each`;
  const figure = (name: string, value: number, unit: string, goal: Figure['goal'] = {}): Figure => ({
    what: `${name}, ${what}`,
    value,
    unit,
    goal,
    deterministic: true,
  });
  const mostAtOnce = Math.max(
    ...sentAt.map(
      (at, index) => sentAt.slice(index, index + 2 * REQUESTS_PER_SECOND).filter((other) => other < at + 1000).length,
    ),
  );
  return [
    figure('Use of the 10/s limit', (100 * all) / ((REQUESTS_PER_SECOND * Math.max(...longestWaits)) / 1000), '%', {
      atLeast: 95,
    }),
    figure('Most requests in a second', mostAtOnce, 'requests', { atMost: REQUESTS_PER_SECOND }),
    figure('When the last stack is done, of its fair share', Math.max(...longestWaits) / fairInMillis, '', {
      atMost: 2,
    }),
    figure('When the first is done, of its fair share', Math.min(...longestWaits) / fairInMillis, ''),
    figure('Writes of the pacing item for ten requests', counted.writes / (all / REQUESTS_PER_SECOND), ''),
    figure('Conflicts on it for ten requests', counted.conflicts / (all / REQUESTS_PER_SECOND), ''),
    figure('Reads of it for ten requests', counted.reads / (all / REQUESTS_PER_SECOND), ''),
  ];
};

/** How stacks under one key get along. */
export const laneFigures = async (tell: (step: string) => void): Promise<Figure[]> => {
  tell('one person beside a load');
  const person = await personFigures();
  tell(`${STACKS} stacks on one key`);
  return [...person, ...(await stackFigures())];
};
