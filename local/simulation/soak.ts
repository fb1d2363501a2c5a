import Table from 'cli-table3';
import { isOpen } from '../../shared/state/run.ts';
import { addDays, firstOfMonth } from '../demo-vendors/company/demo-dates.ts';
import { createRandom } from '../demo-vendors/company/random.ts';
import type { Random } from '../demo-vendors/company/random.ts';
import type { Fault } from '../demo-vendors/poweroffice/faults.ts';
import { todayInOslo } from '../../shared/records/values/calendar-date.ts';
import { createWorld } from './world.ts';
import type { World } from './world.ts';
import type { WorldFaults } from './world-options.ts';

// Two years of nightly runs in a few minutes: hires, leavers, rehires, rises, summer time, and something going wrong on
// every third night. Ends with code 1 when anybody was lost or doubled, or a run did not end.

const SEED = Number(process.argv[2] ?? 1);
const MONTHS = Number(process.argv[3] ?? 24);
const FIRST_PEOPLE = 40;
const HOUR_IN_MILLIS = 3_600_000;
/** 05:00 in Oslo in winter, which begins before the first change of the clock. */
const BEGINS = '2026-01-01T04:00:00Z';

/** What happened in a month. */
interface Month {
  readonly name: string;
  nights: number;
  hires: number;
  leavers: number;
  rehires: number;
  rises: number;
  faultyNights: number;
  aborted: number;
  withErrors: number;
  created: number;
  updated: number;
  writes: number;
  requests: number;
  readonly violations: string[];
}

const newMonth = (name: string): Month => ({
  name,
  nights: 0,
  hires: 0,
  leavers: 0,
  rehires: 0,
  rises: 0,
  faultyNights: 0,
  aborted: 0,
  withErrors: 0,
  created: 0,
  updated: 0,
  writes: 0,
  requests: 0,
  violations: [],
});

const NIGHTLY_FAULTS: readonly Fault[] = [
  { after: 'reset' },
  { after: 'cutBody' },
  { after: 502 },
  { before: 503 },
  { before: 429 },
  { after: 'html' },
  { before: 401 },
];

const nightlyFaults = (random: Random): WorldFaults => {
  const share = random.integer(1, 5) / 100;
  const tableShare = random.integer(0, 5) / 100;
  const crashesAfter = random.chance(0.5) ? random.integer(1, 600) : Infinity;
  let points = 0;
  return {
    powerOffice: () =>
      random.chance(share) ? (NIGHTLY_FAULTS[random.integer(0, NIGHTLY_FAULTS.length - 1)] ?? null) : null,
    table: () => (random.chance(tableShare) ? 'throttled' : null),
    queue: { duplicateShare: 0.05, reorders: true, delayInMillis: 5_000 },
    crash: () => {
      points += 1;
      return points === crashesAfter;
    },
  };
};

/** A day of HR's work: most days nothing, now and then somebody comes, goes, comes back or earns more. */
const workOfTheDay = (world: World, random: Random, month: Month, hiredNumbers: { last: number }): void => {
  const { simployer } = world;
  const today = todayInOslo(world.clock.now());
  const wire = (date: string): string => `${date}T00:00:00.000Z`;
  const people = simployer.employees();
  const someone = people[random.integer(0, people.length - 1)];
  if (someone === undefined) return;
  const jobs = simployer.employments().filter(({ employeeId }) => employeeId === someone.id);
  const typeId = simployer.employments()[0]?.typeId ?? '';
  const note = '7125101 - Tømrer';

  if (random.chance(0.08)) {
    hiredNumbers.last += 1;
    month.hires += 1;
    const number = String(hiredNumbers.last);
    const hired = simployer.addEmployee({
      employeeNumber: number,
      firstName: 'Ny',
      lastName: `Ansatt ${number}`,
      workEmail: `ny.ansatt.${number}@fjordlys.example`,
      hireDate: wire(today),
      birthDate: wire('1990-05-01'),
    });
    const job = simployer.addEmployment({ employeeId: hired.id, typeId, startDate: wire(today), note });
    const pay = simployer.addCompensation({ employeeId: hired.id, amount: 520_000, effectiveDate: wire(today) });
    simployer.editEmployee(hired.id, { employmentId: job.id, compensationId: pay.id });
  }
  if (someone.active && random.chance(0.1)) {
    month.leavers += 1;
    for (const { id, endDate } of jobs)
      if (endDate === undefined) simployer.editEmployment(id, { endDate: wire(today) });
    simployer.deactivateEmployee(someone.id);
  } else if (!someone.active && random.chance(0.5)) {
    month.rehires += 1;
    const job = simployer.addEmployment({ employeeId: someone.id, typeId, startDate: wire(addDays(today, 1)), note });
    simployer.editEmployee(someone.id, { active: true, employmentId: job.id });
  } else if (someone.active && random.chance(0.15)) {
    month.rises += 1;
    const amount = 500_000 + 1_000 * random.integer(0, 300);
    simployer.addCompensation({ employeeId: someone.id, amount, effectiveDate: wire(firstOfMonth(today, 1)) });
  }
};

const repeated = (keys: readonly string[]): string[] =>
  [...Map.groupBy(keys, (key) => key)].filter(([, those]) => those.length > 1).map(([key]) => key);

/** I2, I7 and I9; I1, I4 and I5 are looked at where the runs are. */
const check = async (world: World): Promise<string[]> => {
  const { employees } = world.powerOffice.state;
  const twice = [
    ...repeated(employees.flatMap(({ ExternalNumber }) => (ExternalNumber === null ? [] : [String(ExternalNumber)]))),
    ...employees.flatMap(({ Id, employments, bankAccounts }) => [
      ...repeated(employments.map(({ StartDate, ProfessionCode }) => `${Id}/${StartDate}/${ProfessionCode}`)),
      ...repeated(bankAccounts.map(({ BankAccountNumber }) => `${Id}/${BankAccountNumber}`)).map(
        () => `an account of ${Id}`,
      ),
      ...employments.flatMap(({ Id: id, salaries }) => repeated(salaries.map(({ FromDate }) => `${id}/${FromDate}`))),
    ]),
  ];
  const open = (await world.runs.latestRuns(40)).filter(isOpen);
  const holder = await world.runs.holder();
  return [
    ...twice.map((key) => `I2: ${key} twice`),
    ...open.map(({ runId }) => `I9: run ${runId} is open`),
    ...(holder === null ? [] : [`I9: run ${holder} holds the lease`]),
  ];
};

/** A calm night at the end of a month: everybody is as they should be, and a second run has nothing to do. */
const checkCalmNight = async (world: World): Promise<string[]> => {
  world.setFaults({});
  await world.run();
  await world.untilQueuesAreEmpty();
  await world.advance(HOUR_IN_MILLIS);
  const before = world.powerOffice.writes;
  const plan = await world.run({ mode: 'plan' });
  const found = world.powerOffice.writes === before ? [] : ['I4: a plan wrote'];
  const { totals, employees } = await world.run();
  if (world.powerOffice.writes !== before)
    found.push(`I1: ${world.powerOffice.writes - before} writes without a change`);
  if (plan.employees.some(({ changes }) => changes.length > 0))
    found.push('I1: a plan still wants to change something');
  const ids = new Set(employees.map(({ simployerEmployeeId }) => simployerEmployeeId));
  const lost = world.simployer.employees().filter(({ id }) => !ids.has(id)).length;
  if (lost > 0 || totals.inScope !== employees.length) found.push(`I5: ${lost} people disappeared`);
  const unpaid = world.simployer
    .employees()
    .filter(
      ({ active, employeeNumber }) =>
        active &&
        !world.powerOffice.state.employees.some(
          (employee) => String(employee.Number) === employeeNumber && !employee.IsArchived,
        ),
    );
  const inDoubt = employees.filter(({ problems }) => problems.some(({ code }) => code === 'WRITE_IN_DOUBT')).length;
  if (unpaid.length > inDoubt) found.push(`${unpaid.length} active people are not on the payroll`);
  return found;
};

const soak = async (): Promise<readonly Month[]> => {
  const random = createRandom(SEED);
  const world = createWorld({
    seed: SEED,
    company: FIRST_PEOPLE,
    options: { startsAt: BEGINS, powerOffice: { replicaLagInMillis: 5_000 } },
  });
  const hiredNumbers = { last: 5_000 };
  const months: Month[] = [];
  let today = todayInOslo(world.clock.now());
  const end = firstOfMonth(today, MONTHS);
  let month = newMonth('');

  while (today < end) {
    const name = today.slice(0, 7);
    if (month.name !== name) {
      month = newMonth(name);
      months.push(month);
    }
    workOfTheDay(world, random, month, hiredNumbers);
    const isFaulty = random.chance(0.33);
    if (isFaulty) month.faultyNights += 1;
    world.setFaults(isFaulty ? nightlyFaults(random) : {});
    const [writes, requests] = [world.powerOffice.writes, world.powerOffice.requests.length];
    await world.start({ trigger: 'schedule' });
    await world.untilQueuesAreEmpty();
    const [run] = await world.runs.latestRuns(1);
    month.nights += 1;
    month.aborted += Number(run?.status === 'aborted');
    month.withErrors += Number(run?.status === 'completed_with_errors');
    month.created += run?.totals?.created ?? 0;
    month.updated += run?.totals?.updated ?? 0;
    month.writes += world.powerOffice.writes - writes;
    month.requests += world.powerOffice.requests.length - requests;

    const tomorrow = addDays(today, 1);
    if (tomorrow.slice(0, 7) !== name) {
      month.violations.push(...(await checkCalmNight(world)), ...(await check(world)));
    }
    today = tomorrow;
    const next = Date.parse(`${tomorrow}T04:00:00Z`);
    await world.advance(Math.max(0, next - world.clock.now()));
  }
  return months;
};

const startedAt = performance.now();
const months = await soak();
const table = new Table({
  head: [
    'Month',
    'Nights',
    'Hires',
    'Leavers',
    'Rehires',
    'Rises',
    'Faulty',
    'Aborted',
    'Errors',
    'Created',
    'Updated',
    'Writes',
    'Requests',
    'Invariants',
  ],
  style: { head: [], border: [] },
});
for (const month of months) {
  const { name, violations, ...counts } = month;
  table.push([name, ...Object.values(counts), violations.length === 0 ? 'hold' : violations.join('\n')]);
}
console.log(table.toString());
const found = months.flatMap(({ violations }) => violations);
console.log(
  `${months.length} months with seed ${SEED} in ${((performance.now() - startedAt) / 1000).toFixed(0)} s: ` +
    (found.length === 0 ? 'every invariant holds.' : `${found.length} violations.`),
);
process.exitCode = found.length === 0 ? 0 : 1;
