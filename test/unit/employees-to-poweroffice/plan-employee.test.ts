import { mapEmployee } from '../../../shared/flows/employees-to-poweroffice/rules/map-employee.ts';
import type { MappingSettings } from '../../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import { DEFAULT_MAPPING_SETTINGS } from '../../../shared/flows/employees-to-poweroffice/mapping-settings.ts';
import { NO_PEERS } from '../../../shared/flows/employees-to-poweroffice/match/peers.ts';
import type { PayrollEmployee } from '../../../shared/vendors/poweroffice/employees.ts';
import { findArchivingProblems } from '../../../shared/flows/employees-to-poweroffice/plan/plan-employee.ts';
import type { SourceEmployee } from '../../../shared/model/employee.ts';
import { readOrNull } from '../../../shared/model/source-value.ts';
import { planWhole } from '../../builders/employee-plan.ts';
import type { WholePlan } from '../../builders/employee-plan.ts';
import { buildPayrollAddress, buildPayrollEmployee } from '../../builders/payroll-record.ts';
import { buildSourceAddress, buildSourceEmployee, buildSourceEmployment } from '../../builders/source-employee.ts';
import type { Plain } from '../../builders/branded.ts';

const CONTEXT = { today: '2025-06-15', peers: NO_PEERS };
const ON_CREATE = ['Number', 'NationalIdNumber', 'Gender'];

const plan = (
  source: Partial<Plain<SourceEmployee>>,
  current: Partial<Plain<PayrollEmployee>> | null,
  options: Partial<MappingSettings> = {},
): WholePlan => {
  const settings = { ...DEFAULT_MAPPING_SETTINGS, ...options };
  const desired = mapEmployee(buildSourceEmployee(source), { settings, ...CONTEXT });
  return planWhole(desired, current === null ? null : buildPayrollEmployee(current), settings);
};

const codesOf = ({ problems }: WholePlan): string[] => problems.map(({ code }) => code);

describe('without a record', () => {
  test('an active employee is created with every field, number and national id included', () => {
    const { action, fields, archive, problems } = plan({ ssn: '01859010071', employeeNumber: '0042' }, null);
    expect({ action, archive, problems }).toEqual({ action: 'create', archive: null, problems: [] });
    expect(Object.fromEntries(fields.map(({ field, value }) => [field, value]))).toEqual({
      Number: 42n,
      NationalIdNumber: '01859010071',
      Gender: 'Female',
      ExternalNumber: 42n,
      ExternalImportReference: 'user-1',
      EmailAddress: 'kari.nordmann@example.com',
      JobTitle: 'Engineer',
      HiredDate: '2020-01-01',
      StartDate: '2020-01-01',
      FirstName: 'Kari',
      LastName: 'Nordmann',
      DateOfBirth: '1990-05-01',
      PhoneNumber: '22334455',
      'MailAddress.AddressLine1': 'Storgata 5',
      'MailAddress.City': 'Oslo',
      'MailAddress.ZipCode': '0150',
      'MailAddress.CountryCode': 'NO',
    });
  });

  test('what the mapping leaves out is no part of the creation, and nothing to report', () => {
    const desired = mapEmployee(buildSourceEmployee(), { settings: DEFAULT_MAPPING_SETTINGS, ...CONTEXT });
    const created = planWhole({ ...desired, onCreate: {} }, null, DEFAULT_MAPPING_SETTINGS);
    expect(created.fields.map(({ field }) => field).filter((field) => ON_CREATE.includes(field))).toEqual([]);
    expect(created.fields[0]).toEqual({ field: 'ExternalNumber', value: 42n });
    const known = planWhole({ ...desired, onCreate: {} }, buildPayrollEmployee(), DEFAULT_MAPPING_SETTINGS);
    expect(known).toEqual({ action: 'none', fields: [], archive: null, problems: [] });
  });

  test('an address without city or postal code is no part of the creation', () => {
    const { action, fields } = plan({ homeAddress: buildSourceAddress({ city: null }) }, null);
    expect(action).toBe('create');
    expect(fields.filter(({ field }) => field.startsWith('MailAddress'))).toEqual([]);
  });

  test.each([
    [{ firstName: null }, 'no usable first name;'],
    [{ lastName: ' ' }, 'no usable last name;'],
    [{ firstName: '', lastName: null }, 'no usable first name and no usable last name;'],
  ])('%j is not created', (source, words) => {
    const result = plan(source, null);
    expect(result).toMatchObject({ action: 'blocked', fields: [], archive: null });
    expect(codesOf(result)).toEqual(['NAME_MISSING']);
    expect(result.problems[0]?.message).toContain(words);
  });

  test('an inactive employee is skipped, and nobody is bothered with their flaws', () => {
    const source = { active: false, workEmail: 'x', employments: [buildSourceEmployment({ note: null })] };
    const result = plan(source, null);
    expect(result).toMatchObject({ action: 'skip', fields: [], archive: null });
    expect(codesOf(result)).toEqual(['INACTIVE_NOT_CREATED']);
  });

  test('an employee who is hired later is skipped', () => {
    const result = plan({ active: false, hireDate: '2025-06-16' }, null);
    expect(result).toMatchObject({ action: 'skip', fields: [], archive: null });
    expect(codesOf(result)).toEqual(['PRE_HIRE']);
    expect(result.problems[0]?.message).toContain('2025-06-16');
  });

  test('a blocked employee is not written, and keeps the errors', () => {
    const result = plan({ employeeNumber: 'A-102' }, null);
    expect(result).toMatchObject({ action: 'blocked', fields: [], archive: null });
    expect(codesOf(result)).toEqual(['NUMBER_NOT_NUMERIC']);
  });
});

describe('with a record', () => {
  test('that is in step, nothing is written', () => {
    expect(plan({}, {})).toEqual({ action: 'none', fields: [], archive: null, problems: [] });
  });

  test('only what differs is written', () => {
    const result = plan({ lastName: 'Hansen' }, { mailAddress: buildPayrollAddress({ city: 'Bergen' }) });
    expect(result).toEqual({
      action: 'update',
      fields: [
        { field: 'LastName', value: 'Hansen' },
        { field: 'MailAddress.City', value: 'Oslo' },
      ],
      archive: null,
      problems: [],
    });
  });

  test('a missing value at the source erases nothing', () => {
    const source = {
      title: null,
      workEmail: null,
      privatePhone: null,
      hireDate: null,
      birthDate: null,
      firstName: null,
    };
    expect(plan(source, {})).toMatchObject({ action: 'none', fields: [] });
  });

  test('national id and gender are never sent again', () => {
    expect(plan({ ssn: '01859010071', gender: 'Male' }, { hasNationalIdNumber: true })).toMatchObject({ fields: [] });
    expect(plan({ ssn: '01859010071', gender: 'Male' }, { hasNationalIdNumber: false })).toMatchObject({ fields: [] });
  });

  test('an invalid national id is reported until PowerOffice has one', () => {
    expect(codesOf(plan({ ssn: '01859010072' }, null))).toEqual(['NATIONAL_ID_INVALID']);
    expect(codesOf(plan({ ssn: '01859010072' }, { hasNationalIdNumber: false }))).toEqual(['NATIONAL_ID_INVALID']);
    expect(codesOf(plan({ ssn: '01859010072' }, { hasNationalIdNumber: true }))).toEqual([]);
    const alsoWrong = { ssn: '01859010072', workEmail: 'x' };
    expect(codesOf(plan(alsoWrong, { hasNationalIdNumber: true }))).toEqual(['EMAIL_INVALID']);
  });

  test('an empty national id is filled on request only', () => {
    const options = { fillEmptyNationalId: true };
    const filled = plan({ ssn: '01859010071' }, { hasNationalIdNumber: false }, options);
    expect(filled.fields).toEqual([{ field: 'NationalIdNumber', value: '01859010071' }]);
    expect(plan({ ssn: '01859010071' }, { hasNationalIdNumber: true }, options).fields).toEqual([]);
  });

  test('another number in PowerOffice stays, with a warning that names both', () => {
    const result = plan({ employeeNumber: '43' }, { number: '42', externalNumber: '42' });
    expect(result.fields).toEqual([{ field: 'ExternalNumber', value: 43n }]);
    expect(codesOf(result)).toEqual(['NUMBER_DIFFERS']);
    expect(result.problems[0]?.message).toMatch(/"43".*"42".* never changed/);
  });

  test('a record without a number is no other number', () => {
    expect(plan({}, { number: null }).problems).toEqual([]);
  });

  test('a blocked employee is neither written nor archived', () => {
    expect(plan({ employeeNumber: null, active: false, lastName: 'Hansen' }, {})).toMatchObject({
      action: 'blocked',
      fields: [],
      archive: null,
    });
  });

  test.each<[string, Partial<Plain<SourceEmployee>>, boolean, WholePlan['archive']]>([
    ['active and not archived', { active: true }, false, null],
    ['active again', { active: true }, true, 'unarchive'],
    ['inactive', { active: false }, false, 'archive'],
    ['inactive and archived already', { active: false }, true, null],
    ['hired later', { active: false, hireDate: '2025-06-16' }, false, null],
    ['hired later and archived already', { active: false, hireDate: '2025-06-16' }, true, null],
  ])('%s', (_, source, isArchived, archive) => {
    expect(plan(source, { isArchived, hiredDate: readOrNull(source.hireDate ?? null) ?? '2020-01-01' })).toMatchObject({
      action: archive === null ? 'none' : 'update',
      fields: [],
      archive,
    });
  });

  const archiveCases: readonly {
    readonly endDate: string | null;
    readonly option: MappingSettings['archive'];
    readonly archive: WholePlan['archive'];
    readonly codes: readonly string[];
    readonly codesOnceArchived?: readonly string[];
  }[] = [
    { endDate: null, option: 'whenInactive', archive: 'archive', codes: [] },
    { endDate: '2025-06-14', option: 'whenInactive', archive: 'archive', codes: [] },
    { endDate: '2025-06-15', option: 'whenInactive', archive: 'archive', codes: [] },
    {
      endDate: '2025-06-16',
      option: 'whenInactive',
      archive: 'archive',
      codes: [],
      codesOnceArchived: ['ARCHIVED_BEFORE_END'],
    },
    { endDate: null, option: 'afterEndDate', archive: 'archive', codes: [] },
    { endDate: '2025-06-14', option: 'afterEndDate', archive: 'archive', codes: [] },
    { endDate: '2025-06-15', option: 'afterEndDate', archive: null, codes: ['ARCHIVE_LATER'] },
    { endDate: '2025-06-16', option: 'afterEndDate', archive: null, codes: ['ARCHIVE_LATER'] },
  ];

  test.each(archiveCases)('of somebody inactive who ends on $endDate, $option', (expected) => {
    const { endDate, option, archive, codes, codesOnceArchived = [] } = expected;
    const source = buildSourceEmployee({ active: false, employments: [buildSourceEmployment({ endDate })] });
    const settings = { ...DEFAULT_MAPPING_SETTINGS, archive: option };
    const desired = mapEmployee(source, { settings, ...CONTEXT });
    const current = buildPayrollEmployee({ endDate });
    const planned = planWhole(desired, current, settings);

    expect({ archive: planned.archive, codes: codesOf(planned) }).toEqual({ archive, codes });
    if (archive === null) return;
    expect(findArchivingProblems(desired, current).map(({ code }) => code)).toEqual(codesOnceArchived);
    expect(planWhole(desired, { ...current, isArchived: true }, settings)).toMatchObject({
      archive: null,
      problems: [],
    });
  });

  test("counts PowerOffice's end date where the source's cannot be used", () => {
    const source = { active: false, employments: [buildSourceEmployment({ endDate: '2019-12-31' })] };
    const options = { archive: 'afterEndDate' } as const;
    expect(plan(source, { endDate: '2025-06-30' }, options)).toMatchObject({ archive: null });
    expect(plan(source, { endDate: '2025-05-31' }, options)).toMatchObject({ archive: 'archive' });
  });

  test('of a person hired later follows the source, and is not archived', () => {
    const result = plan({ active: false, hireDate: '2025-06-16' }, {});
    expect(result.fields).toEqual([{ field: 'HiredDate', value: '2025-06-16' }]);
    expect(result.archive).toBeNull();
    expect(codesOf(result)).toEqual(['PRE_HIRE']);
  });

  test('of a leaver gets the end date and is archived', () => {
    const source = { active: false, employments: [buildSourceEmployment({ endDate: '2025-05-31' })] };
    const result = plan(source, {});
    expect(result).toMatchObject({
      action: 'update',
      fields: [{ field: 'EndDate', value: '2025-05-31' }],
      archive: 'archive',
    });
  });
});
