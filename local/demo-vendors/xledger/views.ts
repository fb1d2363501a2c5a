/*
 * Rows of the demo X-ledger as its schema shows them. Parts that hang on a row are functions, which GraphQL calls only for
 * what a query asks. What X-ledger hides is hidden here, whoever asks. For example, an employee whose national id is
 * 13097248022 shows `socialSecurityMasked: "***********"`, and nothing else of it.
 */
import { GraphQLError } from 'graphql';
import { countryOf } from './country.ts';
import type { DemoXledgerOptions } from './options.ts';
import { kindOf, OBJECT_KINDS } from './rows.ts';
import type {
  AddressRow,
  ContactRow,
  EmployeeGroupRow,
  EmployeeRow,
  EntityRow,
  ObjectValueRow,
  SubledgerRow,
} from './rows.ts';
import type { XledgerState } from './state.ts';

/** The state as it is now, or as queries see it. */
export type Copy = 'primary' | 'replica';

/** What a type of the schema shows; a function is called only when its field is asked for. */
export type View = Readonly<Record<string, unknown>>;

const shared = ({ Id, ownerId, createdAt, modifiedAt, fields }: SubledgerRow): View => ({
  ...fields,
  dbId: Id,
  ownerDbId: ownerId,
  createdAt,
  modifiedAt,
});

const maskOf = (nationalId: unknown, mask: DemoXledgerOptions['mask']): string | null => {
  if (typeof nationalId !== 'string') return null;
  if (mask === 'full') return '*'.repeat(11);
  return mask === 'birthday' ? `${nationalId.slice(0, 6)}*****` : `******${nationalId.slice(-5)}`;
};

const toAddress = (address: AddressRow | null | undefined): View | null =>
  address === null || address === undefined
    ? null
    : { ...address, country: address.country === null ? null : countryOf(address.country) };

const GENDERS: Readonly<Record<string, View>> = {
  F: { dbId: '601', dbSubId: 1, code: 'F', name: 'Female' },
  M: { dbId: '602', dbSubId: 2, code: 'M', name: 'Male' },
};

export const toContact = (row: ContactRow): View => {
  const { socialSec: _hidden, ...fields } = row.fields;
  return {
    ...shared({ ...row, fields }),
    id: `C${row.Id}`,
    gender: GENDERS[row.gender ?? ''] ?? null,
    address: toAddress(row.addresses['address']),
    homeAddress: toAddress(row.addresses['homeAddress']),
  };
};

export const toObjectValue = (row: ObjectValueRow): View => {
  const kind = OBJECT_KINDS.find(({ Id }) => Id === row.kindId);
  return {
    ...shared(row),
    id: `V${row.Id}`,
    objectKindDbId: row.kindId,
    definition: {
      dbId: row.kindId,
      description: kind?.name ?? null,
      objectKind: { dbId: row.kindId, name: kind?.name },
    },
  };
};

export const toEmployeeGroup = (row: EmployeeGroupRow): View => shared(row);

export const toEntity = (state: XledgerState, row: EntityRow): View => ({
  ...shared(row),
  company:
    row.companyNumber === null
      ? null
      : { dbId: row.Id + 1_000, description: row.fields['description'], companyNumber: row.companyNumber },
  parent: () => {
    const parent = state.entities.find(({ Id }) => Id === row.parentId);
    return parent === undefined ? null : toEntity(state, parent);
  },
  glSetupEntries: ['glObject1', 'glObject2'].map((field, index) => {
    const kind = kindOf(field);
    return {
      dbId: 800 + index,
      field: { name: `GL object ${index + 1}` },
      fieldObject: { dbId: kind?.Id, description: kind?.name, objectKind: { dbId: kind?.Id, name: kind?.name } },
    };
  }),
});

export const toSubledger = (state: XledgerState, row: SubledgerRow): View => ({
  ...shared(row),
  bankAccount: () => {
    const account = row.fields['bankAccount'] ?? null;
    switch (state.options.bankAccount) {
      case 'readable':
        return account;
      case 'masked':
        return account === null ? null : `*******${String(account).slice(-4)}`;
      case 'null':
        return null;
      case 'refused':
        throw new GraphQLError('Access denied');
      default:
        return state.options.bankAccount satisfies never;
    }
  },
});

export const toEmployee = (state: XledgerState, copy: Copy, row: EmployeeRow): View => {
  const { socialSec, ...fields } = row.fields;
  const objectValue = (id: number | null | undefined): View | null => {
    const value = id === null || id === undefined ? undefined : state.objectValues[copy].get(id);
    return value === undefined ? null : toObjectValue(value);
  };
  const { employeeGroup, superior, ...values } = row.references;
  return {
    ...shared({ ...row, fields }),
    contactDbId: row.contactId,
    socialSecurityMasked: maskOf(socialSec, state.options.mask),
    owner: () => {
      const owner = state.entities.find(({ Id }) => Id === row.ownerId);
      return owner === undefined ? null : toEntity(state, owner);
    },
    contact: () => {
      const contact = row.contactId === null ? undefined : state.contacts[copy].get(row.contactId);
      return contact === undefined ? null : toContact(contact);
    },
    subledger: () => {
      const subledger = row.subledgerId === null ? undefined : state.subledgers[copy].get(row.subledgerId);
      return subledger === undefined ? null : toSubledger(state, subledger);
    },
    ...Object.fromEntries(Object.entries(values).map(([field, id]) => [field, () => objectValue(id)])),
    employeeGroup: () => {
      const group = state.employeeGroups.find(({ Id }) => Id === employeeGroup);
      return group === undefined ? null : toEmployeeGroup(group);
    },
    superior: () => {
      const other = superior === null || superior === undefined ? undefined : state.employees[copy].get(superior);
      return other === undefined ? null : toEmployee(state, copy, other);
    },
    flexiFieldsItem: row.freeFields,
  };
};
