import type { PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import type { Problem } from '../../../records/problem.ts';
import type { MappingSettings } from '../mapping-settings.ts';
import { planEmployee } from '../plan/plan-employee.ts';
import type { ProblemCode } from '../problems.ts';
import type { DesiredEmployee } from '../rules/desired-employee.ts';
import { isOutsideSeries } from '../rules/number-series.ts';
import type { BoundedSeries } from '../rules/number-series.ts';
import type { MatchKey, StoredLink } from './employee-index.ts';
import { matchedBy } from './matched-by.ts';

/** How people were matched, in the order of a report. */
export const MATCH_GROUPS = [
  'linked',
  'byExternalNumber',
  'byReference',
  'byNumber',
  'new',
  'blocked',
  'possibleDuplicate',
  'outsideSeries',
] as const;
export type MatchGroup = (typeof MATCH_GROUPS)[number];

/** The group of the records that are nobody's. */
export const ONLY_IN_POWEROFFICE = 'onlyInPowerOffice';

/** What somebody has decided is as good as a link. */
const GROUPS: Readonly<Record<MatchKey, MatchGroup>> = {
  decision: 'linked',
  link: 'linked',
  externalNumber: 'byExternalNumber',
  reference: 'byReference',
  number: 'byNumber',
};

interface MatchFacts {
  readonly desired: DesiredEmployee;
  /** The record that was found; null when there is none. */
  readonly current: PayrollEmployee | null;
  /** What forbids any write, found with everybody in view. */
  readonly blockedBy: readonly Problem[];
  readonly stored: Omit<StoredLink, 'linkIsGone'>;
}

/**
 * How a person was matched.
 *
 * Example: payroll has entered Kari as number 1012, and Simployer has a Kari of that number whom nobody has linked yet. She
 * is `byNumber`: whoever approves the plan looks whether the two are one.
 *
 * @returns null for somebody who is neither matched nor to be created, such as one who is inactive
 */
export const matchGroupOf = (
  { desired, current, blockedBy, stored }: MatchFacts,
  { mapping, numberSeries }: { readonly mapping: MappingSettings; readonly numberSeries: readonly BoundedSeries[] },
): MatchGroup | null => {
  if (blockedBy.some(({ code }) => code === POSSIBLE_DUPLICATE)) return 'possibleDuplicate';
  if (blockedBy.length > 0 || desired.blocked) return 'blocked';
  if (current !== null) return GROUPS[matchedBy(desired, current, stored) ?? 'link'];
  switch (planEmployee(desired, null, mapping).action) {
    case 'create':
      return isOutsideSeries(desired.onCreate.number, numberSeries) ? 'outsideSeries' : 'new';
    case 'blocked':
      return 'blocked';
    case 'skip':
    case 'update':
    case 'none':
      return null;
  }
};

const POSSIBLE_DUPLICATE: ProblemCode = 'POSSIBLE_DUPLICATE';
