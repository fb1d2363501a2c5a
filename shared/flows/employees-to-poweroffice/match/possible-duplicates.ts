import type { PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import { shownNumber } from '../../../records/values/shown-value.ts';
import type { Problem } from '../../../records/problem.ts';
import { problem } from '../problems.ts';
import { toIdentityKey } from '../../../records/identity.ts';
import type { StoredLink } from './employee-index.ts';
import type { Identity } from '../../../records/identity.ts';

/**
 * Finds records that may be somebody who is about to be created: nobody is linked to them and no key of anybody leads to
 * them, but they have the same first and last name and the same birth date. Payroll entered the person by hand, under
 * another number or none; a second record would be paid a second time. Archived records count.
 *
 * Example: Kari Nordmann, born 1990-04-30, has the number 1012 in Simployer, and nobody in PowerOffice has it. Record 77
 * there, number 312, is a Kari Nordmann of that birth date: she is not created before somebody has compared the two.
 *
 * @param records what PowerOffice holds
 * @param taken the ids of records that somebody is linked to, or is matched with
 * @returns asked with a person, and with the records that somebody has passed over for them: why they are not created; null when nothing speaks against it
 */
export const findPossibleDuplicates = (
  records: readonly PayrollEmployee[],
  taken: ReadonlySet<number>,
): ((person: Identity, passedOver: StoredLink['passedOver']) => Problem | null) => {
  const byIdentity = Map.groupBy(
    records.filter(({ id }) => !taken.has(id)),
    toIdentityKey,
  );
  return (person, passedOver) => {
    const key = toIdentityKey(person);
    const found = key === null ? [] : (byIdentity.get(key) ?? []).filter(({ id }) => !passedOver.has(id));
    return found.length === 0
      ? null
      : problem('POSSIBLE_DUPLICATE', `${found.map(describeRecord).join(', ')} has the same name and birth date.`);
  };
};

const describeRecord = ({ id, number, isArchived }: PayrollEmployee): string =>
  `PowerOffice record ${id} (number ${shownNumber(number)}${isArchived ? ', archived' : ''})`;
