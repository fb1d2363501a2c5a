import type { DemoXledgerEmployee } from '../../local/demo-vendors/xledger/demo-xledger.ts';
import type { PartialDemoXledgerOptions } from '../../local/demo-vendors/xledger/options.ts';
import type { SeedXledgerEmployee } from '../../local/demo-vendors/xledger/seed.ts';
import type { XledgerFaultCase, XledgerFaultPlan } from '../../local/demo-vendors/xledger/demo-xledger.ts';
import type { WorldFaults } from '../../local/simulation/world-options.ts';
import type { World } from '../../local/simulation/world.ts';
import type { SettingsInput } from '../../shared/config/settings.ts';
import { isOpen } from '../../shared/state/run.ts';
import { buildSimployerPerson } from '../builders/simployer-company.ts';
import { createXledgerSystem } from '../builders/xledger-system.ts';
import type { XledgerSystem } from '../builders/xledger-system.ts';
import { repeated } from './invariants.ts';

/*
 * A company's first run to X-ledger under faults, then everything that must hold: it converges, nobody is there twice,
 * fields outside the mapping stay, nothing personal is kept or told, X-ledger is never asked faster than it takes, and
 * every run ends.
 */

/** Invented national ids. */
const IDS = ['13097248022', '29029600013'];
const LAG_IN_MILLIS = 60_000;
/** How long a lease holds that nobody gives back. */
const LEASE_IN_MILLIS = 21 * 60_000;
/** Our own share of what X-ledger takes in five seconds (X-ledger fact 7). */
const BUDGET = 15;

const peopleOf = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    buildSimployerPerson({
      number: 41 + index,
      employee: {
        ...(IDS[index] !== undefined && { ssn: IDS[index] }),
        lastName: `Nordmann ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.charAt(index)}`,
        birthDate: `19${70 + index}-05-01T00:00:00.000Z`,
        privateEmail: `own.${index}@example.com`,
      },
    }),
  );

/** The first ones, as payroll has them, with fields that no rule names. */
const inXledger = (count: number): readonly SeedXledgerEmployee[] =>
  Array.from({ length: count }, (_, index) => ({
    fields: { code: String(41 + index), description: 'Old name', yourReference: `keep ${index}`, text: 'keep' },
    contact: {
      firstName: 'Kari',
      lastName: `Nordmann ${'AB'.charAt(index)}`,
      birthday: `19${70 + index}-05-01`,
      jobTitle: 'keep',
    },
    bankAccount: '86011117947',
  }));

export interface XledgerScenarioInput {
  readonly people?: number;
  readonly options?: PartialDemoXledgerOptions;
  readonly xledger?: SettingsInput['xledger'];
  readonly faults?: WorldFaults;
}

export const createXledgerScenario = ({
  people = 5,
  options = {},
  xledger = {},
  faults = {},
}: XledgerScenarioInput = {}): XledgerSystem =>
  createXledgerSystem({
    people: peopleOf(people),
    options,
    faults,
    seed: { positionValues: ['Engineer', 'Foreman'], employees: inXledger(people > 2 ? 2 : 1) },
    xledger: { positionKind: 70_001, ...xledger },
  });

/** What X-ledger has, in an order and form that two worlds share. */
const employeesOf = (world: Pick<World, 'xledger'>): readonly unknown[] =>
  world.xledger.employees
    .map(({ fields, bankAccount, shown, contact }: DemoXledgerEmployee) => ({
      fields: Object.fromEntries(Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1))),
      bankAccount,
      title: (shown['positionValue'] as { description?: string } | null)?.description ?? null,
      contact:
        contact &&
        Object.fromEntries(
          Object.entries(contact).filter(([name, value]) => typeof value === 'string' && !/id$|At$/i.test(name)),
        ),
    }))
    .toSorted((one, other) => String(one.fields['code']).localeCompare(String(other.fields['code'])));

let undisturbed: readonly unknown[] | null = null;

/** What a run without a fault leaves, of five people. */
const employeesUndisturbed = async (): Promise<readonly unknown[]> => {
  if (undisturbed === null) {
    const calm = createXledgerScenario();
    await calm.sync();
    undisturbed = employeesOf(calm);
  }
  return undisturbed;
};

const findSecrets = (system: XledgerSystem): readonly string[] => {
  const accounts = system.simployer.employees().flatMap(({ bankAccount }) => bankAccount?.number ?? []);
  const kept = [
    ...system.table.items().map((item) => JSON.stringify(item)),
    JSON.stringify([system.logs, system.ends, system.starts]),
    ...system.events.map((event) => JSON.stringify('outcome' in event ? event.outcome : event)),
    ...system.errors.map((error) => (error instanceof Error ? `${error.message} ${error.stack}` : String(error))),
  ].join('\n');
  return [...IDS, ...accounts.map((account) => account.replaceAll(/\D/g, ''))]
    .filter((secret) => secret.length > 8 && kept.includes(secret))
    .map(() => 'a national id or an account number is kept');
};

const NAMES = /Nordmann|example\.com/;

/** @returns what does not hold; empty when all is well */
export const xledgerViolations = async (system: XledgerSystem, isPaced = true): Promise<readonly string[]> => {
  await system.untilQueuesAreEmpty();
  system.setFaults({});
  await system.advance(Math.max(LAG_IN_MILLIS, LEASE_IN_MILLIS));
  const healed = await system.sync();
  const most = system.xledger.mostRequestsInFiveSeconds();
  const found = [
    ...(healed.run.status === 'aborted' ? [`the run after the fault aborted: ${healed.run.abort?.code}`] : []),
    ...repeated(system.xledger.employees.map(({ fields }) => String(fields['code']))).map(
      (code) => `two employees have the code ${code}`,
    ),
    ...repeated((await system.xledgerEmployees.all()).flatMap(({ record }) => record?.id ?? [])).map(
      (id) => `record ${id} is given to two`,
    ),
    ...findSecrets(system),
    ...(NAMES.test(JSON.stringify([system.logs, system.ends, system.events])) ? ['a name or an address is told'] : []),
    ...(isPaced && most > BUDGET ? [`${most} requests in five seconds`] : []),
    ...(await system.runs.latestRuns(100)).filter(isOpen).map(({ runId }) => `run ${runId} is still open`),
    ...((await system.runs.holder('employees-to-xledger')) === null ? [] : ['the lease is still held']),
  ];
  if (JSON.stringify(employeesOf(system)) !== JSON.stringify(await employeesUndisturbed())) {
    found.push('X-ledger has something else than in an undisturbed world');
  }
  await system.advance(LAG_IN_MILLIS);
  const plan = await system.sync({ mode: 'plan' });
  const last = await system.sync();
  return [
    ...found,
    ...(plan.writes === 0 ? [] : ['a plan wrote']),
    ...[plan, last].flatMap(({ outcomes }) =>
      outcomes.flatMap(({ number, changes }) => changes.map(({ field }) => `still to be done: ${field} of ${number}`)),
    ),
    ...(last.writes === 0 ? [] : [`a run without a change wrote ${last.writes} times`]),
  ];
};

/** A fault for the first so many requests that match. */
export const firstOf = (
  count: number,
  matches: (text: string) => boolean,
  fault: XledgerFaultCase,
): XledgerFaultPlan => {
  let struck = 0;
  return (text) => {
    if (struck >= count || !matches(text)) return null;
    struck += 1;
    return fault;
  };
};

export const isMutation =
  (name: string) =>
  (text: string): boolean =>
    text.includes(`${name}(inputs`);
