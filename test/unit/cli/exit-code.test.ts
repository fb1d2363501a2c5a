import { exitCodeOf } from '../../../local/cli/exit-code.ts';
import { reportEmployeeRun } from '../../../shared/flows/employees-to-poweroffice/report.ts';
import type { RunReport } from '../../../shared/flows/employees-to-poweroffice/report.ts';
import { problem } from '../../../shared/flows/employees-to-poweroffice/problems.ts';
import type { Outcome } from '../../../shared/records/outcome.ts';
import { buildRun } from '../../builders/run.ts';

const outcomeOf = (overrides: Partial<Outcome>): Outcome => ({
  sourceId: 'a',
  number: '1',
  targetId: 7,
  outcome: 'unchanged',
  changes: [],
  problems: [],
  ...overrides,
});
const unchanged = outcomeOf({});
const changed = outcomeOf({
  outcome: 'updated',
  changes: [{ entity: 'employee', action: 'update', field: 'JobTitle' }],
});
const failed = outcomeOf({ outcome: 'failed', problems: [problem('NAME_MISSING')] });

test.each<[string, RunReport['mode'], RunReport['status'], readonly Outcome[], number]>([
  ['a run in which nobody failed', 'apply', 'succeeded', [changed], 0],
  ['a run in which somebody failed', 'apply', 'completed_with_errors', [changed, failed], 1],
  ['a run that was given up', 'apply', 'aborted', [changed], 2],
  ['a plan with nothing to write', 'plan', 'succeeded', [unchanged], 0],
  ['a plan with something to write', 'plan', 'succeeded', [changed], 3],
  ['a plan in which somebody is blocked', 'plan', 'completed_with_errors', [changed, failed], 1],
  ['a first run that waits', 'plan', 'awaiting_approval', [unchanged], 3],
  ['a first run that waits, with somebody blocked', 'plan', 'awaiting_approval', [changed, failed], 1],
])('%s', (_which, mode, status, outcomes, code) => {
  expect(exitCodeOf({ ...reportEmployeeRun(buildRun({ mode }), outcomes), status })).toBe(code);
});
