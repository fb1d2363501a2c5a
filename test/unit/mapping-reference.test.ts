import { renderMappingReference } from '../../local/cli/commands/docs/render-mapping-reference.ts';
import { renderLeaveMapping, TIME_OFF_RULES } from '../../local/cli/commands/docs/render-leave-mapping.ts';
import { RUN_SETTINGS } from '../../local/cli/commands/docs/render-settings-reference.ts';
import { LEAVE_ABORTS } from '../../shared/flows/leaves-to-poweroffice/aborts.ts';
import { LEAVE_KINDS } from '../../shared/model/time-off.ts';
import { LEAVE_PROBLEMS } from '../../shared/time-off/problems.ts';
import { TYPES_OF_LEAVE } from '../../shared/time-off/settings.ts';
import { CERTAINTY, renderXledgerMapping } from '../../local/cli/commands/docs/render-xledger-mapping.ts';
import { XLEDGER_SETTING_TEXTS } from '../../local/cli/commands/docs/xledger-setting-texts.ts';
import { XLEDGER_ABORTS } from '../../shared/flows/employees-to-xledger/aborts.ts';
import { PROBLEMS as XLEDGER_PROBLEMS } from '../../shared/flows/employees-to-xledger/problems.ts';
import { MAPPING_ROWS } from '../../shared/flows/employees-to-xledger/rules/mapping-table.ts';
import { SELECTION_RULES } from '../../shared/flows/employees-to-xledger/rules/selection-rules.ts';
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

const xledgerRows = [...SELECTION_RULES, ...MAPPING_ROWS];

test.each<[page: string, render: () => string, codes: readonly string[], options: readonly string[]]>([
  [
    'PowerOffice',
    renderMappingReference,
    [...Object.keys(PROBLEMS), ...Object.keys(EMPLOYEE_ABORTS)],
    Object.keys(DEFAULT_MAPPING_SETTINGS),
  ],
  [
    'X-ledger',
    renderXledgerMapping,
    [...Object.keys(XLEDGER_PROBLEMS), ...Object.keys(XLEDGER_ABORTS)],
    xledgerRows.flatMap(({ options = [] }) => options).filter((option) => option !== 'fixedValues'),
  ],
  ['time off', renderLeaveMapping, [...Object.keys(LEAVE_PROBLEMS), ...Object.keys(LEAVE_ABORTS)], []],
])(
  'every code and option stands in the reference of %s, and every table is well-formed',
  (_page, render, codes, options) => {
    const reference = render();
    for (const name of [...codes, ...options]) expect(reference).toContain(`| \`${name}\` |`);
    const tables = reference.split('\n\n').filter((block) => block.startsWith('|'));
    expect(tables.length).toBeGreaterThan(4);
    for (const table of tables) {
      const cellCounts = table
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/(?<!\\)\|/).length);
      expect(new Set(cellCounts).size).toBe(1);
    }
  },
);

describe('the reference of time off', () => {
  const reference = renderLeaveMapping();

  test('has every rule once, with how sure it is in words', () => {
    for (const { row, rule, mark } of TIME_OFF_RULES) {
      const lines = reference.split('\n').filter((line) => line.startsWith(`| ${row} | `) && line.includes(rule));
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(` | ${CERTAINTY[mark]} | `);
    }
  });

  test('names only settings that there are', () => {
    const paths = RUN_SETTINGS.map(({ path }) => path);
    const named = TIME_OFF_RULES.flatMap(({ options = [] }) => options);
    expect(named.length).toBeGreaterThan(8);
    for (const option of named) expect(paths.some((path) => path.startsWith(`timeOff.${option}`))).toBe(true);
  });

  test('has a rule for every problem of a leave, but for those of the run as a whole', () => {
    const used = new Set<string>(TIME_OFF_RULES.flatMap(({ codes }) => codes));
    expect(Object.keys(LEAVE_PROBLEMS).filter((code) => !used.has(code))).toEqual([
      'PLAN_STALE',
      'POWEROFFICE_REJECTED',
      'WRITE_IN_DOUBT',
      'PROCESSING_FAILED',
    ]);
  });

  test('says of every type what it becomes', () => {
    for (const type of TYPES_OF_LEAVE) expect(reference).toContain(` | \`${type}\` |`);
    for (const kind of LEAVE_KINDS) expect(reference).toContain(`| the kind \`${kind}\``);
  });
});

describe('the reference of X-ledger', () => {
  const reference = renderXledgerMapping();

  test('has every rule and every row once, with how sure it is in words', () => {
    for (const { row, rule, mark } of xledgerRows) {
      const lines = reference.split('\n').filter((line) => line.startsWith(`| ${row} | `));
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(rule);
      expect(lines[0]).toContain(` | ${CERTAINTY[mark]} | `);
    }
  });

  test('explains every source that a rule names', () => {
    for (const origin of xledgerRows.flatMap((row) => row.origin.split(', '))) {
      expect(reference).toContain(`\n- ${origin}: `);
    }
  });

  test('calls every option of an unverified row unverified', () => {
    for (const { options = [] } of MAPPING_ROWS.filter(({ mark }) => mark === 'G')) {
      const texts = options
        .filter((option) => option !== 'contacts')
        .flatMap((option) =>
          Object.entries(XLEDGER_SETTING_TEXTS).filter(([path]) => path.startsWith(`xledger.${option}`)),
        );
      expect(texts.length).toBeGreaterThan(0);
      for (const [path, { means }] of texts)
        expect([path, means]).toEqual([path, expect.stringContaining('Unverified')]);
    }
  });
});
