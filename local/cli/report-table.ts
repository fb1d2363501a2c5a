/*
 * Shows what a run did, or a plan would do, to a person who has to answer for it. Changes come first, the grave before
 * the others, with names beside numbers and what each field holds and is to hold where that may be seen; then the
 * problems by code; then how many will be in the target in which state. Who needs nothing takes no line. For example,
 * a plan that would cut Kari's pay says so under "Pay cuts": `1004  Kari Nordmann  AnnualSalary -7.3 % from 2023-05-01`.
 */
import { styleText } from 'node:util';
import { OUTCOMES } from '../../shared/records/outcome.ts';
import { VENDOR_NAMES } from '../../shared/records/vendor.ts';
import { MASK } from '../../shared/records/values/shown-value.ts';
import { groupChanges, isBlocked, isNew } from './change-groups.ts';
import type { ChangeGroup } from './change-groups.ts';
import { describeChanges } from './describe-change.ts';
import { describeCompanies, flowWords } from './flow-words.ts';
import type { FlowWords } from './flow-words.ts';
import { layoutOf, renderRows, wrapText } from './layout.ts';
import type { Layout } from './layout.ts';
import type { IsNewProblem } from './new-problems.ts';
import { countPlanned } from './planned-counts.ts';
import { renderGroups } from './problems-table.ts';
import type { ShownPerson, ShownRun } from './shown-run.ts';

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
  readonly words?: FlowWords;
}

/**
 * What happened to whom and why: what was changed for whom, and every problem with who fixes it where.
 * @param environment of the target, as `environmentOf` names it
 * @param width columns of the terminal; not finite without one: then each row is one line, without padding
 * @param withProblems false where the problems were shown just before
 * @param isStored of a plan that is kept: what it cost to make is not known any more
 * @param matches of a plan: how everybody was found, see `renderMatches`
 * @param isNewProblem which problems are told before the others
 * @param words of the flow; of the first, when left out
 */
export const renderReport = (
  report: ShownRun,
  {
    environment,
    width,
    withProblems = true,
    isStored = false,
    matches = null,
    isNewProblem = () => false,
    words = flowWords(),
  }: RenderOptions,
): string => {
  const layout = layoutOf(width);
  const isPlan = report.mode === 'plan';
  return [
    ...(report.connection === null
      ? []
      : [styleText('bold', wrapText(describeCompanies(report.connection, environment), layout))]),
    ...(matches === null ? [] : [matches]),
    ...groupChanges(report.employees).flatMap(({ group, people }) =>
      renderGroup(group, people, { isPlan, layout, target: words.target }),
    ),
    ...(withProblems
      ? renderGroups(problemsOf(report, words), 'en', { width, withMessages: false }, isNewProblem)
      : []),
    ...(isStored ? [] : renderFindings(report, layout)),
    renderSummary(report, { isStored, words }, width),
  ].join('\n\n');
};

const numberOf = ({ employeeNumber }: ShownPerson): string => employeeNumber ?? '(none)';

/** Who it is where the number does not say so: the id stands in the address of the person's page in Simployer. */
const whoOf = (person: ShownPerson): readonly string[] =>
  person.employeeNumber === null || person.employeeNumber.includes(MASK)
    ? [`Simployer id: ${person.simployerEmployeeId}`]
    : [];

/** The people of a group, with what is written for each. Who was created whole needs no more than a number. */
const renderGroup = (
  { planned, done, isDecision }: ChangeGroup,
  people: readonly ShownPerson[],
  { isPlan, layout, target }: { readonly isPlan: boolean; readonly layout: Layout; readonly target: string },
): readonly string[] => {
  const title = isPlan ? planned : done;
  if (title === null) return [];
  const brief = isPlan ? [] : people.filter(({ outcome }) => outcome === 'created');
  const hasNames = people.some(({ name }) => name !== undefined);
  const rows = people
    .filter((person) => !brief.includes(person))
    .map((person) => {
      const parts = [...whoOf(person), ...describeChanges(person, isPlan, target), ...wrongOf(person)];
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
const wrongOf = (person: ShownPerson): readonly string[] => {
  const errors = person.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  const codes = [...new Set(errors)].join(', ');
  return codes === '' ? [] : [styleText('red', isBlocked(person) ? codes : `incomplete: ${codes}`)];
};

const SEVERITIES = ['error', 'warning', 'info'] as const;

/** The worst first. */
const problemsOf = ({ employees }: ShownRun, { summaryOf }: FlowWords) =>
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
export const renderAbort = ({ code, message, hint, people }: NonNullable<ShownRun['abort']>, width: number): string => {
  const layout = layoutOf(width);
  return [
    wrapText(`${styleText('red', `✖ ${code}`)}  ${message}`, layout),
    wrapText(hint, layout),
    ...(people.length === 0 ? [] : [wrapText(`People: ${people.join(' ')}`, layout, ' '.repeat(8))]),
  ].join('\n');
};

const countDone = ({ totals }: ShownRun): string =>
  OUTCOMES.map((kind) => (totals[kind] === 0 ? `0 ${kind}` : styleText(COLOURS[kind], `${totals[kind]} ${kind}`))).join(
    ', ',
  );

/** What there is to say of the run as a whole. A plan says it beside how it found everybody. */
const renderFindings = ({ problems = [] }: ShownRun, layout: Layout): readonly string[] =>
  problems.length === 0
    ? []
    : [
        problems
          .map(({ code, message }) => wrapText(`${styleText('yellow', code)}  ${message}`, layout, '    '))
          .join('\n'),
      ];

/** `12 to Simployer, 40 to PowerOffice`. */
export const describeRequests = (apiCalls: ShownRun['apiCalls']): string =>
  Object.entries(VENDOR_NAMES)
    .flatMap(([vendor, name]) => (apiCalls[vendor] === undefined ? [] : `${apiCalls[vendor]} to ${name}`))
    .join(', ');

/** How many come out in which state, and what the run cost. */
const renderSummary = (
  report: ShownRun,
  { isStored, words }: { readonly isStored: boolean; readonly words: FlowWords },
  width: number,
): string => {
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
  const asked = describeRequests(apiCalls) || `none to Simployer or ${words.target}`;
  const requests = `Requests: ${asked}.`;
  return [summary, styleText('gray', wrapText(`Run ${runId} ${verb}. ${requests}`, layout))].join('\n');
};
