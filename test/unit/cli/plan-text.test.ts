import { flowWords } from '../../../local/cli/flow-words.ts';
import { stripVTControlCharacters } from 'node:util';
import { renderPlan } from '../../../local/cli/plan-text.ts';
import { planSchema } from '../../../local/cli/documents.ts';
import type { IsNewProblem } from '../../../local/cli/new-problems.ts';
import { problem } from '../../../shared/flows/employees-to-poweroffice/problems.ts';

const employee = (number: string, name: string, overrides: object): object => ({
  employeeNumber: number,
  simployerEmployeeId: `id-${number}`,
  powerOfficeEmployeeId: 7,
  name,
  matchedBy: 'link',
  outcome: 'updated',
  changes: [],
  problems: [],
  ...overrides,
});
const update = (field: string, from: string | null, to: string, more: object = {}): object => ({
  entity: 'employee',
  action: 'update',
  field,
  from,
  to,
  cause: 'source',
  ...more,
});

const document = {
  planId: '20260302T060000-1ab2cd',
  state: 'open',
  createdAt: '2026-03-02T06:00:00.000Z',
  expiresAt: '2026-03-09T06:00:04.000Z',
  requestedBy: 'berit',
  totals: { inScope: 8, created: 2, updated: 4, unchanged: 1, skipped: 0, failed: 1 },
  connection: {
    simployer: { id: 'company-1', name: 'Fjordglimt AS', organisationNumber: '974760673' },
    powerOffice: { clientId: 'c0ffee00', name: 'Fjordglimt AS' },
  },
  guards: [{ code: 'ARCHIVE_GUARD', message: '1 of 8 people would be archived.', people: ['104'] }],
  // In the order of the source's ids, as the API gives them.
  employees: [
    employee('108', 'Lars Myklebust', {
      outcome: 'failed',
      matchedBy: null,
      problems: [problem('MATCH_CONFLICT', 'Record 9 is "Kjell Ødegaard", born 1973.')],
    }),
    employee('103', 'Ola Hansen', {
      matchedBy: 'number',
      changes: [
        update('ExternalNumber', null, '103'),
        update('ExternalImportReference', null, '64f1ee60c37357c6000000c6'),
        update('JobTitle', 'Baker', 'Welder', { cause: 'target' }),
        { entity: 'bankAccount', action: 'create', to: 'changed', cause: 'first' },
        { entity: 'bankAccount', action: 'update', field: 'SalaryBankAccountId', to: 'changed', cause: 'first' },
      ],
    }),
    employee('101', 'Kari Nordmann', {
      changes: [
        { entity: 'salary', action: 'update', field: 'AnnualSalary', to: '-7.3 % from 2023-05-01', cause: 'source' },
      ],
    }),
    employee('102', 'Åse Øvrebø', {
      changes: [
        { entity: 'employment', action: 'create', to: 'from 2026-03-01, code 7212104, Permanent', cause: 'source' },
      ],
      problems: [problem('EMPLOYMENT_KEY_CHANGED', 'The employment began on 2026-02-01.')],
    }),
    employee('104', 'Per Lund', { changes: [{ entity: 'employee', action: 'archive', cause: 'source' }] }),
    employee('105', 'Eva Moe', {
      outcome: 'created',
      matchedBy: null,
      changes: [
        { entity: 'employee', action: 'create', to: 'born 1990-05-01, from 2026-03-01', cause: 'first' },
        { entity: 'bankAccount', action: 'create', to: 'changed', cause: 'first' },
        { entity: 'bankAccount', action: 'update', field: 'SalaryBankAccountId', to: 'changed', cause: 'first' },
        { entity: 'employment', action: 'create', to: 'from 2026-03-01, code 2142114, Permanent', cause: 'first' },
        { entity: 'salary', action: 'create', to: 'AnnualSalary new from 2026-03-01', cause: 'first' },
      ],
    }),
    employee('106', 'Nils Dahl', {
      outcome: 'failed',
      matchedBy: null,
      changes: [{ entity: 'employee', action: 'create', to: 'born 1985-12-24, from 2026-03-01', cause: 'first' }],
      problems: [problem('OCCUPATION_CODE_MISSING', 'The note of the employment is empty.')],
    }),
    employee('107', 'Siv Aas', { outcome: 'unchanged' }),
  ],
};

const linesOf = (width: number, isNewProblem: IsNewProblem = () => false, overrides: object = {}): string[] =>
  stripVTControlCharacters(
    renderPlan(planSchema.parse({ ...document, ...overrides }), {
      environment: 'production',
      words: flowWords(),
      place: ' --stack sync-prod',
      width,
      isNewProblem,
    }),
  ).split('\n');

test('a plan on a terminal of 100 columns', () => {
  expect(linesOf(100)).toEqual([
    'Fjordglimt AS 974 760 673 (Simployer) -> Fjordglimt AS (PowerOffice client, production)',
    '',
    '▌ To be archived: 1',
    '104  Per Lund  will be archived',
    '',
    '▌ Pay cuts: 1',
    '101  Kari Nordmann  AnnualSalary -7.3 % from 2023-05-01',
    '',
    '▌ New second employments, to be decided: 1',
    'A start date or an occupational code has changed. Decide before it is written:',
    '"create" (as planned): a second employment beside the old one. Right when somebody has changed jobs.',
    '"update": the old employment gets the new date and code. Right when HR has corrected a mistake.',
    '"hold": the old employment stays as it is, and nothing is written for it.',
    'IT sets mapping.onEmploymentKeyChange; or HR takes the change back in Simployer.',
    '102  Åse Øvrebø  new employment from 2026-03-01, code 7212104, Permanent',
    '',
    '▌ To be changed: 1',
    '103  Ola Hansen  to be linked: found by the employee number',
    '                 JobTitle: Baker -> Welder (changed by hand in PowerOffice)',
    '                 new salary account',
    '',
    '▌ New: 2',
    '105  Eva Moe    born 1990-05-01, from 2026-03-01; salary account; employment from 2026-03-01, code',
    '                2142114, Permanent; AnnualSalary from 2026-03-01',
    '106  Nils Dahl  born 1985-12-24, from 2026-03-01; incomplete: OCCUPATION_CODE_MISSING',
    '',
    '▌ Blocked, nothing to be written: 1',
    '108  Lars Myklebust  MATCH_CONFLICT',
    '',
    'OCCUPATION_CODE_MISSING  error, 1',
    '  The note of the employment is empty.',
    '  HR: begin the note with the code, such as "3120105 - Computer engineer", in Simployer > employee >',
    '  employment > notes.',
    '  106 Nils Dahl',
    '',
    'MATCH_CONFLICT  error, 1',
    '  Record 9 is "Kjell Ødegaard", born 1973.',
    '  HR and payroll: compare the two. Two people: HR gives this one an employee number of their own in',
    '  Simployer. One person: make the birth date, or first and last name, agree in Simployer and',
    '  PowerOffice Go, or IT links them: "npm run sync -- link NUMBER --to ID".',
    '  108 Lars Myklebust',
    '',
    'EMPLOYMENT_KEY_CHANGED  warning, 1',
    '  The employment began on 2026-02-01.',
    '  Payroll: check the employments of this person in PowerOffice Go, and end the one that no longer',
    '  applies.',
    '  102 Åse Øvrebø',
    '',
    '8 in scope: 2 new, 1 of them incomplete, 3 changed, 1 archived, 1 unchanged, 0 skipped, 1 blocked. 1',
    'warning.',
    '',
    '! ARCHIVE_GUARD  1 of 8 people would be archived.',
    '  People: 104',
    '',
    'Plan 20260302T060000-1ab2cd, made 2026-03-02 07:00 (Norwegian time) by berit, holds until 2026-03-09',
    '07:00.',
    'Nothing is written yet. To write it: npm run sync -- apply 20260302T060000-1ab2cd --accept',
    'ARCHIVE_GUARD --stack sync-prod',
  ]);
});

test('on a terminal of 60 columns long lines go on below, and nothing is cut', () => {
  const lines = linesOf(60);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
  const at = lines.indexOf('▌ To be changed: 1');
  expect(lines.slice(at, at + 12)).toEqual([
    '▌ To be changed: 1',
    '103  Ola Hansen  to be linked: found by the employee number',
    '                 JobTitle: Baker -> Welder (changed by hand',
    '                 in PowerOffice)',
    '                 new salary account',
    '',
    '▌ New: 2',
    '105  Eva Moe    born 1990-05-01, from 2026-03-01; salary',
    '                account; employment from 2026-03-01, code',
    '                2142114, Permanent; AnnualSalary from',
    '                2026-03-01',
    '106  Nils Dahl  born 1985-12-24, from 2026-03-01;',
  ]);
});

test('without a terminal everybody is one line, without padding', () => {
  const lines = linesOf(Number.POSITIVE_INFINITY);
  expect(lines).toEqual(
    expect.arrayContaining([
      '103  Ola Hansen  to be linked: found by the employee number; JobTitle: Baker -> Welder (changed by hand in PowerOffice); new salary account',
      '105  Eva Moe  born 1990-05-01, from 2026-03-01; salary account; employment from 2026-03-01, code 2142114, Permanent; AnnualSalary from 2026-03-01',
      '108  Lars Myklebust  MATCH_CONFLICT',
    ]),
  );
  expect(lines.filter((line) => /\S {3,}\S|\s$/.test(line))).toEqual([]);
});

test('problems that were not open before come first', () => {
  const heads = linesOf(100, ({ code }) => code === 'MATCH_CONFLICT').filter((line) =>
    / {2}(error|warning), /.test(line),
  );
  expect(heads).toEqual([
    'MATCH_CONFLICT  error, 1',
    'OCCUPATION_CODE_MISSING  error, 1',
    'EMPLOYMENT_KEY_CHANGED  warning, 1',
  ]);
});

test('a reference that leads to somebody else is shown, and one that no link has', () => {
  const changes = [update('ExternalNumber', '77', '103'), update('ExternalImportReference', null, 'abc')];
  const shownOf = (matchedBy: string): string[] =>
    linesOf(100, undefined, { guards: [], employees: [employee('103', 'Ola', { matchedBy, changes })] }).slice(3, 5);
  expect(shownOf('number')).toEqual([
    '103  Ola  to be linked: found by the employee number',
    '          ExternalNumber: 77 -> 103',
  ]);
  expect(shownOf('link')).toEqual([
    '103  Ola  ExternalNumber: 77 -> 103',
    '          ExternalImportReference: (empty) -> abc',
  ]);
});

test.each([
  ['that is done', { state: 'applied' }, 'It is applied, and can no longer be carried out.'],
  ['with nothing to write', { employees: [], guards: [] }, 'There is nothing to write.'],
])('a plan %s is not to be carried out', (_which, overrides, told) => {
  const text = linesOf(200, undefined, overrides);
  expect(text.at(-1)).toBe(told);
  expect(text.join('\n')).not.toContain('-- apply');
});

describe('a problem that several people have', () => {
  const lacking = (index: number, title: string): object =>
    employee(String(201 + index), `Kari ${index}`, {
      problems: [problem('EMPLOYMENT_TYPE_UNMAPPED', `No form for ${title}.`)],
    });
  const shown = (titles: readonly string[], width = 200, isNewProblem?: IsNewProblem): string[] => {
    const lines = linesOf(width, isNewProblem, {
      guards: [],
      employees: titles.map((title, at) => lacking(at, title)),
    });
    const from = lines.findIndex((line) => line.startsWith('EMPLOYMENT_TYPE_UNMAPPED'));
    return lines.slice(from, lines.indexOf('', from));
  };
  const HINT = `  ${problem('EMPLOYMENT_TYPE_UNMAPPED', '').hint}`;

  test('is told message by message, what most have first', () => {
    const [head, summary, ...rest] = shown(['Baker', 'Welder', 'Welder']);
    expect(head).toMatch(/^EMPLOYMENT_TYPE_UNMAPPED {2}\w+, 3$/);
    expect(summary).not.toMatch(/Baker|Welder/);
    expect(rest).toEqual([
      HINT,
      '  No form for Welder.',
      '    202 Kari 1, 203 Kari 2',
      '  No form for Baker.',
      '    201 Kari 0',
    ]);
  });

  test('with one message has it in the place of the summary', () => {
    expect(shown(['Baker', 'Baker']).slice(1)).toEqual(['  No form for Baker.', HINT, '  201 Kari 0, 202 Kari 1']);
  });

  test('is told of the new ones first', () => {
    const isNew: IsNewProblem = ({ simployerEmployeeId }) => simployerEmployeeId === 'id-203';
    expect(shown(['Baker', 'Welder', 'Welder', 'Baker', 'Baker'], 200, isNew).slice(3)).toEqual([
      '  No form for Welder.',
      '    Since the last run: 203 Kari 2',
      '    Before: 202 Kari 1',
      '  No form for Baker.',
      '    Before: 201 Kari 0, 204 Kari 3, 205 Kari 4',
    ]);
  });

  test.each([60, 100, 200])('has five messages, and says where the others are: %d columns', (width) => {
    const titles = Array.from({ length: 40 }, (_, index) => `title ${index} ${'x'.repeat(30)}`);
    const lines = shown(titles, width);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    const text = lines.join(' ').replaceAll(/\s+/g, ' ');
    expect(text.match(/No form for/g)).toHaveLength(5);
    expect(text).toContain(
      'and 35 more messages (npm run --silent sync -- plans 20260302T060000-1ab2cd --json --stack sync-prod): 206 Kari 5,',
    );
    expect(text.match(/Kari \d+/g)).toHaveLength(40);
  });
});
