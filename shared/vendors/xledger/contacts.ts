import * as z from 'zod';
import type { FieldValue } from '../../records/field-value.ts';
import { contactId } from './ids.ts';
import type { ContactId } from './ids.ts';
import { date, orNull, text } from './wire.ts';
import type { Mutation, Writes, Written } from './writes.ts';

/** What is asked of the contact of an employee; its national id is not, for we need no more copies (X-ledger fact 20). */
export const CONTACT =
  'dbId id firstName lastName birthday jobTitle email2 phone phone2 gender { code name } ' +
  'homeAddress { streetAddress zipCode place country { code description } }';

const address = z.object({
  streetAddress: text,
  zipCode: text,
  place: text,
  country: orNull(z.object({ code: text, description: text })),
});

/** The person behind an employee, as X-ledger keeps them (X-ledger fact 19). */
export const contactSchema = z
  .object({
    dbId: contactId,
    id: text,
    firstName: text,
    lastName: text,
    birthday: date,
    jobTitle: text,
    email2: text,
    phone: text,
    phone2: text,
    gender: orNull(z.object({ code: text, name: text })),
    homeAddress: orNull(address),
  })
  .transform(({ dbId, id, ...contact }) => ({
    id: dbId,
    /** X-ledger's second id of a contact, which goes along with every update as it was read (X-ledger fact 26). */
    secondId: id,
    ...contact,
  }));

const changedContactSchema = z.object({ dbId: contactId }).transform(({ dbId }) => ({ id: dbId }));
type ChangedContact = z.output<typeof changedContactSchema>;

const updateContacts: Mutation<ChangedContact> = {
  name: 'updateContacts',
  inputType: 'UpdateContactsInput',
  selection: 'dbId',
  schema: changedContactSchema,
  isSecret: ({ field }) => field === 'homeAddress.streetAddress',
};

export interface ContactWrites {
  /**
   * Changes the contact of an employee. A country is written as text and read as a record (X-ledger fact 33).
   * @param fields by X-ledger's names, `homeAddress.place`; null clears one
   */
  updateContact(
    contact: { readonly id: ContactId; readonly secondId: string | null },
    fields: readonly FieldValue[],
  ): Promise<Written<ChangedContact>>;
}

export const contactWrites = ({ write }: Writes): ContactWrites => ({
  updateContact: ({ id, secondId }, fields) =>
    write(
      updateContacts,
      [{ field: 'dbId', value: id }, ...(secondId === null ? [] : [{ field: 'id', value: secondId }]), ...fields],
      (answered) => answered.id === id,
    ),
});
