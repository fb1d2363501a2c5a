import { flowWords } from '../../../local/cli/flow-words.ts';
import { stripVTControlCharacters } from 'node:util';
import { planSchema } from '../../../local/cli/documents.ts';
import { layoutOf } from '../../../local/cli/layout.ts';
import { renderMatches } from '../../../local/cli/match-report.ts';
import { problem } from '../../../shared/flows/employees-to-poweroffice/problems.ts';

const employee = (
  number: string | null,
  group: string | null,
  codes: readonly Parameters<typeof problem>[0][] = [],
) => ({
  employeeNumber: number,
  simployerEmployeeId: `id-${number}`,
  powerOfficeEmployeeId: null,
  outcome: 'unchanged',
  matchedBy: null,
  group,
  changes: [],
  problems: codes.map((code) => problem(code)),
});

const plan = (overrides: object) =>
  planSchema.parse({
    planId: 'plan',
    state: 'open',
    createdAt: '2026-03-02T06:00:00.000Z',
    expiresAt: null,
    requestedBy: null,
    totals: { inScope: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 },
    connection: null,
    guards: [],
    employees: [],
    ...overrides,
  });

const textOf = (overrides: object, width = Number.NaN): string =>
  stripVTControlCharacters(renderMatches(plan(overrides), flowWords(), layoutOf(width)) ?? '');

const whole = {
  match: {
    linked: 31,
    byExternalNumber: 0,
    byNumber: 2,
    new: 5,
    blocked: 3,
    possibleDuplicate: 1,
    outsideSeries: 1,
    onlyInPowerOffice: 3,
  },
  findings: [
    { code: 'EMPLOYMENT_TYPE_UNMAPPED', message: 'The employment type "Vikariat" has no employment form.', count: 2 },
  ],
  unmatched: [
    { employeeNumber: '312', name: 'Per Strand', archived: false },
    { employeeNumber: null, archived: false },
    { employeeNumber: '200', name: 'Gro Aas', archived: true },
  ],
  employees: [
    employee('104', 'byNumber'),
    employee('101', 'byNumber'),
    employee('42', 'blocked', ['NUMBER_DUPLICATE']),
    employee('042', 'blocked', ['PHONE_INVALID', 'NUMBER_DUPLICATE']),
    employee(null, 'blocked', ['NUMBER_MISSING']),
    employee('109', 'possibleDuplicate', ['POSSIBLE_DUPLICATE']),
    employee('9000', 'outsideSeries', ['POWEROFFICE_REJECTED']),
    employee('102', 'linked'),
  ],
};

test('each group has a line, with whom to look at, and groups without anybody have none', () => {
  expect(textOf(whole)).toBe(
    [
      '▌ Who is who',
      '31  linked',
      '2  found by their employee number, to be linked: look at these  101 104',
      '5  new',
      '3  blocked  NUMBER_DUPLICATE 2, NUMBER_MISSING 1',
      '1  perhaps in PowerOffice already  109',
      "1  new, with a number outside PowerOffice's series  9000",
      '3  only in PowerOffice, left as they are  312 Per Strand, (no number); 1 archived',
      'EMPLOYMENT_TYPE_UNMAPPED  The employment type "Vikariat" has no employment form.',
    ].join('\n'),
  );
});

test.each([60, 100, 200])('fits %d columns', (width) => {
  for (const line of textOf(whole, width).split('\n')) expect(line.length).toBeLessThanOrEqual(width);
});

test('of very many the first ones are named', () => {
  const many = Array.from({ length: 80 }, (_, index) => ({ employeeNumber: String(index), archived: false }));
  const text = textOf({ match: { onlyInPowerOffice: 80 }, unmatched: many });
  expect(text).toContain('49 and 30 more (--json has all)');
  expect(text).not.toContain(' 50,');
});

test('a plan that says nothing of it has no report', () => {
  expect(renderMatches(plan({}), flowWords(), layoutOf(80))).toBeNull();
});
