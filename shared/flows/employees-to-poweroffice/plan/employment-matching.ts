/*
 * The value that the passes of match-employments.ts hand on: which employments are decided, what there is to report of
 * them, and which PowerOffice employments nobody else may get. Each function here takes such a value and returns the
 * next one; none changes what it was given. For example, two employments in PowerOffice carry the start and code of
 * Kari's only one. Neither can be told from the other, so hers becomes ambiguous, both are taken, and nothing is
 * written.
 */
import type { Problem } from '../../../records/problem.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import type { EmploymentId, EnterpriseId } from '../../../vendors/poweroffice/ids.ts';
import type { PayrollEmployment } from '../../../vendors/poweroffice/employments.ts';
import type { MappingSettings } from '../mapping-settings.ts';
import { problem } from '../problems.ts';
import type { DesiredEmployment } from '../rules/desired-employee.ts';
import type { EmploymentKey, EmploymentLink } from './employment-key.ts';

/** What becomes of one source employment. */
export type EmploymentMatch =
  | {
      readonly kind: 'existing';
      readonly desired: DesiredEmployment;
      readonly existing: PayrollEmployment;
      /** Whether StartDate and ProfessionCode are kept equal too; a changed key may be held instead. */
      readonly key: 'follows' | 'held';
      readonly link: EmploymentLink;
    }
  | { readonly kind: 'create'; readonly desired: DesiredEmployment }
  /** Ended, unknown to payroll, and the option says not to create it. */
  | { readonly kind: 'skip'; readonly desired: DesiredEmployment }
  | { readonly kind: 'ambiguous'; readonly desired: DesiredEmployment };

export type ExistingMatch = Extract<EmploymentMatch, { kind: 'existing' }>;

/** What the employments of one person are planned from. */
export interface Situation {
  /** In order of precedence. */
  readonly desired: readonly DesiredEmployment[];
  /** All employments of the person, those just created by the sync itself included. */
  readonly existing: readonly PayrollEmployment[];
  /** What the last run remembered. */
  readonly links: Readonly<Record<string, EmploymentLink>>;
  /** The default enterprise (row 35), for new employments. */
  readonly enterpriseId: EnterpriseId;
  readonly settings: MappingSettings;
  /** The run's day in Oslo. */
  readonly today: CalendarDate;
}

/** How far the matching has come. */
export interface Matching {
  /** What is decided so far, by the source's id. */
  readonly matches: ReadonlyMap<string, EmploymentMatch>;
  readonly problems: ReadonlyMap<string, Problem>;
  /** The PowerOffice employments that are somebody's, or perhaps so: nobody else gets them. */
  readonly taken: ReadonlySet<EmploymentId>;
}

export const NOTHING_MATCHED: Matching = { matches: new Map(), problems: new Map(), taken: new Set() };

/** The matches so far, in order of precedence. */
export const matchesOf = ({ matches }: Matching, { desired }: Situation): EmploymentMatch[] =>
  desired.flatMap(({ sourceId }) => matches.get(sourceId) ?? []);

/** The PowerOffice employments that are nobody's yet. */
export const freeOf = ({ taken }: Matching, { existing }: Situation): PayrollEmployment[] =>
  existing.filter(({ id }) => !taken.has(id));

/** @param heldKey a changed key that is held is remembered as it was, so that its warning lasts until somebody decides */
export const take = (
  matching: Matching,
  desired: DesiredEmployment,
  existing: PayrollEmployment,
  heldKey?: EmploymentKey,
): Matching => {
  const { startDate, professionCode } = heldKey ?? desired;
  const link = { id: existing.id, startDate, professionCode };
  const key = heldKey === undefined ? 'follows' : 'held';
  return {
    ...withMatch(matching, { kind: 'existing', desired, existing, key, link }),
    taken: new Set([...matching.taken, existing.id]),
  };
};

/** Takes the only hit. Several are left to nobody: what one of them is must not depend on who else looks for it. */
export const takeOnly = (
  matching: Matching,
  desired: DesiredEmployment,
  hits: readonly PayrollEmployment[],
): Matching => {
  const [first, second] = hits;
  if (first === undefined) return matching;
  if (second === undefined) return take(matching, desired, first);
  const ids = hits.map(({ id }) => id);
  const detail = `${describeEmployment(desired)} fits several employments in PowerOffice (ids ${ids.join(', ')}).`;
  return { ...refuse(matching, desired, detail), taken: new Set([...matching.taken, ...ids]) };
};

export const refuse = (matching: Matching, desired: DesiredEmployment, detail: string): Matching =>
  withProblem(withMatch(matching, { kind: 'ambiguous', desired }), desired, problem('EMPLOYMENT_AMBIGUOUS', detail));

export const withMatch = (matching: Matching, match: EmploymentMatch): Matching => ({
  ...matching,
  matches: new Map([...matching.matches, [match.desired.sourceId, match]]),
});

export const withProblem = (matching: Matching, { sourceId }: DesiredEmployment, found: Problem): Matching => ({
  ...matching,
  problems: new Map([...matching.problems, [sourceId, found]]),
});

/** How a problem names an employment. */
export const describeEmployment = ({ startDate, professionCode }: EmploymentKey): string =>
  `The employment from ${startDate} with occupational code ${professionCode}`;
