import { explanationSchema } from '../../../local/cli/documents.ts';
import { renderExplanation } from '../../../local/cli/explanation-text.ts';

const field = (name: string, row: string | null) => ({
  entity: 'employee',
  field: name,
  from: null,
  to: 'x',
  cause: 'first',
  row,
  rule: row === null ? null : `Rule of ${row}.`,
});

const explained = ({ fields = [], action = {} }: { readonly fields?: readonly object[]; readonly action?: object }) =>
  renderExplanation(
    explanationSchema.parse({
      employeeNumber: '1012',
      simployerEmployeeId: '507f1f77bcf86cd799439011',
      steps: [
        { found: true, name: 'Kari Moe', active: true },
        { inScope: true, excludedBy: [] },
        { keys: [], matchedBy: null, decisions: [], powerOfficeEmployeeId: null, problems: [] },
        { fields },
        { outcome: 'unchanged', changes: [], problems: [], ...action },
      ],
      apiCalls: { simployer: 1, poweroffice: 2 },
    }),
    'PowerOffice',
    Number.POSITIVE_INFINITY,
  );

test('a rule that several fields share stands once, behind the first of them', () => {
  expect(explained({ fields: [field('City', '22-26'), field('ZipCode', '22-26'), field('JobTitle', '5')] })).toContain(
    [
      'What differs:',
      '  employee City: x, never synced (row 22-26: Rule of 22-26.)',
      '  employee ZipCode: x, never synced (row 22-26)',
      '  employee JobTitle: x, never synced (row 5: Rule of 5.)',
    ].join('\n'),
  );
});

const create = [{ entity: 'employee', action: 'create' }];

test.each([
  ['created', create, 'A run would write (new): create employee.'],
  ['updated', create, 'A run would write (changed): create employee.'],
  ['failed', create, 'A run would write (incomplete): create employee.'],
  ['failed', [], 'A run would write nothing (blocked).'],
  ['unchanged', [], 'A run would write nothing (unchanged).'],
  ['skipped', [], 'A run would write nothing (skipped).'],
])('what would come of somebody who is %s with %j is said in the words of plans', (outcome, changes, text) => {
  expect(explained({ action: { outcome, changes } })).toContain(text);
});
