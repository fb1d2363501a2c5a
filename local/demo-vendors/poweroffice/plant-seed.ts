/*
 * Puts records into the demo PowerOffice as if payroll had made them long ago. Nothing is checked, since old records
 * hold what today's rules refuse. Ids that the seed names are set aside first, so that no other record gets them. For
 * example, a seed with an employee of the id 501 and one without an id gives the second another id.
 */
import { storedAccountNumber } from './bank-accounts.ts';
import type { AddressRow, EmployeeRow } from './rows.ts';
import type { SeedEmployee, SeedEmployment } from './seed.ts';
import type { CompanyState } from './state.ts';
import {
  addressShape,
  bankAccountShape,
  employeePatchShape,
  employmentPatchShape,
  ftePercentageShape,
  salaryShape,
} from './wire-shapes.ts';

/** Puts the demo's employees in place, unchecked, as if they had been there all along. */
export const plantSeed = (company: CompanyState): void => {
  for (const { Id, employments = [] } of company.seed.employees) {
    if (Id !== undefined) company.reserveId('contact', Id);
    for (const employment of employments) {
      if (employment.Id !== undefined) company.reserveId('employment', employment.Id);
    }
  }
  for (const employee of company.seed.employees) plantEmployee(company, employee);
};

const plantEmployee = (company: CompanyState, seed: SeedEmployee): void => {
  const { employments = [], bankAccounts = [], MailAddress = null, ...fields } = seed;
  const id = fields.Id ?? company.nextId('contact');
  let salaryAccountId: number | null = null;
  for (const { isSalaryAccount = false, ...account } of bankAccounts) {
    const accountId = company.nextId('bankAccount');
    if (isSalaryAccount) salaryAccountId = accountId;
    const values = { ...bankAccountShape.parse({}), CountryCode: 'NO', IsActive: true, ...account };
    company.bankAccounts.put(
      {
        CreateDateTimeOffset: company.since,
        LastChangedDateTimeOffset: company.since,
        ...values,
        BankAccountNumber: storedAccountNumber(company, values.BankAccountNumber, values.CountryCode),
        Id: accountId,
        ContactId: id,
      },
      true,
    );
  }
  const row: EmployeeRow = {
    ...employeePatchShape.parse({}),
    SubledgerAccountId: company.nextId('account'),
    IsArchived: false,
    InternationalIdReportToAltinn: false,
    ContactCreatedDateTimeOffset: company.since,
    EmployeeCreatedDateTimeOffset: company.since,
    LastChangedDateTimeOffset: company.since,
    ExpenseBankAccountId: null,
    SalaryBankAccountId: salaryAccountId,
    TravelExpenseBankAccountId: null,
    hasLedgerBalance: false,
    isInUse: false,
    ...fields,
    MailAddress: MailAddress === null ? null : plantedAddress(company, MailAddress),
    Id: id,
  };
  company.employees.put(row, true);
  for (const employment of employments) plantEmployment(company, id, employment);
};

const plantedAddress = (company: CompanyState, address: Partial<AddressRow>): AddressRow => ({
  ...addressShape.parse({}),
  CountryCode: 'NO',
  Id: company.nextId('address'),
  LastChangedDateTimeOffset: company.since,
  ...address,
});

const plantEmployment = (company: CompanyState, employeeId: number, seed: SeedEmployment): void => {
  const { salaries = [], ftePercentages = [], ...fields } = seed;
  const id = fields.Id ?? company.nextId('employment');
  const stamps = { CreatedDateTimeOffset: company.since, LastChangedDateTimeOffset: company.since };
  company.employments.put(
    {
      ...employmentPatchShape.parse({}),
      ...stamps,
      EmploymentForm: 'Permanent',
      EmploymentSpecification: 'None',
      EmploymentType: 'Ordinary',
      FullTimeHoursPerWeek: 37.5,
      TaxRule: 'Ordinary',
      WorkingHoursArrangement: 'NonShift',
      EnterpriseId: company.seed.enterprises.find(({ IsDefault }) => IsDefault)?.Id ?? null,
      ReportingId: `POGO_${id}`,
      IsDefault: false,
      EndedAndReported: false,
      isReported: false,
      ...fields,
      Id: id,
      EmployeeId: employeeId,
    },
    true,
  );
  const line = () => ({ ...stamps, Id: company.nextId('line'), EmployeeId: employeeId, EmploymentId: id });
  for (const salary of salaries) {
    company.salaries.put({ ...salaryShape.parse({}), ...line(), ...salary }, true);
  }
  for (const percentage of ftePercentages) {
    company.ftePercentages.put({ ...ftePercentageShape.parse({}), ...line(), ...percentage }, true);
  }
};
