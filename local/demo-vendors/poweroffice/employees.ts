/*
 * Employees in the demo PowerOffice: list, create, read, change, delete, with the rules that the real one is known to
 * have. A refusal comes with the status and the words of the real one, because the client reads them. Reads of one
 * employee are answered from the copy that lags behind; changes are made to the record itself. For example, creating
 * a second employee with the same ExternalImportReference answers 400 and names the id of the first.
 */
import { idnr } from '@navikt/fnrvalidator';
import type * as z from 'zod';
import { refuseUnknownCountry } from './country.ts';
import type { Dto } from './dto.ts';
import { dtoOf } from './dto.ts';
import type { Call, Endpoint } from './endpoint.ts';
import type { Int64 } from './fields.ts';
import { inNumbers, inRanges, isText, laterThan } from './filters.ts';
import { applyPatch } from './json-patch.ts';
import { writeJson } from './json.ts';
import { listAnswer } from './paging.ts';
import { readPost } from './post-body.ts';
import { emptyAnswer, found, jsonAnswer, refuse, titles } from './problem-details.ts';
import type { AddressRow, EmployeeRow, NumberSeriesRow } from './rows.ts';
import type { ClientState } from './state.ts';
import { keyOf } from './state.ts';
import { addressShape, employeePatchShape, employeePostShape } from './wire-shapes.ts';

const addressNames = [...addressShape.keyof().options, 'Id', 'LastChangedDateTimeOffset'];
const employeeNames = [
  ...employeePatchShape.keyof().options,
  'ContactCreatedDateTimeOffset',
  'CreatedFromImportJournalId',
  'DepartmentCode',
  'EmployeeCreatedDateTimeOffset',
  'ExpenseBankAccountId',
  'Id',
  'LastChangedDateTimeOffset',
  'LocationCode',
  'ManagerEmployeeNo',
  'SalaryBankAccountId',
  'SubledgerAccountId',
  'TravelExpenseBankAccountId',
];

const post = {
  shape: employeePostShape,
  dtoName: 'EmployeePostDto',
  objectName: 'Employee',
  title: titles.employee,
  required: ['FirstName', 'LastName'],
};
const patch = {
  shape: employeePatchShape,
  dtoName: 'EmployeePatchDto',
  objectName: 'Employee',
  title: titles.employee,
  nested: { MailAddress: addressShape },
};

/** The row, or 404 in the words of every `/Employees/{id}` path. */
export const existingEmployee = (row: EmployeeRow | undefined, id: Int64): EmployeeRow =>
  found(row, titles.notFound, `Employee with id = ${id} not found.`);

/** The EmployeeDto; identity numbers and gender are hidden without the privilege (PowerOffice fact 6). */
export const employeeDto = (client: ClientState, row: EmployeeRow): Dto => {
  const { options, seed } = client;
  const hidden = (value: string | null) => (value === null || options.showsHiddenFields ? value : 'hidden');
  const manager =
    row.ManagerEmployeeId === null ? undefined : client.employees.primary.get(Number(row.ManagerEmployeeId));
  const codeOf = (rows: readonly { Id: number; Code: string }[], id: Int64 | null) =>
    id === null ? null : (rows.find((candidate) => String(candidate.Id) === String(id))?.Code ?? null);
  return dtoOf(
    {
      ...row,
      Gender: options.showsHiddenFields ? row.Gender : 'Hidden',
      NationalIdNumber: hidden(row.NationalIdNumber),
      InternationalIdNumber: hidden(row.InternationalIdNumber),
      MailAddress: row.MailAddress === null ? undefined : dtoOf(row.MailAddress, addressNames, options),
      CreatedFromImportJournalId: null,
      DepartmentCode: codeOf(seed.departments, row.DepartmentId),
      LocationCode: codeOf(seed.locations, row.LocationId),
      ManagerEmployeeNo: manager?.Number ?? null,
    },
    employeeNames,
    options,
  );
};

/**
 * Stores a changed employee. The employee's own stamp does not move when only the address changes; the address has a
 * stamp of its own (PowerOffice fact 19).
 */
export const saveEmployee = (client: ClientState, before: EmployeeRow, after: EmployeeRow): EmployeeRow => {
  const { MailAddress: oldAddress, ...oldFields } = before;
  const { MailAddress: newAddress, ...newFields } = after;
  const address =
    newAddress !== null && writeJson(oldAddress) !== writeJson(newAddress)
      ? { ...newAddress, LastChangedDateTimeOffset: client.stamp() }
      : newAddress;
  const LastChangedDateTimeOffset =
    writeJson(oldFields) === writeJson(newFields) ? before.LastChangedDateTimeOffset : client.stamp();
  const saved = { ...after, MailAddress: address, LastChangedDateTimeOffset };
  client.employees.put(saved);
  return saved;
};

const list = ({ client, request }: Call) =>
  listAnswer<EmployeeRow>(
    request,
    client.employees.replica.all(),
    (row) => employeeDto(client, row),
    {
      contactGroupIds: inNumbers('contactGroupIds', (row) => row.ContactGroupIds ?? []),
      employeeCreatedDateTimeOffsetGreaterThan: laterThan(
        'employeeCreatedDateTimeOffsetGreaterThan',
        (row) => row.EmployeeCreatedDateTimeOffset,
      ),
      employeeNos: inRanges('employeeNos', (row) => row.Number),
      externalImportReference: isText((row) => row.ExternalImportReference),
      externalNos: inRanges('externalNos', (row) => row.ExternalNumber),
      lastChangedDateTimeOffsetGreaterThan: laterThan(
        'lastChangedDateTimeOffsetGreaterThan',
        (row) => row.LastChangedDateTimeOffset,
      ),
    },
    employeeNames,
  );

const create = ({ client, request }: Call) => {
  const body = readPost(post, request.body);
  const { DepartmentCode, LocationCode, ManagerEmployeeNo, SubLedgerNumberSeriesId, MailAddress, ...fields } = body;
  if (MailAddress !== null) {
    for (const name of ['City', 'ZipCode'] as const) {
      if (MailAddress[name] === null) refuse(400, titles.employee, `MailAddress.${name} must have a value.`);
    }
  }
  const referenced = {
    ...fields,
    DepartmentId: fields.DepartmentId ?? idOfCode(client.seed.departments, 'Department', DepartmentCode),
    LocationId: fields.LocationId ?? idOfCode(client.seed.locations, 'Location', LocationCode),
    ManagerEmployeeId: fields.ManagerEmployeeId ?? idOfEmployeeNumber(client, ManagerEmployeeNo),
  };
  check(client, { ...referenced, MailAddress }, null);
  const Number = fields.Number ?? freeNumber(client, SubLedgerNumberSeriesId);
  const now = client.stamp();
  const row: EmployeeRow = {
    ...referenced,
    Id: client.nextId('contact'),
    SubledgerAccountId: client.nextId('account'),
    Number,
    IsArchived: fields.IsArchived ?? false,
    InternationalIdReportToAltinn: fields.InternationalIdReportToAltinn ?? false,
    MailAddress: MailAddress === null ? null : newAddress(client, MailAddress),
    ContactCreatedDateTimeOffset: now,
    EmployeeCreatedDateTimeOffset: now,
    LastChangedDateTimeOffset: now,
    ExpenseBankAccountId: null,
    SalaryBankAccountId: null,
    TravelExpenseBankAccountId: null,
    hasLedgerBalance: false,
    isInUse: false,
  };
  client.employees.put(row);
  return jsonAnswer(201, employeeDto(client, row));
};

const change = ({ client, ids: [id], request }: Call) => {
  const before = existingEmployee(client.employees.primary.get(id), id);
  const { MailAddress, ...fields } = applyPatch(
    {
      ...patch,
      refused: client.options.refusedInPatch,
      refusesPathsBelowNull: !client.options.takesPathsBelowNullAddress,
    },
    before,
    request.body,
  );
  check(client, { ...fields, MailAddress }, before);
  if (fields.FirstName === null || fields.LastName === null) {
    refuse(400, titles.employee, `${fields.FirstName === null ? 'FirstName' : 'LastName'} must have a value.`);
  }
  if (fields.Number === null) refuse(400, titles.employee, 'Number must have a value.');
  const after = {
    ...before,
    ...fields,
    IsArchived: fields.IsArchived ?? false,
    MailAddress: patchedAddress(client, before.MailAddress, MailAddress),
  };
  return jsonAnswer(200, employeeDto(client, saveEmployee(client, before, after)));
};

const remove = ({ client, ids: [id] }: Call) => {
  const row = existingEmployee(client.employees.primary.get(id), id);
  if (row.isInUse || row.hasLedgerBalance) {
    refuse(409, titles.employeeConflict, `Employee with id = ${id} is in use and cannot be deleted.`);
  }
  removeEmployee(client, id);
  return emptyAnswer(200);
};

/** Takes the employee away with everything that hangs on it. */
export const removeEmployee = (client: ClientState, id: number): void => {
  for (const employment of client.employments.primary.of(id)) {
    for (const line of client.salaries.primary.of(employment.Id)) client.salaries.remove(line.Id);
    for (const line of client.ftePercentages.primary.of(employment.Id)) client.ftePercentages.remove(line.Id);
    for (const leave of client.leaves.primary.of(employment.Id)) client.leaves.remove(leave.Id);
    client.employments.remove(employment.Id);
  }
  for (const account of client.bankAccounts.primary.of(id)) client.bankAccounts.remove(account.Id);
  client.employees.remove(id);
};

type Address = z.output<typeof addressShape>;

const newAddress = (client: ClientState, address: Address): AddressRow => ({
  ...address,
  CountryCode: address.CountryCode ?? 'NO',
  Id: client.nextId('address'),
  LastChangedDateTimeOffset: client.stamp(),
});

const patchedAddress = (client: ClientState, before: AddressRow | null, after: Address | null): AddressRow | null => {
  if (after === null) return null;
  for (const name of ['City', 'ZipCode'] as const) {
    if (after[name] === null && before?.[name] !== null) {
      refuse(400, titles.employee, `MailAddress.${name} must have a value.`);
    }
  }
  return before === null ? newAddress(client, after) : { ...before, ...after, CountryCode: after.CountryCode ?? 'NO' };
};

/** The rules that look beyond one property (PowerOffice facts 29, 31, 34 and 35). @param before null on create. */
const check = (client: ClientState, after: z.output<typeof employeePatchShape>, before: EmployeeRow | null): void => {
  refuseTaken(client, 'ExternalImportReference', after.ExternalImportReference, before);
  refuseTaken(client, 'ExternalNumber', keyOf(after.ExternalNumber), before);
  refuseTaken(client, 'MailAddress.ExternalCode', after.MailAddress?.ExternalCode ?? null, before);
  refuseTaken(client, 'Number', keyOf(after.Number), before);
  checkNumber(client, after.Number, before);
  refuseUnknownCountry(titles.employee, after.InternationalIdCountryCode);
  refuseUnknownCountry(titles.employee, after.MailAddress?.CountryCode ?? null);
  if (!client.options.takesDomainsInAllLetters && /@.*[^\p{ASCII}]/u.test(after.EmailAddress ?? '')) {
    refuse(400, titles.employee, `EmailAddress '${after.EmailAddress}' is not a valid e-mail address.`);
  }
  if (after.NationalIdNumber !== (before?.NationalIdNumber ?? null) && after.NationalIdNumber !== null) {
    if (idnr(after.NationalIdNumber).status !== 'valid') {
      refuse(
        400,
        titles.employee,
        `NationalIdNumber '${after.NationalIdNumber}' is not a valid national identity number.`,
      );
    }
  }
  if (
    after.InternationalIdReportToAltinn === true &&
    (after.InternationalIdNumber === null || after.InternationalIdCountryCode === null)
  ) {
    refuse(
      400,
      titles.employee,
      'InternationalIdNumber and InternationalIdCountryCode must have a value when InternationalIdReportToAltinn is true.',
    );
  }
  refuseMissing(client.seed.departments, 'Department', after.DepartmentId);
  refuseMissing(client.seed.locations, 'Location', after.LocationId);
  if (after.ManagerEmployeeId !== null && client.employees.primary.get(Number(after.ManagerEmployeeId)) === undefined) {
    refuse(404, titles.employee, `Employee with id = ${after.ManagerEmployeeId} not found.`);
  }
  if (after.IsArchived === true && before?.IsArchived !== true && before?.hasLedgerBalance === true) {
    refuse(400, titles.employee, 'IsArchived cannot be set because the contact has ledger balances.');
  }
};

const refuseTaken = (client: ClientState, property: string, key: string | null, before: EmployeeRow | null): void => {
  const holder = key === null ? undefined : client.employees.holderOf(property, key);
  if (holder !== undefined && holder !== before?.Id) {
    refuse(400, titles.employee, `${property} is already in use. '${key}' is used on (contact) Id = ${holder}.`);
  }
};

const checkNumber = (client: ClientState, number: Int64 | null, before: EmployeeRow | null): void => {
  if (number === null || keyOf(number) === keyOf(before?.Number ?? null)) return;
  const fits = employeeSeries(client).some((series) => number >= series.FromInclusive && number <= series.ToInclusive);
  if (!fits) refuse(400, titles.employee, `Number ${number} is not within range of the employee ledger number series.`);
};

const freeNumber = (client: ClientState, seriesId: string | null): Int64 => {
  const all = employeeSeries(client);
  const series =
    seriesId === null ? all.find(({ IsDefault }) => IsDefault) : all.find(({ Id }) => Id === seriesId.toLowerCase());
  const chosen = found(
    series,
    titles.employee,
    `Subledger number series with id = ${seriesId ?? 'default'} not found.`,
  );
  return client.nextNumber(chosen) ?? refuse(400, titles.employee, `The number series '${chosen.Name}' is full.`);
};

const employeeSeries = (client: ClientState): NumberSeriesRow[] =>
  client.seed.numberSeries.filter((series) => series.SubLedgerNumberSeriesType === 'Employee');

const idOfCode = (rows: readonly { Id: number; Code: string }[], kind: string, code: string | null): number | null => {
  if (code === null) return null;
  return found(rows.find((row) => row.Code === code)?.Id, titles.employee, `${kind} with code = '${code}' not found.`);
};

const idOfEmployeeNumber = (client: ClientState, number: Int64 | null): number | null => {
  if (number === null) return null;
  return found(
    client.employees.holderOf('Number', String(number)),
    titles.employee,
    `Employee with number = ${number} not found.`,
  );
};

const refuseMissing = (rows: readonly { Id: number }[], kind: string, id: Int64 | null): void => {
  if (id !== null && !rows.some((row) => BigInt(row.Id) === BigInt(id))) {
    refuse(404, titles.employee, `${kind} with id = ${id} not found.`);
  }
};

/** `/Employees` (PowerOffice facts 17 and 32). */
export const employeeEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: '/Employees', privileges: ['Employee'], handle: list },
  { method: 'POST', path: '/Employees', privileges: ['Employee_Full'], handle: create },
  {
    method: 'GET',
    path: '/Employees/{id}',
    privileges: ['Employee'],
    handle: ({ client, ids: [id] }) =>
      jsonAnswer(200, employeeDto(client, existingEmployee(client.employees.replica.get(id), id))),
  },
  { method: 'PATCH', path: '/Employees/{id}', privileges: ['Employee_Full'], handle: change },
  { method: 'DELETE', path: '/Employees/{id}', privileges: ['Employee_Full'], handle: remove },
];
