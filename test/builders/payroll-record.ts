import type { PayrollBankAccount } from '../../shared/vendors/poweroffice/bank-accounts.ts';
import type { PayrollAddress, PayrollEmployee } from '../../shared/vendors/poweroffice/employees.ts';
import type { PayrollEmployment, PayrollEmploymentSummary } from '../../shared/vendors/poweroffice/employments.ts';
import type { PayrollFtePercentage } from '../../shared/vendors/poweroffice/fte-percentages.ts';
import type { PayrollSalary } from '../../shared/vendors/poweroffice/salaries.ts';
import { branded } from './branded.ts';
import type { Plain } from './branded.ts';

export const buildPayrollAddress = (overrides: Partial<Plain<PayrollAddress>> = {}): PayrollAddress =>
  branded({
    addressLine1: 'Storgata 5',
    addressLine2: null,
    city: 'Oslo',
    zipCode: '0150',
    countryCode: 'NO',
    ...overrides,
  });

/** The record that `buildSourceEmployee()` is in step with. */
export const buildPayrollEmployee = (overrides: Partial<Plain<PayrollEmployee>> = {}): PayrollEmployee =>
  branded({
    id: 1001,
    number: '42',
    externalNumber: '42',
    externalImportReference: 'user-1',
    emailAddress: 'kari.nordmann@example.com',
    jobTitle: 'Engineer',
    isArchived: false,
    hiredDate: '2020-01-01',
    startDate: '2020-01-01',
    endDate: null,
    firstName: 'Kari',
    lastName: 'Nordmann',
    dateOfBirth: '1990-05-01',
    internationalIdCountryCode: null,
    phoneNumber: '22334455',
    mailAddress: buildPayrollAddress(),
    hasNationalIdNumber: false,
    salaryBankAccountId: 2001,
    lastChanged: '2024-01-01T08:00:00Z',
    addressLastChanged: '2024-01-01T08:00:00Z',
    ...overrides,
  });

export const buildPayrollBankAccount = (overrides: Partial<Plain<PayrollBankAccount>> = {}): PayrollBankAccount =>
  branded({
    id: 2001,
    contactId: 1001,
    bankAccountNumber: '12345678903',
    isActive: true,
    ...overrides,
  });

const buildPayrollEmploymentSummary = (
  overrides: Partial<Plain<PayrollEmploymentSummary>> = {},
): PayrollEmploymentSummary =>
  branded({
    id: 3001,
    employeeId: 1001,
    startDate: '2020-01-01',
    endDate: null,
    lastChanged: '2024-01-01T08:00:00Z',
    ...overrides,
  });

/** The employment that `buildSourceEmployment()` is in step with. */
export const buildPayrollEmployment = (overrides: Partial<Plain<PayrollEmployment>> = {}): PayrollEmployment =>
  branded({
    ...buildPayrollEmploymentSummary(),
    professionCode: '3120105',
    employmentForm: 'Permanent',
    employmentType: 'Ordinary',
    endDateReason: null,
    endedAndReported: false,
    enterpriseId: 1,
    fullTimeHoursPerWeek: '37.5',
    workingHoursArrangement: 'NonShift',
    isDefault: true,
    reportingId: 'employment-1',
    salaryCount: 1,
    ftePercentageCount: 0,
    ...overrides,
  });

/** The line that `buildSourceCompensation()` is in step with. */
export const buildPayrollSalary = (overrides: Partial<Plain<PayrollSalary>> = {}): PayrollSalary =>
  branded({
    id: 4001,
    fromDate: '2020-01-01',
    remunerationType: 'FixedWage',
    annualSalary: '600000.00',
    hourlyRate: null,
    lastChanged: '2024-01-01T08:00:00Z',
    ...overrides,
  });

export const buildPayrollFtePercentage = (overrides: Partial<Plain<PayrollFtePercentage>> = {}): PayrollFtePercentage =>
  branded({
    id: 5001,
    fromDate: '2020-01-01',
    ftePercentage: '100',
    ...overrides,
  });
