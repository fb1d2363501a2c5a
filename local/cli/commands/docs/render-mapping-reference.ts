/*
 * Writes docs/mapping.md out of the rules in the code, so that a rule and its description cannot part. Rows, options,
 * problems and aborts carry their own texts; this file only puts them in order and in tables. A test compares the
 * file with what would be written. For example, whoever adds a field adds a row with its source, its rule and its
 * problems, and runs `npm run docs`.
 */
import {
  DEFAULT_MAPPING_SETTINGS,
  EMPLOYMENT_FORMS,
  EMPLOYMENT_TYPES,
  END_DATE_REASONS,
  WORKING_HOURS_ARRANGEMENTS,
} from '../../../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import type { MappingSettings } from '../../../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import { PROBLEMS } from '../../../../shared/flows/employees-to-poweroffice/problems.ts';
import { MAPPING_SECTIONS } from '../../../../shared/flows/employees-to-poweroffice/rules/mapping-table.ts';
import type { MappingRow } from '../../../../shared/flows/employees-to-poweroffice/rules/mapping-row.ts';
import { EMPLOYEE_ABORTS } from '../../../../shared/flows/employees-to-poweroffice/aborts.ts';
import { GROUND_RULES } from './ground-rules.ts';

/** What an option takes and does; its default stands in the settings themselves. */
const OPTIONS = {
  archive: {
    takes: ['whenInactive', 'afterEndDate'],
    does: 'Archives who is inactive at once, or only from the day after their end date.',
  },
  bankCode: {
    takes: ['bank', 'clearing', 'omit'],
    does: "The bank's name, the clearing number, or nothing as BankCode.",
  },
  fillEmptyNationalId: {
    takes: ['true', 'false'],
    does: 'Fills a national id that is empty in PowerOffice on an existing record.',
  },
  createEndedEmployments: {
    takes: ['true', 'false'],
    does: 'Creates employments that ended before today. Those that payroll has are kept up to date either way.',
  },
  fixedValues: {
    takes: ['create', 'always'],
    does: 'Hours, arrangement and type are set once and then left to payroll, or re-imposed by every run.',
  },
  fullTimeHoursPerWeek: { takes: ['hours'], does: 'Hours of a full week.' },
  workingHoursArrangement: { takes: WORKING_HOURS_ARRANGEMENTS, does: 'Working hours arrangement.' },
  employmentType: { takes: EMPLOYMENT_TYPES, does: 'Type of employment.' },
  endDateReason: { takes: END_DATE_REASONS, does: 'Why an employment ends, unless payroll has said so.' },
  employmentForms: {
    takes: EMPLOYMENT_FORMS,
    does: 'Employment type in Simployer, by id or name -> form. `permanent_employment` is always known.',
  },
  onEmploymentKeyChange: {
    takes: ['create', 'update', 'hold'],
    does:
      'When start date or occupational code of a linked employment changes: a new employment, the same one changed, ' +
      'or start and code left as they are until somebody decides.',
  },
  payPeriodFactors: {
    takes: ['DAILY', 'WEEKLY', 'BI_WEEKLY', 'QUARTERLY'],
    does: 'Pay period -> times a year, such as 260, 52, 26, 4. A period without a factor is refused.',
  },
  syncFtePercentage: {
    takes: ['true', 'false'],
    does: 'Sends the share of full time, from the start of the employment.',
  },
} as const satisfies Record<keyof MappingSettings, { readonly takes: readonly string[]; readonly does: string }>;

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
    Object.entries(OPTIONS).map(([option, { takes, does }]) => [
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

const inCode = (text: string): string => `\`${text}\``;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(inCell).join(' | ')} |`).join('\n');

const inCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
