/*
 * Puts records into the demo PowerOffice as if payroll had made them long ago. Nothing is checked, since old records
 * hold what today's rules refuse. Ids that the seed names are set aside first, so that no other record gets them. For
 * example, a seed with an employee of the id 501 and one without an id gives the second another id.
 */
import { storedAccountNumber } from './bank-accounts.ts';
import { plantLeave } from './leaves.ts';
import type { AddressRow, EmployeeRow } from './rows.ts';
import type { SeedEmployee, SeedEmployment } from './seed.ts';
import type { ClientState } from './state.ts';
import {
  addressShape,
  bankAccountShape,
  employeePatchShape,
  employmentPatchShape,
  ftePercentageShape,
  salaryShape,
} from './wire-shapes.ts';

/** Puts the demo's employees in place, unchecked, as if they had been there all along. */
export const plantSeed = (client: ClientState): void => {
  for (const { Id, employments = [] } of client.seed.employees) {
    if (Id !== undefined) client.reserveId('contact', Id);
    for (const employment of employments) {
      if (employment.Id !== undefined) client.reserveId('employment', employment.Id);
    }
  }
  for (const employee of client.seed.employees) plantEmployee(client, employee);
};

const plantEmployee = (client: ClientState, seed: SeedEmployee): void => {
  const { employments = [], bankAccounts = [], MailAddress = null, ...fields } = seed;
  const id = fields.Id ?? client.nextId('contact');
  let salaryAccountId: number | null = null;
  for (const { isSalaryAccount = false, ...account } of bankAccounts) {
    const accountId = client.nextId('bankAccount');
    if (isSalaryAccount) salaryAccountId = accountId;
    const values = { ...bankAccountShape.parse({}), CountryCode: 'NO', IsActive: true, ...account };
    client.bankAccounts.put(
      {
        CreateDateTimeOffset: client.since,
        LastChangedDateTimeOffset: client.since,
        ...values,
        BankAccountNumber: storedAccountNumber(client, values.BankAccountNumber, values.CountryCode),
        Id: accountId,
        ContactId: id,
      },
      true,
    );
  }
  const row: EmployeeRow = {
    ...employeePatchShape.parse({}),
    SubledgerAccountId: client.nextId('account'),
    IsArchived: false,
    InternationalIdReportToAltinn: false,
    ContactCreatedDateTimeOffset: client.since,
    EmployeeCreatedDateTimeOffset: client.since,
    LastChangedDateTimeOffset: client.since,
    ExpenseBankAccountId: null,
    SalaryBankAccountId: salaryAccountId,
    TravelExpenseBankAccountId: null,
    hasLedgerBalance: false,
    isInUse: false,
    ...fields,
    MailAddress: MailAddress === null ? null : plantedAddress(client, MailAddress),
    Id: id,
  };
  client.employees.put(row, true);
  for (const employment of employments) plantEmployment(client, id, employment);
};

const plantedAddress = (client: ClientState, address: Partial<AddressRow>): AddressRow => ({
  ...addressShape.parse({}),
  CountryCode: 'NO',
  Id: client.nextId('address'),
  LastChangedDateTimeOffset: client.since,
  ...address,
});

const plantEmployment = (client: ClientState, employeeId: number, seed: SeedEmployment): void => {
  const { salaries = [], ftePercentages = [], leaves = [], ...fields } = seed;
  const id = fields.Id ?? client.nextId('employment');
  const stamps = { CreatedDateTimeOffset: client.since, LastChangedDateTimeOffset: client.since };
  client.employments.put(
    {
      ...employmentPatchShape.parse({}),
      ...stamps,
      EmploymentForm: 'Permanent',
      EmploymentSpecification: 'None',
      EmploymentType: 'Ordinary',
      FullTimeHoursPerWeek: 37.5,
      TaxRule: 'Ordinary',
      WorkingHoursArrangement: 'NonShift',
      EnterpriseId: client.seed.enterprises.find(({ IsDefault }) => IsDefault)?.Id ?? null,
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
  const line = () => ({ ...stamps, Id: client.nextId('line'), EmployeeId: employeeId, EmploymentId: id });
  for (const salary of salaries) {
    client.salaries.put({ ...salaryShape.parse({}), ...line(), ...salary }, true);
  }
  for (const percentage of ftePercentages) {
    client.ftePercentages.put({ ...ftePercentageShape.parse({}), ...line(), ...percentage }, true);
  }
  for (const leave of leaves) plantLeave(client, id, leave);
};
