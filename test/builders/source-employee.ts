import type {
  SourceAddress,
  SourceBankAccount,
  SourceCompensation,
  SourceEmployee,
  SourceEmployment,
  SourceField,
} from '../../shared/model/employee.ts';
import type { Unreadable } from '../../shared/model/source-value.ts';
import { branded } from './branded.ts';
import type { Plain } from './branded.ts';

/** A value that is there and cannot be read. */
export const buildUnreadable = (field: SourceField, typed: string = '31.12.2027'): Unreadable => ({
  field,
  typed,
  code: 'VALUE_UNREADABLE',
});

/** A complete address in Norway. */
export const buildSourceAddress = (overrides: Partial<Plain<SourceAddress>> = {}): SourceAddress =>
  branded({
    street: 'Storgata 5',
    city: 'Oslo',
    postalCode: '0150',
    country: 'NO',
    ...overrides,
  });

/** A Norwegian account with a correct check digit. */
export const buildSourceBankAccount = (overrides: Partial<Plain<SourceBankAccount>> = {}): SourceBankAccount =>
  branded({
    number: '1234.56.78903',
    iban: null,
    bic: null,
    bank: 'Testbanken',
    clearing: null,
    country: 'NO',
    ...overrides,
  });

/** A permanent, open-ended employment with an occupational code. */
export const buildSourceEmployment = (overrides: Partial<Plain<SourceEmployment>> = {}): SourceEmployment =>
  branded({
    id: 'employment-1',
    typeId: 'type-permanent',
    typeName: 'Permanent employment',
    startDate: '2020-01-01',
    endDate: null,
    note: '3120105 - Computer Engineer',
    rate: '100',
    ...overrides,
  });

/** A yearly salary in NOK. */
export const buildSourceCompensation = (overrides: Partial<Plain<SourceCompensation>> = {}): SourceCompensation =>
  branded({
    id: 'compensation-1',
    effectiveDate: '2020-01-01',
    amount: '600000',
    payoutPeriod: 'ANNUAL',
    currency: 'NOK',
    ...overrides,
  });

/** An active employee with one employment and one salary, without any flaw. */
export const buildSourceEmployee = (overrides: Partial<Plain<SourceEmployee>> = {}): SourceEmployee =>
  branded({
    id: 'employee-1',
    employeeNumber: '42',
    userId: 'user-1',
    active: true,
    created: '2020-01-01T08:00:00.000Z',
    departmentId: null,
    officeId: null,
    managerId: null,
    costCenterId: null,
    leaving: { endDate: null, offboardDate: null },
    firstName: 'Kari',
    lastName: 'Nordmann',
    title: 'Engineer',
    workEmail: 'kari.nordmann@example.com',
    privateEmail: null,
    privatePhoneSanitized: null,
    privatePhone: '22 33 44 55',
    workPhoneSanitized: null,
    workPhone: null,
    hireDate: '2020-01-01',
    birthDate: '1990-05-01',
    ssn: null,
    ssnCountry: null,
    gender: 'Female',
    homeAddress: buildSourceAddress(),
    bankAccount: buildSourceBankAccount(),
    mainEmploymentId: 'employment-1',
    compensationId: 'compensation-1',
    employments: [buildSourceEmployment()],
    compensations: [buildSourceCompensation()],
    faults: [],
    ...overrides,
  });

/** An employee of whom the source knows nothing but the id. */
export const buildEmptySourceEmployee = (overrides: Partial<Plain<SourceEmployee>> = {}): SourceEmployee =>
  branded({
    id: 'employee-1',
    employeeNumber: null,
    userId: null,
    active: true,
    created: null,
    departmentId: null,
    officeId: null,
    managerId: null,
    costCenterId: null,
    leaving: { endDate: null, offboardDate: null },
    firstName: null,
    lastName: null,
    title: null,
    workEmail: null,
    privateEmail: null,
    privatePhoneSanitized: null,
    privatePhone: null,
    workPhoneSanitized: null,
    workPhone: null,
    hireDate: null,
    birthDate: null,
    ssn: null,
    ssnCountry: null,
    gender: null,
    homeAddress: { street: null, city: null, postalCode: null, country: null },
    bankAccount: { number: null, iban: null, bic: null, bank: null, clearing: null, country: null },
    mainEmploymentId: null,
    compensationId: null,
    employments: [],
    compensations: [],
    faults: [],
    ...overrides,
  });
