/*
 * Shows what a run did, or a plan would do, to a person who has to answer for it. Changes come first, the grave before
 * the others, with names beside numbers and what each field holds and is to hold where that may be seen; then the
 * problems by code; then how many will be in PowerOffice in which state. Who needs nothing takes no line. For example,
 * a plan that would cut Kari's pay says so under "Pay cuts": `1004  Kari Nordmann  AnnualSalary -7.3 % from 2023-05-01`.
 */
import { styleText } from 'node:util';
import { OUTCOMES } from '../../shared/records/outcome.ts';
import { MASK } from '../../shared/records/values/shown-value.ts';
import { describeConnection } from '../../shared/flows/employees-to-poweroffice/describe-connection.ts';
import { summaryOf } from '../../shared/flows/employees-to-poweroffice/problems.ts';
import type { ReportedEmployee, RunReport } from '../../shared/flows/employees-to-poweroffice/report.ts';
import { groupChanges, isBlocked, isNew } from './change-groups.ts';
import type { ChangeGroup } from './change-groups.ts';
import { describeChanges } from './describe-change.ts';
import { layoutOf, renderRows, wrapText } from './layout.ts';
import type { Layout } from './layout.ts';
import type { IsNewProblem } from './new-problems.ts';
import { countPlanned } from './planned-counts.ts';
import { renderGroups } from './problems-table.ts';

const COLOURS = { created: 'green', updated: 'cyan', unchanged: 'gray', skipped: 'yellow', failed: 'red' } as const;

/** Most columns of a number and of a name, the gap behind each included; what is longer wraps. */
const NUMBER_LIMIT = 13;
const NAME_LIMIT = 26;

/** What can become of a changed start date or occupational code, as the option onEmploymentKeyChange calls it. */
const DECISION = [
  'A start date or an occupational code has changed. Decide before it is written:',
  '"create" (as planned): a second employment beside the old one. Right when somebody has changed jobs.',
  '"update": the old employment gets the new date and code. Right when HR has corrected a mistake.',
  '"hold": the old employment stays as it is, and nothing is written for it.',
  'IT sets mapping.onEmploymentKeyChange; or HR takes the change back in Simployer.',
];

export interface RenderOptions {
  readonly environment: string | null;
  readonly width: number;
  readonly withProblems?: boolean;
  readonly isStored?: boolean;
  readonly matches?: string | null;
  readonly isNewProblem?: IsNewProblem;
}

/**
 * What happened to whom and why: what was changed for whom, and every problem with who fixes it where.
 * @param environment which PowerOffice it is, as `environmentOf` names it
 * @param width columns of the terminal; not finite without one: then each row is one line, without padding
 * @param withProblems false where the problems were shown just before
 * @param isStored of a plan that is kept: what it cost to make is not known any more
 * @param matches of a plan: how everybody was found, see `renderMatches`
 * @param isNewProblem which problems are told before the others
 */
export const renderReport = (
  report: RunReport,
  {
    environment,
    width,
    withProblems = true,
    isStored = false,
    matches = null,
    isNewProblem = () => false,
  }: RenderOptions,
): string => {
  const layout = layoutOf(width);
  const isPlan = report.mode === 'plan';
  return [
    ...(report.connection === null
      ? []
      : [styleText('bold', wrapText(describeConnection(report.connection, environment), layout))]),
    ...(matches === null ? [] : [matches]),
    ...groupChanges(report.employees).flatMap(({ group, people }) => renderGroup(group, people, isPlan, layout)),
    ...(withProblems ? renderGroups(problemsOf(report), 'en', { width, withMessages: false }, isNewProblem) : []),
    renderSummary(report, isStored, width),
  ].join('\n\n');
};

const numberOf = ({ employeeNumber }: ReportedEmployee): string => employeeNumber ?? '(none)';

/** Who it is where the number does not say so: the id stands in the address of the person's page in Simployer. */
const whoOf = (person: ReportedEmployee): readonly string[] =>
  person.employeeNumber === null || person.employeeNumber.includes(MASK)
    ? [`Simployer id: ${person.simployerEmployeeId}`]
    : [];

/** The people of a group, with what is written for each. Who was created whole needs no more than a number. */
const renderGroup = (
  { planned, done, isDecision }: ChangeGroup,
  people: readonly ReportedEmployee[],
  isPlan: boolean,
  layout: Layout,
): readonly string[] => {
  const title = isPlan ? planned : done;
  if (title === null) return [];
  const brief = isPlan ? [] : people.filter(({ outcome }) => outcome === 'created');
  const hasNames = people.some(({ name }) => name !== undefined);
  const rows = people
    .filter((person) => !brief.includes(person))
    .map((person) => {
      const parts = [...whoOf(person), ...describeChanges(person, isPlan), ...wrongOf(person)];
      return {
        cells: [numberOf(person), ...(hasNames ? [person.name ?? ''] : [])],
        // What is changed is compared value by value; what is made is read as a whole.
        parts: isPlan && !isNew(person) && !isBlocked(person) ? parts : [parts.join('; ')],
      };
    });
  return [
    [
      styleText('bold', `▌ ${title}: ${people.length}`),
      ...(brief.length === 0 ? [] : [wrapText(brief.map(numberOf).join(' '), layout)]),
      ...(isDecision && isPlan ? DECISION.map((line) => wrapText(line, layout)) : []),
      ...(rows.length === 0 ? [] : [renderRows(rows, [NUMBER_LIMIT, ...(hasNames ? [NAME_LIMIT] : [])], layout)]),
    ].join('\n'),
  ];
};

/** Why nothing is written for somebody, or what is missing of what is. */
const wrongOf = (person: ReportedEmployee): readonly string[] => {
  const errors = person.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  const codes = [...new Set(errors)].join(', ');
  return codes === '' ? [] : [styleText('red', isBlocked(person) ? codes : `incomplete: ${codes}`)];
};

const SEVERITIES = ['error', 'warning', 'info'] as const;

/** The worst first. */
const problemsOf = ({ employees }: RunReport) =>
  employees
    .flatMap(({ employeeNumber, simployerEmployeeId, name, problems }) =>
      problems.map((found) => ({
        ...found,
        employeeNumber,
        simployerEmployeeId,
        ...(name !== undefined && { name }),
        summary: summaryOf(found.code),
      })),
    )
    .toSorted((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));

/** Why a run was given up, who mends it, and whom it is about. */
export const renderAbort = (
  { code, message, hint, people }: NonNullable<RunReport['abort']>,
  width: number,
): string => {
  const layout = layoutOf(width);
  return [
    wrapText(`${styleText('red', `✖ ${code}`)}  ${message}`, layout),
    wrapText(hint, layout),
    ...(people.length === 0 ? [] : [wrapText(`People: ${people.join(' ')}`, layout, ' '.repeat(8))]),
  ].join('\n');
};

const countDone = ({ totals }: RunReport): string =>
  OUTCOMES.map((kind) => (totals[kind] === 0 ? `0 ${kind}` : styleText(COLOURS[kind], `${totals[kind]} ${kind}`))).join(
    ', ',
  );

/** How many come out in which state, and what the run cost. */
const renderSummary = (report: RunReport, isStored: boolean, width: number): string => {
  const layout = layoutOf(width);
  const { status, abort, mode, totals, apiCalls, runId, employees } = report;
  const warnings = employees
    .flatMap(({ problems }) => problems)
    .filter(({ severity }) => severity === 'warning').length;
  const counts = mode === 'plan' ? countPlanned(employees) : countDone(report);
  const told = warnings === 0 ? '' : ` ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}.`;
  const summary = wrapText(`${totals.inScope} in scope: ${counts}.${told}`, layout);
  if (abort !== null) return [...(totals.inScope === 0 ? [] : [summary]), renderAbort(abort, width)].join('\n');
  if (isStored) return summary;
  const verb =
    mode === 'plan' ? 'planned, nothing written' : status === 'succeeded' ? 'succeeded' : 'completed with errors';
  const requests = `Requests: ${apiCalls.simployer} to Simployer, ${apiCalls.poweroffice} to PowerOffice.`;
  return [summary, styleText('gray', wrapText(`Run ${runId} ${verb}. ${requests}`, layout))].join('\n');
};
