/*
 * The employee record of X-ledger: how it is read, created and changed. Names are X-ledger's, apart from its ids, which
 * are called `id` here and are text; what is missing is null. The national id is written and comes back masked. For
 * example, `dbId: 21034567` and `positionValue {dbId description}` on the wire are `id: '21034567'` and
 * `positionValue.description` here.
 */
import * as z from 'zod';
import type { FieldValue } from '../../records/field-value.ts';
import type { XledgerEmployee } from './employee-record.ts';
import type { BeforeSend } from './exchange.ts';
import { CONTACT, contactSchema } from './contacts.ts';
import { EMPLOYEE_GROUP, employeeGroupSchema } from './employee-groups.ts';
import { isXledgerError } from './errors.ts';
import { contactId, entityId, xledgerEmployeeId } from './ids.ts';
import type { XledgerEmployeeId } from './ids.ts';
import { OBJECT_VALUE, objectValueSchema } from './object-values.ts';
import type { OwnerSet, Reads } from './reads.ts';
import { date, orNull, text } from './wire.ts';
import { withValue } from './writes.ts';
import type { Mutation, Writes, Written } from './writes.ts';

const DIMENSIONS = ['glObject1', 'glObject2', 'glObject3', 'glObject4', 'glObject5'] as const;

/** The texts that a company may use freely, and that can be read back. */
const freeTexts = z.object({
  text1: text,
  text2: text,
  text3: text,
  text4: text,
  text5: text,
  text6: text,
  text7: text,
  text8: text,
});

const EMPLOYEE = [
  'dbId code description email dateFrom dateTo employmentFrom employmentTo trialTo ownerDbId socialSecurityMasked',
  `positionValue { ${OBJECT_VALUE} }`,
  `exitReason { ${OBJECT_VALUE} }`,
  ...DIMENSIONS.map((dimension) => `${dimension} { ${OBJECT_VALUE} }`),
  `employeeGroup { ${EMPLOYEE_GROUP} }`,
  'superior { dbId code }',
  `flexiFieldsItem { ${Object.keys(freeTexts.shape).join(' ')} }`,
  `contact { ${CONTACT} }`,
].join(' ');

/** Nobody has seen this part answer (X-ledger fact 21). */
const BANK_ACCOUNT = 'subledger { bankAccount }';

/** An error that nobody knows, so often in a row, is taken for a scope that is missing (X-ledger fact 5). */
const TRIES_FOR_ACCOUNTS = 3;

const IDS_PER_REQUEST = 500;

/** Whether the others hold the token's own entity nobody says. */
const withOwnEntity = (ownerSet: OwnerSet): readonly OwnerSet[] =>
  ownerSet === 'CURRENT' || ownerSet === 'ALL' ? [ownerSet] : ['CURRENT', ownerSet];

/** What GraphQL takes for an `Int`. */
const isIntId = (id: XledgerEmployeeId): boolean => /^\d{1,10}$/.test(id) && Number(id) < 2 ** 31;

const value = orNull(objectValueSchema);

const employeeSchema: z.ZodType<XledgerEmployee> = z
  .object({
    dbId: xledgerEmployeeId,
    code: text,
    description: text,
    email: text,
    dateFrom: date,
    dateTo: date,
    employmentFrom: date,
    employmentTo: date,
    trialTo: date,
    ownerDbId: orNull(entityId),
    socialSecurityMasked: text,
    positionValue: value,
    exitReason: value,
    glObject1: value,
    glObject2: value,
    glObject3: value,
    glObject4: value,
    glObject5: value,
    employeeGroup: orNull(employeeGroupSchema),
    superior: orNull(z.object({ dbId: xledgerEmployeeId }).transform(({ dbId }) => ({ id: dbId }))),
    flexiFieldsItem: orNull(freeTexts),
    contact: orNull(contactSchema),
    subledger: orNull(z.object({ bankAccount: text })),
  })
  .transform(({ dbId, ownerDbId, subledger, ...employee }) => ({
    id: dbId,
    ...employee,
    /** The entity that the record belongs to. */
    ownerId: ownerDbId,
    /** Null where there is none and where it cannot be read: X-ledger does not tell these apart (X-ledger fact 21). */
    bankAccount: subledger?.bankAccount ?? null,
  }));

export interface EmployeeReads {
  /**
   * Everybody of these entities, those included whose record is closed (X-ledger fact 15). The token's own is always among
   * them, for new employees are made there (X-ledger fact 6).
   */
  employees(ownerSet: OwnerSet): Promise<readonly XledgerEmployee[]>;
  /** Those of the same entities who have exactly this code: X-ledger takes a code twice (X-ledger fact 27). */
  employeesWithCode(code: string, ownerSet: OwnerSet): Promise<readonly XledgerEmployee[]>;
  /** Asks for one employee, whoever it is, to see whether they can be read as they should. */
  anyEmployee(): Promise<void>;
  /** @returns `null` when there is no such employee within the token's reach */
  employee(id: XledgerEmployeeId): Promise<XledgerEmployee | null>;
  /** Those of these ids whom the token reaches, many in one request. */
  employeesWithIds(ids: readonly XledgerEmployeeId[]): Promise<readonly XledgerEmployee[]>;
}

export const employeeReads = ({ list, peek }: Reads): EmployeeReads => {
  let asksForAccounts = true;

  /** As the token lets us: with the account, or from the first refusal on without. */
  const withAccounts = async <T>(ask: (part: { selection: string; tries?: number }) => Promise<T>): Promise<T> => {
    if (asksForAccounts) {
      try {
        return await ask({ selection: `${EMPLOYEE} ${BANK_ACCOUNT}`, tries: TRIES_FOR_ACCOUNTS });
      } catch (error) {
        if (!isAboutAccounts(error)) throw error;
        asksForAccounts = false;
      }
    }
    return ask({ selection: EMPLOYEE });
  };

  const toCall = (ownerSet: OwnerSet, filter = '') => ({
    name: 'employees',
    literals: `${filter} ownerSet: ${ownerSet}, objectStatus: ALL`,
    schema: employeeSchema,
  });

  /** @param more what is asked beside the entities */
  const listOf = async (ownerSet: OwnerSet, filter = '', more = {}): Promise<readonly XledgerEmployee[]> => {
    const found = new Map<string, XledgerEmployee>();
    for (const set of withOwnEntity(ownerSet)) {
      const call = { ...toCall(set, filter), ...more };
      for (const employee of await withAccounts((part) => list({ ...call, ...part }))) found.set(employee.id, employee);
    }
    return [...found.values()];
  };

  const employeesWithIds: EmployeeReads['employeesWithIds'] = async (ids) => {
    const found: XledgerEmployee[] = [];
    const asked = ids.filter(isIntId);
    for (let from = 0; from < asked.length; from += IDS_PER_REQUEST) {
      const some = asked.slice(from, from + IDS_PER_REQUEST);
      const variables = { ids: { type: '[Int!]', value: some.map(Number) } };
      const listed = await listOf('ALL', 'filter: { dbId_in: $ids },', { variables });
      // A filter that is not understood may be ignored.
      found.push(...listed.filter(({ id }) => some.includes(id)));
    }
    return found;
  };

  return {
    employees: (ownerSet) => listOf(ownerSet),
    anyEmployee: () => withAccounts((part) => peek({ ...toCall('CURRENT'), tries: TRIES_FOR_ACCOUNTS, ...part })),
    employeesWithCode: async (code, ownerSet) => {
      if (code.trim() === '') return [];
      const variables = { code: { type: 'String', value: code } };
      const found = await listOf(ownerSet, 'filter: { code: $code },', { variables });
      // A filter that is not understood may be ignored, and one that is may take letters of either case for the same.
      return found.filter((employee) => employee.code === code);
    },
    employeesWithIds,
    employee: async (id) => (await employeesWithIds([id]))[0] ?? null,
  };
};

/** Whether it is the account that cannot be asked for, by its place or in X-ledger's words. */
const isAboutAccounts = (error: unknown): boolean =>
  isXledgerError(error, 'contractBroken', 'unknownError') &&
  /bankAccount|subledger/i.test(`${error.place} ${error.message}`);

const writtenSchema = z
  .object({
    dbId: xledgerEmployeeId,
    code: text,
    contact: orNull(z.object({ dbId: contactId, id: text }).transform(({ dbId, id }) => ({ id: dbId, secondId: id }))),
  })
  .transform(({ dbId, ...employee }) => ({ id: dbId, ...employee }));
type WrittenEmployee = Written<z.output<typeof writtenSchema>>;

/** An employee number that is a national id or an account by mistake is masked as what it is. */
const isSecret = ({ field }: FieldValue): boolean => ['socialSec', 'bankAccount'].includes(field);

const mutation = (name: string, inputType: string): Mutation<z.output<typeof writtenSchema>> => ({
  name,
  inputType,
  selection: 'dbId code contact { dbId id }',
  schema: writtenSchema,
  isSecret,
});
const addEmployees = mutation('addEmployees', 'AddEmployeesInput');
const updateEmployees = mutation('updateEmployees', 'UpdateEmployeesInput');

export interface EmployeeWrites {
  /**
   * Creates an employee in the token's own entity (X-ledger fact 6), and with them a contact, which the answer shows
   * where there is one.
   * @param fields by X-ledger's names, `positionValue.dbId`; those without a value are left out
   */
  createEmployee(fields: readonly FieldValue[], beforeSend?: BeforeSend): Promise<WrittenEmployee>;
  /** Changes the fields named and no other; null clears one (X-ledger fact 28). */
  updateEmployee(id: XledgerEmployeeId, fields: readonly FieldValue[]): Promise<WrittenEmployee>;
}

export const employeeWrites = ({ write }: Writes): EmployeeWrites => ({
  createEmployee: (fields, beforeSend) => {
    const code = fields.find(({ field }) => field === 'code')?.value ?? null;
    // A new employee carries the code that was sent: whoever carries another is somebody else.
    const isMeant = (answered: { readonly code: string | null }): boolean =>
      code === null || answered.code === null || answered.code === String(code);
    return write(addEmployees, withValue(fields), isMeant, beforeSend);
  },
  updateEmployee: (id, fields) =>
    write(updateEmployees, [{ field: 'dbId', value: id }, ...fields], (answered) => answered.id === id),
});
