/*
 * Shows what a run did, or a plan would do, to a person who has to answer for it: first what changes, as the flow tells its
 * records; then the problems by code; then how many will be in the target in which state. For example, a plan ends with
 * `8 in scope: 2 new, 1 of them incomplete, 3 changed, 1 archived, 1 unchanged, 0 skipped, 1 blocked. 1 warning.`
 */
import { styleText } from 'node:util';
import { OUTCOMES } from '../../shared/records/outcome.ts';
import { VENDOR_NAMES } from '../../shared/records/vendor.ts';
import { describeCompanies, flowWords } from './flow-words.ts';
import type { FlowWords } from './flow-words.ts';
import { layoutOf, wrapText } from './layout.ts';
import type { Layout } from './layout.ts';
import type { IsNewProblem } from './new-problems.ts';
import { renderGroups } from './problems-table.ts';
import type { ShownRun } from './shown-run.ts';

const COLOURS = { created: 'green', updated: 'cyan', unchanged: 'gray', skipped: 'yellow', failed: 'red' } as const;

export interface RenderOptions {
  readonly environment: string | null;
  readonly width: number;
  readonly withProblems?: boolean;
  readonly isStored?: boolean;
  readonly matches?: string | null;
  readonly isNewProblem?: IsNewProblem;
  readonly words?: FlowWords;
  readonly wholeCommand?: string;
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
 * @param wholeCommand of a plan: what is typed to read all of it
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
    wholeCommand,
  }: RenderOptions,
): string => {
  const layout = layoutOf(width);
  const isPlan = report.mode === 'plan';
  return [
    ...(report.connection === null
      ? []
      : [styleText('bold', wrapText(describeCompanies(report.connection, environment), layout))]),
    ...(matches === null ? [] : [matches]),
    ...words.telling.groups(report.employees, { isPlan, layout, target: words.target }),
    ...(withProblems
      ? renderGroups(
          problemsOf(report, words),
          'en',
          {
            width,
            withMessages: false,
            withIds: words.telling.namesIds,
            byMessage: isPlan ? { command: wholeCommand ?? null } : undefined,
          },
          isNewProblem,
        )
      : []),
    ...(isStored ? [] : renderFindings(report, layout)),
    renderSummary(report, { isStored, words }, width),
  ].join('\n\n');
};

const SEVERITIES = ['error', 'warning', 'info'] as const;

/** The worst first. */
const problemsOf = ({ employees }: ShownRun, { summaryOf, telling }: FlowWords) =>
  employees
    .filter((one) => !telling.isCounted(one))
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
  const { telling } = words;
  const counts = mode === 'plan' ? telling.countPlanned(employees, words.target) : countDone(report);
  const told = warnings === 0 ? '' : ` ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}.`;
  const summary = wrapText(`${telling.countAll(totals.inScope)}: ${counts}.${told}`, layout);
  if (abort !== null) return [...(totals.inScope === 0 ? [] : [summary]), renderAbort(abort, width)].join('\n');
  if (isStored) return summary;
  const verb =
    mode === 'plan' ? 'planned, nothing written' : status === 'succeeded' ? 'succeeded' : 'completed with errors';
  const asked = describeRequests(apiCalls) || `none to Simployer or ${words.target}`;
  const requests = `Requests: ${asked}.`;
  return [summary, styleText('gray', wrapText(`Run ${runId} ${verb}. ${requests}`, layout))].join('\n');
};
