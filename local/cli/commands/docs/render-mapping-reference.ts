/*
 * Writes docs/mapping.md out of the rules in the code, so that a rule and its description cannot part. Rows, options,
 * problems and aborts carry their own texts; this file only puts them in order and in tables. A test compares the
 * file with what would be written. For example, whoever adds a field adds a row with its source, its rule and its
 * problems, and runs `npm run docs`.
 */
import { DEFAULT_MAPPING_SETTINGS } from '../../../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import { PROBLEMS } from '../../../../shared/flows/employees-to-poweroffice/problems.ts';
import { MAPPING_SECTIONS } from '../../../../shared/flows/employees-to-poweroffice/rules/mapping-table.ts';
import type { MappingRow } from '../../../../shared/flows/employees-to-poweroffice/rules/mapping-row.ts';
import { EMPLOYEE_ABORTS } from '../../../../shared/flows/employees-to-poweroffice/aborts.ts';
import { groundRules, MONEY_RULE, renderRules } from './ground-rules.ts';
import { MAPPING_OPTIONS } from './mapping-options.ts';
import { problemParts, rowsWithOption } from './mapping-tables.ts';
import { inCode, table } from './markdown.ts';

const MAPPING_ROWS = MAPPING_SECTIONS.flatMap(({ rows }) => rows);

/** docs/mapping.md as it follows from the code: rows, options, problems, aborts. Ends with a line feed. */
export const renderMappingReference = (): string =>
  [
    '# Mapping reference',
    'From Simployer to PowerOffice. What goes to X-ledger: [mapping-xledger.md](mapping-xledger.md). Generated from the code by `npm run docs`; do not edit.',
    '## Ground rules',
    'They hold for every row.',
    renderRules([...groundRules('PowerOffice'), MONEY_RULE]),
    ...MAPPING_SECTIONS.flatMap(({ title, rows }) => [`## ${title}`, rowTable(rows)]),
    '## Options',
    'Under `mapping` in the settings. Every default reproduces the table.',
    optionTable(),
    ...problemParts(PROBLEMS, EMPLOYEE_ABORTS, MAPPING_ROWS),
  ].join('\n\n') + '\n';

const rowTable = (rows: readonly MappingRow[]): string =>
  table(
    ['#', 'Simployer promises', 'Simployer', 'PowerOffice', 'Rule', 'Problems', 'Options'],
    rows.map(({ row, promise, source, target, rule, codes, options = [] }) => [
      row,
      promise,
      source,
      target,
      rule,
      codes.map(inCode).join(' '),
      options.map(inCode).join(' '),
    ]),
  );

const optionTable = (): string => {
  const defaults = new Map<string, unknown>(Object.entries(DEFAULT_MAPPING_SETTINGS));
  return table(
    ['Option', 'Rows', 'Default', 'Takes', 'What it does'],
    Object.entries(MAPPING_OPTIONS).map(([option, { takes, does }]) => [
      inCode(option),
      rowsWithOption(MAPPING_ROWS, option),
      inCode(JSON.stringify(defaults.get(option))),
      takes.map(inCode).join(' '),
      does,
    ]),
  );
};
