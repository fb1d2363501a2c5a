/*
 * What PowerOffice holds before the first run: a handful of records that payroll has made by hand. Each stands for a
 * case that a new customer has, next to Simployer's record of the same person. They are made from the person as they
 * are in truth, and then changed in what the case is about. For example, 1003 stands in payroll under the same number
 * and name but was never linked, and with an old phone number and address: the first run links and corrects that
 * record instead of creating a second one.
 */
import type { CalendarDate } from '../../../shared/records/values/calendar-date.ts';
import { allPrivileges } from '../poweroffice/options.ts';
import type { DemoSeed, SeedBankAccount, SeedEmployee, SeedEmployment } from '../poweroffice/seed.ts';
import { emptyClient } from '../poweroffice/seed.ts';
import type { DemoCompany } from './create-demo-company.ts';
import { COMPANY_NUMBER } from './create-demo-company.ts';
import { leaveByHand } from './demo-absences.ts';
import { addDays } from '../../../shared/records/values/days.ts';
import type { DemoPay, DemoPerson } from './demo-person.ts';
import { FIRST_NUMBER, roundToCents } from './demo-person.ts';
import { syntheticAccountNumber } from './synthetic-numbers.ts';

const ENTERPRISE_ID = 501;
const FULL_TIME_HOURS_PER_WEEK = 37.5;
/** What the story counts on: 70001 lies outside. */
const LAST_NUMBER = 9999;

/**
 * What PowerOffice holds before the first run: the company with one enterprise and one series of employee numbers, and
 * about a dozen records that payroll made by hand, most of them of people in the story. None without a story.
 */
export const demoPayroll = (company: DemoCompany): DemoSeed => {
  const { today, people, story } = company;
  return {
    ...emptyClient,
    clientName: company.company.name,
    privileges: allPrivileges,
    enterprises: [
      {
        Id: ENTERPRISE_ID,
        EnterpriseNo: COMPANY_NUMBER,
        Name: company.company.name,
        IsDefault: true,
        Municipality: 'Ålesund',
        EmployerContributionRule: 'GeneralIndustries',
        EmployerContributionZone: 'Zone1',
      },
    ],
    numberSeries: [
      {
        Id: '2f0b8b6e-0d44-4a8e-9a55-2d8f2c8f0a01',
        Name: 'Ansatte',
        SubLedgerNumberSeriesType: 'Employee',
        FromInclusive: 1,
        ToInclusive: Math.max(LAST_NUMBER, FIRST_NUMBER + people.length),
        IsDefault: true,
      },
    ],
    employees:
      story.length === 0
        ? []
        : [
            ...STRANGERS,
            ...people.flatMap((person) => {
              const record = RECORDS[person.index];
              return record === undefined ? [] : [record(person, inPayroll(person, today), today)];
            }),
          ],
  };
};

/** People of whom Simployer knows nothing. No run may touch them. */
const STRANGERS: readonly SeedEmployee[] = [
  { Number: 17, FirstName: 'Gerd', LastName: 'Sandvik', IsArchived: true, DateOfBirth: '1953-03-08' },
  { Number: 9001, FirstName: 'Leif', LastName: 'Brekke', IsArchived: false, JobTitle: 'Styreleder' },
];

/** Under which payroll has entered somebody whom Simployer has under another number. */
const NUMBER_BY_HAND = 312;

/** What payroll's record of a person looks like, given one that agrees with Simployer but was never linked. */
type ToRecord = (person: DemoPerson, record: CompleteRecord, today: CalendarDate) => SeedEmployee;

/** As a finished run leaves it. */
const linked = (person: DemoPerson, record: CompleteRecord): SeedEmployee => ({
  ...record,
  ExternalNumber: record.Number,
  ExternalImportReference: person.userId,
  employments: record.employments.map((employment, index) => ({
    ...employment,
    ReportingId: person.jobs[index]?.id ?? null,
  })),
});

/** By place in the company. The words for each are in the story. */
const RECORDS: Readonly<Record<number, ToRecord>> = {
  0: (person, record, today) => {
    const agreed = linked(person, record);
    return {
      ...agreed,
      employments: (agreed.employments ?? []).map((employment) => ({ ...employment, leaves: [leaveByHand(today)] })),
    };
  },
  1: (person, record) => {
    const agreed = linked(person, record);
    return { ...agreed, MailAddress: { ...agreed.MailAddress, AddressLine2: 'H0101' } };
  },
  2: (_person, record) => ({
    ...record,
    PhoneNumber: '70 12 00 00',
    JobTitle: null,
    MailAddress: { AddressLine1: 'Gamleveien 3', ZipCode: '6413', City: 'Molde', CountryCode: 'NO' },
    bankAccounts: [],
  }),
  5: (_person, record) => ({
    ...record,
    employments: record.employments.map((employment) => ({
      ...employment,
      salaries: employment.salaries?.slice(0, -1) ?? [],
    })),
    bankAccounts: [{ ...accountRow(syntheticAccountNumber(800_000), 'Nordea', 'NDEANOKK'), isSalaryAccount: true }],
  }),
  16: (_person, record) => ({
    ...record,
    IsArchived: false,
    EndDate: null,
    employments: record.employments.map((employment) => ({
      ...employment,
      EndDateReason: 'EmployerHasDismissedTheEmployee',
    })),
  }),
  18: ({ jobs: [first] }, record) => ({
    ...record,
    IsArchived: true,
    EndDate: first.endDate,
    employments: record.employments
      .filter(({ StartDate }) => StartDate === first.startDate)
      .map((employment) => ({ ...employment, IsDefault: true, salaries: employment.salaries?.slice(0, 1) ?? [] })),
  }),
  28: (_person, record) => ({ ...record, LastName: 'Guttorm', EmailAddress: 'biret.anne.guttorm@fjordlys.example' }),
  29: (_person, record) => ({
    Number: record.Number,
    FirstName: 'Kjell',
    LastName: 'Ødegaard',
    IsArchived: false,
    DateOfBirth: addDays(record.DateOfBirth, -4000),
    JobTitle: 'Vaktmester',
  }),
  30: (_person, record) => record,
  32: (_person, record) => record,
  34: (_person, record) => ({
    ...record,
    ExternalNumber: record.Number,
    EmailAddress: 'froydis@fjordlys.example',
    MailAddress: { ...record.MailAddress, AddressLine2: 'H0203' },
  }),
  35: (_person, { FirstName = null, LastName = null, DateOfBirth, JobTitle = null }) => ({
    Number: NUMBER_BY_HAND,
    FirstName,
    LastName,
    DateOfBirth,
    JobTitle,
    IsArchived: false,
  }),
};

type CompleteRecord = SeedEmployee & {
  readonly Number: number;
  readonly DateOfBirth: CalendarDate;
  readonly employments: readonly SeedEmployment[];
};

/** The person as payroll would enter them by hand: all that Simployer has, and no reference to it. */
const inPayroll = (person: DemoPerson, today: CalendarDate): CompleteRecord => {
  const { home, account, jobs, pay } = person;
  const main = jobs.at(-1) ?? jobs[0];
  return {
    Number: Number(person.employeeNumber),
    FirstName: person.firstName,
    LastName: person.lastName,
    EmailAddress: person.workEmail,
    JobTitle: person.title,
    IsArchived: !person.active,
    HiredDate: person.hireDate,
    StartDate: jobs[0].startDate,
    EndDate: main.endDate,
    DateOfBirth: person.birthDate,
    Gender: person.gender,
    NationalIdNumber: person.nationalId,
    InternationalIdCountryCode: 'NO',
    PhoneNumber: person.phone,
    MailAddress: {
      AddressLine1: home.street,
      ZipCode: home.postalCode,
      City: home.city,
      CountryCode: home.country,
    },
    employments: jobs.map((job, index) => ({
      StartDate: job.startDate,
      EndDate: job.endDate,
      EndDateReason: job.endDate === null ? null : 'EmployeeHasResigned',
      EndedAndReported: false,
      ProfessionCode: job.occupation.code,
      EmploymentForm: 'Permanent',
      EmploymentType: 'Ordinary',
      WorkingHoursArrangement: 'NonShift',
      FullTimeHoursPerWeek: FULL_TIME_HOURS_PER_WEEK,
      EnterpriseId: ENTERPRISE_ID,
      TaxRule: 'Ordinary',
      ReportingId: `POGO_${24_600 + person.index * 10 + index}`,
      IsDefault: job === main,
      salaries: job === main ? pay.filter(({ from }) => from <= today).map(salaryRow) : [],
      ftePercentages: [{ FromDate: job.startDate, FtePercentage: job.rate }],
    })),
    bankAccounts: [{ ...accountRow(account.number, account.bank, account.bic), isSalaryAccount: true }],
  };
};

const salaryRow = ({ from, amount, period }: DemoPay) => {
  if (period === 'HOURLY') return { FromDate: from, RemunerationType: 'HourlyWage', HourlyRate: amount } as const;
  const annual = roundToCents(period === 'MONTHLY' ? amount * 12 : amount);
  // PowerOffice works the hourly rate of a fixed wage out by itself.
  const HourlyRate = roundToCents(annual / (FULL_TIME_HOURS_PER_WEEK * 52));
  return { FromDate: from, RemunerationType: 'FixedWage', AnnualSalary: annual, HourlyRate } as const;
};

/** Payroll writes account numbers with blanks. */
const accountRow = (number: string, bank: string, bic: string): SeedBankAccount => ({
  BankAccountNumber: `${number.slice(0, 4)} ${number.slice(4, 6)} ${number.slice(6)}`,
  BankCode: bank,
  BicSwift: bic,
  CountryCode: 'NO',
  IsActive: true,
});
