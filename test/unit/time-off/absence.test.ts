import { readAbsence } from '../../../shared/time-off/absence.ts';
import { refusalOfPerson } from '../../../shared/time-off/leave-person.ts';
import { isSelected, readSelection, touchesPeriod } from '../../../shared/time-off/selection.ts';
import { buildLeave, buildLeaveType } from '../../builders/leave.ts';

const type = buildLeaveType();
const absenceOf = (overrides: Parameters<typeof buildLeave>[0]) => readAbsence(buildLeave(overrides), type);

describe('A leave is counted on', () => {
  test('with its days and its degree', () => {
    expect(absenceOf({ grade: '37.5' })).toEqual({
      id: 'leave-1',
      type,
      isPartOfDay: false,
      from: '2026-04-01',
      to: '2026-12-31',
      grade: '37.5',
    });
  });

  test.each([
    [null, '100'],
    ['1', '1'],
    ['100', '100'],
    ['80.0', '80'],
    ['0.30000000000000004', 'GRADE_INVALID'],
    ['37.50000000000001', '37.5'],
    ['0', 'GRADE_INVALID'],
    ['0.99', 'GRADE_INVALID'],
    ['100.01', 'GRADE_INVALID'],
    ['150', 'GRADE_INVALID'],
    ['-50', 'GRADE_INVALID'],
    ['half', 'GRADE_INVALID'],
    ['', 'GRADE_INVALID'],
  ])('with the degree %j as %s (C6)', (grade, expected) => {
    const absence = absenceOf({ grade });
    expect(typeof absence === 'string' ? absence : absence.grade).toBe(expected);
  });

  test.each([[{ startDate: null }], [{ endDate: null }], [{ startDate: '2027-01-01' }], [{ duration: null }]])(
    'not with days such as %j (C4)',
    (days) => {
      expect(absenceOf(days)).toBe('LEAVE_DATES_INVALID');
    },
  );

  test('not before it is approved (C1)', () => {
    expect(absenceOf({ status: 'pending', startDate: null })).toBe('LEAVE_PENDING');
  });

  test.each([
    ['severalDays', false],
    ['oneDay', false],
    ['halfDay', true],
    ['minutes', true],
  ] as const)('%s is a part of a day: %s', (duration, isPartOfDay) => {
    expect(absenceOf({ duration })).toMatchObject({ isPartOfDay });
  });
});

test.each([
  [{ number: '1', isInScope: true }, true, null],
  [{ number: '1', isInScope: true }, false, 'EMPLOYEE_NOT_LINKED'],
  [{ number: null, isInScope: true }, true, 'NUMBER_MISSING'],
  [{ number: null, isInScope: true }, false, 'NUMBER_MISSING'],
  [null, false, 'EMPLOYEE_NOT_LINKED'],
])('the leaves of %j, known in the target: %s, are refused by %s (C2, C3)', (person, isKnown, expected) => {
  expect(refusalOfPerson(person, isKnown)).toBe(expected);
});

describe('A selection', () => {
  test('has a period, and filters that let everything in unless they say otherwise', () => {
    expect(readSelection({ from: ['2026-03-01'], to: ['2026-03-31'], types: ['Ferie'] })).toEqual({
      from: '2026-03-01',
      to: '2026-03-31',
      types: ['Ferie'],
      leaves: [],
      include: [],
    });
  });

  test.each([
    [null],
    [{}],
    [{ from: ['2026-03-01'] }],
    [{ from: ['2026-03-31'], to: ['2026-03-01'] }],
    [{ from: ['2026-02-30'], to: ['2026-03-01'] }],
    [{ from: ['2026-03-01', '2026-03-02'], to: ['2026-03-31'] }],
    [{ from: ['2026-03-01'], to: ['2026-03-31'], include: ['everything'] }],
    [{ from: ['2026-03-01'], to: ['2026-03-31'], kinds: ['SICK_LEAVE'] }],
  ])('%j is none', (lists) => {
    expect(readSelection(lists)).toBeNull();
  });

  test.each([
    ['2026-02-01', '2026-02-28', false],
    ['2026-02-01', '2026-03-01', true],
    ['2026-03-31', '2026-04-15', true],
    ['2026-04-01', '2026-04-15', false],
    ['2026-01-01', '2026-12-31', true],
    [null, null, true],
    ['2026-04-01', null, false],
  ])('of March has the leave from %s to %s: %s', (startDate, endDate, expected) => {
    expect(touchesPeriod({ startDate, endDate }, { from: '2026-03-01', to: '2026-03-31' })).toBe(expected);
  });

  test.each([
    [{ types: [], leaves: [] }, true],
    [{ types: ['type-1'], leaves: [] }, true],
    [{ types: ['PARENTAL_BENEFITS'], leaves: [] }, true],
    [{ types: ['parental_benefits'], leaves: [] }, false],
    [{ types: [' foreldrePERMISJON '], leaves: [] }, true],
    [{ types: ['Ferie'], leaves: [] }, false],
    [{ types: ['Ferie', 'type-1'], leaves: ['leave-1'] }, true],
    [{ types: ['type-1'], leaves: ['leave-2'] }, false],
  ])('with the filters %j has the leave: %s', (filters, expected) => {
    expect(isSelected(buildLeave(), type, filters)).toBe(expected);
  });

  test('by type has no leave of which the type is not known', () => {
    expect(isSelected(buildLeave(), null, { types: ['type-1'], leaves: [] })).toBe(false);
  });
});
