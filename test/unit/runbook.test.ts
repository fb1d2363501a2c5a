import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LEAVE_ABORTS } from '../../shared/flows/leaves-to-poweroffice/aborts.ts';
import { FILE_ABORTS } from '../../shared/flows/time-off-to-file/aborts.ts';
import { RUN_ABORTS } from '../../shared/run/abort.ts';
import { LEAVE_PROBLEM_CODES } from '../../shared/time-off/problems.ts';

const runbook = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'runbook.md'), 'utf8');
const timeOff = runbook.slice(runbook.indexOf('\n## Time off\n')).split('\n## ')[1] ?? '';
const ownAborts = Object.keys({ ...LEAVE_ABORTS, ...FILE_ABORTS }).filter((code) => !Object.hasOwn(RUN_ABORTS, code));

/** The first cell of each row. */
const codesWithRow = new Set(
  timeOff
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...(line.split(' | ')[0] ?? '').matchAll(/`([A-Z_]+)`/g)].map(([, code]) => code)),
);

test.each([...ownAborts, ...LEAVE_PROBLEM_CODES])('The runbook says what to do about %s of time off', (code) => {
  expect(codesWithRow).toContain(code);
});

test('The runbook has no code of time off that there is none of', () => {
  const known = new Set<string>([...ownAborts, ...Object.keys(RUN_ABORTS), ...LEAVE_PROBLEM_CODES]);
  expect([...codesWithRow].filter((code) => !known.has(code ?? ''))).toEqual([]);
});
