import { shownLeave } from '../../../shared/time-off/listed-leave.ts';
import { buildLeave, buildLeaveType } from '../../builders/leave.ts';

test('A plan shows what a leave is as it is', () => {
  const leave = buildLeave({ startDate: '2026-04-01', endDate: '2026-04-14', grade: '37.5' });
  expect(shownLeave(leave, buildLeaveType({ name: 'Ferie (ny)', code: 'FERIE' }), null)).toEqual({
    type: 'Ferie (ny)',
    code: 'FERIE',
    from: '2026-04-01',
    to: '2026-04-14',
    grade: 37.5,
  });
  expect(shownLeave(leave, null, null)).toMatchObject({ type: null, code: null });
});

test('A plan shows by which rule a leave is not for the target, and of one that is none', () => {
  expect(shownLeave(buildLeave(), null, 'kind')).toMatchObject({ rule: 'kind' });
  expect(shownLeave(buildLeave(), null, null)).not.toHaveProperty('rule');
});

test('A name that a terminal would obey is shown by its code points, and a long one is cut', () => {
  const named = (name: string) => shownLeave(buildLeave({}), buildLeaveType({ name, code: name }), null);
  expect(named('Ferie\u001B[2J\nny')).toMatchObject({ type: 'Ferie[U+001B][2J ny', code: 'Ferie[U+001B][2J ny' });
  expect(named('x'.repeat(5_000)).type?.length).toBeLessThan(210);
  expect(named('01010112345').type).toBe('***');
});

test.each([
  ['severalDays', 100],
  ['oneDay', 100],
  ['halfDay', null],
  ['minutes', null],
] as const)('Of a leave of %s without a degree, %j is shown', (duration, grade) => {
  expect(shownLeave(buildLeave({ duration, grade: null }), null, null).grade).toBe(grade);
});
