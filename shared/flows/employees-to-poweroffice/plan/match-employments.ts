/*
 * Tells which PowerOffice employment each employment of the source is: by stored link, then by ReportingId, then by
 * start date and profession code, which together are its key. Each way is a pass over what the passes before it have
 * left undecided; the list `PASSES` has them in their order, and what no pass finds is new. A pass takes the matching
 * so far and returns the next one. For example, Ola's employment is linked to employment 7, and HR changes its code.
 * The link still leads to 7, which now has another key: by the option `onEmploymentKeyChange` Ola gets a second
 * employment, or 7 gets the new code, or 7 is left as it is. Payroll is told either way.
 */
import type { Problem } from '../../../records/problem.ts';
import type { PayrollEmployment } from '../../../vendors/poweroffice/employments.ts';
import type { MappingSettings } from '../mapping-settings.ts';
import { problem } from '../problems.ts';
import type { DesiredEmployment } from '../rules/desired-employee.ts';
import { hasKey, isEnded, keyOf, mayHaveKey } from './employment-key.ts';
import type { EmploymentKey } from './employment-key.ts';
import {
  freeOf,
  matchesOf,
  describeEmployment,
  NOTHING_MATCHED,
  take,
  takeOnly,
  withMatch,
  withProblem,
} from './employment-matching.ts';
import type { EmploymentMatch, Matching, Situation } from './employment-matching.ts';
import { refuseRivals } from './refuse-rivals.ts';

/**
 * Finds each source employment in PowerOffice (ReportingId, row 32). No PowerOffice employment is taken twice, and
 * nothing is written that would give a person two employments with one key.
 *
 * Decided where the table is silent:
 * - Where a changed key creates, a ReportingId on an employment with another key yields to an employment that has the
 *   very key: the former is what an earlier change of key left behind.
 * - A link, or a ReportingId, whose key is no longer the source's is a changed key: `onEmploymentKeyChange` decides.
 * - An employment ended already that `createEndedEmployments` forbids to create has its changed key held, so that its
 *   end still reaches payroll.
 * - Two source employments with one key: the one already in PowerOffice, else the main one, else the lower id is
 *   written; the other is ambiguous until HR tells them apart.
 *
 * @returns one match each, in the same order
 */
export const matchEmployments = (
  situation: Situation,
): { readonly matches: readonly EmploymentMatch[]; readonly problems: readonly Problem[] } => {
  const matching = PASSES.reduce((before, pass) => pass(before, situation), NOTHING_MATCHED);
  return {
    matches: matchesOf(matching, situation),
    problems: situation.desired.flatMap(({ sourceId }) => matching.problems.get(sourceId) ?? []),
  };
};

type Pass = (before: Matching, situation: Situation) => Matching;

/** A pass over the employments that are not decided yet, one after the other. */
const overUndecided =
  (decide: (before: Matching, wanted: DesiredEmployment, situation: Situation) => Matching): Pass =>
  (before, situation) =>
    situation.desired
      .filter(({ sourceId }) => !before.matches.has(sourceId))
      .reduce((matching, wanted) => decide(matching, wanted, situation), before);

const byLink = overUndecided((before, wanted, situation) => {
  const { links } = situation;
  const link = Object.hasOwn(links, wanted.sourceId) ? links[wanted.sourceId] : undefined;
  const found = freeOf(before, situation).find(({ id }) => id === link?.id);
  if (link === undefined || found === undefined) return before;
  return hasKey(link, wanted) || hasKey(found, wanted)
    ? take(before, wanted, found)
    : changeKey(before, wanted, { found, oldKey: link }, situation);
});

const byReportingIdAndKey = overUndecided((before, wanted, situation) =>
  takeOnly(
    before,
    wanted,
    freeOf(before, situation).filter((found) => hasReportingId(found, wanted) && mayHaveKey(found, wanted)),
  ),
);

/** The ReportingId tells which employment it was under another key. */
const byReportingId = (before: Matching, wanted: DesiredEmployment, situation: Situation): Matching => {
  const hits = freeOf(before, situation).filter((found) => hasReportingId(found, wanted));
  const [found] = hits;
  return found === undefined || hits.length > 1
    ? takeOnly(before, wanted, hits)
    : changeKey(before, wanted, { found, oldKey: keyOf(found, wanted) }, situation);
};

/** Where a changed key does not create, the ReportingId goes before the key. */
const byReportingIdWhereKeysChange = overUndecided((before, wanted, situation) =>
  onKeyChange(wanted, situation) === 'create' ? before : byReportingId(before, wanted, situation),
);

const byKey = overUndecided((before, wanted, situation) =>
  takeOnly(
    before,
    wanted,
    freeOf(before, situation).filter((found) => hasKey(found, wanted)),
  ),
);

/** For those that no pass before has found by their key. */
const byReportingIdAlone = overUndecided(byReportingId);

const asNew = overUndecided((before, wanted, { settings, today }) => {
  const isSkipped = isEnded(wanted, today) && !settings.createEndedEmployments;
  return withMatch(before, { kind: isSkipped ? 'skip' : 'create', desired: wanted });
});

const PASSES: readonly Pass[] = [
  byLink,
  byReportingIdAndKey,
  byReportingIdWhereKeysChange,
  byKey,
  byReportingIdAlone,
  asNew,
  refuseRivals,
];

const hasReportingId = ({ reportingId }: PayrollEmployment, { sourceId }: DesiredEmployment): boolean =>
  reportingId === sourceId;

type KeyChange = MappingSettings['onEmploymentKeyChange'];

const onKeyChange = (wanted: DesiredEmployment, { settings, today }: Situation): KeyChange =>
  settings.onEmploymentKeyChange === 'create' && isEnded(wanted, today) && !settings.createEndedEmployments
    ? 'hold'
    : settings.onEmploymentKeyChange;

/** One that creates leaves the employment to be decided by the passes that follow. */
const changeKey = (
  before: Matching,
  wanted: DesiredEmployment,
  { found, oldKey }: { readonly found: PayrollEmployment; readonly oldKey: EmploymentKey },
  situation: Situation,
): Matching => {
  const change = onKeyChange(wanted, situation);
  const told = problem('EMPLOYMENT_KEY_CHANGED', describeKeyChange(oldKey, wanted, change));
  // The link tells the last key; a ReportingId may still sit on an employment from before that.
  const matching = before.problems.has(wanted.sourceId) ? before : withProblem(before, wanted, told);
  switch (change) {
    case 'create':
      return matching;
    case 'update':
      return take(matching, wanted, found);
    case 'hold':
      return take(matching, wanted, found, oldKey);
  }
};

const KEY_CHANGE_DONE = {
  create: 'it became a second employment in PowerOffice.',
  update: 'the employment in PowerOffice follows.',
  hold: 'start and code in PowerOffice were left as they are.',
} as const satisfies Record<KeyChange, string>;

const describeKeyChange = (
  oldKey: EmploymentKey,
  { startDate, professionCode }: EmploymentKey,
  change: KeyChange,
): string =>
  `${describeEmployment(oldKey)} now starts ${startDate} with code ${professionCode}; ${KEY_CHANGE_DONE[change]}`;
