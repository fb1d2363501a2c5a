import { trimmedText } from '../../../records/values/text.ts';
import type { XledgerEmployee } from '../../../vendors/xledger/employee-record.ts';
import type { KeptField } from './mapping-row.ts';

const asText = (value: string): string => trimmedText(value) ?? '';

type Special = Partial<Pick<KeptField, 'comparedAs' | 'written' | 'heldAs' | 'group'>>;

/** A field of the employee itself. */
export const ofEmployee = (field: string, held: KeptField['held'], special: Special = {}): KeptField => ({
  field,
  entity: 'employee',
  isOnContact: false,
  held,
  comparedAs: asText,
  ...special,
});

type Contact = NonNullable<XledgerEmployee['contact']>;

/** A field that the employee is written with, and that its contact shows. */
export const shownByContact = (
  field: string,
  held: (contact: Contact) => string | null,
  special: Special = {},
): KeptField => ({
  ...ofEmployee(field, ({ contact }) => contact && held(contact), special),
  isOnContact: true,
});

/** A field of the contact. */
export const ofContact = (
  field: string,
  held: (contact: Contact) => string | null,
  special: Special = {},
): KeptField => ({ ...shownByContact(field, held, special), entity: 'contact' });

interface Listed {
  readonly id: string;
  readonly description: string | null;
}

/** A field of the employee that leads to another record, by its id (X-ledger fact 34). */
export const reference = (field: string, held: (record: XledgerEmployee) => Listed | null): KeptField =>
  ofEmployee(`${field}.dbId`, (record) => held(record)?.id ?? null, {
    heldAs: (record) => held(record)?.description ?? null,
  });
