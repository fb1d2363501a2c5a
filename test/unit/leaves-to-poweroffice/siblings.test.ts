import * as fc from 'fast-check';
import { completingSums, overbooked } from '../../../shared/flows/leaves-to-poweroffice/rules/siblings.ts';
import type { WantedBy } from '../../../shared/flows/leaves-to-poweroffice/rules/siblings.ts';
import { leaveId } from '../../../shared/model/time-off.ts';
import { addDays, daysFrom } from '../../../shared/records/values/days.ts';
import { MAIN_EMPLOYMENT, OTHER_EMPLOYMENT } from '../../builders/leave.ts';

const wanted = (
  id: string,
  StartDate: string,
  EndDate: string,
  LeavePercentage: string,
  employment = MAIN_EMPLOYMENT,
): WantedBy => ({
  id: leaveId.parse(id),
  wanted: [
    { employment, reportingId: `SIM-${id}`, fields: { TypeOfLeave: 'Maternity', StartDate, EndDate, LeavePercentage } },
  ],
});

test.each([
  ['60 and 40 on the same days', ['60', '2026-04-01', '2026-04-30'], ['40', '2026-04-01', '2026-04-30'], []],
  ['60 and 50 on the same days', ['60', '2026-04-01', '2026-04-30'], ['50', '2026-04-01', '2026-04-30'], ['a', 'b']],
  ['60 and 50, one in the other', ['60', '2026-04-01', '2026-04-30'], ['50', '2026-04-10', '2026-04-12'], ['a', 'b']],
  ['100 and 100, one after the other', ['100', '2026-04-01', '2026-04-30'], ['100', '2026-05-01', '2026-05-31'], []],
  [
    '100 and 1, which meet on a day',
    ['100', '2026-04-01', '2026-05-01'],
    ['1', '2026-05-01', '2026-05-31'],
    ['a', 'b'],
  ],
  ['37.5 and 62.5', ['37.5', '2026-04-01', '2026-04-30'], ['62.5', '2026-04-01', '2026-04-30'], []],
] as const)('leaves of %s are too much: %s', (_title, one, other, expected) => {
  const leaves = [wanted('a', one[1], one[2], one[0]), wanted('b', other[1], other[2], other[0])];
  expect([...overbooked(leaves)]).toEqual(expected);
});

test('leaves of two employments do not add up', () => {
  const leaves = [
    wanted('a', '2026-04-01', '2026-04-30', '100'),
    wanted('b', '2026-04-01', '2026-04-30', '100', OTHER_EMPLOYMENT),
  ];
  expect(overbooked(leaves).size).toBe(0);
});

test('what is left of any leaves never adds up to more than 100 % on a day', () => {
  const anyLeave = fc.record({
    start: fc.integer({ min: 0, max: 40 }),
    length: fc.integer({ min: 0, max: 20 }),
    grade: fc.integer({ min: 1, max: 100 }),
  });
  fc.assert(
    fc.property(fc.array(anyLeave, { maxLength: 8 }), (drawn) => {
      const leaves = drawn.map(({ start, length, grade }, index) => {
        const first = addDays('2026-04-01', start);
        return wanted(String(index), first, addDays(first, length), String(grade));
      });
      const held = overbooked(leaves);
      const left = leaves.filter(({ id }) => !held.has(id)).flatMap((leave) => leave.wanted);
      for (const day of daysFrom('2026-04-01', '2026-06-30')) {
        const sum = left
          .filter(({ fields }) => fields.StartDate <= day && fields.EndDate >= day)
          .reduce((total, { fields }) => total + Number(fields.LeavePercentage), 0);
        expect(sum).toBeLessThanOrEqual(100);
      }
    }),
  );
});

const short = (id: string, from: string, to: string) => ({ id: leaveId.parse(id), from, to });

test.each([
  [
    'ten days and six in the year',
    [short('a', '2026-01-01', '2026-01-10'), short('b', '2026-11-01', '2026-11-06')],
    ['b'],
  ],
  [
    'in whatever order they come',
    [short('b', '2026-11-01', '2026-11-06'), short('a', '2026-01-01', '2026-01-10')],
    ['b'],
  ],
  ['ten days and three', [short('a', '2026-01-01', '2026-01-10'), short('b', '2026-11-01', '2026-11-03')], []],
  [
    'ten days and six a year later',
    [short('a', '2025-11-01', '2025-11-10'), short('b', '2026-11-01', '2026-11-06')],
    [],
  ],
  [
    'ten days and six within a year',
    [short('a', '2025-11-02', '2025-11-11'), short('b', '2026-11-01', '2026-11-06')],
    ['b'],
  ],
  [
    'a third after the sum is complete',
    [
      short('a', '2026-01-01', '2026-01-10'),
      short('b', '2026-02-01', '2026-02-06'),
      short('c', '2026-03-01', '2026-03-02'),
    ],
    ['b'],
  ],
])('short leaves, %s, are completed by %s', (_title, leaves, expected) => {
  expect([...completingSums(leaves)]).toEqual(expected);
});
