import { leaveGuard } from '../../../shared/flows/leaves-to-poweroffice/guards.ts';
import type { LeaveGroup } from '../../../shared/time-off/groups.ts';

const sent = (groups: Partial<Record<LeaveGroup, number>>) =>
  Object.entries(groups).flatMap(([group, count]) =>
    Array.from({ length: count }, (_, index) => ({
      sourceId: `${group}-${index}`,
      number: index === 0 ? null : String(index),
      group: group as LeaveGroup,
    })),
  );

test.each([
  [{ same: 40, changed: 10 }, true],
  [{ same: 40, changed: 11 }, false],
  [{ same: 40, changed: 6, withdrawn: 5 }, false],
  [{ same: 80, changed: 20 }, true],
  [{ same: 79, changed: 21 }, false],
  [{ new: 50, held: 50, notForTarget: 50 }, true],
  [{ withdrawn: 10 }, true],
  [{}, true],
])('of leaves that were sent %j may be written: %s', (groups, mayBe) => {
  const leaves = sent(groups);
  expect(leaveGuard(leaves, leaves.length).length === 0).toBe(mayBe);
});

test('a plan for some of them is measured by all that the period has', () => {
  expect(leaveGuard(sent({ changed: 11 }), 55)).toEqual([]);
  expect(leaveGuard(sent({ changed: 12 }), 55)).toMatchObject([
    { message: '12 of the 55 leaves of the period that were sent are changed or withdrawn; 11 is the most.' },
  ]);
});

test('the guard names figures and people, by number where there is one', () => {
  expect(leaveGuard(sent({ withdrawn: 11 }), 11)).toEqual([
    {
      code: 'LEAVE_GUARD',
      message: '11 of the 11 leaves of the period that were sent are changed or withdrawn; 10 is the most.',
      people: ['withdrawn-0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'],
    },
  ]);
});
