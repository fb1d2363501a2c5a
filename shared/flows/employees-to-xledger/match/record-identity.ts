import type { Identity } from '../../../records/identity.ts';
import { readOrNull } from '../../../model/source-value.ts';
import type { SourceEmployee } from '../../../model/employee.ts';
import { trimmedText } from '../../../records/values/text.ts';
import type { XledgerEmployee } from '../../../vendors/xledger/employee-record.ts';

/** The person as the source has them. */
export const sourceIdentity = ({ firstName, lastName, birthDate }: SourceEmployee): Identity => ({
  firstName: readOrNull(firstName),
  lastName: readOrNull(lastName),
  dateOfBirth: readOrNull(birthDate),
});

/** The same with every part, as a message holds it. */
export const toIdentity = (source: SourceEmployee) => {
  const { firstName = null, lastName = null, dateOfBirth = null } = sourceIdentity(source);
  return { firstName, lastName, dateOfBirth };
};

const wordsOf = (text: string | null | undefined): readonly string[] =>
  (trimmedText(text ?? null) ?? '')
    .toLocaleLowerCase('nb')
    .split(/[\s,]+/u)
    .filter((word) => word !== '');

/**
 * Who a record of X-ledger is: its contact. Without the contact's names, the words of the description stand for them: a
 * name of the person all of whose words are there is the record's too.
 */
export const recordIdentity = (
  { contact, description }: Pick<XledgerEmployee, 'contact' | 'description'>,
  person: Identity,
): Identity => {
  const dateOfBirth = contact?.birthday ?? null;
  if (contact !== null && (contact.firstName !== null || contact.lastName !== null)) {
    return { firstName: contact.firstName, lastName: contact.lastName, dateOfBirth };
  }
  const described = wordsOf(description);
  const asDescribed = (name: string | null | undefined): string | null => {
    const words = wordsOf(name);
    return words.length > 0 && words.every((word) => described.includes(word)) ? (name ?? null) : null;
  };
  return {
    firstName: asDescribed(person.firstName),
    lastName: asDescribed(person.lastName) ?? (described.join(' ') || null),
    dateOfBirth,
  };
};
