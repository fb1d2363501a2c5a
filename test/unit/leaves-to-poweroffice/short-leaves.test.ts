import { completingSums } from '../../../shared/flows/leaves-to-poweroffice/rules/short-leaves.ts';
import { leaveId } from '../../../shared/model/time-off.ts';

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
