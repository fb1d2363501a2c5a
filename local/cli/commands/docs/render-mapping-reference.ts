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
import { GROUND_RULES } from './ground-rules.ts';
import { MAPPING_OPTIONS } from './mapping-options.ts';
import { inCode, table } from './markdown.ts';

/** docs/mapping.md as it follows from the code: rows, options, problems, aborts. Ends with a line feed. */
export const renderMappingReference = (): string =>
  [
    '# Mapping reference',
    'Generated from the code by `npm run docs`; do not edit.',
    '## Ground rules',
    'They hold for every row.',
    GROUND_RULES.map(({ name, rule }) => `- **${name}.** ${rule}`).join('\n'),
    ...MAPPING_SECTIONS.flatMap(({ title, rows }) => [`## ${title}`, rowTable(rows)]),
    '## Options',
    'Under `mapping` in the settings. Every default reproduces the table.',
    optionTable(),
    '## Problems',
    'An error means that something asked for was not written; nobody else is held up by it.',
    problemTable(),
    '## Why a run is given up',
    'Before its first write, where the cause is known by then.',
    table(
      ['Code', 'What is wrong', 'Who fixes it, where'],
      Object.entries(EMPLOYEE_ABORTS).map(([code, { summary, hint }]) => [inCode(code), summary, hint]),
    ),
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
      rowsWith(({ options = [] }) => options.some((name) => name === option)),
      inCode(JSON.stringify(defaults.get(option))),
      takes.map(inCode).join(' '),
      does,
    ]),
  );
};

const problemTable = (): string =>
  table(
    ['Code', 'Severity', 'Rows', 'What is wrong', 'Who fixes it, where'],
    Object.entries(PROBLEMS).map(([code, { severity, summary, hint }]) => [
      inCode(code),
      severity,
      rowsWith(({ codes }) => codes.some((name) => name === code)),
      summary,
      hint,
    ]),
  );

const rowsWith = (has: (row: MappingRow) => boolean): string =>
  MAPPING_SECTIONS.flatMap(({ rows }) => rows.filter(has).map(({ row }) => row)).join(', ');
