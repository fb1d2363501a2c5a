import { outcomeOf, totalsOf } from '../../../shared/records/outcome.ts';
import type { Change, OutcomeKind } from '../../../shared/records/outcome.ts';
import { problem } from '../../../shared/flows/employees-to-poweroffice/problems.ts';
import type { Problem } from '../../../shared/records/problem.ts';

const created: Change = { entity: 'employee', action: 'create' };
const newEmployment: Change = { entity: 'employment', action: 'create' };
const renamed: Change = { entity: 'employee', action: 'update', field: 'LastName' };
const warning = problem('EMAIL_INVALID');
const error = problem('NUMBER_MISSING');

describe('the one word for what happened', () => {
  test.each<[string, Change[], Problem[], boolean, OutcomeKind]>([
    ['an error, though part was written', [created], [warning, error], false, 'failed'],
    ['an error, though nothing was to be written', [], [error], true, 'failed'],
    ['a new employee with an employment', [newEmployment, created], [warning], false, 'created'],
    ['a new employment of a known employee', [newEmployment], [], false, 'updated'],
    ['another name', [renamed], [], false, 'updated'],
    ['a rule that forbids any write', [], [warning], true, 'skipped'],
    ['nothing to do', [], [warning], false, 'unchanged'],
  ])('%s', (_, changes, problems, skipped, expected) => {
    expect(outcomeOf('employee', changes, problems, skipped)).toBe(expected);
  });
});

test('the totals count each outcome, and everybody', () => {
  const counts: Record<OutcomeKind, number> = { created: 1, updated: 2, unchanged: 3, skipped: 4, failed: 5 };
  const outcomes = (Object.keys(counts) as OutcomeKind[]).flatMap((outcome) =>
    Array.from({ length: counts[outcome] }, () => ({ outcome })),
  );
  expect(totalsOf(outcomes)).toEqual({ inScope: 15, ...counts });
});
