import { stripVTControlCharacters } from 'node:util';
import { renderReport } from '../../../local/cli/report-table.ts';
import type { Outcome } from '../../../shared/records/outcome.ts';
import { problem } from '../../../shared/flows/employees-to-poweroffice/problems.ts';
import type { Problem } from '../../../shared/records/problem.ts';
import type { Run } from '../../../shared/state/run.ts';
import { reportEmployeeRun } from '../../../shared/flows/employees-to-poweroffice/report.ts';
import { buildRun } from '../../builders/run.ts';

const connection = {
  simployer: { id: 'company-1', name: 'Fjordglimt AS', organisationNumber: '974760673' },
  powerOffice: { clientId: 'c0ffee00', name: 'Fjordglimt AS', environment: 'production' },
};
const renderOutcomes = (run: Run, outcomes: readonly Outcome[]): string[] =>
  stripVTControlCharacters(
    renderReport(reportEmployeeRun(run, outcomes), { environment: 'production', width: 80 }),
  ).split('\n');
const render = (...[overrides]: Parameters<typeof buildRun>): string[] => renderOutcomes(buildRun(overrides), []);
/** Somebody with a problem. */
const failed = (number: string | null, wrong: Problem): Outcome => ({
  sourceId: '507f1f77bcf86cd799439011',
  number,
  targetId: null,
  outcome: 'failed',
  changes: [],
  problems: [wrong],
});

test('a report begins with the pair', () => {
  expect(render({ connection })[0]).toBe(
    'Fjordglimt AS 974 760 673 (Simployer) -> Fjordglimt AS (PowerOffice client, production)',
  );
  expect(render({}).join('\n')).not.toContain('Simployer)');
});

test('an abort says what is wrong, who mends it, and whom it is about', () => {
  const people = Array.from({ length: 20 }, (_, index) => String(10_001 + index));
  const abort = { code: 'IDENTITY_GUARD', message: 'Twenty are others.', hint: 'IT: check the keys.', people };
  expect(render({ connection, status: 'aborted', abort }).slice(2)).toEqual([
    '✖ IDENTITY_GUARD  Twenty are others.',
    'IT: check the keys.',
    'People: 10001 10002 10003 10004 10005 10006 10007 10008 10009 10010 10011 10012',
    '         10013 10014 10015 10016 10017 10018 10019 10020',
  ]);
});

/** What stands in a column of the table of problems, its lines joined; columns as the head has them. */
const columnOf = (lines: readonly string[], title: string, next: string | null): string => {
  const head = lines.find((line) => line.includes(title)) ?? '';
  const end = next === null ? undefined : head.indexOf(next);
  return lines
    .slice(lines.indexOf(head) + 1)
    .map((line) => line.slice(head.indexOf(title), end).trim())
    .join('');
};

test('no word of a message, a hint or a number is cut, however narrow the terminal', () => {
  const mail = 'somebody.with.a.long.name@a-long-company.example';
  const wrong = problem('EMPLOYMENT_TYPE_UNMAPPED', `Nobody knows "${mail}".`);
  const lines = renderOutcomes(buildRun(), [failed('123456789012', wrong)]);

  expect(lines.join('')).not.toContain('…');
  expect(columnOf(lines, 'number', 'outcome')).toContain('123456789012');
  expect(columnOf(lines, 'what is wrong', 'who fixes')).toContain(mail);
  expect(columnOf(lines, 'who fixes', null)).toContain('mapping.employmentForms');
});

test('no line is wider than the terminal', () => {
  const wrong = problem('OCCUPATION_CODE_MISSING', 'It is not there.');
  const widths = renderOutcomes(buildRun(), [failed('1001', wrong)]).map((line) => line.length);
  expect(Math.max(...widths)).toBeLessThanOrEqual(80);
});

test.each([
  ['who has no employee number', null],
  ['whose number may be a national id', '***'],
])('somebody %s is named by the Simployer id', (_who, employeeNumber) => {
  const lines = renderOutcomes(buildRun(), [failed(employeeNumber, problem('NUMBER_MISSING', 'It is missing.'))]);
  expect(columnOf(lines, 'what is wrong', 'who fixes')).toContain('Simployer id:507f1f77bcf86cd799439011.');
});

test('somebody who has an employee number is named by it alone', () => {
  const lines = renderOutcomes(buildRun(), [failed('A-102', problem('NUMBER_NOT_NUMERIC', 'It is no number.'))]);
  expect(columnOf(lines, 'what is wrong', 'who fixes')).not.toContain('Simployer id');
});
