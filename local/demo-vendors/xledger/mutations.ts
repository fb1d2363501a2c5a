/*
 * The writes of the demo X-ledger. A field that is absent stays as it is, and null clears it. A reference names its record
 * by id, code or description; one that is not found, and a value that cannot be, refuses the record. What is not refused,
 * as a code that somebody else has, is stored. For example, a second employee with the code 1001 is created beside the
 * first, because nobody has ever seen X-ledger refuse it.
 */
import { GraphQLError } from 'graphql';
import { isCalendarDate } from '../../../shared/records/values/calendar-date.ts';
import { refuseUnknownCountry } from './country.ts';
import { refuseValue } from './refusal.ts';
import { kindOf, OBJECT_KINDS } from './rows.ts';
import type { AddressRow, ContactRow, EmployeeRow, Fields, ObjectValueRow, Plain, SubledgerRow } from './rows.ts';
import type { XledgerState } from './state.ts';
import { toContact, toEmployee, toObjectValue } from './views.ts';
import type { View } from './views.ts';

/** A record as it is sent. */
type Sent = Readonly<Record<string, unknown>>;

interface MutationArguments {
  readonly inputs: readonly { readonly clientId?: string | null; readonly node: Sent }[];
}

type Resolver = (args: MutationArguments) => View;

/** X-ledger fact 31. */
const MOST_RECORDS = 500;

/** Fields of an employee that are the contact's as well, and what they are called there. */
const OF_THE_CONTACT = ['firstName', 'middleName', 'lastName', 'initials', 'birthday', 'phone', 'email'];
const DATES = /^(?:birthday|trialTo|.*From|.*To|date[1-4]|.*Date)$/;

export const createMutations = (state: XledgerState, onWrite: () => void): Readonly<Record<string, Resolver>> => {
  const needs = (scope: string): void => {
    if (!state.scopes.has(scope)) throw new GraphQLError(`The API token lacks the scope "${scope}: write".`);
  };

  /** @param prepare checks a record, and hands back what stores it: nothing is stored before all are checked */
  const mutation =
    (scope: string, prepare: (node: Sent) => () => View): Resolver =>
    ({ inputs }) => {
      needs(scope);
      if (inputs.length > MOST_RECORDS)
        throw new GraphQLError(`At most ${MOST_RECORDS} nodes are allowed in a mutation`);
      const prepared = inputs.map(({ clientId = null, node }) => {
        try {
          return { clientId, store: prepare(node) };
        } catch (error) {
          if (state.options.batchFailure === 'all') throw error;
          return { clientId, error };
        }
      });
      const edges = prepared.map((one) => {
        if ('error' in one) {
          return {
            clientId: one.clientId,
            node: () => {
              throw one.error;
            },
          };
        }
        onWrite();
        return { clientId: one.clientId, node: one.store() };
      });
      return { edges };
    };

  /** The id of the record that a reference names (X-ledger fact 34); null clears. @throws GraphQLError when there is none */
  const resolve = (field: string, reference: unknown): number | null => {
    if (!isSent(reference)) return null;
    const kind = kindOf(field);
    const candidates =
      field === 'employeeGroup'
        ? state.employeeGroups
        : field === 'superior'
          ? state.employees.primary.all()
          : state.objectValues.primary.all().filter(({ kindId }) => kindId === kind?.Id);
    const named = Object.entries(reference);
    const found = candidates.find(
      ({ Id, fields }) =>
        named.length > 0 && named.every(([key, value]) => (key === 'dbId' ? String(Id) : fields[key]) === value),
    );
    return found?.Id ?? refuseValue(field, JSON.stringify(reference), 'No such record was found.');
  };

  const readReferences = (node: Sent): Readonly<Record<string, number | null>> =>
    Object.fromEntries(
      Object.keys(node)
        .filter((field) => kindOf(field) !== null || field === 'employeeGroup' || field === 'superior')
        .map((field) => [field, resolve(field, node[field])]),
    );

  const checkCode = (code: Plain | undefined, id: number | null): void => {
    if (!state.options.refusesTakenCodes || code === undefined || code === null) return;
    const holder = state.employees.primary.all().find((row) => row.fields['code'] === code);
    if (holder !== undefined && holder.Id !== id) refuseValue('code', code, 'The code is taken.');
  };

  const stamps = () => ({ ownerId: state.ownEntityId, createdAt: state.stamp(), modifiedAt: state.stamp() });

  const storeContact = (row: ContactRow, fields: Fields): void => {
    const own = Object.entries(fields).filter(([name]) => OF_THE_CONTACT.includes(name));
    if (own.length > 0) state.contacts.put({ ...row, fields: { ...row.fields, ...Object.fromEntries(own) } });
  };

  /** The employee's fields go where X-ledger keeps them: the person's to the contact, the account to the subledger. */
  const storeParts = (row: EmployeeRow, fields: Fields): void => {
    const contact = row.contactId === null ? undefined : state.contacts.primary.get(row.contactId);
    if (contact !== undefined) storeContact(contact, fields);
    const subledger = row.subledgerId === null ? undefined : state.subledgers.primary.get(row.subledgerId);
    if (subledger !== undefined && fields['bankAccount'] !== undefined) {
      state.subledgers.put({ ...subledger, fields: { ...subledger.fields, bankAccount: fields['bankAccount'] } });
    }
  };

  const ownFields = ({ bankAccount: _account, phone: _phone, ...fields }: Fields): Fields => fields;

  const addEmployee = (node: Sent): (() => View) => {
    const fields = readFields(node);
    const references = readReferences(node);
    checkCode(fields['code'], null);
    return () => {
      const emptyRow = { ...stamps(), fields: {} };
      const contactId = state.options.createsContact ? state.nextId('contact') : null;
      const subledgerId = state.nextId('subledger');
      if (contactId !== null) state.contacts.put({ ...emptyRow, Id: contactId, gender: null, addresses: {} });
      const subledger: SubledgerRow = { ...emptyRow, Id: subledgerId };
      state.subledgers.put(subledger);
      const row: EmployeeRow = {
        ...stamps(),
        Id: state.nextId('employee'),
        fields: ownFields(fields),
        contactId,
        subledgerId,
        references,
        freeFields: readFields(part(node, 'flexiFieldItem')),
      };
      state.employees.put(row);
      storeParts(row, fields);
      return toEmployee(state, 'primary', row);
    };
  };

  const updateEmployee = (node: Sent): (() => View) => {
    const before = state.employees.primary.get(Number(node['dbId']));
    if (before === undefined) return refuseValue('dbId', node['dbId'], 'There is no such employee.');
    const fields = readFields(node);
    const references = readReferences(node);
    checkCode(fields['code'], before.Id);
    return () => {
      const row: EmployeeRow = {
        ...before,
        modifiedAt: state.stamp(),
        fields: { ...before.fields, ...ownFields(fields) },
        references: { ...before.references, ...references },
        freeFields: { ...before.freeFields, ...readFields(part(node, 'flexiFieldItem')) },
      };
      state.employees.put(row);
      storeParts(row, fields);
      return toEmployee(state, 'primary', row);
    };
  };

  const updateContact = (node: Sent): (() => View) => {
    const before = state.contacts.primary.get(Number(node['dbId']));
    if (before === undefined) return refuseValue('dbId', node['dbId'], 'There is no such contact.');
    const { id: _id, ...fields } = readFields(node);
    const gender = readGender(node['gender']);
    const addresses = Object.fromEntries(
      ['address', 'homeAddress']
        .filter((field) => node[field] !== undefined)
        .map((field) => [field, readAddress(before.addresses[field] ?? null, node[field])]),
    );
    return () => {
      const row: ContactRow = {
        ...before,
        modifiedAt: state.stamp(),
        fields: { ...before.fields, ...fields },
        gender: gender === undefined ? before.gender : gender,
        addresses: { ...before.addresses, ...addresses },
      };
      state.contacts.put(row);
      return toContact(row);
    };
  };

  const addObjectValue = (node: Sent): (() => View) => {
    const fields = readFields(node);
    const kindId = Number(part(node, 'definition')['dbId']);
    if (!OBJECT_KINDS.some(({ Id }) => Id === kindId)) refuseValue('definition', kindId, 'There is no such list.');
    return () => {
      const row: ObjectValueRow = { ...stamps(), Id: state.nextId('objectValue'), fields, kindId };
      state.objectValues.put(row);
      return toObjectValue(row);
    };
  };

  return {
    addEmployees: mutation('Human Resources', addEmployee),
    updateEmployees: mutation('Human Resources', updateEmployee),
    updateContacts: mutation('Common', updateContact),
    addObjectValues: mutation('Common', addObjectValue),
  };
};

const isSent = (value: unknown): value is Sent => typeof value === 'object' && value !== null;

const part = (node: Sent, field: string): Sent => {
  const value = node[field];
  return isSent(value) ? value : {};
};

const isPlain = (value: unknown): value is Plain => typeof value !== 'object' || value === null;

/** The plain fields that are sent, checked. @throws GraphQLError */
const readFields = (node: Sent): Fields => {
  const fields: Record<string, Plain> = {};
  for (const [field, value] of Object.entries(node)) {
    if (field === 'dbId' || value === undefined || !isPlain(value)) continue;
    if (value === null && (kindOf(field) !== null || ['employeeGroup', 'superior'].includes(field))) continue;
    checkValue(field, value);
    fields[field] = value;
  }
  return fields;
};

const checkValue = (field: string, value: Plain): void => {
  const text = String(value);
  if (value === null) return;
  if (DATES.test(field) && !isCalendarDate(text)) refuseValue(field, value, 'A date is written as yyyy-MM-dd.');
  if (field === 'email' && !/^\S+@\S+\.\S+$/.test(text)) refuseValue(field, value, 'It is no e-mail address.');
  if (field === 'initials' && text.length > 5) refuseValue(field, value, 'It has at most 5 characters.');
  if (field === 'socialSec' && !/^\d{11}$/.test(text)) refuseValue(field, value, 'It is no national id.');
  if (field === 'bankAccount' && !/^\d{11}$/.test(text)) refuseValue(field, value, 'It is no account.');
};

/** @returns `undefined` when none is sent */
const readGender = (value: unknown): string | null | undefined => {
  if (value === undefined || value === null) return value;
  const { code, name } = isSent(value) ? value : {};
  const found = code ?? { Female: 'F', Male: 'M' }[String(name)];
  return found === 'F' || found === 'M' ? found : refuseValue('gender', JSON.stringify(value), 'It is not known.');
};

const NO_ADDRESS: AddressRow = { streetAddress: null, zipCode: null, place: null, country: null };

/** What is sent of an address, over what is there; null clears it. */
const readAddress = (before: AddressRow | null, value: unknown): AddressRow | null => {
  if (!isSent(value)) return null;
  const { streetAddress, zipCode, place, country } = readFields(value);
  const textOr = (sent: Plain | undefined, held: string | null): string | null =>
    sent === undefined ? held : sent === null ? null : String(sent);
  const held = before ?? NO_ADDRESS;
  const address = {
    streetAddress: textOr(streetAddress, held.streetAddress),
    zipCode: textOr(zipCode, held.zipCode),
    place: textOr(place, held.place),
    country: textOr(country, held.country),
  };
  refuseUnknownCountry(address.country);
  return address;
};
