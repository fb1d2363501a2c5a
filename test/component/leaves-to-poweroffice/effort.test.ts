import { addDays } from '../../../shared/records/values/days.ts';
import { createLeaveSystem } from '../../builders/leave-system.ts';
import { buildSimployerLeave } from '../../builders/simployer-time-off.ts';

const PEOPLE = 100;
/** A person and year. */
const ABSENCES = 40;
const MARCH = { from: ['2026-03-01'], to: ['2026-03-31'] };

test('a plan asks for lists alone and for the employments that are concerned, and an apply once more for what it writes', async () => {
  const people = Array.from({ length: PEOPLE }, (_, index) => ({ number: 42 + index }));
  const leaves = people.flatMap(({ number }, index) =>
    Array.from({ length: ABSENCES }, (_, nth) => {
      const start = addDays('2025-09-01', nth * 9 + (index % 7));
      // One in twenty has a leave that is reported, over March.
      const isReported = nth === 21 && index % 20 === 0;
      return buildSimployerLeave({
        id: `leave-${number}-${nth}`,
        employeeId: `person-${number}`,
        typeId: isReported ? 'parental' : nth % 3 === 0 ? 'sick' : 'vacation',
        startDate: `${start}T00:00:00.000Z`,
        endDate: `${addDays(start, isReported ? 200 : 2)}T00:00:00.000Z`,
        // A company whose leaves have degrees: of another, sick and parental leave of a year is read as well.
        ...(isReported && { gradePercentage: 80 }),
      });
    }),
  );
  const system = await createLeaveSystem({ people, timeOff: { leaves } });

  const planned = await system.plan(MARCH);
  const applied = await system.apply(planned);
  const again = await system.plan(MARCH);

  const written = PEOPLE / 20;
  expect(planned.outcomes.length).toBeGreaterThan(3 * PEOPLE);
  expect(planned.run.plan?.overview?.match).toMatchObject({ new: written, changed: 0, withdrawn: 0 });
  const listPages = Math.ceil(planned.outcomes.length / 100) + 1;
  // Company, departments, offices, people, types, the period, and for each mapped type the year before.
  expect(planned.run.apiCalls['simployer']).toBeLessThanOrEqual(7 + listPages + 2);
  // Token, privileges twice, employments; and the leaves of one employment each.
  expect(planned.run.apiCalls['poweroffice']).toBeLessThanOrEqual(4 + written);
  // The leave itself, and in PowerOffice its employment and the write.
  expect(applied.writes).toBe(written);
  const more = (vendor: string): number => (applied.run.apiCalls[vendor] ?? 0) - (planned.run.apiCalls[vendor] ?? 0);
  expect(more('simployer')).toBeLessThanOrEqual(written + 2);
  expect(more('poweroffice')).toBeLessThanOrEqual(2 * written + 2);
  expect(again.run.plan?.overview?.match).toMatchObject({ new: 0, changed: 0, same: written });
});
