import { syntheticAccountNumber } from '../local/demo-vendors/company/synthetic-numbers.ts';
import type { World } from '../local/simulation/world.ts';
import { createCountedWorld } from './counted-world.ts';
import type { CountedRun } from './counted-world.ts';
import type { Usage } from './usage.ts';

const DAY_IN_MILLIS = 24 * 3600 * 1000;
/** Rolling verification reads one salary in so many a night. */
const NIGHTS_PER_ROUND = 30;
const CHANGED_SHARE = 0.01;

/** The runs of a company's first days. */
export interface FirstRuns {
  readonly people: number;
  readonly firstLoad: CountedRun;
  readonly nothingChanged: CountedRun;
  readonly nothingChangedRolling: readonly CountedRun[];
  readonly someChangedRolling: CountedRun;
}

/**
 * A first load and the nights after it.
 * @param tell is told what is being measured
 */
export const runFirstDays = async (people: number, tell: (step: string) => void): Promise<FirstRuns> => {
  const counted = createCountedWorld({ people });
  const { world } = counted;
  const nextRun = async (step: string | null): Promise<CountedRun> => {
    if (step !== null) tell(`${people} people: ${step}`);
    const result = await counted.run();
    await world.advance(DAY_IN_MILLIS);
    return result;
  };
  const firstLoad = await nextRun('first load');
  const nothingChanged = await nextRun('nothing changed, every salary verified');
  world.configure({ salaryVerification: 'rolling' });
  const nothingChangedRolling: CountedRun[] = [];
  // One night tells little: a small company's people are not spread evenly over the round.
  for (let night = 1; night <= NIGHTS_PER_ROUND; night += 1) {
    nothingChangedRolling.push(
      await nextRun(night === 1 ? `nothing changed, rolling verification, ${NIGHTS_PER_ROUND} nights` : null),
    );
  }
  changeSome(world, Math.ceil(people * CHANGED_SHARE));
  const someChangedRolling = await nextRun('1 % changed, rolling verification');
  return { people, firstLoad, nothingChanged, nothingChangedRolling, someChangedRolling };
};

/** Gives people, spread over the company, in turn a new title, a new account, a rise. */
const changeSome = ({ simployer, clock }: World, count: number): void => {
  const everybody = simployer.employees();
  const today = new Date(clock.now()).toISOString();
  for (let index = 0; index < count; index += 1) {
    const person = everybody[Math.floor((index * everybody.length) / count)];
    if (person === undefined) continue;
    const { id } = person;
    if (index % 3 === 0) simployer.editEmployee(id, { title: 'Avdelingsleder' });
    else if (index % 3 === 1) {
      simployer.editEmployee(id, {
        bankAccount: { number: syntheticAccountNumber(900_000 + index), bank: 'DNB', country: 'NO' },
      });
    } else simployer.addCompensation({ employeeId: id, amount: 700_000, payoutPeriod: 'ANNUAL', effectiveDate: today });
  }
};

/** A first load, and an ordinary night after it: the default verification, 1 % of the people changed. */
export const measureUsage = async (
  people: number,
  tell: (step: string) => void,
): Promise<{ readonly firstLoad: Usage; readonly night: Usage }> => {
  const counted = createCountedWorld({ people });
  const { world } = counted;
  tell(`${people} people: what a first load costs`);
  const firstLoad = await counted.run();
  await world.advance(DAY_IN_MILLIS);
  changeSome(world, Math.ceil(people * CHANGED_SHARE));
  tell(`${people} people: what a night costs`);
  const night = await counted.run();
  return { firstLoad: firstLoad.usage, night: night.usage };
};
