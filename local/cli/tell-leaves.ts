/*
 * Tells of leaves what becomes of each, group by group, the grave first. A plan shows what a leave is, its days and its
 * degree, and what it becomes in payroll: on the terminal of whoever asked, for it is health data. What is not for the
 * target is counted by type. For example, `1004  Kari Nordmann  Foreldrepermisjon (PARENTAL_BENEFITS), 2026-04-01 to
 * 2027-03-10, 80 % -> Maternity from 2026-04-01 to 2027-03-10, 80 % [6187e7...]`.
 */
import { styleText } from 'node:util';
import { LEAVE_GROUPS } from '../../shared/time-off/groups.ts';
import type { LeaveGroup } from '../../shared/time-off/groups.ts';
import { describeChanges } from './describe-change.ts';
import { renderRows, wrapText } from './layout.ts';
import type { ShownLeave, ShownPerson } from './shown-run.ts';
import { NAME_LIMIT, NUMBER_LIMIT, numberOf } from './telling.ts';
import type { Telling, TellingOptions } from './telling.ts';

/** Columns of a count and of a type, the gap behind each included. */
const COUNT_LIMIT = 7;
const TYPE_LIMIT = 46;

/** `Ferie (FERIE)`; a type that nobody has named is called by its code. */
const typeOf = ({ type, code }: Pick<ShownLeave, 'type' | 'code'>): string =>
  type === null ? (code ?? '(no type)') : `${type}${code === null ? '' : ` (${code})`}`;

/** The two other readings of a percentage, beside the degree: whoever approves a file sees all three. */
const describeShares = ({ periodShare, leaveShare }: NonNullable<ShownLeave['shares']>): string =>
  periodShare === null || leaveShare === null
    ? ''
    : ` (${periodShare} % of the period, ${leaveShare} % of the leave's own days)`;

/** What the leave is in Simployer; nothing where values are not shown. */
const describeLeave = ({ leave }: ShownPerson): string => {
  if (leave === undefined) return '';
  const { from, to, grade, shares } = leave;
  const degree = grade === null ? '' : `, ${grade} %`;
  const readings = shares === undefined ? '' : describeShares(shares);
  return `${typeOf(leave)}, ${from ?? '(no day)'} to ${to ?? '(no day)'}${degree}${readings}`;
};

const FOUND_BY: Readonly<Record<string, string>> = {
  reportingId: 'found in payroll by its reporting id, to be linked',
  typeAndStart: 'entered by payroll with the same type and first day, to be linked',
};

/** Rules that no problem tells of: with them nothing is wrong, and nobody has anything to do. */
const RULES: Readonly<Record<string, string>> = {
  leaveTypes: 'set to "ignore" in timeOff.leaveTypes',
  kind: 'of a kind that is not reported',
  shortUnmapped: 'shorter than timeOff.minimumDays, of a type that nobody has mapped',
};

/** Why nothing is written: the rule that says so, where no problem does, and what is wrong. */
const reasonsOf = (record: ShownPerson): readonly string[] => {
  const rule = RULES[record.leave?.rule ?? ''];
  return [...(rule === undefined ? [] : [rule]), ...codesOf(record)];
};

const codesOf = ({ problems }: ShownPerson): readonly string[] => [...new Set(problems.map(({ code }) => code))];

/** A leave of a plan: what it is and becomes, then what of it is written, or why nothing is. */
const planRow = (record: ShownPerson, hasNames: boolean, target: string) => {
  const made = record.changes.filter(({ action }) => action === 'create');
  const rest = { ...record, changes: record.changes.filter((change) => !made.includes(change)) };
  const isWritten = record.group === 'new' || record.changes.length > 0;
  const foundBy = FOUND_BY[record.matchedBy ?? ''];
  const becomes = made.flatMap(({ to }) => to ?? []).join(' and ');
  const whole = [describeLeave(record), becomes].filter((part) => part !== '').join(' -> ');
  return {
    cells: [numberOf(record), ...(hasNames ? [record.name ?? ''] : [])],
    parts: [
      `${whole} [${record.simployerEmployeeId}]`.trim(),
      ...(isWritten && foundBy !== undefined ? [foundBy] : []),
      ...(isWritten ? describeChanges(rest, true, target).filter((told) => told !== '') : reasonsOf(record)),
    ],
  };
};

const renderPlanned = (
  title: string,
  records: readonly ShownPerson[],
  { layout, target }: TellingOptions,
): readonly string[] => {
  if (records.length === 0) return [];
  const hasNames = records.some(({ name }) => name !== undefined);
  const rows = records.map((record) => planRow(record, hasNames, target));
  const table = renderRows(rows, [NUMBER_LIMIT, ...(hasNames ? [NAME_LIMIT] : [])], layout);
  return [`${styleText('bold', `▌ ${title}: ${records.length}`)}\n${table}`];
};

/** What is not for the target, a line for each type and reason. */
const renderCounted = (
  title: string,
  records: readonly ShownPerson[],
  { layout }: TellingOptions,
): readonly string[] => {
  if (records.length === 0) return [];
  const kindOf = (record: ShownPerson): string =>
    JSON.stringify([record.leave === undefined ? '' : typeOf(record.leave), reasonsOf(record).join(', ')]);
  const rows = [...Map.groupBy(records, kindOf).values()]
    .toSorted((one, other) => other.length - one.length)
    .flatMap(([first, ...others]) =>
      first === undefined
        ? []
        : {
            cells: [String(1 + others.length), first.leave === undefined ? '' : typeOf(first.leave)],
            parts: [reasonsOf(first).join(', ')],
          },
    );
  const table = renderRows(rows, [COUNT_LIMIT, TYPE_LIMIT], layout).replaceAll(/ +$/gm, '');
  return [`${styleText('bold', `▌ ${title}: ${records.length}`)}\n${table}`];
};

const ofGroup = (records: readonly ShownPerson[], group: LeaveGroup): readonly ShownPerson[] =>
  records.filter((record) => record.group === group);

const planGroups = (records: readonly ShownPerson[], options: TellingOptions): readonly string[] => {
  const { target } = options;
  const isWritten = ({ changes }: ShownPerson): boolean => changes.length > 0;
  const isLeft = (record: ShownPerson): boolean => !isWritten(record);
  const [withdrawn, changed] = [ofGroup(records, 'withdrawn'), ofGroup(records, 'changed')];
  const byHand = `to be corrected by hand in ${target}`;
  return [
    ...renderPlanned('Withdrawn, to be deleted', withdrawn.filter(isWritten), options),
    // One that somebody has acknowledged asks nothing of anybody any more.
    ...renderPlanned(
      `Withdrawn, ${byHand}`,
      withdrawn.filter((record) => isLeft(record) && record.problems.length > 0),
      options,
    ),
    ...renderPlanned('To be changed', changed.filter(isWritten), options),
    ...renderPlanned(`Changed, ${byHand}`, changed.filter(isLeft), options),
    ...renderPlanned('New', ofGroup(records, 'new'), options),
    ...renderPlanned('Held, nothing to be written', ofGroup(records, 'held'), options),
    ...renderCounted(`Not for ${target}`, ofGroup(records, 'notForTarget'), options),
  ];
};

/** What was written, without any value. */
const doneGroups = (records: readonly ShownPerson[], { layout, target }: TellingOptions): readonly string[] => {
  const having = (action: string): readonly ShownPerson[] =>
    records.filter(({ changes }) => changes.some((change) => change.action === action));
  const render = (title: string, those: readonly ShownPerson[], body: string): readonly string[] =>
    those.length === 0 ? [] : [`${styleText('bold', `▌ ${title}: ${those.length}`)}\n${body}`];
  const numbers = (those: readonly ShownPerson[]): string => wrapText(those.map(numberOf).join(' '), layout);
  const changed = having('update').map((record) => ({
    cells: [numberOf(record)],
    parts: describeChanges(record, false, target),
  }));
  return [
    ...render('Deleted', having('delete'), numbers(having('delete'))),
    ...render('Changed', having('update'), renderRows(changed, [NUMBER_LIMIT], layout)),
    ...render('Created', having('create'), numbers(having('create'))),
  ];
};

const COUNTS: Readonly<
  Record<LeaveGroup, { readonly colour: Parameters<typeof styleText>[0]; readonly word: string }>
> = {
  new: { colour: 'green', word: 'new' },
  changed: { colour: 'cyan', word: 'changed' },
  same: { colour: 'gray', word: 'unchanged' },
  withdrawn: { colour: 'yellow', word: 'withdrawn' },
  held: { colour: 'red', word: 'held' },
  notForTarget: { colour: 'gray', word: 'not for' },
};

/** How leaves are told. */
export const TELL_LEAVES: Telling = {
  records: 'leaves',
  countAll: (count) => `${count} ${count === 1 ? 'leave' : 'leaves'}`,
  namesIds: true,
  isCounted: ({ group, problems }) => group === 'notForTarget' && problems.every(({ severity }) => severity === 'info'),
  groups: (records, options) => (options.isPlan ? planGroups : doneGroups)(records, options),
  countPlanned: (records, target) =>
    LEAVE_GROUPS.map((group) => {
      const { colour, word } = COUNTS[group];
      const count = ofGroup(records, group).length;
      const text = `${count} ${word}${group === 'notForTarget' ? ` ${target}` : ''}`;
      return count === 0 ? text : styleText(colour, text);
    }).join(', '),
};
