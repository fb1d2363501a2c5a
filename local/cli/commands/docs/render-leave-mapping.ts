/*
 * Writes docs/mapping-time-off.md, the reference of flows of time off, out of the rules in the code; see
 * render-mapping-reference.ts. For example, row L3 says that a leave goes to PowerOffice whole, and that this is known.
 */
import { LEAVE_ABORTS } from '../../../../shared/flows/leaves-to-poweroffice/aborts.ts';
import { CHANGE_RULES, MAPPING_ROWS } from '../../../../shared/flows/leaves-to-poweroffice/rules/mapping-table.ts';
import { BY_KIND, RESERVED_CODES } from '../../../../shared/flows/leaves-to-poweroffice/rules/type-of-leave.ts';
import type { LeaveTarget } from '../../../../shared/flows/leaves-to-poweroffice/rules/type-of-leave.ts';
import { EXPORTED_RULES, FILE_ROWS } from '../../../../shared/flows/time-off-to-file/rules/mapping-table.ts';
import { LEAVE_PROBLEMS } from '../../../../shared/time-off/problems.ts';
import { SELECTION_RULES } from '../../../../shared/time-off/selection-rules.ts';
import type { RuleInWords } from '../../../../shared/time-off/selection-rules.ts';
import { problemParts } from './mapping-tables.ts';
import { inCode, table } from './markdown.ts';
import { CERTAINTY } from './render-xledger-mapping.ts';

/** Every rule of the page. */
export const TIME_OFF_RULES: readonly RuleInWords[] = [
  ...SELECTION_RULES,
  ...MAPPING_ROWS,
  ...CHANGE_RULES,
  ...FILE_ROWS,
  ...EXPORTED_RULES,
];

const RULE_COLUMNS = ['Rule', 'How sure', 'Problems', 'Options'];

const ruleCells = ({ rule, mark, codes, options = [] }: RuleInWords): readonly string[] => [
  rule,
  CERTAINTY[mark],
  codes.map(inCode).join(' '),
  options.map((option) => inCode(`timeOff.${option}`)).join(' '),
];

const ruleTable = (name: string, rules: readonly RuleInWords[]): string =>
  table(
    [name, ...RULE_COLUMNS],
    rules.map(({ row, ...rule }) => [row, ...ruleCells({ row, ...rule })]),
  );

/** What a type becomes that is no type of PowerOffice. */
const WORDS: Readonly<Partial<Record<LeaveTarget, string>>> = {
  unreported: 'not for PowerOffice',
  layoff: 'a layoff, not a leave: `LEAVE_IS_LAYOFF`, not sent',
  unmapped: 'held, `LEAVE_TYPE_UNMAPPED`',
  unmappedWhenLong: 'held, `LEAVE_TYPE_UNMAPPED`, from `timeOff.minimumDays` on; shorter: not for PowerOffice',
};
const targetCell = (target: LeaveTarget): string => WORDS[target] ?? inCode(target);

const typeTable = (): string =>
  table(
    ['In Simployer', 'In PowerOffice'],
    [
      ['named in `timeOff.leaveTypes`, by id, code or name', 'what stands there; `ignore`: not for PowerOffice'],
      ...Object.entries(RESERVED_CODES).map(([code, target]) => [`the code ${inCode(code)}`, targetCell(target)]),
      ...Object.entries(BY_KIND).map(([kind, target]) => [
        `the kind ${inCode(kind)}, nothing said`,
        targetCell(target),
      ]),
      ['any other, nothing said', targetCell('unmappedWhenLong')],
    ],
  );

/** docs/mapping-time-off.md as it follows from the code: rules, types, fields, changes, problems. Ends with a line feed. */
export const renderLeaveMapping = (): string =>
  [
    '# Mapping reference: time off',
    'From Simployer to leaves in PowerOffice, and to a file for X-ledger. How it is used: [time-off.md](time-off.md). Generated from the code by `npm run docs`; do not edit.',
    'What is due to be reported follows the help pages of payroll vendors, and not the text of the tax authority.',
    '## Which leaves, for every target',
    'Those that touch the period, and those that were sent before and touch it.',
    ruleTable('#', SELECTION_RULES),
    '## PowerOffice: types of leave',
    'A leave in PowerOffice is what is reported for an employment in the a-melding. Sickness and vacation are none. The first line that fits counts. Parental leave is Maternity only for the time in which benefits are paid; unpaid parental leave is OtherStatutory.',
    typeTable(),
    '## PowerOffice: fields',
    table(
      ['#', 'Simployer', 'PowerOffice', ...RULE_COLUMNS],
      MAPPING_ROWS.map(({ source, target, ...rule }) => [rule.row, source, target, ...ruleCells(rule)]),
    ),
    '## PowerOffice: a leave that is there already',
    'Nothing is deleted, and no pay is changed, unless a setting says so.',
    ruleTable('', CHANGE_RULES),
    '## X-ledger: the file',
    'What the columns hold is known. How X-ledger wants them called and written is not: every part of it is a setting under `timeOff.file`, and the first file has to be tried with payroll.',
    table(
      ['#', 'Simployer', 'Column', ...RULE_COLUMNS],
      FILE_ROWS.map(({ source, fields, ...rule }) => [rule.row, source, fields.join(', '), ...ruleCells(rule)]),
    ),
    '## X-ledger: a leave that was exported',
    ruleTable('', EXPORTED_RULES),
    ...problemParts(LEAVE_PROBLEMS, LEAVE_ABORTS, TIME_OFF_RULES),
  ].join('\n\n') + '\n';
