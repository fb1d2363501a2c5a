// Two years of nightly runs in a few minutes: hires, leavers, rehires, rises, summer time, and something going wrong on
// every third night. Ends with code 1 when anybody was lost or doubled, or a run did not end.
import { todayInOslo } from '../../shared/records/values/calendar-date.ts';
import { addDays } from '../../shared/records/values/days.ts';
import { firstOfMonth } from '../demo-vendors/company/demo-dates.ts';
import { createRandom } from '../demo-vendors/company/random.ts';
import { check, checkCalmNight } from './soak-checks.ts';
import { nightlyFaults, workOfTheDay } from './soak-day.ts';
import { newMonth, renderMonths } from './soak-month.ts';
import type { Month } from './soak-month.ts';
import { createWorld } from './world.ts';

const SEED = Number(process.argv[2] ?? 1);
const MONTHS = Number(process.argv[3] ?? 24);
const FIRST_PEOPLE = 40;
/** 05:00 in Oslo in winter, which begins before the first change of the clock. */
const BEGINS = '2026-01-01T04:00:00Z';

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
console.log(renderMonths(months));
const found = months.flatMap(({ violations }) => violations);
console.log(
  `${months.length} months with seed ${SEED} in ${((performance.now() - startedAt) / 1000).toFixed(0)} s: ` +
    (found.length === 0 ? 'every invariant holds.' : `${found.length} violations.`),
);
process.exitCode = found.length === 0 ? 0 : 1;
