import { syntheticAccountNumber } from '../../local/demo-vendors/company/synthetic-numbers.ts';
import type { SeedEmployee, SeedEmployment } from '../../local/demo-vendors/poweroffice/seed.ts';

/** PowerOffice's record of `buildSimployerPerson({ number })`, entered by payroll and in step, without any reference. */
export const buildSeedEmployee = (overrides: SeedEmployee = {}, number = 42): SeedEmployee => ({
  Number: number,
  FirstName: 'Kari',
  LastName: 'Nordmann',
  EmailAddress: `kari.${number}@example.com`,
  JobTitle: 'Engineer',
  IsArchived: false,
  HiredDate: '2020-01-01',
  StartDate: '2020-01-01',
  DateOfBirth: '1990-05-01',
  Gender: 'Female',
  PhoneNumber: '+4741234567',
  MailAddress: { AddressLine1: 'Storgata 5', ZipCode: '0150', City: 'Oslo', CountryCode: 'NO' },
  employments: [buildSeedEmployment()],
  bankAccounts: [{ BankAccountNumber: syntheticAccountNumber(number), isSalaryAccount: true }],
  ...overrides,
});

/** The employment that goes with it, the default one, with its salary. */
export const buildSeedEmployment = (overrides: SeedEmployment = {}): SeedEmployment => ({
  StartDate: '2020-01-01',
  ProfessionCode: '3120105',
  IsDefault: true,
  salaries: [{ FromDate: '2020-01-01', RemunerationType: 'FixedWage', AnnualSalary: 600_000, HourlyRate: 307.69 }],
  ...overrides,
});
