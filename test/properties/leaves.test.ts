import * as fc from 'fast-check';
import { createLeaveSystem } from '../builders/leave-system.ts';
import type { LeaveSystem } from '../builders/leave-system.ts';
import { addDays } from '../../shared/records/values/days.ts';
import { runCount } from './run-count.ts';
import type { SimployerLeave } from '../../local/demo-vendors/simployer/simployer-tenant.ts';

/* Whatever leaves there are and whatever becomes of them, PowerOffice has none twice, and never more than a whole absence. */

// Mostly such as are sent, and of one person: many are to stand on the same days.
const TYPES = ['parental', 'military', 'parental', 'military', 'vacation', 'unmapped'] as const;
const STATUSES = ['APPROVED', 'CONFIRMED', 'APPROVED', 'PENDING', 'CANCELLED'] as const;
const PEOPLE = [42, 42, 42, 43] as const;

const anyLeave = fc.record({
  person: fc.constantFrom(...PEOPLE),
  type: fc.constantFrom(...TYPES),
  status: fc.constantFrom(...STATUSES),
  start: fc.integer({ min: -60, max: 60 }),
  length: fc.integer({ min: 0, max: 120 }),
  grade: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
});
type AnyLeave = typeof anyLeave extends fc.Arbitrary<infer T> ? T : never;

const toRow = ({ person, type, status, start, length, grade }: AnyLeave, id: string): SimployerLeave => {
  const first = addDays('2026-04-01', start);
  return {
    id,
    employeeId: `person-${person}`,
    typeId: type,
    status,
    duration: 'longer',
    startDate: `${first}T00:00:00.000Z`,
    endDate: `${addDays(first, length)}T00:00:00.000Z`,
    ...(grade !== undefined && { gradePercentage: grade }),
  };
};

/** One that payroll has entered of person 42, from the first day of one of the leaves: that may be the same. */
const anyOfPayroll = fc.record({
  TypeOfLeave: fc.constantFrom('Maternity' as const, 'Military' as const),
  sameDayAs: fc.nat({ max: 4 }),
  length: fc.integer({ min: 0, max: 120 }),
  LeavePercentage: fc.integer({ min: 1, max: 100 }),
});
type AnyOfPayroll = typeof anyOfPayroll extends fc.Arbitrary<infer T> ? T : never;

const toPayroll = ({ sameDayAs, length, ...leave }: AnyOfPayroll, leaves: readonly AnyLeave[]) => {
  const StartDate = addDays('2026-04-01', leaves[sameDayAs % leaves.length]?.start ?? 0);
  return { ...leave, StartDate, EndDate: addDays(StartDate, length) };
};

/** Which of the writes PowerOffice refuses. */
const anyRefusals = fc.array(fc.integer({ min: 0, max: 11 }), { maxLength: 3 });

/** The days of each employment on which its leaves come to more than a whole absence. */
const daysAbove100 = (held: ReturnType<LeaveSystem['inPayroll']>): readonly string[] =>
  [20_042, 20_043].flatMap((employment) => {
    const own = held.filter(({ EmploymentId }) => EmploymentId === employment);
    // Whatever adds up on a day adds up on the first day of one of them.
    return own
      .map(({ StartDate }) => StartDate ?? '')
      .filter((day) => {
        const ofDay = own.filter(({ StartDate, EndDate }) => (StartDate ?? '') <= day && (EndDate ?? '') >= day);
        return ofDay.reduce((total, { LeavePercentage }) => total + (LeavePercentage ?? 0), 0) > 100;
      });
  });

test('plans and applies come to rest, with every leave once and no day above 100 % at any time', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(anyLeave, anyLeave), { minLength: 2, maxLength: 5 }),
      fc.constantFrom('report' as const, 'delete' as const),
      anyRefusals,
      fc.option(anyOfPayroll),
      async (leaves, onWithdrawal, refusals, ofPayroll) => {
        const vacation = toRow(
          { person: 42, type: 'vacation', status: 'APPROVED', start: 0, length: 1, grade: 50 },
          'always',
        );
        const first = leaves.map(([before]) => before);
        const enteredByHand = ofPayroll === null ? [] : [toPayroll(ofPayroll, first)];
        let writes = -1;
        const above: string[] = [];
        const system: LeaveSystem = await createLeaveSystem({
          people: [
            {
              number: 42,
              employments: [{ Id: 20_042, StartDate: '2020-01-01', leaves: enteredByHand }],
            },
            { number: 43 },
          ],
          // What changes later goes to payroll's people by default, and is written here.
          settings: { timeOff: { onWithdrawal, onTermsChange: 'patch', minimumDays: 1 } },
          timeOff: { leaves: [vacation, ...leaves.map(([before], index) => toRow(before, `leave-${index}`))] },
          faults: {
            powerOffice: ({ method, path }) => {
              if (method === 'GET' || !path.includes('/Leaves')) return null;
              above.push(...daysAbove100(system.inPayroll()));
              writes += 1;
              return refusals.includes(writes)
                ? { before: 'refuse', status: 400, title: 'Employment validation error(s)', detail: 'Wrong.' }
                : null;
            },
          },
        });
        await system.send();
        for (const [index, [before, after]] of leaves.entries()) {
          // Nobody takes another's leave over.
          const { id: _id, ...changed } = toRow({ ...after, person: before.person }, '');
          system.simployer.editLeave(`leave-${index}`, changed);
        }
        await system.send();
        above.push(...daysAbove100(system.inPayroll()));
        system.setFaults({});
        // A leave may wait for room that another one makes: one plan each.
        for (let plans = 0; plans < leaves.length; plans += 1) await system.send();
        expect((await system.send()).writes).toBe(0);

        const held = system.inPayroll();
        const ids = held.map(({ ReportingId }) => ReportingId);
        expect(ids).toEqual([...new Set(ids)]);
        expect([...above, ...daysAbove100(held)]).toEqual([]);
      },
    ),
    { numRuns: runCount(12) },
  );
});
