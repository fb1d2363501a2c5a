import type { DesiredEmployeeFields } from '../../../shared/flows/employees-to-poweroffice/rules/desired-employee.ts';
import { diffFields } from '../../../shared/flows/employees-to-poweroffice/plan/diff.ts';
import type { PayrollEmployee } from '../../../shared/vendors/poweroffice/employees.ts';
import { buildPayrollAddress, buildPayrollEmployee } from '../../builders/payroll-record.ts';
import type { Plain } from '../../builders/branded.ts';

describe('no difference', () => {
  test.each<[string, DesiredEmployeeFields, Partial<Plain<PayrollEmployee>>]>([
    ['case of an e-mail address', { emailAddress: 'kari@x.no' }, { emailAddress: 'Kari@X.no' }],
    ['blanks and dashes of a phone number', { phoneNumber: '+4722334455' }, { phoneNumber: '0047 22-33 44 55' }],
    ['trailing blanks in PowerOffice', { lastName: 'Hansen' }, { lastName: 'Hansen ' }],
    ['composition of a letter', { lastName: '\u00C5s' }, { lastName: 'A\u030As' }],
    ['what nobody can see', { lastName: 'Hansen' }, { lastName: '\u202EHan\u200Bsen\u0000' }],
    ['an e-mail domain in its ASCII form', { emailAddress: 'k@blåbær.no' }, { emailAddress: 'K@xn--blbr-roah.no' }],
    ['case of a country', { internationalIdCountryCode: 'NO' }, { internationalIdCountryCode: 'no' }],
    ['nothing to clear', { endDate: null }, { endDate: null }],
    ['fields that are not wanted', {}, {}],
    [
      'the second address line, when only PowerOffice has one',
      { mailAddress: { addressLine1: 'Storgata 5', city: 'Oslo', zipCode: '0150', countryCode: 'NO' } },
      { mailAddress: buildPayrollAddress({ addressLine2: 'H0203' }) },
    ],
  ])('%s', (_, desired, current) => {
    expect(diffFields(desired, buildPayrollEmployee(current))).toEqual([]);
  });
});

describe('a difference', () => {
  test.each<[string, DesiredEmployeeFields, Partial<Plain<PayrollEmployee>>, string, unknown]>([
    [
      'another number, as int64',
      { externalNumber: '9223372036854775807' },
      { externalNumber: '42' },
      'ExternalNumber',
      9223372036854775807n,
    ],
    [
      'another reference, case counts',
      { externalImportReference: 'User' },
      { externalImportReference: 'user' },
      'ExternalImportReference',
      'User',
    ],
    ['another case of a name', { lastName: 'Hansen' }, { lastName: 'HANSEN' }, 'LastName', 'Hansen'],
    ['inner blanks', { firstName: 'Kari  Anne' }, { firstName: 'Kari Anne' }, 'FirstName', 'Kari  Anne'],
    ['a value that was missing', { jobTitle: 'Engineer' }, { jobTitle: null }, 'JobTitle', 'Engineer'],
    [
      'a value of which nobody can see anything',
      { jobTitle: 'Engineer' },
      { jobTitle: '\u200B' },
      'JobTitle',
      'Engineer',
    ],
    ['an end that was withdrawn', { endDate: null }, { endDate: '2025-12-31' }, 'EndDate', null],
    ['an end', { endDate: '2025-12-31' }, { endDate: null }, 'EndDate', '2025-12-31'],
    [
      'a phone number in place of words',
      { phoneNumber: '22334455' },
      { phoneNumber: 'ask' },
      'PhoneNumber',
      '22334455',
    ],
    [
      'a leading zero of a postal code',
      { mailAddress: { zipCode: '0150' } },
      { mailAddress: buildPayrollAddress({ zipCode: '150' }) },
      'MailAddress.ZipCode',
      '0150',
    ],
  ])('%s', (_, desired, current, field, value) => {
    expect(diffFields(desired, buildPayrollEmployee(current))).toEqual([{ field, value }]);
  });

  test('without a record everything is one, except what is cleared', () => {
    expect(diffFields({ firstName: 'Kari', lastName: 'Nordmann', endDate: null, externalNumber: '42' }, null)).toEqual([
      { field: 'ExternalNumber', value: 42n },
      { field: 'FirstName', value: 'Kari' },
      { field: 'LastName', value: 'Nordmann' },
    ]);
  });
});
