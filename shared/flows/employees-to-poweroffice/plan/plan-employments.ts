import type { SourceValue } from '../../../model/source-value.ts';
import type { Problem } from '../../../records/problem.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import { compareText } from '../../../records/values/text.ts';
import type { PayrollEmployment } from '../../../vendors/poweroffice/employments.ts';
import type { EmploymentId } from '../../../vendors/poweroffice/ids.ts';
import type { DesiredEmployee } from '../rules/desired-employee.ts';
import { chooseDefault, planDefault } from './default-employment.ts';
import type { EmploymentLink } from './employment-key.ts';
import type { EmploymentMatch, Situation } from './employment-matching.ts';
import { isTarget } from './employment-step.ts';
import type { EmploymentStep, EmploymentTarget } from './employment-step.ts';
import { matchEmployments } from './match-employments.ts';
import { toCreateStep } from './create-step.ts';
import { toUpdateSteps } from './update-steps.ts';

export interface EmploymentsPlan {
  /** In the order of writing: employments, the default flag, then (after the salary) the ends. */
  readonly steps: readonly EmploymentStep[];
  /** What to remember from now on, by source employment; created ones come on top once their id is known. */
  readonly links: Readonly<Record<string, EmploymentLink>>;
  /** Where the salary goes: the main employment. Null when it may not be written. */
  readonly defaultEmployment: (EmploymentTarget & { readonly startDate: CalendarDate }) | null;
  /** Which other employment the person is paid under until now; null when there is no other. */
  readonly paidBefore: EmploymentId | null;
  readonly problems: readonly Problem[];
}

/**
 * What is to be written for a person's employments (mapping rows 27-37): each is matched, then created or changed; the
 * default flag moves; ends go last.
 *
 * The default flag moves in two steps: the new default gets it, and only then the old one loses it. PowerOffice may
 * or may not clear the old one by itself (PowerOffice fact 44); either way a run that dies in between leaves a
 * default behind, and the next run puts the rest right.
 *
 * An example: Kari's employment is there, but not as the default; another one, payroll's own, is. One step gives Kari's
 * the flag, and the next takes it from payroll's, unless the first was refused.
 */
export const planEmployments = (
  { employments, mainEmploymentId }: Pick<DesiredEmployee, 'employments' | 'mainEmploymentId'>,
  situation: Omit<Situation, 'desired'>,
): EmploymentsPlan => {
  const { existing, links, settings, today } = situation;
  const desired = employments.toSorted(
    (one, other) =>
      Number(other.sourceId === mainEmploymentId) - Number(one.sourceId === mainEmploymentId) ||
      compareText(one.startDate, other.startDate) ||
      compareText(one.sourceId, other.sourceId),
  );
  const { matches, problems } = matchEmployments({ ...situation, desired });
  const updates = matches.flatMap((match) => (match.kind === 'existing' ? [toUpdateSteps(match, settings)] : []));
  const main = mainEmploymentOf(matches, mainEmploymentId);
  // A source without any employment says nothing about which one is the default.
  const chosen = mainEmploymentId === null ? null : (main ?? chooseDefault(matches, existing, today));
  const creates = matches.flatMap((match) =>
    match.kind === 'create' ? [toCreateStep(match.desired, chosen, situation)] : [],
  );
  return {
    steps: [
      ...updates.flatMap(({ employment }) => employment),
      ...creates,
      ...(chosen === null ? [] : planDefault(chosen, matches, existing)),
      ...updates.flatMap(({ end }) => end),
    ],
    links: nextLinks(matches, existing, links),
    defaultEmployment: main,
    paidBefore: paidBefore(main, existing),
    problems: [...problems, ...updates.flatMap((update) => update.problems)],
  };
};

const mainEmploymentOf = (
  matches: readonly EmploymentMatch[],
  mainEmploymentId: SourceValue<string>,
): EmploymentsPlan['defaultEmployment'] => {
  const main = matches.find(({ desired }) => desired.sourceId === mainEmploymentId);
  if (main?.kind === 'create') return { sourceId: main.desired.sourceId, startDate: main.desired.startDate };
  if (main?.kind !== 'existing') return null;
  const { existing, desired, key } = main;
  const startDate = key === 'follows' ? desired.startDate : (existing.startDate ?? desired.startDate);
  return { id: existing.id, startDate };
};

/** The default employment, which pay hangs on (IsDefault, row 31); once it has lost the flag, the latest other one. */
const paidBefore = (main: EmploymentTarget | null, existing: readonly PayrollEmployment[]): EmploymentId | null => {
  const others = existing
    .filter(({ id }) => !isTarget(main, { id }))
    .toSorted((one, other) => compareText(other.startDate ?? '', one.startDate ?? ''));
  return (others.find(({ isDefault }) => isDefault) ?? others[0])?.id ?? null;
};

/**
 * A link lasts as long as its PowerOffice employment does and nobody else has taken that over: so a blocked employment
 * keeps it, and one that is to be created anew keeps the old one until the new one is there.
 */
const nextLinks = (
  matches: readonly EmploymentMatch[],
  existing: readonly PayrollEmployment[],
  links: Readonly<Record<string, EmploymentLink>>,
): Record<string, EmploymentLink> => {
  const found = matches.flatMap((match) => (match.kind === 'existing' ? [match] : []));
  const kept = Object.entries(links).filter(
    ([, { id }]) =>
      existing.some((employment) => employment.id === id) && !found.some((match) => match.existing.id === id),
  );
  return Object.fromEntries([
    ...kept,
    ...found.map((match): [string, EmploymentLink] => [match.desired.sourceId, match.link]),
  ]);
};
