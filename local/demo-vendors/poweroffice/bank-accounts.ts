/*
 * Bank accounts in the demo PowerOffice, and the choice of the one that pay goes to. An account belongs to a person;
 * which of a person's accounts gets the salary is said on the person, in a call of its own. So a new account is two
 * writes: create it, choose it. For example, an account that is chosen cannot be deleted: 409. A person's pay must be
 * led to another one first.
 */
import type * as z from 'zod';
import { refuseUnknownCountry } from './country.ts';
import { dtoOf } from './dto.ts';
import { employeeDto, existingEmployee, saveEmployee } from './employees.ts';
import type { Call, Endpoint } from './endpoint.ts';
import { inNumbers, inTexts, laterThan } from './filters.ts';
import { applyPatch } from './json-patch.ts';
import { writeJson } from './json.ts';
import { listAnswer } from './paging.ts';
import { readPost } from './post-body.ts';
import { emptyAnswer, found, jsonAnswer, refuse, titles } from './problem-details.ts';
import type { BankAccountRow, EmployeeRow } from './rows.ts';
import type { ClientState } from './state.ts';
import { bankAccountShape, employeeBankAccountsShape } from './wire-shapes.ts';

const MOD_11_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1] as const;

const names = [
  ...bankAccountShape.keyof().options,
  'ContactId',
  'CreateDateTimeOffset',
  'Id',
  'LastChangedDateTimeOffset',
];
const target = { shape: bankAccountShape, objectName: 'Contact bank account', title: titles.bankAccount };
const post = { ...target, dtoName: 'ContactBankAccountPostDto', required: ['BankAccountNumber'] };
const patch = { ...target, dtoName: 'ContactBankAccountPatchDto' };
const choicePatch = {
  shape: employeeBankAccountsShape,
  dtoName: 'EmployeeBankAccountsPatchDto',
  objectName: 'Employee bank accounts',
  title: titles.employeeBankAccounts,
};
const readers = ['ContactBankAccount', 'Employee'];
const writers = ['ContactBankAccount_Full', 'Employee_Full'];

/** A Norwegian account number as it is stored; any other as it came. */
export const storedAccountNumber = (
  client: ClientState,
  number: string | null,
  country: string | null,
): string | null => {
  const digits = digitsOf(number ?? '');
  const isNorwegian = (country ?? 'NO') === 'NO' && /^\d{11}$/.test(digits);
  return isNorwegian && client.options.spacesBankAccountNumbers
    ? `${digits.slice(0, 4)} ${digits.slice(4, 6)} ${digits.slice(6)}`
    : number;
};

const list = ({ client, request }: Call) =>
  listAnswer<BankAccountRow>(
    request,
    client.bankAccounts.replica.all(),
    (row) => dtoOf(row, names, client.options),
    {
      bankAccountNumbers: inTexts((row) => row.BankAccountNumber, digitsOf),
      contactIds: inNumbers('contactIds', (row) => [row.ContactId]),
      createdDateTimeOffsetGreaterThan: laterThan(
        'createdDateTimeOffsetGreaterThan',
        (row) => row.CreateDateTimeOffset,
      ),
      lastChangedDateTimeOffsetGreaterThan: laterThan(
        'lastChangedDateTimeOffsetGreaterThan',
        (row) => row.LastChangedDateTimeOffset,
      ),
    },
    names,
  );

const create = ({ client, ids: [contactId], request }: Call) => {
  const employee = contactOf(client, 'primary', contactId);
  const body = readPost(post, request.body);
  check(client, body);
  const now = client.stamp();
  const row: BankAccountRow = {
    ...stored(client, body),
    Id: client.nextId('bankAccount'),
    ContactId: contactId,
    CreateDateTimeOffset: now,
    LastChangedDateTimeOffset: now,
  };
  const isFirst = client.bankAccounts.primary.of(contactId).length === 0;
  client.bankAccounts.put(row);
  if (isFirst && client.options.choosesOnlyBankAccount) {
    saveEmployee(client, employee, { ...employee, SalaryBankAccountId: row.Id });
  }
  return jsonAnswer(201, dtoOf(row, names, client.options));
};

const change = (call: Call) => {
  const { client, request } = call;
  const before = existing(call, 'primary');
  const fields = applyPatch(patch, before, request.body);
  check(client, fields);
  const after = { ...before, ...stored(client, fields) };
  if (writeJson(after) === writeJson(before)) return jsonAnswer(200, dtoOf(before, names, client.options));
  const saved = { ...after, LastChangedDateTimeOffset: client.stamp() };
  client.bankAccounts.put(saved);
  return jsonAnswer(200, dtoOf(saved, names, client.options));
};

const remove = (call: Call) => {
  const { client } = call;
  const row = existing(call, 'primary');
  const employee = contactOf(client, 'primary', row.ContactId);
  const chosen = employeeBankAccountsShape.keyof().options.map((name) => String(employee[name]));
  if (chosen.includes(String(row.Id))) {
    refuse(409, titles.bankAccountConflict, `Bank account with id = ${row.Id} is in use and cannot be deleted.`);
  }
  client.bankAccounts.remove(row.Id);
  return emptyAnswer(200);
};

const choose = ({ client, ids: [id], request }: Call) => {
  const before = existingEmployee(client.employees.primary.get(id), id);
  const choice = applyPatch(choicePatch, before, request.body);
  for (const name of employeeBankAccountsShape.keyof().options) {
    const accountId = choice[name];
    if (accountId !== null && client.bankAccounts.primary.get(Number(accountId))?.ContactId !== id) {
      refuse(400, titles.employeeBankAccounts, 'Bank account does not belong to the employee.');
    }
  }
  return jsonAnswer(200, employeeDto(client, saveEmployee(client, before, { ...before, ...choice })));
};

type Fields = z.output<typeof bankAccountShape>;
type View = 'primary' | 'replica';

const contactOf = (client: ClientState, view: View, contactId: number): EmployeeRow =>
  found(client.employees[view].get(contactId), titles.notFound, `Contact with id = ${contactId} not found.`);

const existing = ({ client, ids: [contactId, id] }: Call, view: View): BankAccountRow => {
  contactOf(client, view, contactId);
  const row = client.bankAccounts[view].get(id);
  return found(
    row?.ContactId === contactId ? row : undefined,
    titles.notFound,
    `Contact bank account with id = ${id} not found.`,
  );
};

const stored = (client: ClientState, fields: Fields): Fields => {
  const CountryCode = fields.CountryCode ?? 'NO';
  return {
    ...fields,
    BankAccountNumber: storedAccountNumber(client, fields.BankAccountNumber, CountryCode),
    CountryCode,
    IsActive: fields.IsActive ?? true,
  };
};

const check = (client: ClientState, fields: Fields): void => {
  const { BankAccountNumber, CountryCode } = fields;
  refuseUnknownCountry(titles.bankAccount, CountryCode);
  if (BankAccountNumber === null || BankAccountNumber.trim() === '') {
    refuse(400, titles.bankAccount, 'BankAccountNumber must have a value.');
  } else if (
    client.options.checksBankAccountDigits &&
    (CountryCode ?? 'NO') === 'NO' &&
    !hasValidCheckDigit(BankAccountNumber)
  ) {
    refuse(400, titles.bankAccount, `BankAccountNumber '${BankAccountNumber}' is not a valid bank account number.`);
  }
};

const hasValidCheckDigit = (number: string): boolean => {
  const digits = digitsOf(number);
  if (!/^\d{11}$/.test(digits)) return false;
  const sum = MOD_11_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return sum % 11 === 0;
};

const digitsOf = (number: string): string => number.replaceAll(/[\s.]/g, '');

/** `/ContactBankAccounts` and the choice of the payout account (PowerOffice facts 5 and 51). */
export const bankAccountEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: '/ContactBankAccounts', privileges: readers, handle: list },
  { method: 'POST', path: '/ContactBankAccounts/{id}', privileges: writers, handle: create },
  {
    method: 'GET',
    path: '/ContactBankAccounts/{id}/{id}',
    privileges: readers,
    handle: (call) => jsonAnswer(200, dtoOf(existing(call, 'replica'), names, call.client.options)),
  },
  { method: 'PATCH', path: '/ContactBankAccounts/{id}/{id}', privileges: writers, handle: change },
  { method: 'DELETE', path: '/ContactBankAccounts/{id}/{id}', privileges: writers, handle: remove },
  { method: 'PATCH', path: '/Employees/{id}/BankAccounts', privileges: ['EmployeeBankAccounts'], handle: choose },
];
