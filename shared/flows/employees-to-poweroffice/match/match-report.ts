/*
 * What a plan says of how everybody was matched, and of who is only in PowerOffice: whoever approves a first run sees there
 * whether Simployer and payroll mean the same people. For example, of 40 people 31 are linked, 4 were found by their
 * number, and 5 are new; 12 records of PowerOffice, 9 of them archived, are nobody's, and stay as they are.
 */
import { employeeLabel, shownWhole } from '../../../records/values/shown-value.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import { compareNumbers, trimmedText } from '../../../records/values/text.ts';
import type { Overview } from '../../../state/plan.ts';
import type { UnmatchedRecord } from '../../../state/unmatched-store.ts';
import type { PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import type { ProblemCode } from '../problems.ts';
import { employmentTypesInUse } from '../rules/employment-types.ts';
import type { Settings } from '../settings.ts';
import type { EmployeeTask } from '../task.ts';
import { MATCH_GROUPS, matchGroupOf, ONLY_IN_POWEROFFICE } from './match-groups.ts';
import type { MatchedPerson } from './match-people.ts';

/** How many people were matched in which way, and how many records are only in PowerOffice. */
export const countMatches = (
  people: readonly MatchedPerson[],
  unmatched: readonly UnmatchedRecord[],
  { mapping }: Pick<Settings, 'mapping'>,
  { numberSeries }: Pick<EmployeeTask, 'numberSeries'>,
): Overview['match'] => {
  const groups = people.map(({ match, ...person }) => {
    const current = match.kind === 'matched' ? match.employee : null;
    const blockedBy = match.kind === 'blocked' ? match.problems : [];
    return matchGroupOf({ ...person, current, blockedBy }, { mapping, numberSeries });
  });
  const counted = MATCH_GROUPS.map((group) => [group, groups.filter((one) => one === group).length] as const);
  return { ...Object.fromEntries(counted), [ONLY_IN_POWEROFFICE]: unmatched.length };
};

/**
 * The records of PowerOffice that are nobody's, archived ones last. No run touches them.
 * @param taken the ids of those that somebody is linked to, or is matched with
 */
export const findOnlyInPowerOffice = (
  records: readonly PayrollEmployee[],
  taken: ReadonlySet<number>,
  { plans }: Pick<Settings, 'plans'>,
): readonly UnmatchedRecord[] =>
  records
    .filter(({ id }) => !taken.has(id))
    .map(({ id, number, firstName, lastName, isArchived }) => {
      const name = [firstName, lastName].flatMap((part) => trimmedText(part) ?? []).join(' ');
      return {
        targetId: id,
        number: employeeLabel(number),
        name: plans.values === 'shown' && name !== '' ? shownWhole(name) : null,
        isArchived,
      };
    })
    .toSorted(
      (one, other) => Number(one.isArchived) - Number(other.isArchived) || compareNumbers(one.number, other.number),
    );

/** What the whole company shows: employment types that no rule maps, and notes without an occupational code. */
export const findCompanyWide = (
  people: readonly Pick<MatchedPerson, 'source' | 'desired'>[],
  { mapping }: Pick<Settings, 'mapping'>,
  today: CalendarDate,
): Overview['findings'] => {
  const withoutForm = employmentTypesInUse(
    people.map(({ source }) => source),
    mapping,
    today,
  ).filter(({ form }) => form === null);
  const withoutCode = people.filter(({ desired }) => desired.problems.some(({ code }) => code === CODE_MISSING)).length;
  return [
    ...withoutForm.map(({ name, count }) => ({
      code: TYPE_UNMAPPED,
      message: `The employment type ${name} has no employment form in PowerOffice (${count} in use).`,
      count,
    })),
    ...(withoutCode === 0
      ? []
      : [
          {
            code: CODE_MISSING,
            message: `The note of an employment does not begin with a 7-digit occupational code (${withoutCode} ${withoutCode === 1 ? 'person' : 'people'}).`,
            count: withoutCode,
          },
        ]),
  ];
};

const TYPE_UNMAPPED: ProblemCode = 'EMPLOYMENT_TYPE_UNMAPPED';
const CODE_MISSING: ProblemCode = 'OCCUPATION_CODE_MISSING';
