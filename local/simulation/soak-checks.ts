import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import { isOpen } from '../../shared/state/run.ts';
import type { World } from './world.ts';

const HOUR_IN_MILLIS = 3_600_000;

const repeated = (keys: readonly string[]): string[] =>
  [...Map.groupBy(keys, (key) => key)].filter(([, those]) => those.length > 1).map(([key]) => key);

/** I2, I7 and I9; I1, I4 and I5 are looked at where the runs are. */
export const check = async (world: World): Promise<string[]> => {
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
  const holder = await world.runs.holder(FIRST_FLOW);
  return [
    ...twice.map((key) => `I2: ${key} twice`),
    ...open.map(({ runId }) => `I9: run ${runId} is open`),
    ...(holder === null ? [] : [`I9: run ${holder} holds the lease`]),
  ];
};

/** A calm night at the end of a month: everybody is as they should be, and a second run has nothing to do. */
export const checkCalmNight = async (world: World): Promise<string[]> => {
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
