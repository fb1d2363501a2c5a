/*
 * Shows how a plan has found everybody in the target, and who is only there, before its changes: whoever approves a first
 * run sees whether Simployer and payroll mean the same people. A group without anybody takes no line; of those that somebody
 * has to look at, the numbers stand beside. For example, `4  found by their number, to be looked at: 1004 1017 1022 1031`.
 */
import { styleText } from 'node:util';
import { compareNumbers } from '../../shared/records/values/text.ts';
import type { ShownPlan } from './documents.ts';
import type { FlowWords, MatchWords } from './flow-words.ts';
import { renderRows, wrapText } from './layout.ts';
import type { Layout } from './layout.ts';
import type { ShownPerson } from './shown-run.ts';

/** More names help nobody on a terminal; `--json` has all. */
const MOST_NAMED = 50;

/** The first columns: a count, and what it counts. */
const COUNT_LIMIT = 7;
const WORDS_LIMIT = 46;

const numberOf = ({ employeeNumber, simployerEmployeeId }: ShownPerson): string =>
  employeeNumber ?? simployerEmployeeId;

const firstOf = (all: readonly string[], separator: string): string =>
  all.length <= MOST_NAMED
    ? all.join(separator)
    : `${all.slice(0, MOST_NAMED).join(separator)} and ${all.length - MOST_NAMED} more (--json has all)`;

/** `MATCH_CONFLICT 2, NUMBER_MISSING 1`: the error that blocks each of them. */
const countCodes = (people: readonly ShownPerson[]): string =>
  [...Map.groupBy(people, ({ problems }) => problems.findLast(({ severity }) => severity === 'error')?.code ?? '')]
    .filter(([code]) => code !== '')
    .map(([code, those]) => `${code} ${those.length}`)
    .toSorted()
    .join(', ');

const besideOf = ({ beside }: MatchWords, people: readonly ShownPerson[]): string => {
  switch (beside) {
    case 'nothing':
      return '';
    case 'numbers':
      return firstOf(people.map(numberOf).toSorted(compareNumbers), ' ');
    case 'codes':
      return countCodes(people);
  }
};

/** @returns null for a plan that says nothing of it, such as one of a version before */
export const renderMatches = (
  { match, findings, problems, employees, unmatched }: ShownPlan,
  { matches, unmatchedList, target }: FlowWords,
  layout: Layout,
): string | null => {
  const rows = matches
    .filter(({ group }) => (match[group] ?? 0) > 0)
    .map((one) => ({
      cells: [String(match[one.group]), one.words],
      parts: [
        besideOf(
          one,
          employees.filter(({ group }) => group === one.group),
        ),
      ],
    }));
  const only = match[unmatchedList] ?? 0;
  if (only > 0) {
    const present = unmatched.filter(({ archived }) => !archived);
    const named = present.map(({ employeeNumber, number, name }) =>
      [employeeNumber ?? number ?? '(no number)', name ?? ''].join(' ').trim(),
    );
    const archived = unmatched.length - present.length;
    rows.push({
      cells: [String(only), `only in ${target}, left as they are`],
      parts: [firstOf(named, ', '), ...(archived === 0 ? [] : [`${archived} archived`])].filter((part) => part !== ''),
    });
  }
  const told = [...findings.map((finding) => ({ ...finding, hint: '' })), ...problems].map(({ code, message, hint }) =>
    wrapText(`${styleText('yellow', code)}  ${message} ${hint}`.trim(), layout, '    '),
  );
  if (rows.length === 0 && told.length === 0) return null;
  if (rows.length === 0) return told.join('\n');
  return [
    styleText('bold', '▌ Who is who'),
    renderRows(rows, [COUNT_LIMIT, WORDS_LIMIT], layout).replaceAll(/ +$/gm, ''),
    ...told,
  ].join('\n');
};
