import fc from 'fast-check';
import { createRandom } from '../../local/demo-vendors/company/random.ts';
import type { World } from '../../local/simulation/world.ts';
import type { WorldFaults, WorldInput } from '../../local/simulation/world-options.ts';
import { plannedDecision } from './decisions.ts';
import type { PlannedDecision } from './decisions.ts';
import type { Fault } from '../../local/demo-vendors/poweroffice/faults.ts';

/** What may go wrong in a random world: plain numbers, so that a failing one can be printed and played again. */
export interface FaultMix {
  readonly seed: number;
  readonly people: number;
  readonly lagInSeconds: number;
  readonly latencyInMillis: number;
  readonly jitterInMillis: number;
  /** Shares of the requests to PowerOffice, 0 to 1. */
  readonly lostAnswers: number;
  readonly refusals: number;
  readonly throttles: number;
  /** Shares of the calls of the table. */
  readonly tableFailures: number;
  readonly tableLostAnswers: number;
  /** Shares of the messages. */
  readonly duplicates: number;
  readonly delayInSeconds: number;
  /** The processes die when so many crash points have passed, each counted from the last. */
  readonly crashes: readonly number[];
  /** What HR does before the second run, per person. */
  readonly edits: readonly ('title' | 'raise' | 'move' | 'leave' | 'account' | 'switch')[];
  readonly createsFirstLines: boolean;
  readonly choosesOnlyBankAccount: boolean;
  readonly clearsOtherDefaults: boolean;
  readonly skewInMinutes: number;
  /** What people decide before, between and in the runs. */
  readonly decisions: readonly PlannedDecision[];
}

const share = (most: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: 10 }).map((tenth) => (tenth / 10) * most);

export const faultMix: fc.Arbitrary<FaultMix> = fc.record({
  seed: fc.nat(1_000_000),
  people: fc.integer({ min: 1, max: 14 }),
  lagInSeconds: fc.constantFrom(0, 2, 30),
  latencyInMillis: fc.constantFrom(150, 400, 3_000),
  jitterInMillis: fc.constantFrom(0, 40),
  lostAnswers: share(0.1),
  refusals: share(0.05),
  throttles: share(0.2),
  tableFailures: share(0.1),
  tableLostAnswers: share(0.03),
  duplicates: share(0.5),
  delayInSeconds: fc.constantFrom(0, 20, 120),
  crashes: fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 4 }),
  edits: fc.array(fc.constantFrom('title', 'raise', 'move', 'leave', 'account', 'switch'), { maxLength: 4 }),
  createsFirstLines: fc.boolean(),
  choosesOnlyBankAccount: fc.boolean(),
  clearsOtherDefaults: fc.boolean(),
  skewInMinutes: fc.constantFrom(0, 0, 0, 5),
  decisions: fc.array(plannedDecision, { maxLength: 4 }),
});

const LOST: readonly Fault[] = [
  { after: 'reset' },
  { after: 'cutBody' },
  { after: 'html' },
  { after: 'emptyBody' },
  { after: 502 },
  { after: 'hang' },
];
const REFUSED: readonly Fault[] = [{ before: 500 }, { before: 503 }, { before: 'reset' }, { before: 401 }];

const pick = <T>(values: readonly T[], number: number): T => values[number % values.length]!;

export const worldOf = (mix: FaultMix): WorldInput => ({
  seed: mix.seed,
  company: mix.people,
  options: {
    latencyInMillis: mix.latencyInMillis,
    jitterInMillis: mix.jitterInMillis,
    powerOffice: {
      replicaLagInMillis: mix.lagInSeconds * 1_000,
      createsFirstLines: mix.createsFirstLines,
      choosesOnlyBankAccount: mix.choosesOnlyBankAccount,
      clearsOtherDefaults: mix.clearsOtherDefaults,
    },
  },
});

export const faultsOf = (mix: FaultMix): WorldFaults => {
  const crashes = [...mix.crashes];
  let sinceLast = 0;
  return {
    powerOffice: (_request, sequence) => {
      const random = createRandom(Math.imul(mix.seed, 31) + sequence);
      if (random.chance(mix.lostAnswers)) return pick(LOST, random.integer(0, 5));
      if (random.chance(mix.refusals)) return pick(REFUSED, random.integer(0, 3));
      return random.chance(mix.throttles) ? { before: 429 } : null;
    },
    table: ({ index }) => {
      const random = createRandom(Math.imul(mix.seed, 37) + index);
      if (random.chance(mix.tableFailures)) return 'throttled';
      return random.chance(mix.tableLostAnswers) ? 'answerLost' : null;
    },
    queue: { duplicateShare: mix.duplicates, delayInMillis: mix.delayInSeconds * 1_000, reorders: true },
    crash: () => {
      sinceLast += 1;
      if (sinceLast !== crashes[0]) return false;
      sinceLast = 0;
      crashes.shift();
      return true;
    },
    clockSkewInMillis: (process) => pick([0, -1, 1], process) * mix.skewInMinutes * 60_000,
  };
};

/** The day after the one on which worlds begin: a fault that takes hours changes nothing about what is right. */
const EDITED_ON = '2026-03-03T00:00:00.000Z';

/** HR's work between two runs, one person after the other. */
export const edit = ({ simployer }: World, edits: FaultMix['edits']): void => {
  const people = simployer.employees();
  edits.forEach((kind, index) => {
    const person = people[index % people.length]!;
    const employments = simployer.employments().filter(({ employeeId }) => employeeId === person.id);
    switch (kind) {
      case 'title':
        simployer.editEmployee(person.id, { title: 'Newly titled', lastName: 'Newly' });
        break;
      case 'raise':
        simployer.addCompensation({ employeeId: person.id, amount: 777_000, effectiveDate: EDITED_ON });
        break;
      case 'move':
        simployer.editEmployee(person.id, {
          homeAddress: { street: 'Nygata 1', postalCode: '0150', city: 'Oslo', country: 'NO' },
        });
        break;
      case 'leave':
        for (const { id } of employments) simployer.editEmployment(id, { endDate: EDITED_ON });
        simployer.deactivateEmployee(person.id);
        break;
      case 'account':
        simployer.editEmployee(person.id, { bankAccount: { number: '12345678903', bank: 'Ny bank', country: 'NO' } });
        break;
      case 'switch': {
        const employment = simployer.addEmployment({
          employeeId: person.id,
          typeId: employments[0]!.typeId,
          startDate: EDITED_ON,
          note: '2511101 - Developer',
        });
        simployer.editEmployee(person.id, { employmentId: employment.id });
        break;
      }
    }
  });
};
