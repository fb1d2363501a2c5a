/*
 * Writes docs/mapping-xledger.md, the mapping reference of the flow to X-ledger, out of the rules in the code; see
 * render-mapping-reference.ts. Beside what a rule does it says how sure it is, since X-ledger publishes little and nobody
 * has tried the rules on a live company. For example, row 24 says that salaries are not sent, and that this is so because
 * no way to write them is known.
 */
import { XLEDGER_ABORTS } from '../../../../shared/flows/employees-to-xledger/aborts.ts';
import { PROBLEMS } from '../../../../shared/flows/employees-to-xledger/problems.ts';
import type { MappingRow, Mark } from '../../../../shared/flows/employees-to-xledger/rules/mapping-row.ts';
import { MAPPING_ROWS } from '../../../../shared/flows/employees-to-xledger/rules/mapping-table.ts';
import { SELECTION_RULES } from '../../../../shared/flows/employees-to-xledger/rules/selection-rules.ts';
import { groundRules, renderRules } from './ground-rules.ts';
import { problemParts, rowsWithOption } from './mapping-tables.ts';
import { inCode, table } from './markdown.ts';
import { defaultOf, RUN_SETTINGS, renderType, textOfRunSetting } from './render-settings-reference.ts';

/** How sure a rule is, in a reader's words. */
export const CERTAINTY: Readonly<Record<Mark, string>> = {
  K: 'known',
  D: 'our reading',
  G: 'unverified, off',
};

/** Where a rule comes from. */
const ORIGINS = [
  ['HELP', "Simployer's page on its own integration with X-ledger"],
  ['CSV', 'the file of employees that Simployer makes for X-ledger'],
  ['FAQ', "Simployer's answers on the integration of its older product"],
  ['API', "the fields of X-ledger's API, as programs that use it name them"],
  ['SAMPLE', "X-ledger's own sample program"],
  ['PROMISE', 'what Simployer announces of the integration'],
] as const;

const ROWS = [...SELECTION_RULES, ...MAPPING_ROWS];

const RULE_COLUMNS = ['Rule', 'From', 'How sure', 'Problems', 'Options'];

/** What stands of every rule. */
const ruleCells = ({
  rule,
  origin,
  mark,
  codes,
  options = [],
}: Pick<MappingRow, 'rule' | 'origin' | 'mark' | 'codes' | 'options'>): readonly string[] => [
  rule,
  origin,
  CERTAINTY[mark],
  codes.map(inCode).join(' '),
  options.map(inCode).join(' '),
];

const selectionTable = (): string =>
  table(
    ['#', ...RULE_COLUMNS],
    SELECTION_RULES.map(({ row, ...rule }) => [row, ...ruleCells(rule)]),
  );

const rowTable = (): string =>
  table(
    ['#', 'Simployer', 'X-ledger', ...RULE_COLUMNS],
    MAPPING_ROWS.map(({ row, source, target, ...rule }) => [row, source, target, ...ruleCells(rule)]),
  );

const PREFIX = 'xledger.';

const optionTable = (): string =>
  table(
    ['Option', 'Rows', 'Default', 'Takes', 'What it does'],
    RUN_SETTINGS.filter(({ path }) => path.startsWith(PREFIX)).map(({ path, type }) => {
      const name = path.slice(PREFIX.length);
      return [
        inCode(name),
        rowsWithOption(ROWS, name.split('.')[0] ?? name),
        defaultOf(path),
        renderType(type),
        textOfRunSetting(path)?.means ?? '',
      ];
    }),
  );

/** docs/mapping-xledger.md as it follows from the code: rules, rows, options, problems, aborts. Ends with a line feed. */
export const renderXledgerMapping = (): string =>
  [
    '# Mapping reference: X-ledger',
    'From Simployer to X-ledger. What goes to PowerOffice: [mapping.md](mapping.md). Generated from the code by `npm run docs`; do not edit.',
    '## How sure each rule is',
    [
      `- **${CERTAINTY.K}**: Simployer or X-ledger says so, or a program that runs against the live X-ledger does it.`,
      `- **${CERTAINTY.D}**: follows from what is known, and is stated nowhere. Look at it in the first plan.`,
      `- **${CERTAINTY.G}**: nobody is known to have done it. Nothing of it is sent unless a setting says so; try it on one person first.`,
    ].join('\n'),
    'None of the rules was tried on a live company yet. Where a rule comes from:',
    ORIGINS.map(([name, words]) => `- ${name}: ${words}`).join('\n'),
    '## Ground rules',
    'They hold for every row.',
    renderRules(groundRules('X-ledger')),
    '## Who is exported',
    'All that apply are told. Whoever is linked already stays in step as far as they can be judged, and is never closed because a rule is no longer met.',
    selectionTable(),
    '## Fields',
    'Written on create and on update unless said otherwise. An update has the fields that differ, and nothing else.',
    rowTable(),
    '## Options',
    'Under `xledger` in the settings. Every default does what the tables say.',
    optionTable(),
    ...problemParts(PROBLEMS, XLEDGER_ABORTS, ROWS),
  ].join('\n\n') + '\n';
