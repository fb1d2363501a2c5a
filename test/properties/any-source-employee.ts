/*
 * Employees as no HR system should have them: any text in any field, beside values that are right. Properties of a mapping
 * are tried on them. For example, a first name may be half of a letter, five thousand letters, or a line of commands for a
 * terminal.
 */
import fc from 'fast-check';
import type {
  SourceCompensation,
  SourceEmployee,
  SourceEmployeeId,
  SourceEmployment,
  SourceEmploymentId,
} from '../../shared/model/employee.ts';
import { anyCharacter } from '../builders/any-character.ts';
import { branded } from '../builders/branded.ts';

export const maybe = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { nil: null });
export const date = fc
  .date({ min: new Date('1880-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
export const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: anyCharacter }),
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\uD800',
    '\u200B',
    '\u001B[31m',
    'A\u030As',
    'Ли',
    'n/a',
    '__proto__',
    'x'.repeat(5_000),
    '0'.repeat(5_000),
  ),
);
export const digits = fc.stringMatching(/^[0-9]{1,24}$/);

const address = fc.record({
  street: maybe(fc.oneof(anyText, fc.constantFrom('c/o Hansen\nStorgata 5', 'Storgata 5'))),
  city: maybe(fc.oneof(anyText, fc.constantFrom('Oslo', ' Bergen '))),
  postalCode: maybe(fc.oneof(anyText, fc.stringMatching(/^[0-9]{4}$/))),
  country: maybe(fc.oneof(anyText, fc.constantFrom('NO', 'Norge', 'Sweden', 'SWE', 'Congo'))),
});

const employment: fc.Arbitrary<SourceEmployment> = fc.record({
  id: fc.uuid().map((id) => branded<SourceEmploymentId>(id)),
  typeId: maybe(anyText),
  typeName: maybe(fc.oneof(anyText, fc.constant('permanent_employment'))),
  startDate: maybe(date),
  endDate: maybe(date),
  note: maybe(fc.oneof(anyText, fc.constant('3120105 - Engineer'))),
  rate: maybe(fc.oneof(anyText, fc.constant('100'))),
});

const compensation: fc.Arbitrary<SourceCompensation> = fc.record({
  id: fc.uuid(),
  effectiveDate: maybe(date),
  amount: maybe(fc.oneof(anyText, digits)),
  payoutPeriod: maybe(fc.oneof(anyText, fc.constantFrom('ANNUAL', 'MONTHLY', 'HOURLY', 'DAILY'))),
  currency: maybe(fc.oneof(anyText, fc.constant('NOK'))),
});

/** Anybody at all, most of them with something that cannot be. */
export const sourceEmployee: fc.Arbitrary<SourceEmployee> = fc.record({
  id: fc.uuid().map((id) => branded<SourceEmployeeId>(id)),
  employeeNumber: maybe(fc.oneof(anyText, digits, fc.integer({ min: 1, max: 9 }).map(String))),
  userId: maybe(fc.oneof(anyText, fc.constantFrom('user-1', 'user-2', 'user-3'))),
  active: fc.boolean(),
  created: maybe(fc.oneof(anyText, date)),
  departmentId: maybe(anyText),
  officeId: maybe(anyText),
  managerId: fc.constant(null),
  costCenterId: fc.constant(null),
  leaving: fc.constant({ endDate: null, offboardDate: null }),
  firstName: maybe(anyText),
  lastName: maybe(anyText),
  title: maybe(anyText),
  workEmail: maybe(fc.oneof(anyText, fc.emailAddress())),
  privateEmail: maybe(fc.oneof(anyText, fc.emailAddress())),
  privatePhoneSanitized: maybe(fc.oneof(anyText, digits)),
  privatePhone: maybe(fc.oneof(anyText, digits, fc.constant('0046 70-123 45 67'))),
  workPhoneSanitized: maybe(anyText),
  workPhone: maybe(anyText),
  hireDate: maybe(date),
  birthDate: maybe(date),
  ssn: maybe(fc.oneof(anyText, digits, fc.constantFrom('01859010071', '41859010065'))),
  ssnCountry: maybe(fc.oneof(anyText, fc.constantFrom('NO', 'se'))),
  gender: maybe(fc.oneof(anyText, fc.constantFrom('Kvinne', 'M'))),
  homeAddress: address,
  bankAccount: fc.record({
    number: maybe(fc.oneof(anyText, digits)),
    iban: maybe(anyText),
    bic: maybe(anyText),
    bank: maybe(anyText),
    clearing: maybe(anyText),
    country: maybe(anyText),
  }),
  mainEmploymentId: maybe(anyText),
  compensationId: maybe(anyText),
  employments: fc.array(employment, { maxLength: 4 }),
  compensations: fc.array(compensation, { maxLength: 4 }),
  faults: fc.constant([]),
});
