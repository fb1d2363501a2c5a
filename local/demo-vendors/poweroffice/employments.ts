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
import type { CompanyState } from './state.ts';
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
export const saveEmployment = (company: CompanyState, before: EmploymentRow, after: EmploymentRow): EmploymentRow => {
  if (writeJson(before) === writeJson(after)) return before;
  const saved = { ...after, LastChangedDateTimeOffset: company.stamp() };
  company.employments.put(saved);
  if (saved.IsDefault === true && before.IsDefault !== true) clearOtherDefaults(company, saved);
  return saved;
};

const listLight = ({ company, request }: Call) => {
  const today = todayInOslo(company.clock.now());
  return listAnswer<EmploymentRow>(
    request,
    company.employments.replica.all(),
    (row) => dtoOf(row, lightNames, company.options),
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

const list = ({ company, ids: [employeeId], request }: Call) => {
  employerOf(company, 'replica', employeeId);
  const rows = company.employments.replica.of(employeeId);
  return listAnswer<EmploymentRow>(request, rows, (row) => employmentDto(company, 'replica', row), {}, fullNames);
};

const create = ({ company, ids: [employeeId], request }: Call) => {
  employerOf(company, 'primary', employeeId);
  const body = readPost(post, request.body);
  check(company, body);
  const Id = company.nextId('employment');
  const now = company.stamp();
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
  company.employments.put(row);
  if (row.IsDefault === true) clearOtherDefaults(company, row);
  if (company.options.createsFirstLines) createFirstLines(company, row);
  return jsonAnswer(201, employmentDto(company, 'primary', row));
};

const change = ({ company, ids, request }: Call) => {
  const before = existing(company, 'primary', ids);
  const fields = applyPatch(patch, before, request.body);
  for (const name of employmentPatchShape.keyof().options) {
    if (required.includes(name) && fields[name] === null && before[name] !== null) {
      refuse(400, titles.employment, `${name} must have a value.`);
    }
  }
  check(company, fields);
  const after = { ...before, ...fields, ReportingId: fields.ReportingId ?? `POGO_${before.Id}` };
  return jsonAnswer(200, employmentDto(company, 'primary', saveEmployment(company, before, after)));
};

const remove = ({ company, ids }: Call) => {
  const row = existing(company, 'primary', ids);
  if (row.isReported || row.EndedAndReported === true) {
    refuse(
      409,
      titles.employmentConflict,
      `Employment with id = ${row.Id} has been reported (a-melding) and thus cannot be deleted.`,
    );
  }
  for (const line of company.salaries.primary.of(row.Id)) company.salaries.remove(line.Id);
  for (const line of company.ftePercentages.primary.of(row.Id)) company.ftePercentages.remove(line.Id);
  company.employments.remove(row.Id);
  return emptyAnswer(200);
};

type View = 'primary' | 'replica';

const employerOf = (company: CompanyState, view: View, employeeId: number): EmployeeRow => {
  const row = company.employees[view].get(employeeId);
  return found(row, titles.employmentNotFound, `Employee with id = ${employeeId} not found.`);
};

const existing = (company: CompanyState, view: View, [employeeId, id]: readonly [number, number]): EmploymentRow => {
  if (view === 'replica') employerOf(company, view, employeeId);
  else existingEmployee(company.employees.primary.get(employeeId), employeeId);
  const row = company.employments[view].get(id);
  return found(
    row?.EmployeeId === employeeId ? row : undefined,
    titles.employmentNotFound,
    `Employment with id = ${id} not found.`,
  );
};

const employmentDto = (company: CompanyState, view: View, row: EmploymentRow): Dto =>
  dtoOf(
    {
      ...row,
      EndedAndReported: row.EndedAndReported ?? false,
      ProfessionTitle: row.ProfessionCode === null ? null : `Yrke ${row.ProfessionCode}`,
      SalaryCount: company.salaries[view].of(row.Id).length,
      FtePercentageCount: company.ftePercentages[view].of(row.Id).length,
      FixedSalaryCount: 0,
      LeaveCount: 0,
      LayoffCount: 0,
    },
    fullNames,
    company.options,
  );

/** What is refused of an employment (PowerOffice facts 31, 39 and 41). */
const check = (company: CompanyState, fields: z.output<typeof employmentPostShape>): void => {
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
  if (fields.EnterpriseId !== null && !hasEnterprise(company, fields.EnterpriseId)) {
    refuse(400, titles.employment, `Enterprise with id = ${fields.EnterpriseId} not found.`);
  }
};

const hasEnterprise = (company: CompanyState, id: Int64): boolean =>
  company.seed.enterprises.some((enterprise) => BigInt(enterprise.Id) === BigInt(id));

const clearOtherDefaults = (company: CompanyState, chosen: EmploymentRow): void => {
  if (!company.options.clearsOtherDefaults) return;
  for (const other of company.employments.primary.of(chosen.EmployeeId)) {
    if (other.Id !== chosen.Id && other.IsDefault === true) {
      company.employments.put({ ...other, IsDefault: false, LastChangedDateTimeOffset: company.stamp() });
    }
  }
};

/** What Go might put under a new employment by itself (PowerOffice fact 45). */
const createFirstLines = (company: CompanyState, employment: EmploymentRow): void => {
  const line = () => ({
    Id: company.nextId('line'),
    EmployeeId: employment.EmployeeId,
    EmploymentId: employment.Id,
    FromDate: employment.StartDate,
    CreatedDateTimeOffset: company.stamp(),
    LastChangedDateTimeOffset: company.stamp(),
  });
  company.salaries.put({ ...line(), RemunerationType: 'FixedWage', AnnualSalary: null, HourlyRate: null });
  company.ftePercentages.put({ ...line(), FtePercentage: 100 });
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
    handle: ({ company, ids }) => jsonAnswer(200, employmentDto(company, 'replica', existing(company, 'replica', ids))),
  },
  { method: 'PATCH', path: '/Employees/{id}/Employments/{id}', privileges: ['Employment_Full'], handle: change },
  { method: 'DELETE', path: '/Employees/{id}/Employments/{id}', privileges: ['Employment_Full'], handle: remove },
];
