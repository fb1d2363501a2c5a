import { todayInOslo } from '../../shared/records/values/calendar-date.ts';
import { addDays } from '../../shared/records/values/days.ts';
import { firstOfMonth } from '../demo-vendors/company/demo-dates.ts';
import type { Random } from '../demo-vendors/company/random.ts';
import type { Fault } from '../demo-vendors/poweroffice/faults.ts';
import type { Month } from './soak-month.ts';
import type { WorldFaults } from './world-options.ts';
import type { World } from './world.ts';

const NIGHTLY_FAULTS: readonly Fault[] = [
  { after: 'reset' },
  { after: 'cutBody' },
  { after: 502 },
  { before: 503 },
  { before: 429 },
  { after: 'html' },
  { before: 401 },
];

/** What goes wrong in one night: a share of the requests on all sides, and in every other such night a killed process. */
export const nightlyFaults = (random: Random): WorldFaults => {
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
export const workOfTheDay = (world: World, random: Random, month: Month, hiredNumbers: { last: number }): void => {
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
