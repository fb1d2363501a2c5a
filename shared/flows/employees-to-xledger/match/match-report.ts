/*
 * What a plan says of how everybody was matched, and of who is only in X-ledger: whoever approves a first run sees there
 * whether Simployer and payroll mean the same people. For example, of 40 people 31 are linked, 4 were found by their code,
 * and 5 are new; 12 records of X-ledger, 9 of them closed, are nobody's, and stay as they are.
 */
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import { employeeLabel, shownWhole } from '../../../records/values/shown-value.ts';
import { compareNumbers, trimmedText } from '../../../records/values/text.ts';
import type { Overview } from '../../../state/plan.ts';
import type { UnmatchedRecord } from '../../../state/unmatched-store.ts';
import type { XledgerEmployee } from '../../../vendors/xledger/employee-record.ts';
import type { XledgerRunSettings } from '../run-settings.ts';
import { MATCH_GROUPS, matchGroupOf, ONLY_IN_XLEDGER } from './match-groups.ts';
import type { MatchedPerson } from './match-people.ts';

/** How many people were matched in which way, and how many records are only in X-ledger. */
export const countMatches = (
  people: readonly MatchedPerson[],
  unmatched: readonly UnmatchedRecord[],
): Overview['match'] => {
  const groups = people.map(({ match, plan }) => matchGroupOf(match, plan));
  const counted = MATCH_GROUPS.map((group) => [group, groups.filter((one) => one === group).length] as const);
  return { ...Object.fromEntries(counted), [ONLY_IN_XLEDGER]: unmatched.length };
};

/** A record that is over: closed, or of somebody whose last day is over. */
const isOver = ({ dateTo, employmentTo }: XledgerEmployee, today: CalendarDate): boolean =>
  [dateTo, employmentTo].some((end) => end !== null && end < today);

/**
 * The records of X-ledger that are nobody's, those that are over last. No run touches them.
 * @param taken the ids of those that somebody is linked to, or is matched with
 */
export const findOnlyInXledger = (
  records: readonly XledgerEmployee[],
  taken: ReadonlySet<string>,
  { plans }: Pick<XledgerRunSettings, 'plans'>,
  today: CalendarDate,
): readonly UnmatchedRecord[] =>
  records
    .filter(({ id }) => !taken.has(id))
    .map((record) => {
      const name = trimmedText(record.description);
      return {
        targetId: record.id,
        number: employeeLabel(record.code),
        name: plans.values === 'shown' && name !== null ? shownWhole(name) : null,
        isArchived: isOver(record, today),
      };
    })
    .toSorted(
      (one, other) => Number(one.isArchived) - Number(other.isArchived) || compareNumbers(one.number, other.number),
    );
