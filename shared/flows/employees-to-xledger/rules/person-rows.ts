/*
 * The rows of the mapping to X-ledger that say who somebody is and how they are reached (1 to 9, and 14 to 17), one after
 * the other. A row says where its value comes from, what the rule is in words, how sure it is, which problems it can
 * report, how it is mapped, and where X-ledger shows it again. For example, the row of `phone` takes the private number,
 * writes it with the employee, and compares it on digits with what the contact shows.
 */
import { isReadThrough, isUnreadable, readOrNull } from '../../../model/source-value.ts';
import type { SourceEmployee } from '../../../model/employee.ts';
import type { SourceValue } from '../../../model/source-value.ts';
import { readBirthDate } from '../../../model/read-birth-date.ts';
import { readEmail } from '../../../model/read-email.ts';
import { readHomeAddress } from '../../../model/read-home-address.ts';
import { readPhone } from '../../../model/read-phone.ts';
import { toAccount } from '../../../records/values/bank-account.ts';
import { englishCountryName, toCountryCode } from '../../../records/values/country.ts';
import { emailAddressKey, isEmailAddress } from '../../../records/values/email-address.ts';
import { toGender } from '../../../records/values/gender.ts';
import { phoneNumberKey } from '../../../records/values/phone-number.ts';
import { cutText, trimmedText } from '../../../records/values/text.ts';
import { problem } from '../problems.ts';
import { ofContact, ofEmployee, shownByContact } from './kept-field.ts';
import type { Mapped, MappingRow } from './mapping-row.ts';
import { emailsOf, readNationalId } from './selection-rules.ts';

const textOf = (value: SourceValue<string>): string | null => trimmedText(readOrNull(value));

/** A field with a value, or none. */
const field = (name: string, value: string | null): Mapped => (value === null ? {} : { fields: { [name]: { value } } });

const MAX_INITIALS = 5;

/** The first letter of every word, upper case, five at most. */
export const initialsOf = (name: string): string =>
  cutText(
    name
      .split(/\s+/u)
      .flatMap((word) => /\p{L}\p{M}*/u.exec(word)?.[0] ?? [])
      .slice(0, MAX_INITIALS)
      .join('')
      .toLocaleUpperCase('nb'),
    MAX_INITIALS,
  );

const nameOf = ({ firstName, lastName }: SourceEmployee): string | null => {
  const names = [textOf(firstName), textOf(lastName)];
  return names.includes(null) ? null : names.join(' ');
};

const mapAccount: MappingRow['map'] = ({ bankAccount }) => {
  if (isUnreadable(bankAccount)) return {};
  const { number, iban, country } = bankAccount;
  const isIban = !isUnreadable(number) && trimmedText(number) === null;
  const typed = isIban ? iban : number;
  const text = textOf(typed);
  if (text === null || isUnreadable(country)) return {};
  const account = toAccount(text, { isIban, country });
  if (typeof account === 'string') return { problems: [problem('BANK_ACCOUNT_INVALID', account)] };
  const { bankAccountNumber, countryCode } = account;
  if (countryCode === 'NO') return { hidden: { bankAccount: bankAccountNumber } };
  return { problems: [problem('BANK_ACCOUNT_FOREIGN', `The bank account is in ${countryCode}; it was not sent.`)] };
};

const mapAddress: MappingRow['map'] = ({ homeAddress }) => {
  if (!isReadThrough(homeAddress)) return {};
  const { address, problems } = readHomeAddress(homeAddress, problem);
  if (address === null) return { problems };
  const { lines, city, postalCode, countryCode } = address;
  return {
    fields: {
      ...(lines.length > 0 && { 'homeAddress.streetAddress': { value: lines.join(', ') } }),
      'homeAddress.zipCode': { value: postalCode },
      'homeAddress.place': { value: city },
      'homeAddress.country': { value: englishCountryName(countryCode) },
    },
    problems,
  };
};

/** A country is compared by its two letters (X-ledger fact 33). */
const asCountry = (value: string): string => toCountryCode(value) ?? value;

type Address = NonNullable<NonNullable<Parameters<Parameters<typeof ofContact>[1]>[0]>['homeAddress']>;
const ofAddress = (name: string, held: (address: Address) => string | null, comparedAs?: (value: string) => string) =>
  ofContact(`homeAddress.${name}`, ({ homeAddress }) => homeAddress && held(homeAddress), {
    group: 'homeAddress',
    ...(comparedAs && { comparedAs }),
  });

export const PERSON_ROWS: readonly MappingRow[] = [
  {
    row: '1',
    source: 'employeeNumber',
    target: 'code',
    rule: 'The key. Text, trimmed, as it is, zeros kept. On create only: an existing record is never renumbered. Matched by the stored link, then a code that is exactly equal, then one that differs in leading zeros alone.',
    origin: 'HELP, CSV',
    mark: 'K',
    codes: [
      'NUMBER_DIFFERS',
      'NUMBER_FORMAT_DIFFERS',
      'MATCH_AMBIGUOUS',
      'MATCH_CONFLICT',
      'IDENTITY_CHANGED',
      'LINK_LOST',
      'FOUND_IN_OTHER_ENTITY',
    ],
    options: ['looseCodes', 'ownerSet'],
    map: ({ employeeNumber }) => {
      const value = trimmedText(employeeNumber);
      return value === null ? {} : { onCreate: [{ field: 'code', value }] };
    },
  },
  {
    row: '2',
    source: 'firstName, lastName',
    target: 'description',
    rule: 'Both, joined by one blank.',
    origin: 'CSV',
    mark: 'K',
    codes: [],
    map: (source) => field('description', nameOf(source)),
    kept: [ofEmployee('description', ({ description }) => description)],
  },
  {
    row: '3',
    source: 'firstName',
    target: 'firstName',
    rule: 'As it is, trimmed. The contact shows it.',
    origin: 'CSV, API',
    mark: 'K',
    codes: ['NAME_MISSING', 'CONTACT_MISSING'],
    map: ({ firstName }) => field('firstName', textOf(firstName)),
    kept: [shownByContact('firstName', ({ firstName }) => firstName)],
  },
  {
    row: '4',
    source: 'lastName',
    target: 'lastName',
    rule: 'As it is, trimmed. The contact shows it.',
    origin: 'CSV, API',
    mark: 'K',
    codes: ['NAME_MISSING', 'CONTACT_MISSING'],
    map: ({ lastName }) => field('lastName', textOf(lastName)),
    kept: [shownByContact('lastName', ({ lastName }) => lastName)],
  },
  {
    row: '5',
    source: 'firstName, lastName',
    target: 'initials',
    rule: 'The first letter of every word of both, upper case, the first five. On create only.',
    origin: 'CSV, FAQ',
    mark: 'K',
    codes: [],
    map: (source) => {
      const initials = initialsOf(nameOf(source) ?? '');
      return initials === '' ? {} : { onCreate: [{ field: 'initials', value: initials }] };
    },
  },
  {
    row: '6',
    source: 'workEmail, privateEmail',
    target: 'email',
    rule: 'The first well-formed one. Compared without case.',
    origin: 'HELP, CSV',
    mark: 'K',
    codes: ['EMAIL_INVALID', 'EMAIL_MISSING'],
    options: ['privateEmailFallback'],
    map: (source, { settings }) => {
      const { email, problems } = readEmail(emailsOf(source, settings), problem);
      return { ...field('email', email?.address ?? null), problems };
    },
    kept: [ofEmployee('email', ({ email }) => email, { comparedAs: emailAddressKey })],
  },
  {
    row: '7',
    source: 'privatePhoneSanitized, privatePhone; workPhoneSanitized, workPhone',
    target: 'phone, contact.phone2',
    rule: 'The private number, blanks, dashes and parentheses dropped, 00 -> +. Compared on digits with what the contact shows. By option the work phone goes to phone2 of the contact.',
    origin: 'CSV',
    mark: 'K',
    codes: ['PHONE_INVALID'],
    options: ['workPhone'],
    map: ({ privatePhoneSanitized, privatePhone, workPhoneSanitized, workPhone }, { settings }) => {
      const own = readPhone([privatePhoneSanitized, privatePhone], problem);
      const work = settings.workPhone === 'none' ? null : readPhone([workPhoneSanitized, workPhone], problem);
      return {
        fields: { ...field('phone', own.phone).fields, ...field('phone2', work?.phone ?? null).fields },
        problems: [...own.problems, ...(work?.problems ?? [])],
      };
    },
    kept: [
      shownByContact('phone', ({ phone }) => phone, { comparedAs: phoneNumberKey }),
      ofContact('phone2', ({ phone2 }) => phone2, { comparedAs: phoneNumberKey }),
    ],
  },
  {
    row: '8',
    source: 'birthDate',
    target: 'birthday',
    rule: 'In the future or before 1900: left alone. The contact shows it.',
    origin: 'CSV, API',
    mark: 'K',
    codes: ['BIRTH_DATE_INVALID'],
    map: (source, { today }) => {
      const { birthDate, problems } = readBirthDate(source.birthDate, today, problem);
      return { ...field('birthday', birthDate), problems };
    },
    kept: [shownByContact('birthday', ({ birthday }) => birthday)],
  },
  {
    row: '9',
    source: 'ssn',
    target: 'socialSec',
    rule: 'A valid fødselsnummer or D-number. X-ledger shows it masked, so it is compared by a keyed hash of what was sent last. One of another country is not sent.',
    origin: 'CSV, API',
    mark: 'K',
    codes: ['NATIONAL_ID_INVALID', 'NATIONAL_ID_FOREIGN', 'NATIONAL_ID_DIFFERS', 'HIDDEN_KEPT'],
    options: ['hiddenOnAdoption'],
    map: (source) => {
      const found = readNationalId(source);
      return found !== null && 'number' in found ? { hidden: { socialSec: found.number } } : {};
    },
  },
  {
    row: '14',
    source: 'gender',
    target: 'contact.gender',
    rule: "Off. By option X-ledger's code, when the employee is created.",
    origin: 'CSV',
    mark: 'G',
    codes: [],
    options: ['gender', 'contacts'],
    map: ({ gender }, { settings }) => {
      const known = toGender(readOrNull(gender) ?? '');
      if (settings.gender === null || known === null) return {};
      return field('gender.code', settings.gender[known === 'Female' ? 'female' : 'male'].code);
    },
    kept: [ofContact('gender.code', ({ gender }) => gender?.code ?? null, { written: 'onCreate' })],
  },
  {
    row: '15',
    source: 'bankAccount.number, else .iban',
    target: 'bankAccount',
    rule: 'A Norwegian account: 11 digits, modulus 11, or the last 11 digits of a valid NO IBAN. Compared with what X-ledger shows where that is the whole number, else by a keyed hash of what was sent last. A foreign one is not sent.',
    origin: 'PROMISE, API',
    mark: 'D',
    codes: ['BANK_ACCOUNT_INVALID', 'BANK_ACCOUNT_FOREIGN', 'ACCOUNT_NOT_READABLE', 'HIDDEN_KEPT'],
    options: ['accountCompare', 'hiddenOnAdoption'],
    map: mapAccount,
  },
  {
    row: '16',
    source: 'homeAddress.street, .city, .postalCode, .country',
    target:
      'contact.homeAddress.streetAddress, contact.homeAddress.zipCode, contact.homeAddress.place, contact.homeAddress.country',
    rule: 'Whole or not at all; the lines of the street joined by a comma. The country by its English name, compared by its two letters.',
    origin: 'API',
    mark: 'D',
    codes: ['ADDRESS_COUNTRY_UNKNOWN', 'ADDRESS_INCOMPLETE', 'CONTACT_REJECTED'],
    options: ['contacts'],
    map: mapAddress,
    kept: [
      ofAddress('streetAddress', ({ streetAddress }) => streetAddress),
      ofAddress('zipCode', ({ zipCode }) => zipCode),
      ofAddress('place', ({ place }) => place),
      ofAddress('country', ({ country }) => country?.code ?? country?.description ?? null, asCountry),
    ],
  },
  {
    row: '17',
    source: 'privateEmail',
    target: 'contact.email2',
    rule: 'Only when the e-mail address of work is in `email`.',
    origin: 'CSV',
    mark: 'D',
    codes: ['EMAIL_INVALID'],
    options: ['contacts'],
    map: (source, { settings }) => {
      const { email } = readEmail(emailsOf(source, settings), problem);
      const address = textOf(source.privateEmail);
      return email?.kind === 'work' && address !== null && isEmailAddress(address) ? field('email2', address) : {};
    },
    kept: [ofContact('email2', ({ email2 }) => email2, { comparedAs: emailAddressKey })],
  },
];
