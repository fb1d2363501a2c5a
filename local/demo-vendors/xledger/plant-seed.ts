/*
 * Puts records into the demo X-ledger as if payroll had made them long ago. Nothing is checked, since old records hold what
 * today's rules refuse. Employees whose id the seed names come first, so that no other gets it. For example, a seed with
 * an employee of the id 21000001 and one without an id gives the second another id.
 */
import type { Clock } from '../../../shared/http/clock.ts';
import type { DemoXledgerOptions } from './options.ts';
import { kindOf, OBJECT_KINDS } from './rows.ts';
import type { ContactRow, Plain } from './rows.ts';
import type { DemoXledgerSeed, SeedContact, SeedXledgerEmployee } from './seed.ts';
import { createXledgerState, toLocalStamp } from './state.ts';
import type { XledgerState } from './state.ts';

/** The state with everything of the seed in place, unchecked, as if it had been there all along. */
export const plantSeed = (
  clock: Clock,
  options: DemoXledgerOptions,
  scopes: readonly string[],
  seed: DemoXledgerSeed,
): XledgerState => {
  const since = toLocalStamp(clock.now());
  const idOfEntity = (code: string | null): number | null => {
    const index = seed.entities.findIndex((entity) => entity.code === code);
    return index === -1 ? null : 1_001 + index;
  };
  const ownEntityId = idOfEntity(seed.tokenEntity);
  if (ownEntityId === null) throw new Error(`There is no entity ${seed.tokenEntity}`);
  const base = { ownerId: ownEntityId, createdAt: since, modifiedAt: since };
  const state = createXledgerState(clock, options, {
    scopes: new Set(scopes),
    ownEntityId,
    entities: seed.entities.map(({ code, description, companyNumber, parent }, index) => ({
      ...base,
      Id: 1_001 + index,
      parentId: idOfEntity(parent),
      companyNumber,
      fields: { code, description },
    })),
    employeeGroups: seed.employeeGroups.map((fields, index) => ({ ...base, Id: 61_001 + index, fields })),
  });
  const values = [
    ...seed.positionValues.map((description, index) => ({
      kindId: OBJECT_KINDS[0].Id,
      fields: { code: String(index + 1), description },
    })),
    ...seed.departments.map((fields) => ({ kindId: OBJECT_KINDS[1].Id, fields })),
  ];
  for (const value of values) state.objectValues.put({ ...base, ...value, Id: state.nextId('objectValue') }, true);
  // Those with an id of their own first, so that no other gets it.
  const people = seed.employees.toSorted(
    (one, other) => Number(one.dbId === undefined) - Number(other.dbId === undefined),
  );
  for (const employee of people) {
    const owner = employee.owner === undefined ? ownEntityId : idOfEntity(employee.owner);
    if (owner === null) throw new Error(`There is no entity ${employee.owner}`);
    plantEmployee(state, { ...base, ownerId: owner }, employee);
  }
  return state;
};

const plantEmployee = (
  state: XledgerState,
  base: { readonly ownerId: number; readonly createdAt: string; readonly modifiedAt: string },
  { dbId, fields, references = {}, contact = {}, bankAccount = null }: SeedXledgerEmployee,
): void => {
  const subledgerId = state.nextId('subledger');
  state.subledgers.put({ ...base, Id: subledgerId, fields: { bankAccount } }, true);
  const contactId = contact === null ? null : plantContact(state, base, contact);
  state.employees.put(
    {
      ...base,
      Id: dbId ?? state.nextId('employee'),
      fields,
      contactId,
      subledgerId,
      references: Object.fromEntries(
        Object.entries(references).map(([field, named]) => [field, idOfReference(state, field, named)]),
      ),
      freeFields: {},
    },
    true,
  );
};

const plantContact = (
  state: XledgerState,
  base: Pick<ContactRow, 'ownerId' | 'createdAt' | 'modifiedAt'>,
  { homeAddress = null, gender, ...contact }: SeedContact,
): number => {
  const id = state.nextId('contact');
  const fields: Record<string, Plain> = {};
  for (const [name, value] of Object.entries(contact)) {
    if (typeof value !== 'object' && value !== undefined) fields[name] = value;
  }
  const addresses = { homeAddress };
  state.contacts.put({ ...base, Id: id, gender: typeof gender === 'string' ? gender : null, addresses, fields }, true);
  return id;
};

const idOfReference = (state: XledgerState, field: string, named: string): number => {
  const rows =
    field === 'employeeGroup'
      ? state.employeeGroups
      : state.objectValues.primary.all().filter(({ kindId }) => kindId === kindOf(field)?.Id);
  const found = rows.find(({ fields }) => fields['description'] === named || fields['code'] === named);
  if (found === undefined) throw new Error(`There is no ${field} "${named}"`);
  return found.Id;
};
