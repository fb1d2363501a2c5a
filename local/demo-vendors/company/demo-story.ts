/*
 * The flaws of the invented company: which of the 40 people shows what. Each line says in words what is peculiar,
 * what it changes in the person's life or in what HR typed, and what the first run must make of it. The demo shows
 * these lines, and a test holds the run to them. For example, 1024 and 1025 share one login in Simployer: 1024 was
 * entered first and is created with it as the reference, 1025 is created without a reference and with the problem
 * USER_ID_SHARED.
 */
import type { CalendarDate } from '../../../shared/records/values/calendar-date.ts';
import type { ProblemCode } from '../../../shared/flows/employees-to-poweroffice/problems.ts';
import type { SimployerEmployee, SimployerHomeAddress } from '../simployer/simployer-tenant.ts';
import { addDays } from '../../../shared/records/values/days.ts';
import { firstOfMonth, newYearsDay } from './demo-dates.ts';
import type { DemoJob, DemoPay, DemoPerson } from './demo-person.ts';
import { roundToCents } from './demo-person.ts';
import { OCCUPATIONS } from './occupations.ts';
import type { SimployerRows } from './simployer-rows.ts';
import { ibanOf, syntheticNationalId, withWrongCheckDigit } from './synthetic-numbers.ts';

/** What the first run makes of a person, with the mapping's default settings and the demo payroll. */
export type StoryOutcome = 'created' | 'updated' | 'unchanged' | 'skipped' | 'failed';

/** One person of the company of 40 who shows something. */
export interface StoryLine {
  /** As Simployer has it; `null` when it is missing there. */
  readonly employeeNumber: string | null;
  readonly what: string;
  readonly outcome: StoryOutcome;
  readonly problems: readonly ProblemCode[];
}

export interface StoryContext {
  readonly today: CalendarDate;
  /** 1 January of this year. */
  readonly newYear: CalendarDate;
  readonly newId: (created: CalendarDate) => string;
  /** The tenant-made type "Vikariat". */
  readonly substituteTypeId: string;
}

/** A line of the story, with what it does to the person at that place in the company. */
interface StoryCase extends StoryLine {
  readonly index: number;
  /** How the person's life differs; everything derived from it differs too, in payroll as well. */
  readonly life?: (person: DemoPerson, context: StoryContext) => DemoPerson;
  /** What is wrong, or peculiar, in Simployer alone. */
  readonly typed?: (rows: SimployerRows, context: StoryContext, person: DemoPerson) => SimployerRows;
}

/** The user id of the login that the Ekelands share. */
const SHARED_USER_ID = '5f0c2a7be4b0d1a3c9e85511';

/** Every value typed in the one way that payroll has it too. */
const withoutAmbiguity = (rows: SimployerRows, _context: StoryContext, person: DemoPerson): SimployerRows => {
  const { number, bank, bic, country } = person.account;
  return withEmployee(rows, {
    privatePhoneSanitized: person.phone,
    homeAddress: { ...person.home },
    bankAccount: { number, bank, bic, country },
  });
};

export const STORY_CASES: readonly StoryCase[] = [
  {
    index: 0,
    employeeNumber: '1001',
    what: 'in payroll already, linked and in full agreement',
    outcome: 'unchanged',
    problems: [],
    typed: withoutAmbiguity,
  },
  {
    index: 1,
    employeeNumber: '1002',
    what: 'in payroll already, linked and in full agreement; payroll has a second address line of its own',
    outcome: 'unchanged',
    problems: [],
    typed: withoutAmbiguity,
  },
  {
    index: 2,
    employeeNumber: '1003',
    what: 'in payroll under the same number and name, never linked: adopted; phone and address there are old',
    outcome: 'updated',
    problems: [],
  },
  {
    index: 4,
    employeeNumber: '1005',
    what: 'lives in Stockholm: Swedish address, phone with 0046 and a Swedish account',
    outcome: 'created',
    problems: [],
    life: (person) => ({
      ...person,
      phone: '+46701234567',
      home: { street: 'Götgatan 41', postalCode: '114 55', city: 'Stockholm', country: 'SE' },
      account: { number: ibanOf('SE', '60000000000123456789'), bank: 'Handelsbanken', bic: 'HANDSESS', country: 'SE' },
    }),
    typed: (rows) =>
      withEmployee(withHome(rows, { country: 'Sweden' }), {
        privatePhone: '0046 70-123 45 67',
        privatePhoneSanitized: '',
        nationality: 'SE',
      }),
  },
  {
    index: 5,
    employeeNumber: '1006',
    what: 'in payroll under the same number and name, never linked: adopted; the last rise never got there',
    outcome: 'updated',
    problems: [],
    life: (person, { newYear, newId }) =>
      withRise({ ...person, pay: [person.pay[0]] }, firstOfMonth(newYear, -8), newId),
  },
  {
    index: 6,
    employeeNumber: null,
    what: 'has no employee number',
    outcome: 'failed',
    problems: ['NUMBER_MISSING'],
    life: (person) => ({ ...person, employeeNumber: '' }),
  },
  {
    index: 7,
    employeeNumber: 'A-102',
    what: 'has an employee number with a letter',
    outcome: 'failed',
    problems: ['NUMBER_NOT_NUMERIC'],
    life: (person) => ({ ...person, employeeNumber: 'A-102' }),
  },
  {
    index: 8,
    employeeNumber: '0042',
    what: 'has the same employee number as somebody else, who has it without the zeros',
    outcome: 'failed',
    problems: ['NUMBER_DUPLICATE'],
    life: (person) => ({ ...person, employeeNumber: '0042' }),
  },
  {
    index: 9,
    employeeNumber: '42',
    what: 'has the same employee number as somebody else, who has it with zeros',
    outcome: 'failed',
    problems: ['NUMBER_DUPLICATE'],
    life: (person) => ({ ...person, employeeNumber: '42' }),
  },
  {
    index: 10,
    employeeNumber: '70001',
    what: "has an employee number outside PowerOffice's series",
    outcome: 'failed',
    problems: ['POWEROFFICE_REJECTED'],
    life: (person) => ({ ...person, employeeNumber: '70001' }),
  },
  {
    index: 11,
    employeeNumber: '1012',
    what: 'the employment note begins with "Yrkeskode:" instead of the code',
    outcome: 'failed',
    problems: ['OCCUPATION_CODE_MISSING'],
    typed: (rows) => withMainEmployment(rows, { note: 'Yrkeskode: 3120105' }),
  },
  {
    index: 12,
    employeeNumber: '1013',
    what: 'has the employment type "Vikariat", which no form of payroll is chosen for',
    outcome: 'failed',
    problems: ['EMPLOYMENT_TYPE_UNMAPPED'],
    typed: (rows, { substituteTypeId }) =>
      withEmployee(withMainEmployment(rows, { typeId: substituteTypeId }), { employmentTypeId: substituteTypeId }),
  },
  {
    index: 13,
    employeeNumber: '1014',
    what: 'entered in haste: the account number has a wrong check digit, and the postal code is missing',
    outcome: 'created',
    problems: ['ADDRESS_INCOMPLETE', 'BANK_ACCOUNT_INVALID'],
    typed: (rows, _context, { account, home }) =>
      withEmployee(rows, {
        bankAccount: { number: withWrongCheckDigit(account.number), bank: account.bank, country: 'NO' },
        homeAddress: { street: home.street, city: home.city, country: 'Norge' },
      }),
  },
  {
    index: 14,
    employeeNumber: '1015',
    what: 'the country of the address is unknown, and the work e-mail is malformed: the private one is used',
    outcome: 'created',
    problems: ['EMAIL_INVALID', 'ADDRESS_COUNTRY_UNKNOWN'],
    typed: (rows, _context, { workEmail, privateEmail }) =>
      withEmployee(withHome(rows, { country: 'Baltikum' }), {
        workEmail: workEmail.replace('@', ' at '),
        privateEmail,
        nationality: 'LT',
      }),
  },
  {
    index: 15,
    employeeNumber: '1016',
    what: 'left long ago, and payroll has never heard of them',
    outcome: 'skipped',
    problems: ['INACTIVE_NOT_CREATED'],
    life: (person, { newYear }) => departed(person, addDays(newYear, -93)),
  },
  {
    index: 16,
    employeeNumber: '1017',
    what: 'left at the end of last month: archived; payroll has already chosen a reason, which is kept',
    outcome: 'updated',
    problems: [],
    life: (person, { today }) => departed(person, addDays(firstOfMonth(today, 0), -1)),
  },
  {
    index: 17,
    employeeNumber: '1018',
    what: 'begins the month after next, and is not active yet',
    outcome: 'skipped',
    problems: ['PRE_HIRE'],
    life: (person, { today, newId }) => {
      const from = firstOfMonth(today, 2);
      return {
        ...beginsOn(person, from),
        active: false,
        pay: [{ ...person.pay[0], id: newId(today), from }],
      };
    },
  },
  {
    index: 18,
    employeeNumber: '1019',
    what: 'came back this month: archived in payroll, active again with a new employment',
    outcome: 'updated',
    problems: [],
    life: (person, { today, newYear, newId }) => {
      const from = firstOfMonth(today, 0);
      const [first] = departed(person, addDays(newYear, -62)).jobs;
      const pay: DemoPay = {
        ...person.pay[0],
        id: newId(from),
        from,
        amount: roundToCents(person.pay[0].amount * 1.1),
      };
      return {
        ...person,
        jobs: [first, { ...first, id: newId(from), startDate: from, endDate: null }],
        pay: [person.pay[0], pay],
      };
    },
  },
  {
    index: 19,
    employeeNumber: '1020',
    what: 'a rise next 1 January is entered already',
    outcome: 'created',
    problems: [],
    life: (person, { today, newId }) => withRise(person, newYearsDay(today, 1), newId),
  },
  {
    index: 20,
    employeeNumber: '1021',
    what: 'a rise next month is entered already',
    outcome: 'created',
    problems: [],
    life: (person, { today, newId }) => withRise(person, firstOfMonth(today, 1), newId),
  },
  {
    index: 21,
    employeeNumber: '1022',
    what: 'is paid in euro: employee and employment are written, the salary is not',
    outcome: 'failed',
    problems: ['CURRENCY_UNSUPPORTED'],
    typed: (rows) => ({
      ...withEmployee(rows, { nationality: 'DE' }),
      compensations: rows.compensations.map((row) => ({
        ...row,
        currency: 'EUR',
        amount: Math.round(row.baseAmount / 11.5),
        exchangeRate: 11.5,
      })),
    }),
  },
  {
    index: 22,
    employeeNumber: '1023',
    what: 'has had three employments, the oldest ended years ago',
    outcome: 'created',
    problems: [],
    life: (person, { newYear, newId }) => {
      const job = (years: number, until: number | null, occupation: DemoJob['occupation']): DemoJob => ({
        id: newId(newYearsDay(newYear, -years)),
        occupation,
        startDate: newYearsDay(newYear, -years),
        endDate: until === null ? null : addDays(newYearsDay(newYear, -until), -1),
        rate: 100,
      });
      const now = job(3, null, OCCUPATIONS.foreman);
      return {
        ...person,
        hireDate: newYearsDay(newYear, -10),
        jobs: [job(10, 6, OCCUPATIONS.concreteWorker), job(5, 3, OCCUPATIONS.machineOperator), now],
        pay: [{ id: newId(now.startDate), from: now.startDate, amount: 51_250, period: 'MONTHLY' }],
      };
    },
  },
  {
    index: 23,
    employeeNumber: '1024',
    what: 'shares a Simployer login with somebody; entered first, so the reference stays here',
    outcome: 'created',
    problems: [],
    life: (person, { newYear }) => ({ ...beginsOn(person, newYearsDay(newYear, -6)), userId: SHARED_USER_ID }),
  },
  {
    index: 24,
    employeeNumber: '1025',
    what: 'shares a Simployer login with somebody; created without the reference',
    outcome: 'created',
    problems: ['USER_ID_SHARED'],
    life: (person, { newYear }) => ({ ...beginsOn(person, newYearsDay(newYear, -2)), userId: SHARED_USER_ID }),
  },
  {
    index: 25,
    employeeNumber: '1026',
    what: 'has blanks around the name and the number',
    outcome: 'created',
    problems: [],
    typed: (rows, _context, { firstName, lastName, employeeNumber }) =>
      withEmployee(rows, {
        firstName: `${firstName} `,
        lastName: ` ${lastName}  `,
        employeeNumber: ` ${employeeNumber}`,
      }),
  },
  {
    index: 26,
    employeeNumber: '1027',
    what: 'lodges with somebody: c/o on the first line of the street',
    outcome: 'created',
    problems: [],
    typed: (rows, _context, { home }) =>
      withEmployee(withHome(rows, { street: `c/o Hansen\n${home.street}` }), { nationality: 'PL' }),
  },
  {
    index: 27,
    employeeNumber: '1028',
    what: 'has a D-number',
    outcome: 'created',
    problems: [],
    life: (person) => ({
      ...person,
      nationalId: syntheticNationalId({ birthDate: person.birthDate, gender: person.gender, dNumber: true }, 17),
    }),
    typed: (rows) => withEmployee(rows, { nationality: 'SI' }),
  },
  {
    index: 28,
    employeeNumber: '1029',
    what: 'in payroll under the same number with the maiden name: adopted, for the birth date agrees',
    outcome: 'updated',
    problems: [],
  },
  {
    index: 29,
    employeeNumber: '1030',
    what: "the number belongs to somebody else's record in payroll",
    outcome: 'failed',
    problems: ['MATCH_CONFLICT'],
  },
  {
    index: 30,
    employeeNumber: '1031',
    what: 'left long ago and archived in payroll as well: adopted, and stays archived',
    outcome: 'updated',
    problems: [],
    life: (person, { newYear }) => departed(person, addDays(newYear, -124)),
  },
  {
    index: 31,
    employeeNumber: '1032',
    what: 'is paid by the hour',
    outcome: 'created',
    problems: [],
    life: (person) => ({ ...person, pay: [{ ...person.pay[0], amount: 245.5, period: 'HOURLY' }] }),
  },
  {
    index: 32,
    employeeNumber: '1033',
    what: 'in payroll under the same number and name; HR has entered the annual salary as a monthly one: held',
    outcome: 'failed',
    problems: ['SALARY_IMPLAUSIBLE'],
    life: (person) => ({ ...person, pay: [{ ...person.pay[0], amount: 618_000, period: 'ANNUAL' }] }),
    typed: (rows) => ({
      ...rows,
      compensations: rows.compensations.map((row) => ({ ...row, payoutPeriod: 'MONTHLY' })),
    }),
  },
  {
    index: 33,
    employeeNumber: '1034',
    what: 'is paid by the month, which payroll keeps as 549 999.96 a year',
    outcome: 'created',
    problems: [],
    life: (person) => ({ ...person, pay: [{ ...person.pay[0], amount: 45_833.33, period: 'MONTHLY' }] }),
  },
  {
    index: 34,
    employeeNumber: '1035',
    what: 'in payroll with the external number: linked by it; payroll keeps "H0203" as second address line',
    outcome: 'updated',
    problems: [],
  },
  {
    index: 35,
    employeeNumber: '1036',
    what: 'in payroll under another number, where somebody has entered them by hand: not created before the two are compared',
    outcome: 'failed',
    problems: ['POSSIBLE_DUPLICATE'],
  },
  {
    index: 38,
    employeeNumber: '1039',
    what: 'has no job title, and is created without one',
    outcome: 'created',
    problems: [],
    typed: (rows) => withEmployee(rows, { title: '' }),
  },
];

/** Who shows what in the company of 40. Everybody else is without flaws, and is created by the first run. */
export const DEMO_STORY: readonly StoryLine[] = STORY_CASES.map(({ employeeNumber, what, outcome, problems }) => ({
  employeeNumber,
  what,
  outcome,
  problems,
}));

const withEmployee = (rows: SimployerRows, changes: Partial<SimployerEmployee>): SimployerRows => ({
  ...rows,
  employee: { ...rows.employee, ...changes },
});

const withHome = (rows: SimployerRows, changes: SimployerHomeAddress): SimployerRows =>
  withEmployee(rows, { homeAddress: { ...rows.employee.homeAddress, ...changes } });

const withMainEmployment = (rows: SimployerRows, changes: { note?: string; typeId?: string }): SimployerRows => ({
  ...rows,
  employments: rows.employments.map((row) => (row.id === rows.employee.employmentId ? { ...row, ...changes } : row)),
});

/** Gone from that day on: the main employment ended, the profile archived. */
const departed = (person: DemoPerson, lastDay: CalendarDate): DemoPerson => {
  const [first, ...later] = person.jobs;
  const end = (job: DemoJob): DemoJob => ({ ...job, endDate: job.endDate ?? lastDay });
  return { ...person, active: false, jobs: [end(first), ...later.map(end)] };
};

/** Employed from that day on, with the pay that was meant for the first day. */
const beginsOn = (person: DemoPerson, from: CalendarDate): DemoPerson => {
  const [{ id, occupation, rate }] = person.jobs;
  return {
    ...person,
    hireDate: from,
    jobs: [{ id, occupation, rate, startDate: from, endDate: null }],
    pay: [{ ...person.pay[0], from }],
  };
};

const withRise = (person: DemoPerson, from: CalendarDate, newId: StoryContext['newId']): DemoPerson => {
  const latest = person.pay.at(-1) ?? person.pay[0];
  const rise: DemoPay = { ...latest, id: newId(from), from, amount: roundToCents(latest.amount * 1.045) };
  return { ...person, pay: [...person.pay, rise] };
};
