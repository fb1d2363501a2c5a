import { renderMappingReference } from '../../local/cli/commands/docs/render-mapping-reference.ts';
import { MAPPING_SECTIONS } from '../../shared/flows/employees-to-poweroffice/rules/mapping-table.ts';
import { DEFAULT_MAPPING_SETTINGS } from '../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import { PROBLEMS } from '../../shared/flows/employees-to-poweroffice/problems.ts';
import { EMPLOYEE_ABORTS } from '../../shared/flows/employees-to-poweroffice/aborts.ts';

const rows = MAPPING_SECTIONS.flatMap((section) => section.rows);

test('the rows are those of the table, 1 to 44, each once', () => {
  const numbers = rows.flatMap(({ row }) =>
    row.split(', ').flatMap((part) => {
      const [from = Number.NaN, to = from] = part.split('-').map(Number);
      return Array.from({ length: to - from + 1 }, (_, index) => from + index);
    }),
  );
  expect(numbers.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 44 }, (_, index) => index + 1));
});

test('every option belongs to a row', () => {
  const used = new Set<string>(rows.flatMap(({ options = [] }) => options));
  expect(Object.keys(DEFAULT_MAPPING_SETTINGS).filter((option) => !used.has(option))).toEqual([]);
});

test('every problem belongs to a row, but for those of the run as a whole', () => {
  const used = new Set<string>(rows.flatMap(({ codes }) => codes));
  expect(Object.keys(PROBLEMS).filter((code) => !used.has(code))).toEqual([
    'SOURCE_ROW_INVALID',
    'VALUE_UNREADABLE',
    'DATE_IMPLAUSIBLE',
    'POWEROFFICE_REJECTED',
    'WRITE_IN_DOUBT',
    'VANISHED',
    'PLAN_STALE',
    'OUT_OF_SCOPE',
    'PROCESSING_FAILED',
  ]);
});

test('every code and option stands in the reference, and every table is well-formed', () => {
  const reference = renderMappingReference();
  for (const name of [
    ...Object.keys(PROBLEMS),
    ...Object.keys(EMPLOYEE_ABORTS),
    ...Object.keys(DEFAULT_MAPPING_SETTINGS),
  ]) {
    expect(reference).toContain(`| \`${name}\` |`);
  }
  for (const table of reference.split('\n\n').filter((block) => block.startsWith('|'))) {
    const cellCounts = table
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/(?<!\\)\|/).length);
    expect(new Set(cellCounts).size).toBe(1);
  }
});
