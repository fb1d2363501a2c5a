import * as z from 'zod';
import { createFields, placesOf } from './source-value.ts';
import type { FieldPlace, ReadableFieldsOf } from './source-value.ts';

/*
 * An employee as the HR system has it, with its employments and compensations: text as typed, dates already calendar
 * dates, missing values (absent, null, "" and blanks) all `null`, values that are there but cannot be read told apart
 * from both. A source's client produces it, a message carries it, the mapping rules read it. A field that may be
 * unreadable says what HR calls it and where HR finds it. For example, `firstName` is the "first name", in Simployer
 * below "employee > personal > first name".
 */

const { value, secret, part } = createFields((name) => isSourceField(name));
const text = z.string().nullable();

/** Ids of the source: that of an employee cannot be passed for that of an employment. */
export const sourceEmployeeId = z.string().brand<'employee of the source'>();
export type SourceEmployeeId = z.infer<typeof sourceEmployeeId>;
export const sourceEmploymentId = z.string().brand<'employment of the source'>();
export type SourceEmploymentId = z.infer<typeof sourceEmploymentId>;

const sourceAddressSchema = z.object({
  street: value('street of the home address', 'personal > home address'),
  city: value('city of the home address', 'personal > home address'),
  postalCode: value('postal code of the home address', 'personal > home address'),
  country: value('country of the home address', 'personal > home address'),
});
export type SourceAddress = Readonly<z.infer<typeof sourceAddressSchema>>;

const sourceLeavingSchema = z.object({
  endDate: value('end date', 'work > end date'),
  /** When access ends, which may be before or after the last day that is paid. */
  offboardDate: value('off-boarding date', 'work > off-boarding date'),
});

const sourceBankAccountSchema = z.object({
  number: secret('account number', 'financial > bank account'),
  iban: secret('IBAN', 'financial > bank account'),
  bic: value('BIC of the bank', 'financial > bank account'),
  bank: value('name of the bank', 'financial > bank account'),
  clearing: secret('clearing number', 'financial > bank account'),
  country: value('country of the bank account', 'financial > bank account'),
});
export type SourceBankAccount = Readonly<z.infer<typeof sourceBankAccountSchema>>;

const sourceEmploymentSchema = z.object({
  id: sourceEmploymentId,
  typeId: value('type', 'employment > type'),
  /** The name behind `typeId`, null when the type is unknown. */
  typeName: text,
  startDate: value('start date', 'employment > start date'),
  endDate: value('end date', 'employment > end date'),
  note: value('note', 'employment > notes'),
  /** Per cent of full time, decimal text. */
  rate: value('rate', 'employment > rate'),
});
export type SourceEmployment = Readonly<z.infer<typeof sourceEmploymentSchema>>;

const sourceCompensationSchema = z.object({
  id: z.string(),
  effectiveDate: value('effective date', 'compensation > effective date'),
  /** Decimal text, per `payoutPeriod`, in `currency`. */
  amount: secret('amount', 'compensation > amount'),
  payoutPeriod: value('pay period', 'compensation > pay period'),
  currency: value('currency', 'compensation > currency'),
});
export type SourceCompensation = Readonly<z.infer<typeof sourceCompensationSchema>>;

/** A row without something that it cannot do without. */
export const sourceFaultSchema = z.object({
  row: z.enum(['employee', 'employment', 'compensation']),
  id: z.string(),
  /** The source's name of the field. */
  field: z.string(),
});
export type SourceFault = Readonly<z.infer<typeof sourceFaultSchema>>;

export const sourceEmployeeSchema = z.object({
  id: sourceEmployeeId,
  /** A value that is no text is its JSON: it is no number either way. */
  employeeNumber: text,
  userId: value('user id', 'user'),
  /** `null` when the source does not say: then the employee's row is among `faults`. */
  active: z.boolean().nullable(),
  /** When the record was made, ISO date-time; decides who is the oldest of two who share a user id. */
  created: text,
  /** For the scope only, as is the office. */
  departmentId: text,
  officeId: text,
  /** The source's id of another employee. */
  managerId: text,
  /** The cost centre that holds for the employee, by the source's id of it. */
  costCenterId: text,
  firstName: value('first name', 'personal > first name'),
  lastName: value('last name', 'personal > last name'),
  title: value('title', 'work > title'),
  workEmail: value('work e-mail address', 'work > e-mail'),
  privateEmail: value('private e-mail address', 'personal > e-mail'),
  privatePhoneSanitized: value('private phone number', 'personal > phone'),
  privatePhone: value('private phone number', 'personal > phone'),
  workPhoneSanitized: value('work phone number', 'work > phone'),
  workPhone: value('work phone number', 'work > phone'),
  hireDate: value('hire date', 'work > hire date'),
  /** What the employee itself has of its end, beside its employments. */
  leaving: sourceLeavingSchema,
  birthDate: value('birth date', 'personal > birth date'),
  ssn: secret('national id', 'personal > national id'),
  ssnCountry: value('country of the national id', 'personal > national id'),
  gender: value('gender', 'personal > gender'),
  homeAddress: part(sourceAddressSchema, { name: 'home address', place: 'personal > home address', isSecret: false }),
  bankAccount: part(sourceBankAccountSchema, {
    name: 'bank account',
    place: 'financial > bank account',
    isSecret: true,
  }),
  mainEmploymentId: value('main employment', 'employment'),
  /** The base compensation in force, according to the source. */
  compensationId: value('current salary', 'compensation'),
  employments: z.array(sourceEmploymentSchema).readonly(),
  compensations: z.array(sourceCompensationSchema).readonly(),
  /**
   * Rows of the source that break its schema and are this person's, or may be: nothing is written for them. Messages of
   * the first version have none.
   */
  faults: z.array(sourceFaultSchema).readonly().default([]),
});
export type SourceEmployee = Readonly<z.infer<typeof sourceEmployeeSchema>>;

/** The fields that may hold a value which cannot be read, those of other records with the record's name before. */
export type SourceField =
  | ReadableFieldsOf<SourceEmployee>
  | `homeAddress.${ReadableFieldsOf<SourceAddress>}`
  | `leaving.${ReadableFieldsOf<SourceEmployee['leaving']>}`
  | `bankAccount.${ReadableFieldsOf<SourceBankAccount>}`
  | `employment.${ReadableFieldsOf<SourceEmployment>}`
  | `compensation.${ReadableFieldsOf<SourceCompensation>}`;

const FIELD_PLACES: ReadonlyMap<string, FieldPlace> = new Map([
  ...placesOf(sourceEmployeeSchema),
  ...placesOf(sourceAddressSchema, 'homeAddress.'),
  ...placesOf(sourceLeavingSchema, 'leaving.'),
  ...placesOf(sourceBankAccountSchema, 'bankAccount.'),
  ...placesOf(sourceEmploymentSchema, 'employment.'),
  ...placesOf(sourceCompensationSchema, 'compensation.'),
]);

const isSourceField = (name: string): name is SourceField => FIELD_PLACES.has(name);

export const SOURCE_FIELDS: readonly SourceField[] = [...FIELD_PLACES.keys()].filter(isSourceField);

/** A field's name and place; of one that is not known nothing is shown. */
export const placeOf = (field: string): FieldPlace =>
  FIELD_PLACES.get(field) ?? { name: field, place: field, isSecret: true };
