import { stripVTControlCharacters } from 'node:util';
import { renderReasons } from '../../../local/cli/commands/start/show-xledger.ts';
import type { ShownPerson } from '../../../local/cli/shown-run.ts';
import { problem } from '../../../shared/flows/employees-to-xledger/problems.ts';
import type { ProblemCode } from '../../../shared/flows/employees-to-xledger/problems.ts';

const person = (
  employeeNumber: string | null,
  outcome: ShownPerson['outcome'],
  ...codes: readonly ProblemCode[]
): ShownPerson => ({
  employeeNumber,
  simployerEmployeeId: `id-of-${employeeNumber}`,
  outcome,
  changes: [],
  problems: codes.map((code) => problem(code)),
});

const reasons = (...employees: readonly ShownPerson[]): string =>
  stripVTControlCharacters(renderReasons({ employees }, Number.POSITIVE_INFINITY));

test('who is held, left out and written with a warning is told by reason, each with all who have it', () => {
  const told = reasons(
    person('1001', 'unchanged'),
    person(null, 'failed', 'NUMBER_MISSING', 'TITLE_UNKNOWN'),
    person('42', 'failed', 'NUMBER_DUPLICATE'),
    person('0042', 'failed', 'NUMBER_DUPLICATE'),
    person('1012', 'skipped', 'EMPLOYMENT_NOT_EXPORTED', 'PHONE_INVALID'),
    person('1016', 'skipped', 'INACTIVE_NOT_CREATED'),
    person('1019', 'updated', 'RECORD_CLOSED', 'REHIRE'),
  );
  expect(told.split('\n')).toEqual([
    '▌ Held: 3',
    'NUMBER_MISSING  (none)  The employee has no employee number.',
    'NUMBER_DUPLICATE  42 0042  Several employees have this employee number.',
    '',
    '▌ Left out by a rule: 2',
    'EMPLOYMENT_NOT_EXPORTED  1012  None of the employments is of a kind that goes to X-ledger.',
    'INACTIVE_NOT_CREATED  1016  The employee is inactive in Simployer and unknown in X-ledger, so not created.',
    '',
    '▌ In X-ledger, with a warning: 1',
    'RECORD_CLOSED  1019  The X-ledger record of this active employee is closed, and stays so.',
  ]);
});

test('a list that nobody is on is left out', () => {
  expect(reasons(person('1001', 'created'), person('1002', 'unchanged', 'REHIRE'))).toBe('');
});
