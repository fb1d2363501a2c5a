import { Big } from 'big.js';
import * as z from 'zod';

/*
 * Simployer's rows, tolerant: unknown fields are dropped (among them tax, custom fields and emergency contacts, before
 * anything is stored), a field of a wrong type counts as missing, and so do null, "" and blanks (Simployer contract
 * 1.9). A row without its keys is no row: it counts as not received.
 */

const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => (value === undefined || value === null || value.trim() === '' ? null : value));

/** Declared as text, yet a number now and then. */
const textOrNumber = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null)
  .transform((value) => (value === undefined || value === null || value.trim() === '' ? null : value));

/** What a double adds beyond this many decimals is noise. */
const DECIMALS = 6;
const DECIMAL_TEXT = /^-?\d+(\.\d+)?$/;

/** Decimal text without float noise: 0.1 + 0.2 is "0.3". */
const decimal = z
  .union([z.number(), z.string().trim().regex(DECIMAL_TEXT)])
  .transform((value) => new Big(new Big(value).round(DECIMALS)).toFixed())
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** Ids are opaque; some answers carry `_id` in place of `id` (contract 1.2). */
const row = <S extends z.core.$ZodLooseShape>(shape: S) =>
  z.preprocess(
    (value) =>
      typeof value === 'object' && value !== null && !('id' in value && isId(value.id)) && '_id' in value
        ? { ...value, id: value._id }
        : value,
    z.object({ id: requiredId, ...shape }),
  );

const isId = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
const requiredId = z.string().refine(isId);

const homeAddress = z.object({ street: text, city: text, postalCode: textOrNumber, country: text });
const bankAccount = z.object({
  number: textOrNumber,
  iban: text,
  bic: text,
  bank: text,
  clearing: textOrNumber,
  country: text,
});

const NO_ADDRESS = { street: null, city: null, postalCode: null, country: null };
const NO_BANK_ACCOUNT = { number: null, iban: null, bic: null, bank: null, clearing: null, country: null };

export const employeeSchema = row({
  /** Decides whether somebody is archived: without it the row cannot be used. */
  active: z.boolean(),
  employeeNumber: textOrNumber,
  userId: text,
  created: text,
  departmentId: text,
  officeId: text,
  firstName: text,
  lastName: text,
  title: text,
  workEmail: text,
  privateEmail: text,
  privatePhoneSanitized: textOrNumber,
  privatePhone: textOrNumber,
  workPhoneSanitized: textOrNumber,
  workPhone: textOrNumber,
  hireDate: text,
  birthDate: text,
  ssn: textOrNumber,
  ssnCountry: text,
  gender: text,
  homeAddress: homeAddress
    .nullish()
    .catch(null)
    .transform((value) => value ?? NO_ADDRESS),
  bankAccount: bankAccount
    .nullish()
    .catch(null)
    .transform((value) => value ?? NO_BANK_ACCOUNT),
  employmentId: text,
  compensationId: text,
});
export type Employee = z.output<typeof employeeSchema>;

export const employmentSchema = row({
  employeeId: requiredId,
  typeId: text,
  startDate: text,
  endDate: text,
  note: text,
  rate: decimal,
});
export type Employment = z.output<typeof employmentSchema>;

export const compensationSchema = row({
  employeeId: requiredId,
  effectiveDate: text,
  amount: decimal,
  payoutPeriod: text,
  currency: text,
});
export type Compensation = z.output<typeof compensationSchema>;

/** A department, an office, an employment type or the company: something with a name. */
export const namedSchema = row({ name: text });
export type Named = z.output<typeof namedSchema>;

/** One page of a list; its rows are read one by one. */
export const pageSchema = z.object({ data: z.array(z.unknown()), total: z.int().nonnegative() });

export const oneSchema = z.object({ data: z.unknown() });
