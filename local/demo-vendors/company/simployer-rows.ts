/*
 * Types a person into Simployer the way people in HR do. Dates, phone numbers, accounts and countries come in every
 * way of writing that can be read without doubt; which way is decided by the seed. What cannot be read is not made
 * here: that is the story's business. For example, the phone +4790012345 may stand as `+47 900 12 345`,
 * `004790012345` or `(+47) 900 12 345`.
 */
import type { CalendarDate } from '../../../shared/records/values/calendar-date.ts';
import type { SimployerCompensation, SimployerEmployee, SimployerEmployment } from '../simployer/simployer-tenant.ts';
import { addDays } from '../../../shared/records/values/days.ts';
import { officeHour, wireDate } from './demo-dates.ts';
import type { DemoPerson } from './demo-person.ts';
import { NORWAY_AS_TYPED } from './homes.ts';
import type { Random } from './random.ts';
import { ibanOf } from './synthetic-numbers.ts';

/** What Simployer holds about one person. */
export interface SimployerRows {
  readonly employee: SimployerEmployee;
  readonly employments: readonly SimployerEmployment[];
  readonly compensations: readonly SimployerCompensation[];
}

export interface TypingSurroundings {
  readonly today: CalendarDate;
  readonly companyId: string;
  readonly permanentTypeId: string;
  readonly managerId: string | null;
  readonly newId: (created: CalendarDate) => string;
}

/**
 * A person as HR has typed them into Simployer: phones, accounts, dates and countries written in whatever way came to
 * mind. All of it can be read without doubt; flaws are the story's business.
 */
export const toSimployerRows = (
  person: DemoPerson,
  random: Random,
  surroundings: TypingSurroundings,
): SimployerRows => {
  const { today, companyId, permanentTypeId, managerId, newId } = surroundings;
  const style = random.pick(['oslo', 'utc', 'oslo']);
  const createdOn = addDays(person.hireDate < today ? person.hireDate : today, -random.integer(5, 40));
  const created = new Date(officeHour(createdOn, random.integer(0, 400))).toISOString();
  const main = person.jobs.at(-1) ?? person.jobs[0];
  const inForce = person.pay.findLast(({ from }) => from <= today) ?? person.pay[0];
  const employmentEnd = main.endDate;

  const employments = person.jobs.map((job): SimployerEmployment => ({
    id: job.id,
    companyId,
    employeeId: '',
    typeId: permanentTypeId,
    startDate: wireDate(job.startDate, style),
    ...(job.endDate !== null && { endDate: wireDate(job.endDate, random.pick(['endOfDay', 'oslo'])) }),
    updated: created,
    terminated: job.endDate !== null,
    rate: job.rate,
    note: `${job.occupation.code}${random.pick([' - ', ' – ', ' ', '\n'])}${job.occupation.title}`,
    country: 'NO',
  }));
  const compensations = person.pay.map((line): SimployerCompensation => ({
    id: line.id,
    companyId,
    employeeId: '',
    amount: line.amount,
    effectiveDate: wireDate(line.from, style),
    baseAmount: line.amount,
    exchangeRate: 1,
    currency: 'NOK',
    payoutDay: 20,
    payoutPeriod: line.period,
    payoutFrequency: 'MONTH',
    salarySchedule: 'DELAYED',
    paidOvertime: line.period === 'HOURLY',
  }));
  const id = newId(createdOn);
  const employee: SimployerEmployee = {
    id,
    companyId,
    active: person.active,
    userId: person.userId,
    userName: person.workEmail,
    employeeNumber: person.employeeNumber,
    created,
    updated: created,
    firstName: person.firstName,
    lastName: person.lastName,
    title: person.title,
    officeId: person.officeId,
    departmentId: person.departmentId,
    ...(managerId !== null && { managerEmployeeId: managerId }),
    employmentId: main.id,
    employmentTypeId: permanentTypeId,
    employmentCountry: 'NO',
    compensationId: inForce.id,
    organization: 'Fjordlys Entreprenør AS',
    workEmail: person.workEmail,
    ...(random.chance(0.7) && { privateEmail: person.privateEmail }),
    ...typedPhone(person.phone, random),
    hireDate: wireDate(person.hireDate, style),
    ...(employmentEnd !== null && { endDate: wireDate(employmentEnd, 'endOfDay') }),
    hasOccupationalPension: true,
    birthDate: wireDate(person.birthDate, random.pick(['oslo', 'utc'])),
    ssn: random.chance(0.3) ? `${person.nationalId.slice(0, 6)} ${person.nationalId.slice(6)}` : person.nationalId,
    ssnCountry: 'NO',
    nationality: 'NO',
    gender: random.pick(person.gender === 'Female' ? WOMAN_AS_TYPED : MAN_AS_TYPED),
    homeAddress: {
      street: person.home.street,
      postalCode: person.home.postalCode,
      city: person.home.city,
      country: person.home.country === 'NO' ? random.pick(NORWAY_AS_TYPED) : person.home.country,
    },
    bankAccount: typedAccount(person.account, random),
    custom: { helmetSize: random.pick(['S', 'M', 'L'] as const) },
  };
  return {
    employee,
    employments: employments.map((row) => ({ ...row, employeeId: id })),
    compensations: compensations.map((row) => ({ ...row, employeeId: id })),
  };
};

const WOMAN_AS_TYPED = ['Kvinne', 'FEMALE', 'k', 'Female', 'kvinna'] as const;
const MAN_AS_TYPED = ['Mann', 'MALE', 'm', 'Male', 'man'] as const;

/** As typed, and most often also in the form that Simployer makes of it. */
const typedPhone = (
  phone: string,
  random: Random,
): Pick<SimployerEmployee, 'privatePhone' | 'privatePhoneSanitized'> => {
  const [country, number] = [phone.slice(1, 3), phone.slice(3)];
  const grouped = number.replace(/^(\d{3})(\d{2})(\d+)$/, '$1 $2 $3');
  const privatePhone = random.pick([
    `+${country} ${grouped}`,
    `00${country} ${number}`,
    `(+${country}) ${grouped}`,
    `+${country}-${grouped.replaceAll(' ', '-')}`,
    phone,
  ]);
  return { privatePhone, ...(random.chance(0.7) && { privatePhoneSanitized: phone }) };
};

/** The number with dots, with blanks or bare; now and then the IBAN alone. */
const typedAccount = (
  { number, bank, bic, country }: DemoPerson['account'],
  random: Random,
): NonNullable<SimployerEmployee['bankAccount']> => {
  const parts = [number.slice(0, 4), number.slice(4, 6), number.slice(6)];
  if (country !== 'NO') return { bank, iban: number, bic, country };
  if (random.chance(0.1)) return { bank, iban: ibanOf('NO', number).replaceAll(/(.{4})(?=.)/g, '$1 '), bic };
  return {
    bank,
    number: parts.join(random.pick(['.', ' ', ''] as const)),
    bic,
    ...(random.chance(0.8) && { country }),
  };
};
