/*
 * Employments in the demo PowerOffice. They lie under an employee, and have dated lines of salary and of full-time
 * percentage under them. The rules are those that the real one is known to have. For example, a second employment
 * that is made the default one takes that from the first, and an employment that was reported to the authorities
 * cannot be deleted: 409.
 */
import type * as z from 'zod';
import { todayInOslo } from '../../../shared/records/values/calendar-date.ts';
import { refuseUnknownCountry } from './country.ts';
import type { Dto } from './dto.ts';
import { dtoOf } from './dto.ts';
import { existingEmployee } from './employees.ts';
import type { Call, Endpoint } from './endpoint.ts';
import type { Int64 } from './fields.ts';
import { isFlag, isText, laterThan } from './filters.ts';
import { applyPatch } from './json-patch.ts';
import { writeJson } from './json.ts';
import { listAnswer } from './paging.ts';
import { readPost } from './post-body.ts';
import { emptyAnswer, found, jsonAnswer, refuse, titles } from './problem-details.ts';
import type { EmployeeRow, EmploymentRow } from './rows.ts';
import type { ClientState } from './state.ts';
import { employmentPatchShape, employmentPostShape } from './wire-shapes.ts';

const lightNames = [
  'CreatedDateTimeOffset',
  'EmployeeId',
  'EmploymentForm',
  'EndDate',
  'EnterpriseId',
  'Id',
  'LastChangedDateTimeOffset',
  'StartDate',
];
const fullNames = [
  ...employmentPatchShape.keyof().options,
  'CreatedDateTimeOffset',
  'EmployeeId',
  'FixedSalaryCount',
  'FtePercentageCount',
  'Id',
  'LastChangedDateTimeOffset',
  'LayoffCount',
  'LeaveCount',
  'ProfessionTitle',
  'SalaryCount',
];
const required = [
  'EmploymentForm',
  'EmploymentType',
  'EnterpriseId',
  'FullTimeHoursPerWeek',
  'IsDefault',
  'ProfessionCode',
  'StartDate',
  'WorkingHoursArrangement',
];

const post = {
  shape: employmentPostShape,
  dtoName: 'EmploymentPostDto',
  objectName: 'Employment',
  title: titles.employment,
  required,
};
const patch = {
  shape: employmentPatchShape,
  dtoName: 'EmploymentPatchDto',
  objectName: 'Employment',
  title: titles.employment,
  missingStatus: 404,
} as const;

/** Stores a changed employment; its stamp moves with its own properties only, never with its lines. */
export const saveEmployment = (client: ClientState, before: EmploymentRow, after: EmploymentRow): EmploymentRow => {
  if (writeJson(before) === writeJson(after)) return before;
  const saved = { ...after, LastChangedDateTimeOffset: client.stamp() };
  client.employments.put(saved);
  if (saved.IsDefault === true && before.IsDefault !== true) clearOtherDefaults(client, saved);
  return saved;
};

const listLight = ({ client, request }: Call) => {
  const today = todayInOslo(client.clock.now());
  return listAnswer<EmploymentRow>(
    request,
    client.employments.replica.all(),
    (row) => dtoOf(row, lightNames, client.options),
    {
      activeEmployments: isFlag('activeEmployments', (row) => row.EndDate === null || row.EndDate > today),
      employmentForm: isText((row) => row.EmploymentForm),
      lastChangedDateTimeOffsetGreaterThan: laterThan(
        'lastChangedDateTimeOffsetGreaterThan',
        (row) => row.LastChangedDateTimeOffset,
      ),
    },
    lightNames,
  );
};

const list = ({ client, ids: [employeeId], request }: Call) => {
  employerOf(client, 'replica', employeeId);
  const rows = client.employments.replica.of(employeeId);
  return listAnswer<EmploymentRow>(request, rows, (row) => employmentDto(client, 'replica', row), {}, fullNames);
};

const create = ({ client, ids: [employeeId], request }: Call) => {
  employerOf(client, 'primary', employeeId);
  const body = readPost(post, request.body);
  check(client, body);
  const Id = client.nextId('employment');
  const now = client.stamp();
  const row: EmploymentRow = {
    ...body,
    Id,
    EmployeeId: employeeId,
    EmploymentSpecification: body.EmploymentSpecification ?? 'None',
    TaxRule: body.TaxRule ?? 'Ordinary',
    ReportingId: body.ReportingId ?? `POGO_${Id}`,
    EndedAndReported: false,
    CreatedDateTimeOffset: now,
    LastChangedDateTimeOffset: now,
    isReported: false,
  };
  client.employments.put(row);
  if (row.IsDefault === true) clearOtherDefaults(client, row);
  if (client.options.createsFirstLines) createFirstLines(client, row);
  return jsonAnswer(201, employmentDto(client, 'primary', row));
};

const change = ({ client, ids, request }: Call) => {
  const before = existing(client, 'primary', ids);
  const fields = applyPatch(patch, before, request.body);
  for (const name of employmentPatchShape.keyof().options) {
    if (required.includes(name) && fields[name] === null && before[name] !== null) {
      refuse(400, titles.employment, `${name} must have a value.`);
    }
  }
  check(client, fields);
  const after = { ...before, ...fields, ReportingId: fields.ReportingId ?? `POGO_${before.Id}` };
  return jsonAnswer(200, employmentDto(client, 'primary', saveEmployment(client, before, after)));
};

const remove = ({ client, ids }: Call) => {
  const row = existing(client, 'primary', ids);
  if (row.isReported || row.EndedAndReported === true) {
    refuse(
      409,
      titles.employmentConflict,
      `Employment with id = ${row.Id} has been reported (a-melding) and thus cannot be deleted.`,
    );
  }
  for (const line of client.salaries.primary.of(row.Id)) client.salaries.remove(line.Id);
  for (const line of client.ftePercentages.primary.of(row.Id)) client.ftePercentages.remove(line.Id);
  for (const leave of client.leaves.primary.of(row.Id)) client.leaves.remove(leave.Id);
  client.employments.remove(row.Id);
  return emptyAnswer(200);
};

type View = 'primary' | 'replica';

const employerOf = (client: ClientState, view: View, employeeId: number): EmployeeRow => {
  const row = client.employees[view].get(employeeId);
  return found(row, titles.employmentNotFound, `Employee with id = ${employeeId} not found.`);
};

const existing = (client: ClientState, view: View, [employeeId, id]: readonly [number, number]): EmploymentRow => {
  if (view === 'replica') employerOf(client, view, employeeId);
  else existingEmployee(client.employees.primary.get(employeeId), employeeId);
  const row = client.employments[view].get(id);
  return found(
    row?.EmployeeId === employeeId ? row : undefined,
    titles.employmentNotFound,
    `Employment with id = ${id} not found.`,
  );
};

const employmentDto = (client: ClientState, view: View, row: EmploymentRow): Dto =>
  dtoOf(
    {
      ...row,
      EndedAndReported: row.EndedAndReported ?? false,
      ProfessionTitle: row.ProfessionCode === null ? null : `Yrke ${row.ProfessionCode}`,
      SalaryCount: client.salaries[view].of(row.Id).length,
      FtePercentageCount: client.ftePercentages[view].of(row.Id).length,
      FixedSalaryCount: 0,
      LeaveCount: client.leaves[view].of(row.Id).length,
      LayoffCount: 0,
    },
    fullNames,
    client.options,
  );

/** What is refused of an employment (PowerOffice facts 31, 39 and 41). */
const check = (client: ClientState, fields: z.output<typeof employmentPostShape>): void => {
  refuseUnknownCountry(titles.employment, fields.TaxCountryCode);
  if (fields.ProfessionCode !== null && !/^\d{7}$/.test(fields.ProfessionCode)) {
    refuse(400, titles.employment, `ProfessionCode '${fields.ProfessionCode}' is not valid (STYRK-98, 7 digits).`);
  }
  if (fields.EndDate !== null && fields.EndDateReason === null) {
    refuse(400, titles.employment, 'EndDateReason must have a value when EndDate is set.');
  }
  if (fields.EndDate !== null && fields.StartDate !== null && fields.EndDate < fields.StartDate) {
    refuse(400, titles.employment, 'EndDate cannot be before StartDate.');
  }
  if (fields.TaxCountryCode !== null) {
    const isAllowed =
      ['FI', 'SE'].includes(fields.TaxCountryCode) && fields.EmploymentSpecification === 'CrossBorderCommuter';
    if (!isAllowed) {
      refuse(400, titles.employment, 'TaxCountryCode can only be set to FI or SE for a cross border commuter.');
    }
  }
  if (fields.EnterpriseId !== null && !hasEnterprise(client, fields.EnterpriseId)) {
    refuse(400, titles.employment, `Enterprise with id = ${fields.EnterpriseId} not found.`);
  }
};

const hasEnterprise = (client: ClientState, id: Int64): boolean =>
  client.seed.enterprises.some((enterprise) => BigInt(enterprise.Id) === BigInt(id));

const clearOtherDefaults = (client: ClientState, chosen: EmploymentRow): void => {
  if (!client.options.clearsOtherDefaults) return;
  for (const other of client.employments.primary.of(chosen.EmployeeId)) {
    if (other.Id !== chosen.Id && other.IsDefault === true) {
      client.employments.put({ ...other, IsDefault: false, LastChangedDateTimeOffset: client.stamp() });
    }
  }
};

/** What Go might put under a new employment by itself (PowerOffice fact 45). */
const createFirstLines = (client: ClientState, employment: EmploymentRow): void => {
  const line = () => ({
    Id: client.nextId('line'),
    EmployeeId: employment.EmployeeId,
    EmploymentId: employment.Id,
    FromDate: employment.StartDate,
    CreatedDateTimeOffset: client.stamp(),
    LastChangedDateTimeOffset: client.stamp(),
  });
  client.salaries.put({ ...line(), RemunerationType: 'FixedWage', AnnualSalary: null, HourlyRate: null });
  client.ftePercentages.put({ ...line(), FtePercentage: 100 });
};

/** Employments, in brief and in full (PowerOffice facts 40 and 42). */
export const employmentEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: '/Employees/Employments', privileges: ['Employment'], handle: listLight },
  { method: 'GET', path: '/Employees/{id}/Employments', privileges: ['Employment'], handle: list },
  { method: 'POST', path: '/Employees/{id}/Employments', privileges: ['Employment_Full'], handle: create },
  {
    method: 'GET',
    path: '/Employees/{id}/Employments/{id}',
    privileges: ['Employment'],
    handle: ({ client, ids }) => jsonAnswer(200, employmentDto(client, 'replica', existing(client, 'replica', ids))),
  },
  { method: 'PATCH', path: '/Employees/{id}/Employments/{id}', privileges: ['Employment_Full'], handle: change },
  { method: 'DELETE', path: '/Employees/{id}/Employments/{id}', privileges: ['Employment_Full'], handle: remove },
];
