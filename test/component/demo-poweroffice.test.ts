import fc from 'fast-check';
import { request as httpRequest } from 'node:http';
import { listen } from '../../local/demo-vendors/http-server.ts';
import { createDemoPowerOffice } from '../../local/demo-vendors/poweroffice/demo-poweroffice.ts';
import type { Fault } from '../../local/demo-vendors/poweroffice/faults.ts';
import { parseJson, writeJson } from '../../local/demo-vendors/poweroffice/json.ts';
import { allPrivileges, demoCredentials } from '../../local/demo-vendors/poweroffice/options.ts';
import type { PartialDemoPowerOfficeOptions } from '../../local/demo-vendors/poweroffice/options.ts';
import type { SeedEmployee } from '../../local/demo-vendors/poweroffice/seed.ts';
import { emptyClient } from '../../local/demo-vendors/poweroffice/seed.ts';
import { mostInOneWindow } from '../../local/demo-vendors/rolling-window.ts';
import { toTransport, vendorRequest } from '../../local/demo-vendors/vendor-request.ts';
import { TransportError } from '../../shared/http/transport.ts';
import { createVirtualClock } from '../../local/simulation/virtual-clock.ts';
import {
  employmentBody,
  openSession,
  replace,
  SESSION_STARTS,
  tokenRequest,
} from '../contracts/poweroffice-session.ts';

const kari: SeedEmployee = {
  Id: 10_000_001,
  Number: 1,
  FirstName: 'Kari',
  LastName: 'Fjord',
  ExternalNumber: 1,
  ExternalImportReference: 'user-1',
  NationalIdNumber: '30011679680',
  Gender: 'Female',
  MailAddress: { AddressLine1: 'Storgata 5', City: 'Oslo', ZipCode: '0150', ExternalCode: 'home-1' },
  bankAccounts: [{ BankAccountNumber: '12345678903' }],
  employments: [
    {
      Id: 20_001,
      StartDate: '2020-01-01',
      ProfessionCode: '3120105',
      IsDefault: true,
      salaries: [{ FromDate: '2020-01-01', RemunerationType: 'FixedWage', AnnualSalary: 546_000 }],
      ftePercentages: [{ FromDate: '2020-01-01', FtePercentage: 100 }],
    },
  ],
};
const person = { FirstName: 'Ola', LastName: 'Nes' };
const KARI = '/Employees/10000001';
const EMPLOYMENT = `${KARI}/Employments/20001`;
const SALARIES = '/Employees/Employments/20001/Salaries';
const PERCENTAGES = '/Employees/Employments/20001/FtePercentages';

describe('Tokens', () => {
  test.each([
    ['wrong keys', tokenRequest({ ...demoCredentials, clientKey: 'other' }), 'invalid_client'],
    ['another grant', tokenRequest(demoCredentials, 'grant_type=password'), 'unsupported_grant_type'],
    ['no grant', tokenRequest(demoCredentials, ''), 'invalid_request'],
    [
      'a JSON body',
      { ...tokenRequest(), headers: { ...tokenRequest().headers, 'content-type': 'application/json' } },
      'invalid_request',
    ],
  ])('%s are refused the OAuth way', async (_title, request, error) => {
    const answer = await createDemoPowerOffice({ clock: createVirtualClock(SESSION_STARTS) }).handle(request);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toEqual({ error, error_description: expect.any(String) });
  });

  test('live as long as the option says', async () => {
    const { call, clock } = await openSession({ options: { tokenLifetimeInSeconds: 2 } });
    await clock.advance(1800);
    expect((await call('GET', '/Employees')).status).toBe(204);
    expect((await call('GET', '/Employees')).status).toBe(401);
  });

  test('can be revoked: the old one answers 401, a new one works', async () => {
    const { call, demo } = await openSession();
    demo.revokeTokens();
    expect((await call('GET', '/Employees')).status).toBe(401);
    const fresh: { access_token: string } = JSON.parse((await demo.handle(tokenRequest())).body);
    const answer = await call('GET', '/Employees', undefined, { Authorization: `Bearer ${fresh.access_token}` });
    expect(answer.status).toBe(204);
    demo.revokeClientKey();
    expect((await demo.handle(tokenRequest())).status).toBe(400);
  });
});

describe('The gateway', () => {
  test('wants the subscription key on every request', async () => {
    const { call, demo } = await openSession();
    const answer = await call('GET', '/Employees', undefined, { 'Ocp-Apim-Subscription-Key': 'other' });
    expect(answer).toMatchObject({ status: 401, json: { statusCode: 401 } });
    const token = tokenRequest({ ...demoCredentials, subscriptionKey: 'other' });
    expect((await demo.handle(token)).status).toBe(401);
  });

  test('lets ten requests through in any second, tokens included, and no eleventh', async () => {
    const clock = createVirtualClock(SESSION_STARTS);
    const demo = createDemoPowerOffice({ clock });
    const statuses: number[] = [];
    const ask = async () => statuses.push((await demo.handle(tokenRequest())).status);
    for (let count = 0; count < 11; count += 1) await ask();
    await clock.advance(999);
    await ask();
    await clock.advance(1);
    await ask();
    expect(statuses).toEqual([...Array<number>(10).fill(200), 429, 429, 200]);
    expect(demo.maxRequestsInOneSecond()).toBe(12);
  });

  test.each([
    ['seconds', '1'],
    ['date', 'Mon, 05 Jan 2026 08:00:01 GMT'],
    ['garbage', 'in a moment'],
    ['absent', undefined],
  ] as const)('words Retry-After as %s', async (retryAfter, expected) => {
    const demo = createDemoPowerOffice({
      clock: createVirtualClock(SESSION_STARTS),
      options: { requestsPerSecond: 1, retryAfter },
    });
    await demo.handle(tokenRequest());
    const answer = await demo.handle(tokenRequest());
    expect(answer.headers['retry-after']).toBe(expected);
    expect(JSON.parse(answer.body)).toEqual({
      statusCode: 429,
      message: 'Rate limit is exceeded. Try again in 1 seconds.',
    });
  });

  test('counts a window that never exceeds what any second holds', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 3000 }), { maxLength: 40 }), (stamps) => {
        const sorted = stamps.toSorted((a, b) => a - b);
        const counts = sorted.map((from) => sorted.filter((at) => at >= from && at < from + 1000).length);
        expect(mostInOneWindow(sorted, 1000)).toBe(Math.max(0, ...counts));
      }),
    );
  });

  test('answers an unknown route and a URL over 2,000 characters with 404 in its own shape', async () => {
    const { call } = await openSession({ seed: { employees: [kari] } });
    const ids = (count: number) => Array<string>(count).fill('10000001').join('%2C');
    const notFound = { status: 404, json: { statusCode: 404, message: 'Resource not found' } };
    expect(await call('GET', '/Employes')).toMatchObject(notFound);
    expect(await call('PUT', KARI, {})).toMatchObject(notFound);
    expect(await call('GET', `/ContactBankAccounts?contactIds=${ids(200)}`)).toMatchObject(notFound);
    expect((await call('GET', `/ContactBankAccounts?contactIds=${ids(170)}`)).status).toBe(200);
  });

  test.each(['/Demo/v2/Employees', '/v2/Employees', '/demo/V2/employees'])('finds %s', async (path) => {
    const { demo } = await openSession({ seed: { employees: [kari] } });
    const headers = {
      'Ocp-Apim-Subscription-Key': demoCredentials.subscriptionKey,
      Authorization: 'Bearer demo-token-1',
    };
    expect((await demo.handle(vendorRequest('GET', path, headers))).status).toBe(200);
  });

  test('takes JSON bodies only, and remembers how a PATCH was sent', async () => {
    const { call, demo } = await openSession({ seed: { employees: [kari] } });
    const patch = [replace('/JobTitle', 'Chef')];
    expect((await call('PATCH', KARI, patch, { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await call('PATCH', KARI, patch, { 'Content-Type': 'application/json' })).status).toBe(200);
    expect(demo.requests.at(-1)).toEqual({
      at: expect.any(Number),
      method: 'PATCH',
      path: `/Demo/v2${KARI}`,
      status: 200,
      contentType: 'application/json',
    });
  });
});

describe('Privileges', () => {
  test.each([
    ['GET', '/Employees', 'Employee_Full'],
    ['PATCH', KARI, 'Employee_Full'],
    ['GET', '/Employees/Employments', 'Employment_Full'],
    ['POST', `${KARI}/Employments`, 'Employment_Full'],
    ['GET', SALARIES, 'EmploymentSalary_Full'],
    ['POST', PERCENTAGES, 'EmploymentFtePercentage_Full'],
    ['PATCH', `${KARI}/BankAccounts`, 'EmployeeBankAccounts'],
    ['GET', '/Enterprises', 'Enterprises'],
    ['GET', '/SubLedgerNumberSeries', 'CommonServices'],
  ])('%s %s answers 403 without %s', async (method, path, privilege) => {
    const { call, demo } = await openSession({ seed: { employees: [kari] } });
    demo.setPrivileges(allPrivileges.filter((name) => name !== privilege));
    expect((await call(method, path, method === 'GET' ? undefined : [])).status).toBe(403);
    const information = (await call('GET', '/ClientIntegrationInformation')).json;
    expect(information.ValidPrivileges).not.toContain(privilege);
    demo.setPrivileges(allPrivileges);
    expect((await call(method, path, method === 'GET' ? undefined : [])).status).not.toBe(403);
  });

  test('a read role does not write', async () => {
    const { call, demo } = await openSession({ seed: { employees: [kari] } });
    demo.setPrivileges(['Employee']);
    expect((await call('GET', KARI)).status).toBe(200);
    expect((await call('POST', '/Employees', person)).status).toBe(403);
    expect(demo.writes).toBe(0);
  });

  test('identity numbers and gender stay hidden without theirs', async () => {
    const hidden = (await (await openSession({ seed: { employees: [kari] } })).call('GET', KARI)).json;
    expect(hidden).toMatchObject({ NationalIdNumber: 'hidden', InternationalIdNumber: null, Gender: 'Hidden' });
    const options = { showsHiddenFields: true };
    const shown = (await (await openSession({ seed: { employees: [kari] }, options })).call('GET', KARI)).json;
    expect(shown).toMatchObject({ NationalIdNumber: '30011679680', Gender: 'Female' });
  });
});

describe('Refusals', () => {
  const long = (length: number) => 'x'.repeat(length);
  const employeeTitle = 'Employee validation error(s)';
  const employmentTitle = 'Employment validation error(s)';
  const notFoundTitle = 'Employment not found error(s)';
  const bankTitle = 'Contact bank account validation error(s)';
  const ended = { ...employmentBody, EndDate: '2026-01-31' };
  const employments = `${KARI}/Employments`;
  const used = 'is used on (contact) Id = 10000001.';

  test.each<[string, string, string, unknown, number, string, string]>([
    [
      'a missing last name',
      'POST',
      '/Employees',
      { FirstName: 'Ola' },
      400,
      employeeTitle,
      'LastName must have a value.',
    ],
    ['an empty body', 'POST', '/Employees', undefined, 400, employeeTitle, 'Employee object is missing.'],
    ['cut JSON', 'POST', '/Employees', '{"FirstName":', 400, employeeTitle, 'The request body is not valid JSON.'],
    [
      'camel case: nothing of it is seen',
      'POST',
      '/Employees',
      { firstName: 'Ola', lastName: 'Nes' },
      400,
      employeeTitle,
      'FirstName must have a value.',
    ],
    [
      'an unknown property',
      'POST',
      '/Employees',
      { ...person, Nickname: 'O' },
      400,
      employeeTitle,
      "EmployeePostDto: Could not find member 'Nickname' on object of type 'EmployeePostDto'.",
    ],
    [
      'a reference in use',
      'POST',
      '/Employees',
      { ...person, ExternalImportReference: 'user-1' },
      400,
      employeeTitle,
      `ExternalImportReference is already in use. 'user-1' ${used}`,
    ],
    [
      'an external number in use',
      'POST',
      '/Employees',
      { ...person, ExternalNumber: 1 },
      400,
      employeeTitle,
      `ExternalNumber is already in use. '1' ${used}`,
    ],
    [
      'a number in use',
      'POST',
      '/Employees',
      { ...person, Number: 1 },
      400,
      employeeTitle,
      `Number is already in use. '1' ${used}`,
    ],
    [
      'an address code in use',
      'POST',
      '/Employees',
      { ...person, MailAddress: { City: 'Oslo', ZipCode: '0150', ExternalCode: 'home-1' } },
      400,
      employeeTitle,
      `MailAddress.ExternalCode is already in use. 'home-1' ${used}`,
    ],
    [
      'a number outside the series',
      'POST',
      '/Employees',
      { ...person, Number: 100_000 },
      400,
      employeeTitle,
      'Number 100000 is not within range of the employee ledger number series.',
    ],
    [
      'a reference of 51 characters',
      'POST',
      '/Employees',
      { ...person, ExternalImportReference: long(51) },
      400,
      employeeTitle,
      `EmployeePostDto: The value '${long(51)}' is invalid for target location.`,
    ],
    [
      'a national id with a wrong check digit',
      'POST',
      '/Employees',
      { ...person, NationalIdNumber: '30011679681' },
      400,
      employeeTitle,
      "NationalIdNumber '30011679681' is not a valid national identity number.",
    ],
    [
      'an unknown department',
      'POST',
      '/Employees',
      { ...person, DepartmentCode: 'Avdeling10' },
      404,
      employeeTitle,
      "Department with code = 'Avdeling10' not found.",
    ],
    [
      'an unknown manager',
      'POST',
      '/Employees',
      { ...person, ManagerEmployeeId: 5 },
      404,
      employeeTitle,
      'Employee with id = 5 not found.',
    ],
    [
      'an address without a city',
      'POST',
      '/Employees',
      { ...person, MailAddress: { ZipCode: '0150' } },
      400,
      employeeTitle,
      'MailAddress.City must have a value.',
    ],
    [
      'UK as a country',
      'POST',
      '/Employees',
      { ...person, MailAddress: { City: 'York', ZipCode: 'YO1', CountryCode: 'UK' } },
      400,
      employeeTitle,
      'The country code UK is not valid according to ISO 3166-1.',
    ],
    [
      'a gender as a number',
      'POST',
      '/Employees',
      { ...person, Gender: 1 },
      400,
      employeeTitle,
      "Enum 'gender' with value = 1 is not valid. (Enums is not allowed to be represented as integers).",
    ],
    [
      'the gender Hidden',
      'POST',
      '/Employees',
      { ...person, Gender: 'Hidden' },
      400,
      employeeTitle,
      "EmployeePostDto: The value 'Hidden' is invalid for target location.",
    ],
    [
      'a report to Altinn without the id',
      'POST',
      '/Employees',
      { ...person, InternationalIdReportToAltinn: true },
      400,
      employeeTitle,
      'InternationalIdNumber and InternationalIdCountryCode must have a value when InternationalIdReportToAltinn is true.',
    ],
    [
      'archiving with a ledger balance',
      'PATCH',
      KARI,
      [replace('/IsArchived', true)],
      400,
      employeeTitle,
      'IsArchived cannot be set because the contact has ledger balances.',
    ],
    [
      'a property that is not patchable',
      'PATCH',
      KARI,
      [replace('/ManagerEmployeeNo', 1)],
      400,
      employeeTitle,
      "EmployeePatchDto: The target location specified by path segment 'manageremployeeno' was not found.",
    ],
    [
      'the account by way of the employee',
      'PATCH',
      KARI,
      [replace('/SalaryBankAccountId', 1)],
      400,
      employeeTitle,
      "EmployeePatchDto: The target location specified by path segment 'salarybankaccountid' was not found.",
    ],
    [
      'a date that does not exist',
      'PATCH',
      KARI,
      [replace('/StartDate', '2026-02-30')],
      400,
      employeeTitle,
      "EmployeePatchDto: The value '2026-02-30' is invalid for target location.",
    ],
    [
      'an operation without a value',
      'PATCH',
      KARI,
      [{ op: 'replace', path: '/JobTitle' }],
      400,
      employeeTitle,
      "EmployeePatchDto: The operation 'replace' on '/JobTitle' has no value.",
    ],
    [
      'an unknown operation',
      'PATCH',
      KARI,
      [{ op: 'upsert', path: '/JobTitle', value: 'Chef' }],
      400,
      employeeTitle,
      'EmployeePatchDto: The JSON patch document was malformed and could not be parsed.',
    ],
    [
      'a test that fails',
      'PATCH',
      KARI,
      [{ op: 'test', path: '/FirstName', value: 'Ola' }],
      400,
      employeeTitle,
      "EmployeePatchDto: The current value at path '/FirstName' is not equal to the test value.",
    ],
    [
      'clearing the last name',
      'PATCH',
      KARI,
      [{ op: 'remove', path: '/LastName' }],
      400,
      employeeTitle,
      'LastName must have a value.',
    ],
    [
      'an employee that is not there',
      'GET',
      '/Employees/12345',
      undefined,
      404,
      'Object(s) not found',
      'Employee with id = 12345 not found.',
    ],
    [
      'deleting one with balances',
      'DELETE',
      KARI,
      undefined,
      409,
      'Employee conflict',
      'Employee with id = 10000001 is in use and cannot be deleted.',
    ],
    [
      'an employment without a body',
      'POST',
      employments,
      undefined,
      400,
      employmentTitle,
      'Employment object is missing.',
    ],
    [
      'an employment patch without a body',
      'PATCH',
      EMPLOYMENT,
      undefined,
      404,
      employmentTitle,
      'Employment object is missing.',
    ],
    [
      'an employment of nobody',
      'POST',
      '/Employees/12345/Employments',
      employmentBody,
      404,
      notFoundTitle,
      'Employee with id = 12345 not found.',
    ],
    [
      'an employment without a start',
      'POST',
      employments,
      { ...employmentBody, StartDate: null },
      400,
      employmentTitle,
      'StartDate must have a value.',
    ],
    [
      'six digits of profession',
      'POST',
      employments,
      { ...employmentBody, ProfessionCode: '312010' },
      400,
      employmentTitle,
      "ProfessionCode '312010' is not valid (STYRK-98, 7 digits).",
    ],
    [
      'an end without a reason',
      'POST',
      employments,
      ended,
      400,
      employmentTitle,
      'EndDateReason must have a value when EndDate is set.',
    ],
    [
      'an end before the start',
      'POST',
      employments,
      { ...ended, EndDate: '2024-02-29', EndDateReason: 'EmployeeHasResigned' },
      400,
      employmentTitle,
      'EndDate cannot be before StartDate.',
    ],
    [
      'an unknown enterprise',
      'POST',
      employments,
      { ...employmentBody, EnterpriseId: 9 },
      400,
      employmentTitle,
      'Enterprise with id = 9 not found.',
    ],
    [
      'a tax country for no commuter',
      'PATCH',
      EMPLOYMENT,
      [replace('/TaxCountryCode', 'SE')],
      400,
      employmentTitle,
      'TaxCountryCode can only be set to FI or SE for a cross border commuter.',
    ],
    [
      'an employment of someone else',
      'GET',
      `${KARI}/Employments/20002`,
      undefined,
      404,
      notFoundTitle,
      'Employment with id = 20002 not found.',
    ],
    [
      'a reported employment: deleting',
      'DELETE',
      `${KARI}/Employments/20003`,
      undefined,
      409,
      'Employment conflict error(s)',
      'Employment with id = 20003 has been reported (a-melding) and thus cannot be deleted.',
    ],
    [
      'a salary without a body',
      'POST',
      SALARIES,
      undefined,
      400,
      employmentTitle,
      'Employment salary object is missing.',
    ],
    [
      'a salary without a type',
      'POST',
      SALARIES,
      { FromDate: '2026-01-01' },
      400,
      employmentTitle,
      'RemunerationType must have a value.',
    ],
    [
      'a salary under no employment',
      'GET',
      '/Employees/Employments/1/Salaries',
      undefined,
      404,
      notFoundTitle,
      'Employment with id = 1 not found.',
    ],
    [
      'a salary as text that is none',
      'PATCH',
      `${SALARIES}/7001`,
      [replace('/AnnualSalary', 'bogus')],
      400,
      employmentTitle,
      "EmploymentSalaryPatchDto: The value 'bogus' is invalid for target location.",
    ],
    [
      'the last salary line: deleting',
      'DELETE',
      `${SALARIES}/7001`,
      undefined,
      409,
      'Employment conflict error(s)',
      'Salary (line) with id = 7001 is the last salary line on the employment and thus cannot be deleted.',
    ],
    [
      'an FTE line without a body',
      'POST',
      PERCENTAGES,
      undefined,
      400,
      employmentTitle,
      'Employment full-time equivalent (FTE) percentage object is missing.',
    ],
    [
      'an FTE of 101',
      'POST',
      PERCENTAGES,
      { FromDate: '2026-01-01', FtePercentage: 101 },
      400,
      employmentTitle,
      'FtePercentage must be a value from 0 to 100.',
    ],
    [
      'the last FTE line: deleting',
      'DELETE',
      `${PERCENTAGES}/7002`,
      undefined,
      409,
      'Employment conflict error(s)',
      'Full-time equivalent (FTE) percentage (line) with id = 7002 is the last FTE percentage line on the employment and thus cannot be deleted.',
    ],
    [
      'an account with a wrong check digit',
      'POST',
      '/ContactBankAccounts/10000001',
      { BankAccountNumber: '12345678901' },
      400,
      bankTitle,
      "BankAccountNumber '12345678901' is not a valid bank account number.",
    ],
    [
      'an account without a number',
      'POST',
      '/ContactBankAccounts/10000001',
      { BankCode: 'DNB' },
      400,
      bankTitle,
      'BankAccountNumber must have a value.',
    ],
    [
      'an account of nobody',
      'POST',
      '/ContactBankAccounts/12345',
      { BankAccountNumber: '12345678903' },
      404,
      'Object(s) not found',
      'Contact with id = 12345 not found.',
    ],
    [
      "somebody else's account",
      'PATCH',
      `${KARI}/BankAccounts`,
      [replace('/SalaryBankAccountId', 40_000_002)],
      400,
      'Employee bank accounts validation error(s)',
      'Bank account does not belong to the employee.',
    ],
    [
      'an account id that is none',
      'PATCH',
      `${KARI}/BankAccounts`,
      [replace('/SalaryBankAccountId', 'bogus')],
      400,
      'Employee bank accounts validation error(s)',
      "EmployeeBankAccountsPatchDto: The value 'bogus' is invalid for target location.",
    ],
    [
      '$filter of the old API',
      'GET',
      '/Employees?$filter=Id',
      undefined,
      400,
      'Invalid resourceParameter',
      "The query parameter '$filter' is not supported.",
    ],
    [
      'fields that nobody knows',
      'GET',
      '/Employees?Fields=Id,Bogus',
      undefined,
      400,
      'Invalid resourceParameter',
      'Fields property in resourceParameter is not formatted correct.',
    ],
    [
      'pages over 20,000',
      'GET',
      '/Employees?PageSize=20001',
      undefined,
      400,
      'Invalid resourceParameter',
      'PageSize can not be larger than MaxPageSize (20000).',
    ],
    [
      'page 0',
      'GET',
      '/Employees?PageNumber=0',
      undefined,
      400,
      'Invalid resourceParameter',
      'PageNumber must be a positive number.',
    ],
    [
      'a range of contact groups',
      'GET',
      '/Employees?contactGroupIds=1-5',
      undefined,
      400,
      'Unable to cast object(s)',
      "contactGroupIds contains negative numbers and/or range of numbers. '-' is not allowed, only comma ',' separated single positive numbers are allowed.",
    ],
    [
      'a stamp that is none',
      'GET',
      '/Employees?lastChangedDateTimeOffsetGreaterThan=yesterday',
      undefined,
      400,
      'Unable to cast object(s)',
      'lastChangedDateTimeOffsetGreaterThan is not a valid timestamp.',
    ],
  ])('%s', async (_title, method, path, body, status, title, detail) => {
    const other: SeedEmployee = {
      Id: 10_000_002,
      Number: 2,
      FirstName: 'Per',
      LastName: 'Vik',
      bankAccounts: [{ BankAccountNumber: '12345678903' }],
      employments: [{ Id: 20_002, StartDate: '2020-01-01', ProfessionCode: '3120105' }],
    };
    const reported = { Id: 20_003, StartDate: '2019-01-01', ProfessionCode: '3120105', isReported: true };
    const karis = { ...kari, hasLedgerBalance: true, employments: [...(kari.employments ?? []), reported] };
    const { call, demo } = await openSession({ seed: { employees: [karis, other] } });
    const before = demo.state.employees;
    const answer = await call(method, path, body);
    expect({ status: answer.status, json: answer.json }).toEqual({ status, json: { title, detail } });
    expect(demo.writes).toBe(0);
    expect(demo.state.employees).toEqual(before);
  });
});

describe('Employees', () => {
  test('get the next free number of the default series or of the one asked for', async () => {
    const extra = {
      Id: '2f0b8b6e-0d44-4a8e-9a55-2d8f2c8f0a09',
      Name: 'Sesong',
      SubLedgerNumberSeriesType: 'Employee',
      FromInclusive: 500_000,
      ToInclusive: 500_000,
      IsDefault: false,
    } as const;
    const numberSeries = [...emptyClient.numberSeries, extra];
    const { call, create } = await openSession({ seed: { employees: [kari], numberSeries } });
    expect((await create('/Employees', person)).Number).toBe(2);
    const seasonal = { ...person, SubLedgerNumberSeriesId: extra.Id };
    expect((await create('/Employees', seasonal)).Number).toBe(500_000);
    expect(await call('POST', '/Employees', seasonal)).toMatchObject({
      status: 400,
      json: { detail: "The number series 'Sesong' is full." },
    });
  });

  test('keep int64 numbers to the last digit', async () => {
    const { call } = await openSession();
    const body = '{"FirstName":"Ola","LastName":"Nes","ExternalNumber":9223372036854775807}';
    expect((await call('POST', '/Employees', body)).body).toContain('"ExternalNumber":9223372036854775807');
    const filtered = async (range: string) => (await call('GET', `/Employees?externalNos=${range}`)).status;
    expect(await filtered('9223372036854775807')).toBe(200);
    expect(await filtered('9223372036854775806')).toBe(204);
    expect(await filtered('1-9223372036854775806')).toBe(204);
    const tooLarge = body.replace('5807', '5808');
    expect((await call('POST', '/Employees', tooLarge)).status).toBe(400);
  });

  test('any JSON number and text survives reading and writing', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.json(), (number, text) => {
        expect(String(parseJson(String(number)))).toBe(String(number));
        expect(writeJson(parseJson(`{"a":[${number},${text}]}`))).toBe(
          `{"a":[${number},${JSON.stringify(JSON.parse(text))}]}`,
        );
      }),
    );
  });

  test('are deleted with all that hangs on them', async () => {
    const { call, demo } = await openSession({ seed: { employees: [kari] } });
    expect(await call('DELETE', KARI)).toMatchObject({ status: 200, body: '' });
    for (const path of ['/Employees', '/Employees/Employments', '/ContactBankAccounts']) {
      expect(await call('GET', path)).toMatchObject({ status: 204, body: '' });
    }
    expect((await call('POST', '/Employees', { ...person, ExternalImportReference: 'user-1', Number: 1 })).status).toBe(
      201,
    );
    expect(demo.writes).toBe(2);
  });

  test("the employee's stamp moves with its own properties, the address's with the address", async () => {
    const { call, patch } = await openSession({ seed: { employees: [kari] } });
    const before = (await call('GET', KARI)).json;
    const moved = (await patch(KARI, replace('/MailAddress/City', 'Bergen'))).json;
    expect(moved.LastChangedDateTimeOffset).toBe(before.LastChangedDateTimeOffset);
    expect(moved.MailAddress.LastChangedDateTimeOffset > before.MailAddress.LastChangedDateTimeOffset).toBe(true);
    expect(moved.MailAddress).toMatchObject({ Id: before.MailAddress.Id, City: 'Bergen', AddressLine1: 'Storgata 5' });
    const named = (await patch(KARI, replace('/FirstName', 'Kåre'))).json;
    expect(named.LastChangedDateTimeOffset > before.LastChangedDateTimeOffset).toBe(true);
    expect(named.MailAddress.LastChangedDateTimeOffset).toBe(moved.MailAddress.LastChangedDateTimeOffset);
    expect(named.LastChangedDateTimeOffset).toMatch(/\.\d{3}4321Z$/);
  });

  test('without a balance, one can be archived and brought back', async () => {
    const { patch } = await openSession({ seed: { employees: [kari] } });
    expect((await patch(KARI, replace('/IsArchived', 'true'))).json.IsArchived).toBe(true);
    expect((await patch(KARI, replace('/IsArchived', false))).json.IsArchived).toBe(false);
  });

  test('echo the codes and numbers behind their ids', async () => {
    const { create } = await openSession({ seed: { employees: [kari] } });
    const body = { ...person, DepartmentCode: 'DRIFT', LocationId: 801, LocationCode: 'ignored', ManagerEmployeeNo: 1 };
    expect(await create('/Employees', body)).toMatchObject({
      DepartmentId: 702,
      DepartmentCode: 'DRIFT',
      LocationId: 801,
      LocationCode: 'OSL',
      ManagerEmployeeId: 10_000_001,
      ManagerEmployeeNo: 1,
    });
  });
});

describe('JSON Patch', () => {
  test.each<[string, object[], object]>([
    [
      'values as text',
      [replace('/ExternalNumber', '42'), replace('/DepartmentId', '701')],
      { ExternalNumber: 42, DepartmentId: 701 },
    ],
    ['digits that are text stay text', [replace('/JobTitle', '42')], { JobTitle: '42' }],
    [
      'paths in any casing',
      [replace('/jobtitle', 'Chef'), replace('/MAILADDRESS/zipCode', '0151')],
      { JobTitle: 'Chef' },
    ],
    ['remove clears', [{ op: 'remove', path: '/ExternalImportReference' }], { ExternalImportReference: null }],
    ['replace with null clears', [replace('/ExternalNumber', null)], { ExternalNumber: null }],
    [
      'add and replace are the same for a property',
      [{ op: 'add', path: '/JobTitle', value: 'Chef' }],
      { JobTitle: 'Chef' },
    ],
    ['copy', [{ op: 'copy', from: '/FirstName', path: '/JobTitle' }], { FirstName: 'Kari', JobTitle: 'Kari' }],
    [
      'move, of something that may be empty',
      [{ op: 'move', from: '/ExternalImportReference', path: '/JobTitle' }],
      { ExternalImportReference: null, JobTitle: 'user-1' },
    ],
    [
      'a test that holds',
      [{ op: 'test', path: '/ExternalNumber', value: '1' }, replace('/JobTitle', 'Chef')],
      { JobTitle: 'Chef' },
    ],
    [
      'lists, element by element',
      [
        replace('/ContactGroupIds', [3, 1001]),
        { op: 'add', path: '/ContactGroupIds/-', value: '1' },
        replace('/ContactGroupIds/0', 7),
        { op: 'add', path: '/ContactGroupIds/1', value: 8 },
        { op: 'remove', path: '/ContactGroupIds/2' },
      ],
      { ContactGroupIds: [7, 8, 1] },
    ],
    [
      'the whole address',
      [replace('/MailAddress', { City: 'Voss', ZipCode: '5700' })],
      { MailAddress: expect.objectContaining({ City: 'Voss', AddressLine1: null }) },
    ],
    ['a plain camel-case object changes nothing', { jobTitle: 'Chef' } as never, { JobTitle: null }],
  ])('%s', async (_title, operations, expected) => {
    const { call } = await openSession({ seed: { employees: [kari] } });
    const answer = await call('PATCH', KARI, operations);
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject(expected);
  });

  test('is all or nothing', async () => {
    const { call, patch } = await openSession({ seed: { employees: [kari] } });
    expect((await patch(KARI, replace('/JobTitle', 'Chef'), replace('/StartDate', 'soon'))).status).toBe(400);
    expect((await call('GET', KARI)).json.JobTitle).toBeNull();
  });

  test('makes an address property by property, as long as city and zip code are there', async () => {
    const { patch, demo } = await openSession({ seed: { employees: [{ ...kari, MailAddress: null }] } });
    expect((await patch(KARI, replace('/MailAddress/City', 'Voss'))).status).toBe(400);
    const both = [replace('/MailAddress/City', 'Voss'), replace('/MailAddress/ZipCode', '5700')];
    expect((await patch(KARI, ...both)).json.MailAddress).toMatchObject({ City: 'Voss', CountryCode: 'NO' });
    expect(demo.writes).toBe(1);
  });

  test.each<[string, PartialDemoPowerOfficeOptions, [string, unknown], [string, unknown], RegExp]>([
    [
      'a path below an address that is null',
      { takesPathsBelowNullAddress: false },
      ['/MailAddress/City', 'Voss'],
      ['/MailAddress', { City: 'Voss', ZipCode: '5700' }],
      /path segment 'city' was not found/,
    ],
    [
      'a property',
      { refusedInPatch: ['PhoneNumber'] },
      ['/phoneNumber', '99887766'],
      ['/JobTitle', 'Controller'],
      /'\/phonenumber' could not be updated/,
    ],
    [
      'an e-mail domain in letters beyond ASCII',
      { takesDomainsInAllLetters: false },
      ['/EmailAddress', 'kari@blåbær.no'],
      ['/EmailAddress', 'kari@xn--blbr-roah.no'],
      /not a valid e-mail address/,
    ],
  ])('may refuse %s, and takes another way', async (_what, options, refused, taken, words) => {
    const { patch } = await openSession({ options, seed: { employees: [{ ...kari, MailAddress: null }] } });
    const answer = await patch(KARI, replace(...refused));
    expect([answer.status, answer.json.detail]).toEqual([400, expect.stringMatching(words)]);
    expect((await patch(KARI, replace(...taken))).status).toBe(200);
  });
});

describe('Employments', () => {
  test('get an id for reporting, and say how many lines they have', async () => {
    const { create } = await openSession({ seed: { employees: [kari] } });
    const plain = await create(`${KARI}/Employments`, employmentBody);
    expect(plain).toMatchObject({
      ReportingId: `POGO_${plain.Id}`,
      SalaryCount: 0,
      FtePercentageCount: 0,
      TaxRule: 'Ordinary',
    });
    const named = await create(`${KARI}/Employments`, { ...employmentBody, ReportingId: 'emp-7' });
    expect(named.ReportingId).toBe('emp-7');
  });

  test('come with first lines when the option says so', async () => {
    const { call, create } = await openSession({ seed: { employees: [kari] }, options: { createsFirstLines: true } });
    const created = await create(`${KARI}/Employments`, employmentBody);
    expect(created).toMatchObject({ SalaryCount: 1, FtePercentageCount: 1 });
    const salaries = (await call('GET', `/Employees/Employments/${created.Id}/Salaries`)).json;
    expect(salaries).toMatchObject([{ FromDate: '2024-03-01', AnnualSalary: null }]);
  });

  test.each([
    [true, [false, true]],
    [false, [true, true]],
  ])('a new default takes the mark from the old one: %s', async (clearsOtherDefaults, expected) => {
    const { create, demo } = await openSession({ seed: { employees: [kari] }, options: { clearsOtherDefaults } });
    await create(`${KARI}/Employments`, employmentBody);
    expect(demo.state.employee(10_000_001)?.employments.map(({ IsDefault }) => IsDefault)).toEqual(expected);
  });

  test('end with a reason, and end withdrawn', async () => {
    const { patch } = await openSession({ seed: { employees: [kari] } });
    const end = [replace('/EndDate', '2026-06-30'), replace('/EndDateReason', 'EmployeeHasResigned')];
    expect((await patch(EMPLOYMENT, ...end)).json).toMatchObject({ EndDate: '2026-06-30' });
    expect((await patch(EMPLOYMENT, { op: 'remove', path: '/EndDateReason' })).status).toBe(400);
    const reopened = ['/EndDate', '/EndDateReason'].map((path) => ({ op: 'remove', path }));
    expect((await patch(EMPLOYMENT, ...reopened)).json).toMatchObject({ EndDate: null, EndDateReason: null });
    expect((await patch(EMPLOYMENT, replace('/EndedAndReported', 'true'))).json.EndedAndReported).toBe(true);
  });

  test('the light list shows eight properties, and which are active', async () => {
    const ended = {
      Id: 20_009,
      StartDate: '2019-01-01',
      EndDate: '2026-01-05',
      EndDateReason: 'EmployeeHasResigned' as const,
    };
    const seed = { employees: [{ ...kari, employments: [...(kari.employments ?? []), ended] }] };
    const { call } = await openSession({ seed });
    const all = (await call('GET', '/Employees/Employments')).json;
    expect(Object.keys(all[0]).toSorted()).toEqual([
      'CreatedDateTimeOffset',
      'EmployeeId',
      'EmploymentForm',
      'EndDate',
      'EnterpriseId',
      'Id',
      'LastChangedDateTimeOffset',
      'StartDate',
    ]);
    const ids = async (active: boolean) =>
      (await call('GET', `/Employees/Employments?activeEmployments=${active}`)).json.map(
        ({ Id }: { Id: number }) => Id,
      );
    expect(await ids(true)).toEqual([20_001]);
    expect(await ids(false)).toEqual([20_009]);
  });

  test('their stamps do not move with their lines', async () => {
    const { call, create, patch } = await openSession({ seed: { employees: [kari] } });
    const stamps = async () => [
      (await call('GET', EMPLOYMENT)).json.LastChangedDateTimeOffset,
      (await call('GET', KARI)).json.LastChangedDateTimeOffset,
    ];
    const before = await stamps();
    await create(SALARIES, { FromDate: '2026-01-01', RemunerationType: 'HourlyWage', HourlyRate: 245.5 });
    await patch(`${PERCENTAGES}/7002`, replace('/FtePercentage', 80));
    expect(await stamps()).toEqual(before);
    await patch(EMPLOYMENT, replace('/FullTimeHoursPerWeek', 40));
    const [employment, employee] = await stamps();
    expect(employment > before[0]).toBe(true);
    expect(employee).toBe(before[1]);
  });
});

describe('Salary lines', () => {
  test('a fixed wage without an hourly rate shows a computed one', async () => {
    const { call, patch } = await openSession({ seed: { employees: [kari] } });
    expect((await call('GET', `${SALARIES}/7001`)).json).toMatchObject({ AnnualSalary: 546_000, HourlyRate: 280 });
    expect((await patch(`${SALARIES}/7001`, replace('/AnnualSalary', '600000'))).json.HourlyRate).toBe(307.69);
    expect((await patch(`${SALARIES}/7001`, replace('/HourlyRate', 300))).json.HourlyRate).toBe(300);
  });

  test.each([
    [false, 201, 2],
    [true, 400, 1],
  ])('a second line on one date, refused: %s', async (refusesSecondLineOnDate, status, lines) => {
    const { call, demo } = await openSession({ seed: { employees: [kari] }, options: { refusesSecondLineOnDate } });
    const body = { FromDate: '2020-01-01', RemunerationType: 'FixedWage', AnnualSalary: 1 };
    expect((await call('POST', SALARIES, body)).status).toBe(status);
    expect(demo.state.employee(10_000_001)?.employments[0]?.salaries).toHaveLength(lines);
  });
});

describe('Bank accounts', () => {
  test('are stored in groups, found by digits, chosen and then not deleted', async () => {
    const { call, create, patch } = await openSession({ seed: { employees: [{ ...kari, bankAccounts: [] }] } });
    const account = await create('/ContactBankAccounts/10000001', { BankAccountNumber: '1234.56.78903' });
    expect(account).toMatchObject({ BankAccountNumber: '1234 56 78903', CountryCode: 'NO', IsActive: true });
    expect((await call('GET', '/ContactBankAccounts?bankAccountNumbers=12345678903')).json).toHaveLength(1);
    const chosen = (await patch(`${KARI}/BankAccounts`, replace('/SalaryBankAccountId', account.Id))).json;
    expect(chosen).toMatchObject({ Id: 10_000_001, SalaryBankAccountId: account.Id, ExpenseBankAccountId: null });
    expect((await call('DELETE', `/ContactBankAccounts/10000001/${account.Id}`)).status).toBe(409);
  });

  test('may be stored twice, foreign ones as they are', async () => {
    const { create, demo } = await openSession({ seed: { employees: [kari] } });
    await create('/ContactBankAccounts/10000001', { BankAccountNumber: '12345678903' });
    await create('/ContactBankAccounts/10000001', { BankAccountNumber: 'SE4550000000058398257466', CountryCode: 'SE' });
    expect(demo.state.employee(10_000_001)?.bankAccounts.map((row) => row.BankAccountNumber)).toEqual([
      '1234 56 78903',
      '1234 56 78903',
      'SE4550000000058398257466',
    ]);
  });

  test.each([true, false])('the first one is chosen by itself: %s', async (choosesOnlyBankAccount) => {
    const seed = { employees: [{ ...kari, bankAccounts: [] }] };
    const { create, demo } = await openSession({
      seed,
      options: { choosesOnlyBankAccount, checksBankAccountDigits: false },
    });
    const { Id } = await create('/ContactBankAccounts/10000001', { BankAccountNumber: '12345678901' });
    expect(demo.state.employee(10_000_001)?.SalaryBankAccountId).toBe(choosesOnlyBankAccount ? Id : null);
  });
});

describe('Lists', () => {
  const crowd = Array.from({ length: 7 }, (_, index): SeedEmployee => ({
    Number: index + 1,
    ExternalNumber: 100 - index,
    ExternalImportReference: `user-${index + 1}`,
    FirstName: `F${index + 1}`,
    LastName: 'Vik',
    IsArchived: index === 6,
  }));
  const numbers = (rows: { Number: number }[] | undefined) => rows?.map((row) => row.Number) ?? [];

  test.each([
    ['', [1, 2, 3, 4, 5, 6, 7]],
    ['employeeNos=1,3-4,6-', [1, 3, 4, 6, 7]],
    ['employeeNos=2,%205%20-%206', [2, 5, 6]],
    ['externalNos=96-98', [3, 4, 5]],
    ['externalImportReference=user-2', [2]],
    ['externalImportReference=user-2,user-3', []],
    ['externalImportReference=', [1, 2, 3, 4, 5, 6, 7]],
    ['OrderBy=ExternalNumber', [7, 6, 5, 4, 3, 2, 1]],
    ['orderby=LastName,Number%20desc', [7, 6, 5, 4, 3, 2, 1]],
    ['PageSize=3', [1, 2, 3]],
    ['PageSize=3&PageNumber=3', [7]],
    ['PageSize=3&PageNumber=4', []],
    ['lastChangedDateTimeOffsetGreaterThan=2026-01-05T08:00:00.0004320Z', [1, 2, 3, 4, 5, 6, 7]],
    ['lastChangedDateTimeOffsetGreaterThan=2026-01-05T08:00:00.0004321Z', []],
    ['lastChangedDateTimeOffsetGreaterThan=2026-01-05%2009:00:00.0004320%20%2B01:00', [1, 2, 3, 4, 5, 6, 7]],
  ])('?%s', async (query, expected) => {
    const { call } = await openSession({ seed: { employees: crowd } });
    const answer = await call('GET', `/Employees?${query}`);
    expect(numbers(answer.json)).toEqual(expected);
    expect(answer.status).toBe(expected.length === 0 ? 204 : 200);
  });

  test('name the next page in X-Pagination, up to the last one', async () => {
    const { call } = await openSession({ seed: { employees: crowd } });
    const links: string[] = [];
    for (const page of [1, 2, 3]) {
      const { headers } = await call('GET', `/Employees?PageSize=3&PageNumber=${page}&OrderBy=Id`);
      links.push(JSON.parse(headers['x-pagination'] ?? '').nextPageLink);
    }
    expect(links).toEqual([
      '/Demo/v2/Employees?PageSize=3&OrderBy=Id&PageNumber=2',
      '/Demo/v2/Employees?PageSize=3&OrderBy=Id&PageNumber=3',
      '',
    ]);
  });

  test('hold the asked fields only', async () => {
    const { call } = await openSession({ seed: { employees: crowd } });
    expect((await call('GET', '/Employees?Fields=id,Number&PageSize=1')).json).toEqual([{ Id: 10_000_001, Number: 1 }]);
  });

  test('dates may carry a time, and nulls may be left out', async () => {
    const options = { datesWithTime: true, omitsNulls: true };
    const { call } = await openSession({ seed: { employees: [{ ...kari, StartDate: '2020-01-01' }] }, options });
    const row = (await call('GET', KARI)).json;
    expect(row.StartDate).toBe('2020-01-01T00:00:00');
    expect(row).not.toHaveProperty('EndDate');
  });
});

describe('A lagging replica', () => {
  test('shows writes late on reads, at once in their own answers, and never to the uniqueness checks', async () => {
    const { call, clock, create, patch } = await openSession({ options: { replicaLagInMillis: 2000 } });
    const { Id } = await create('/Employees', { ...person, ExternalImportReference: 'user-9' });
    expect((await call('GET', `/Employees/${Id}`)).status).toBe(404);
    expect((await call('GET', '/Employees?externalImportReference=user-9')).status).toBe(204);
    expect((await call('POST', '/Employees', { ...person, ExternalImportReference: 'user-9' })).status).toBe(400);
    expect((await create(`/Employees/${Id}/Employments`, employmentBody)).EmployeeId).toBe(Id);
    await clock.advance(2000);
    expect((await call('GET', `/Employees/${Id}`)).json.FirstName).toBe('Ola');
    expect((await patch(`/Employees/${Id}`, replace('/FirstName', 'Olav'))).json.FirstName).toBe('Olav');
    expect((await patch(`/Employees/${Id}`, replace('/FirstName', 'Oliver'))).json.FirstName).toBe('Oliver');
    expect((await call('GET', `/Employees/${Id}`)).json.FirstName).toBe('Ola');
    await clock.advance(1750);
    expect((await call('GET', `/Employees/${Id}`)).json.FirstName).toBe('Olav');
    await clock.advance(100);
    expect((await call('GET', `/Employees/${Id}`)).json.FirstName).toBe('Oliver');
    await call('DELETE', `/Employees/${Id}`);
    expect((await call('GET', `/Employees/${Id}`)).status).toBe(200);
    await clock.advance(2000);
    expect((await call('GET', `/Employees/${Id}`)).status).toBe(404);
  });

  test('knows the seed from the start', async () => {
    const { call } = await openSession({ seed: { employees: [kari] }, options: { replicaLagInMillis: 30_000 } });
    for (const path of [KARI, EMPLOYMENT, SALARIES, PERCENTAGES, '/ContactBankAccounts']) {
      expect((await call('GET', path)).status).toBe(200);
    }
  });
});

describe('Faults', () => {
  const refusal = { before: 'refuse', status: 400, title: 'Employee validation error(s)', detail: 'No.' } as const;
  test.each<[string, Fault, object, boolean]>([
    ['500 before', { before: 500 }, { status: 500, body: '' }, false],
    ['403 before', { before: 403 }, { status: 403 }, false],
    ['429 before', { before: 429 }, { status: 429, json: { statusCode: 429 } }, false],
    ['a refusal', refusal, { status: 400, json: { title: refusal.title, detail: 'No.' } }, false],
    ['HTML before', { before: 'html' }, { status: 502, headers: { 'content-type': 'text/html' } }, false],
    ['a hang before', { before: 'hang' }, { fault: 'hang' }, false],
    ['a reset before', { before: 'reset' }, { fault: 'reset' }, false],
    ['500 after', { after: 500 }, { status: 500, body: '' }, true],
    ['HTML after', { after: 'html' }, { status: 200, headers: { 'content-type': 'text/html' } }, true],
    ['a hang after', { after: 'hang' }, { fault: 'hang' }, true],
    ['a reset after', { after: 'reset' }, { fault: 'reset' }, true],
    ['a cut body', { after: 'cutBody' }, { status: 201, fault: 'cutBody' }, true],
    ['an empty body', { after: 'emptyBody' }, { status: 201, body: '' }, true],
  ])('%s', async (_title, fault, expected, committed) => {
    const faults = (_request: unknown, sequence: number) => (sequence === 2 ? fault : null);
    const { call, demo } = await openSession({ faults });
    expect(await call('POST', '/Employees', person)).toMatchObject(expected);
    expect(demo.writes).toBe(committed ? 1 : 0);
    expect(demo.state.employees).toHaveLength(committed ? 1 : 0);
    expect(demo.requests.at(-1)?.status).toBe('fault' in expected ? 0 : (expected as { status: number }).status);
    expect((await call('GET', '/Enterprises')).status).toBe(200);
  });
});

describe('A person in Go', () => {
  test('edits and deletes without it counting as a write of ours', async () => {
    const { call, demo } = await openSession({ seed: { employees: [kari] } });
    const before = (await call('GET', KARI)).json;
    demo.editEmployee(10_000_001, { JobTitle: 'Daglig leder' });
    demo.editEmployment(20_001, { EndDate: '2026-12-31', EndDateReason: 'EmployerHasDismissedTheEmployee' });
    const after = (await call('GET', KARI)).json;
    expect(after.JobTitle).toBe('Daglig leder');
    expect(after.LastChangedDateTimeOffset > before.LastChangedDateTimeOffset).toBe(true);
    expect((await call('GET', EMPLOYMENT)).json.EndDateReason).toBe('EmployerHasDismissedTheEmployee');
    demo.removeEmployee(10_000_001);
    expect((await call('GET', KARI)).status).toBe(404);
    expect(demo.writes).toBe(0);
    expect(() => demo.editEmployee(10_000_001, {})).toThrow('not found');
    expect(() => demo.editEmployment(20_001, {})).toThrow('20001');
  });
});

describe('In-process transport', () => {
  const request = {
    method: 'POST',
    url: 'http://demo/Demo/OAuth/Token',
    headers: tokenRequest().headers,
    body: tokenRequest().body,
    timeoutInMillis: 1000,
  } as const;

  test('takes its latency from the clock', async () => {
    const clock = createVirtualClock(SESSION_STARTS);
    const start = clock.now();
    const demo = createDemoPowerOffice({ clock });
    const answer = await clock.run(toTransport(demo, { clock, latencyInMillis: 600 })(request));
    expect(answer.status).toBe(200);
    expect(demo.requests.map(({ at }) => at - start)).toEqual([300]);
    expect(clock.now() - start).toBe(600);
  });

  test.each<[string, Fault | null, number, number]>([
    ['a slow answer', null, 3000, 1000],
    ['a hang', { after: 'hang' }, 600, 1000],
    ['a reset', { after: 'reset' }, 600, 600],
    ['a cut body', { after: 'cutBody' }, 600, 600],
  ])('%s leaves the outcome unknown', async (_title, fault, latencyInMillis, duration) => {
    const clock = createVirtualClock(SESSION_STARTS);
    const start = clock.now();
    const demo = createDemoPowerOffice({ clock, faults: () => fault });
    const answer = toTransport(demo, { clock, latencyInMillis })(request);
    const error = await clock.run(answer.catch((caught: unknown) => caught));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ sent: 'unknown' });
    expect(clock.now() - start).toBe(duration);
  });
});

describe('Over HTTP', () => {
  const ask = (url: string, timeout: number) =>
    new Promise<{ status: number | undefined; body: string; error?: string }>((resolve) => {
      let body = '';
      const { headers, body: form } = tokenRequest();
      const outgoing = httpRequest(`${url}/Demo/OAuth/Token`, { method: 'POST', headers, timeout }, (incoming) => {
        incoming.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
        incoming.on('end', () => resolve({ status: incoming.statusCode, body }));
        incoming.on('error', () => resolve({ status: incoming.statusCode, body, error: 'cut' }));
      });
      outgoing.on('timeout', () => outgoing.destroy(new Error('timeout')));
      outgoing.on('error', (error) => resolve({ status: undefined, body, error: error.message }));
      outgoing.end(form);
    });

  test.each<[string, Fault | null, object]>([
    ['an answer', null, { status: 200, body: expect.stringContaining('access_token') }],
    ['a reset', { after: 'reset' }, { status: undefined, error: expect.stringMatching(/ECONNRESET|hang up/) }],
    ['a cut body', { after: 'cutBody' }, { status: 200, error: 'cut', body: expect.stringMatching(/^\{"access/) }],
    ['a hang', { after: 'hang' }, { status: undefined, error: 'timeout' }],
  ])('%s', async (_title, fault, expected) => {
    const served = await listen(
      createDemoPowerOffice({ clock: createVirtualClock(SESSION_STARTS), faults: () => fault }),
      {
        host: '127.0.0.1',
        port: 0,
      },
    );
    try {
      expect(
        await ask(served.url, fault !== null && 'after' in fault && fault.after === 'hang' ? 100 : 5000),
      ).toMatchObject(expected);
    } finally {
      await served.close();
    }
  });
});
