import * as fc from 'fast-check';
import type { Fault } from '../../local/demo-vendors/poweroffice/faults.ts';
import { addDays } from '../../shared/records/values/days.ts';
import { compareText } from '../../shared/records/values/text.ts';
import { createFileSystem } from '../builders/file-system.ts';
import { createLeaveSystem } from '../builders/leave-system.ts';
import { buildSimployerLeave } from '../builders/simployer-time-off.ts';
import { runCount } from './run-count.ts';

/* Whatever answer is lost and whenever a process dies: no leave is in PowerOffice twice, and none in two files that count. */

const PEOPLE = [42, 43, 44];

/** Of each person, from which day of the period on they are away, and how long. */
const anyAbsences = fc.tuple(
  ...PEOPLE.map(() => fc.record({ start: fc.integer({ min: 0, max: 20 }), days: fc.integer({ min: 14, max: 90 }) })),
);
type AnyAbsences = typeof anyAbsences extends fc.Arbitrary<infer T> ? T : never;

const leavesFrom = (firstDay: string, typeId: string, absences: AnyAbsences) =>
  absences.map(({ start, days }, index) =>
    buildSimployerLeave({
      id: `leave-${PEOPLE[index]}`,
      employeeId: `person-${PEOPLE[index]}`,
      typeId,
      startDate: `${addDays(firstDay, start)}T00:00:00.000Z`,
      endDate: `${addDays(firstDay, start + days)}T00:00:00.000Z`,
    }),
  );

/** Which of the writes goes wrong, and how. */
const anyLoss = fc.record({
  write: fc.integer({ min: 0, max: 7 }),
  fault: fc.constantFrom<Fault>(
    { before: 'reset' },
    { before: 503 },
    { after: 'reset' },
    { after: 'cutBody' },
    { after: 502 },
  ),
});
/** Some of the several hundred moments at which a process may die. */
const anyDeaths = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 4 });
const anyLag = fc.constantFrom(0, 2_000, 30_000);

test('leaves: once in PowerOffice, and a second apply writes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyAbsences,
      fc.array(anyLoss, { maxLength: 4 }),
      anyDeaths,
      anyLag,
      async (absences, losses, deaths, replicaLagInMillis) => {
        let writes = -1;
        const system = await createLeaveSystem({
          people: PEOPLE.map((number) => ({ number })),
          timeOff: { leaves: leavesFrom('2026-03-10', 'parental', absences) },
          powerOffice: { replicaLagInMillis },
          faults: {
            powerOffice: ({ method, path }) => {
              if (method === 'GET' || !path.includes('/Leaves')) return null;
              writes += 1;
              return losses.find(({ write }) => write === writes)?.fault ?? null;
            },
            crash: ({ index }) => deaths.includes(index),
          },
        });
        await system.send().catch(() => null);
        system.simployer.editLeave('leave-42', { endDate: '2026-08-31T00:00:00.000Z' });
        await system.advance(25 * 60_000);
        await system.send().catch(() => null);

        system.setFaults({});
        await system.advance(25 * 60_000);
        await system.send();
        await system.advance(60_000);
        const again = await system.send();
        const held = system
          .inPayroll()
          .toSorted((one, other) => compareText(`${one.ReportingId}`, `${other.ReportingId}`));
        expect(held.map(({ ReportingId }) => ReportingId)).toEqual(PEOPLE.map((number) => `SIM-leave-${number}`));
        expect(held[0]).toMatchObject({ EndDate: '2026-08-31' });
        expect(again.writes).toBe(0);
      },
    ),
    { numRuns: runCount(10) },
  );
});

test('the file: each leave stands once in the files that count, and a second apply makes none', async () => {
  await fc.assert(
    fc.asyncProperty(anyAbsences, anyDeaths, anyDeaths, async (absences, deaths, laterDeaths) => {
      const system = createFileSystem({
        people: PEOPLE.map((number) => ({ number })),
        timeOff: { leaves: leavesFrom('2024-02-01', 'vacation', absences) },
        faults: { crash: ({ index }) => deaths.includes(index) },
      });
      await system.send().catch(() => null);
      const diedBy = system.crashPoints();
      system.setFaults({ crash: ({ index }) => laterDeaths.includes(index - diedBy) });
      await system.advance(25 * 60_000);
      await system.send().catch(() => null);

      system.setFaults({});
      await system.advance(25 * 60_000);
      await system.send();
      const again = await system.send();
      const numbers = (await system.exportedLines()).map((line) => line.split(';')[0] ?? '').toSorted(compareText);
      expect(numbers).toEqual(PEOPLE.map((number) => `"${number}"`));
      expect(again).toMatchObject({ file: null, told: PEOPLE.map((number) => `leave-${number}: unchanged`) });
    }),
    { numRuns: runCount(10) },
  );
});
