/*
 * Shows how a plan has found everybody in PowerOffice, and who is only there, before its changes: whoever approves a first
 * run sees whether Simployer and payroll mean the same people. A group without anybody takes no line; of those that somebody
 * has to look at, the numbers stand beside. For example, `4  found by their number, to be looked at: 1004 1017 1022 1031`.
 */
import { styleText } from 'node:util';
import type { MatchGroup } from '../../shared/flows/employees-to-poweroffice/match/match-groups.ts';
import type { ReportedEmployee } from '../../shared/flows/employees-to-poweroffice/report.ts';
import { compareNumbers } from '../../shared/records/values/text.ts';
import type { ShownPlan } from './documents.ts';
import { renderRows, wrapText } from './layout.ts';
import type { Layout } from './layout.ts';

interface Group {
  readonly group: MatchGroup;
  readonly words: string;
  /** What stands beside. */
  readonly beside: 'nothing' | 'numbers' | 'codes';
}

const GROUPS: readonly Group[] = [
  { group: 'linked', words: 'linked', beside: 'nothing' },
  { group: 'byExternalNumber', words: 'found by their external number, to be linked', beside: 'numbers' },
  { group: 'byReference', words: 'found by their import reference, to be linked', beside: 'numbers' },
  { group: 'byNumber', words: 'found by their employee number, to be linked: look at these', beside: 'numbers' },
  { group: 'new', words: 'new', beside: 'nothing' },
  { group: 'blocked', words: 'blocked', beside: 'codes' },
  { group: 'possibleDuplicate', words: 'perhaps in PowerOffice already', beside: 'numbers' },
  { group: 'outsideSeries', words: "new, with a number outside PowerOffice's series", beside: 'numbers' },
];

/** More names help nobody on a terminal; `--json` has all. */
const MOST_NAMED = 50;

/** The first columns: a count, and what it counts. */
const COUNT_LIMIT = 7;
const WORDS_LIMIT = 46;

const numberOf = ({ employeeNumber, simployerEmployeeId }: ReportedEmployee): string =>
  employeeNumber ?? simployerEmployeeId;

const firstOf = (all: readonly string[], separator: string): string =>
  all.length <= MOST_NAMED
    ? all.join(separator)
    : `${all.slice(0, MOST_NAMED).join(separator)} and ${all.length - MOST_NAMED} more (--json has all)`;

/** `MATCH_CONFLICT 2, NUMBER_MISSING 1`: the error that blocks each of them. */
const countCodes = (people: readonly ReportedEmployee[]): string =>
  [...Map.groupBy(people, ({ problems }) => problems.findLast(({ severity }) => severity === 'error')?.code ?? '')]
    .filter(([code]) => code !== '')
    .map(([code, those]) => `${code} ${those.length}`)
    .toSorted()
    .join(', ');

const besideOf = ({ beside }: Group, people: readonly ReportedEmployee[]): string => {
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
  { match, findings, employees, onlyInPowerOffice }: ShownPlan,
  layout: Layout,
): string | null => {
  const rows = GROUPS.filter(({ group }) => (match[group] ?? 0) > 0).map((one) => ({
    cells: [String(match[one.group]), one.words],
    parts: [
      besideOf(
        one,
        employees.filter(({ group }) => group === one.group),
      ),
    ],
  }));
  const only = match['onlyInPowerOffice'] ?? 0;
  if (only > 0) {
    const present = onlyInPowerOffice.filter(({ archived }) => !archived);
    const named = present.map(({ employeeNumber, name }) =>
      [employeeNumber ?? '(no number)', name ?? ''].join(' ').trim(),
    );
    const archived = onlyInPowerOffice.length - present.length;
    rows.push({
      cells: [String(only), 'only in PowerOffice, left as they are'],
      parts: [firstOf(named, ', '), ...(archived === 0 ? [] : [`${archived} archived`])].filter((part) => part !== ''),
    });
  }
  const told = findings.map(({ code, message }) =>
    wrapText(`${styleText('yellow', code)}  ${message}`, layout, '    '),
  );
  if (rows.length === 0 && told.length === 0) return null;
  return [
    styleText('bold', '▌ Who is who'),
    ...(rows.length === 0 ? [] : [renderRows(rows, [COUNT_LIMIT, WORDS_LIMIT], layout).replaceAll(/ +$/gm, '')]),
    ...told,
  ].join('\n');
};
