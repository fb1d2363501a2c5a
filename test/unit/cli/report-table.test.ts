import { stripVTControlCharacters } from 'node:util';
import { renderReport } from '../../../local/cli/report-table.ts';
import type { Cause, Change, Outcome } from '../../../shared/records/outcome.ts';
import { problem } from '../../../shared/flows/employees-to-poweroffice/problems.ts';
import type { Problem } from '../../../shared/records/problem.ts';
import type { Run } from '../../../shared/state/run.ts';
import { reportEmployeeRun } from '../../../shared/flows/employees-to-poweroffice/report.ts';
import { buildRun } from '../../builders/run.ts';

const connection = {
  simployer: { id: 'company-1', name: 'Fjordglimt AS', organisationNumber: '974760673' },
  powerOffice: { clientId: 'c0ffee00', name: 'Fjordglimt AS', environment: 'production' },
};
const renderOutcomes = (run: Run, outcomes: readonly Outcome[], width = 80): string[] =>
  stripVTControlCharacters(renderReport(reportEmployeeRun(run, outcomes), { environment: 'production', width })).split(
    '\n',
  );
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
  expect(renderOutcomes(buildRun({ connection }), [], 120)[0]).toBe(
    'Fjordglimt AS 974 760 673 (Simployer) -> Fjordglimt AS (PowerOffice client, production)',
  );
  expect(render({}).join('\n')).not.toContain('Simployer)');
});

test('an abort says what is wrong, who mends it, and whom it is about', () => {
  const people = Array.from({ length: 20 }, (_, index) => String(10_001 + index));
  const abort = { code: 'IDENTITY_GUARD', message: 'Twenty are others.', hint: 'IT: check the keys.', people };
  expect(render({ connection, status: 'aborted', abort }).slice(3)).toEqual([
    '✖ IDENTITY_GUARD  Twenty are others.',
    'IT: check the keys.',
    'People: 10001 10002 10003 10004 10005 10006 10007 10008 10009 10010 10011 10012',
    '        10013 10014 10015 10016 10017 10018 10019 10020',
  ]);
});

test('no word of a message, a hint or a number is cut, however narrow the terminal', () => {
  const mail = 'somebody.with.a.long.name@a-long-company.example';
  const wrong = problem('EMPLOYMENT_TYPE_UNMAPPED', `Nobody knows "${mail}".`);
  const lines = renderOutcomes(buildRun(), [failed('123456789012', wrong)], 60);

  expect(lines.join('')).not.toContain('…');
  for (const whole of ['123456789012', mail, 'mapping.employmentForms']) expect(lines.join('\n')).toContain(whole);
});

test.each([
  ['who has no employee number', null, '(no number, Simployer id 507f1f77bcf86cd799439011)'],
  ['whose number may be a national id', '***', '(***, Simployer id 507f1f77bcf86cd799439011)'],
  ['who has an employee number', 'A-102', 'A-102'],
])('somebody %s is named in the problems', (_who, employeeNumber, who) => {
  const lines = renderOutcomes(buildRun(), [failed(employeeNumber, problem('NUMBER_MISSING', 'It is missing.'))]);
  expect(lines.map((line) => line.trim())).toContain(who);
});

test('problems stand by code, with the hint once and the people in a row', () => {
  const outcomes = ['1001', '1002', '1003'].map((number) =>
    failed(number, problem('OCCUPATION_CODE_MISSING', `Nothing for ${number}.`)),
  );
  const text = renderOutcomes(buildRun(), outcomes, 120).join('\n');
  expect(text.match(/3120105 - Computer engineer/g)).toHaveLength(1);
  expect(text).toContain('OCCUPATION_CODE_MISSING  error, 3');
  expect(text).toContain('  1001 1002 1003');
});

describe('a plan', () => {
  const plan = (...people: readonly Partial<Outcome>[]): readonly Outcome[] =>
    people.map((person, index) => ({
      sourceId: `person-${index}`,
      number: String(1001 + index),
      targetId: 7,
      outcome: 'updated',
      changes: [],
      problems: [],
      planned: { digest: 'x', name: 'Kari Nordmann', matchedBy: 'link' },
      ...person,
    }));
  const lines = (outcomes: readonly Outcome[], width = 120): string[] =>
    renderOutcomes(buildRun({ mode: 'plan' }), outcomes, width).map((line) => line.trimEnd());
  const update = (field: string, from: string | null, to: string | null, cause: Cause = 'source'): Change => ({
    entity: 'employee',
    action: 'update',
    field,
    from,
    to,
    cause,
  });
  const created: Change = {
    entity: 'employee',
    action: 'create',
    to: 'born 1990-05-01, from 2020-01-01',
    cause: 'first',
  };
  const error = problem('OCCUPATION_CODE_MISSING', 'It is not there.');
  const warning = problem('EMPLOYMENT_KEY_CHANGED', 'It was another day.');

  test.each<[string, Change, string]>([
    ['values', update('JobTitle', 'Welder', 'Foreman'), 'JobTitle: Welder -> Foreman'],
    ['a field that is filled', update('EndDate', null, '2026-03-31'), 'EndDate: (empty) -> 2026-03-31'],
    ['a field that is cleared', update('EndDate', '2026-03-31', null), 'EndDate: 2026-03-31 -> (empty)'],
    [
      'a hand edit',
      update('JobTitle', 'Baker', 'Welder', 'target'),
      'JobTitle: Baker -> Welder (changed by hand in PowerOffice)',
    ],
    [
      'what both have changed',
      update('JobTitle', 'Baker', 'Welder', 'both'),
      'JobTitle: Baker -> Welder (changed in Simployer, and by hand in PowerOffice)',
    ],
    [
      'a secret',
      { entity: 'bankAccount', action: 'update', field: 'SalaryBankAccountId', to: 'changed', cause: 'source' },
      'another salary account',
    ],
    [
      'a field alone where values are not kept',
      { entity: 'employee', action: 'update', field: 'JobTitle', cause: 'source' },
      'JobTitle',
    ],
    ['a new account', { entity: 'bankAccount', action: 'create', to: 'changed', cause: 'source' }, 'new bank account'],
    [
      'a rise',
      { entity: 'salary', action: 'create', to: 'AnnualSalary +4.0 % from 2026-04-01', cause: 'source' },
      'new pay AnnualSalary +4.0 % from 2026-04-01',
    ],
  ])('shows %s beside number and name', (_what, change, expected) => {
    expect(lines(plan({ changes: [change] }))).toContain(`1001  Kari Nordmann  ${expected}`);
  });

  test('has the grave first', () => {
    const titles = lines(
      plan(
        { outcome: 'created', targetId: null, changes: [created] },
        { changes: [update('JobTitle', 'a', 'b')] },
        { changes: [{ entity: 'employment', action: 'create', to: 'from 2026-01-01' }], problems: [warning] },
        { changes: [{ entity: 'salary', action: 'update', field: 'AnnualSalary', to: '-7.3 % from 2026-01-01' }] },
        { changes: [{ entity: 'employee', action: 'archive' }] },
        { outcome: 'failed', problems: [error] },
      ),
    ).filter((line) => line.startsWith('▌'));
    expect(titles).toEqual([
      '▌ To be archived: 1',
      '▌ Pay cuts: 1',
      '▌ New second employments, to be decided: 1',
      '▌ To be changed: 1',
      '▌ New: 1',
      '▌ Blocked, nothing to be written: 1',
    ]);
  });

  test('says of a second employment what else could become of it', () => {
    const text = lines(
      plan({ changes: [{ entity: 'employment', action: 'create', to: 'from 2026-01-01' }], problems: [warning] }),
    ).join('\n');
    for (const option of ['"create"', '"update"', '"hold"', 'mapping.onEmploymentKeyChange']) {
      expect(text).toContain(option);
    }
  });

  test('counts what will be in PowerOffice, and warnings', () => {
    const outcomes = plan(
      { outcome: 'created', changes: [created] },
      { outcome: 'failed', changes: [created], problems: [error] },
      { changes: [update('JobTitle', 'a', 'b')], problems: [warning] },
      { outcome: 'failed', problems: [error] },
      { outcome: 'unchanged' },
      { outcome: 'skipped' },
    );
    expect(lines(outcomes)).toContain(
      '6 in scope: 2 new, 1 of them incomplete, 1 changed, 1 unchanged, 1 skipped, 1 blocked. 1 warning.',
    );
    expect(lines(outcomes).join('\n')).toContain('incomplete: OCCUPATION_CODE_MISSING');
  });

  const longest = plan(
    {
      changes: [update('JobTitle', 'a very long title '.repeat(10).trim(), 'x'.repeat(200), 'both')],
      problems: [warning],
    },
    {
      planned: { digest: 'x', name: 'Wolfeschlegelsteinhausenbergerdorff '.repeat(3).trim(), matchedBy: null },
      changes: [created],
    },
    { outcome: 'failed', problems: [error] },
  );

  test.each([40, 60, 80, 120, 200, 400])('fits a terminal of %d columns, and nothing is cut', (columns) => {
    const shown = renderOutcomes(buildRun({ mode: 'plan', connection }), longest, columns);
    expect(Math.max(...shown.map((line) => line.length))).toBeLessThanOrEqual(Math.max(60, Math.min(200, columns)));
    expect(shown.join('')).not.toContain('…');
    expect(shown.join('').replaceAll(/\s/g, '')).toContain('averylongtitle'.repeat(10));
  });

  test('is a line a person without a terminal, and nothing is padded', () => {
    const shown = renderOutcomes(buildRun({ mode: 'plan' }), longest, Number.POSITIVE_INFINITY);
    expect(shown.filter((line) => line.includes('Kari Nordmann'))[0]).toMatch(
      /^1001 {2}Kari Nordmann {2}JobTitle: a very long title/,
    );
    expect(shown.filter((line) => /\S {3,}\S|\s$/.test(line))).toEqual([]);
  });
});

test('a run that wrote has no values: of a problem of several people it says what kind it is', () => {
  const outcomes = ['1001', '1002'].map((number) => failed(number, problem('NUMBER_MISSING', 'The same.')));
  expect(renderOutcomes(buildRun(), outcomes).join('\n')).not.toContain('The same.');
  expect(renderOutcomes(buildRun({ mode: 'plan' }), outcomes).join('\n')).toContain('The same.');
});

test('a run that wrote names the fields, and nobody', () => {
  const lines = renderOutcomes(buildRun(), [
    {
      sourceId: 'a',
      number: '1001',
      targetId: 7,
      outcome: 'updated',
      changes: [
        { entity: 'employee', action: 'update', field: 'LastName' },
        { entity: 'salary', action: 'create' },
      ],
      problems: [],
    },
    {
      sourceId: 'b',
      number: '1002',
      targetId: 8,
      outcome: 'created',
      changes: [{ entity: 'employee', action: 'create' }],
      problems: [],
    },
  ]).map((line) => line.trimEnd());
  expect(lines).toContain('▌ Changed: 1');
  expect(lines).toContain('1001  employee: LastName; new pay');
  expect(lines.join('\n')).toContain('▌ Created: 1\n1002');
});
