/*
 * Somebody of the invented company as they are in truth, before anybody has typed them into a system. Both vendors'
 * records are made from this one person: Simployer's as HR would type it (simployer-rows), payroll's as it would
 * stand there (demo-payroll). Every number is well-formed, and none belongs to anybody. For example, the national id
 * fits birth date and gender, and is made as those of the tax administration's test population, with 80 added to the
 * month.
 */
import type { CalendarDate } from '../../../shared/records/values/calendar-date.ts';
import { addDays } from '../../../shared/records/values/days.ts';
import { firstOfMonth } from './demo-dates.ts';
import { BANKS, TOWNS, STREETS } from './homes.ts';
import type { CastMember } from './names.ts';
import { CAST, FEMALE_NAMES, LAST_NAMES, MALE_NAMES } from './names.ts';
import type { Occupation, OccupationKey } from './occupations.ts';
import { OCCUPATIONS } from './occupations.ts';
import type { Random } from './random.ts';
import { syntheticAccountNumber, syntheticNationalId } from './synthetic-numbers.ts';

/** Somebody as they are in truth, before anybody typed it into a system. Every value is well-formed. */
export interface DemoPerson {
  /** Place in the company, from 0. */
  readonly index: number;
  /** As Simployer has it: digits, unless the story says otherwise. */
  readonly employeeNumber: string;
  readonly userId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly gender: 'Female' | 'Male';
  readonly birthDate: CalendarDate;
  readonly nationalId: string;
  readonly active: boolean;
  readonly hireDate: CalendarDate;
  readonly workEmail: string;
  readonly privateEmail: string;
  /** E.164. */
  readonly phone: string;
  readonly home: {
    readonly street: string;
    readonly postalCode: string;
    readonly city: string;
    readonly country: string;
  };
  readonly account: { readonly number: string; readonly bank: string; readonly bic: string; readonly country: string };
  readonly title: string;
  readonly departmentId: string;
  readonly officeId: string;
  /** The oldest first; the last one is the main employment. */
  readonly jobs: readonly [DemoJob, ...DemoJob[]];
  /** The oldest first; the last one that has begun is in force. */
  readonly pay: readonly [DemoPay, ...DemoPay[]];
}

export interface DemoJob {
  readonly id: string;
  readonly occupation: Occupation;
  readonly startDate: CalendarDate;
  readonly endDate: CalendarDate | null;
  /** Per cent of full time. */
  readonly rate: number;
}

export interface DemoPay {
  readonly id: string;
  readonly from: CalendarDate;
  /** NOK per period. */
  readonly amount: number;
  readonly period: 'ANNUAL' | 'MONTHLY' | 'HOURLY';
}

export interface PersonSurroundings {
  /** Dates lie before this day, the first of the year: the company stays the same all year. */
  readonly newYear: CalendarDate;
  readonly newId: (created: CalendarDate) => string;
  readonly departmentIds: Readonly<Record<string, string>>;
  readonly officeIds: readonly [string, ...string[]];
}

/** The employee numbers begin after this one. */
export const FIRST_NUMBER = 1001;

/** Makes up a person without flaws. The first 40 have names and jobs of their own. */
export const inventPerson = (index: number, random: Random, surroundings: PersonSurroundings): DemoPerson => {
  const { newYear, newId, departmentIds, officeIds } = surroundings;
  const { firstName, lastName, gender, occupation: occupationKey } = CAST[index] ?? inventCastMember(random);
  const occupation: Occupation = OCCUPATIONS[occupationKey];
  const hireDate = firstOfMonth(addDays(newYear, -random.integer(250, 4000)), 0);
  const birthDate = addDays(hireDate, -random.integer(27 * 366, 50 * 365));
  const place = random.pick(TOWNS);
  const bank = random.pick(BANKS);
  const mailName = asciiName(`${firstName}.${lastName}`) + (index < CAST.length ? '' : String(FIRST_NUMBER + index));
  return {
    index,
    employeeNumber: String(FIRST_NUMBER + index),
    userId: newId(hireDate),
    firstName,
    lastName,
    gender,
    birthDate,
    nationalId: syntheticNationalId({ birthDate, gender, dNumber: false }, random.integer(0, 249)),
    active: true,
    hireDate,
    workEmail: `${mailName}@fjordlys.example`,
    privateEmail: `${mailName}@post.example`,
    phone: `+47${random.pick(['412', '456', '478', '902', '934', '998'])}${random.integer(10_000, 99_999)}`,
    home: {
      street: `${random.pick(STREETS)} ${random.integer(1, 98)}${random.chance(0.3) ? random.pick(['A', 'B', ' C']) : ''}`,
      ...place,
      country: 'NO',
    },
    account: { number: syntheticAccountNumber(index * 7 + 3), bank: bank.name, bic: bank.bic, country: 'NO' },
    title: occupation.title,
    departmentId: departmentIds[occupation.department] ?? '',
    officeId: officeIds[index % officeIds.length] ?? officeIds[0],
    jobs: [
      { id: newId(hireDate), occupation, startDate: hireDate, endDate: null, rate: random.chance(0.15) ? 80 : 100 },
    ],
    pay: inventPay(hireDate, occupation, random, surroundings),
  };
};

const inventCastMember = (random: Random): CastMember => {
  const gender = random.chance(0.4) ? 'Female' : 'Male';
  return {
    gender,
    firstName: random.pick(gender === 'Female' ? FEMALE_NAMES : MALE_NAMES),
    lastName: random.pick(LAST_NAMES),
    occupation: random.pick(EVERYDAY_OCCUPATIONS),
  };
};

const EVERYDAY_OCCUPATIONS = [
  'carpenter',
  'concreteWorker',
  'machineOperator',
  'surveyor',
  'lorryDriver',
  'mechanic',
  'welder',
  'foreman',
  'engineer',
  'accountant',
] as const satisfies readonly OccupationKey[];

/** The pay at the start, and for most a rise or two since, the older rows of which stay in Simployer. */
const inventPay = (
  hireDate: CalendarDate,
  { pay: { period, least, most } }: Occupation,
  random: Random,
  { newYear, newId }: PersonSurroundings,
): readonly [DemoPay, ...DemoPay[]] => {
  const step = PAY_STEPS[period];
  const round = (amount: number): number => Math.round(amount / step) * step;
  const first = round(random.integer(least * 100, most * 100) / 100);
  const line = (from: CalendarDate, amount: number): DemoPay => ({ id: newId(from), from, amount, period });
  const rises = [-20, -8]
    .map((months) => firstOfMonth(newYear, months))
    .filter((from) => from > hireDate && random.chance(0.8))
    .map((from, index) => line(from, round(first * 1.035 ** (index + 1))));
  return [line(hireDate, first), ...rises];
};

/** What pay is rounded to, in NOK per period; each a sum of powers of two, so that no cents stray. */
const PAY_STEPS = { ANNUAL: 500, MONTHLY: 50, HOURLY: 0.25 } as const;

export const roundToCents = (amount: number): number => Math.round(amount * 100) / 100;

const LETTERS: Readonly<Record<string, string>> = {
  æ: 'ae',
  ø: 'o',
  å: 'a',
  ä: 'a',
  ö: 'o',
  ü: 'u',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ŧ: 't',
};

/** A name as the company's mail system spells it. */
const asciiName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[æøåäöüßłđŧ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(' ', '.')
    .replaceAll(/[^a-z.-]/g, '');
