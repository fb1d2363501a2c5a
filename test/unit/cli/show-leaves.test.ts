import { stripVTControlCharacters } from 'node:util';
import { renderHeld } from '../../../local/cli/commands/start/show-leaves.ts';
import type { ShownPerson } from '../../../local/cli/shown-run.ts';
import { leaveProblem } from '../../../shared/time-off/problems.ts';
import type { LeaveProblemCode } from '../../../shared/time-off/problems.ts';

const leave = (employeeNumber: string, group: string, ...codes: readonly LeaveProblemCode[]): ShownPerson => ({
  employeeNumber,
  simployerEmployeeId: `leave-of-${employeeNumber}`,
  group,
  outcome: 'skipped',
  changes: [],
  problems: codes.map(leaveProblem),
});
const held = (...employees: readonly ShownPerson[]): readonly string[] =>
  stripVTControlCharacters(renderHeld({ employees }, Number.POSITIVE_INFINITY)).split('\n');

test('why leaves are held is told by reason, and of no other leave', () => {
  expect(
    held(
      leave('1001', 'held', 'LEAVE_OVERLAP'),
      leave('1002', 'held', 'LEAVE_PENDING'),
      leave('1003', 'held', 'LEAVE_PENDING'),
      leave('1004', 'new', 'LEAVE_CLIPPED'),
      leave('1005', 'notForTarget', 'LEAVE_SHORT'),
    ),
  ).toEqual([
    '▌ Why they are held: 3',
    'LEAVE_OVERLAP  1001  PowerOffice has another leave on the same days that is not so in Simployer.',
    'LEAVE_PENDING  1002 1003  The leave waits for an approval.',
  ]);
  expect(held(leave('1004', 'new'))).toEqual(['']);
});
