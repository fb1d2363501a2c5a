/*
 * The rules of the employee's own fields (rows 1-9 and 14-26), one row of the mapping table after the other. A row says
 * where its value comes from, what the rule is in words, which problems it can report, how it is mapped, and how it is
 * compared with what PowerOffice has. docs/mapping.md is made from the same rows. For example, the row of EmailAddress
 * (row 4) takes that of work, else the private one, reports one that is not well-formed, and compares without case.
 */
import { problem } from '../problems.ts';
import { mayBeginLater } from '../../../model/may-begin-later.ts';
import { readBirthDate } from '../../../model/read-birth-date.ts';
import { readEmail } from '../../../model/read-email.ts';
import { readPhone } from '../../../model/read-phone.ts';
import { isReadThrough, isUnreadable, readOrNull } from '../../../model/source-value.ts';
import { toCountryCode } from '../../../records/values/country.ts';
import { emailAddressKey } from '../../../records/values/email-address.ts';
import { toEmployeeNumber } from '../../../records/values/employee-number.ts';
import { toGender } from '../../../records/values/gender.ts';
import { toNationalId } from '../../../records/values/national-id.ts';
import { phoneNumberKey } from '../../../records/values/phone-number.ts';
import { shownNumber } from '../../../records/values/shown-value.ts';
import { trimmedText } from '../../../records/values/text.ts';
import { earliestStart, mainEmployment } from './main-employment.ts';
import { mapHomeAddress } from './home-address.ts';
import { asCode, asText, copied, createOnly, kept, keptAddress } from './employee-row.ts';
import type { EmployeeRow } from './employee-row.ts';
import { valueTooLong } from './value-too-long.ts';

/** ExternalImportReference (row 3; PowerOffice fact 32). */
const MAX_REFERENCE_CHARACTERS = 50;

/** Number (row 1). An employee whose number is wrong is blocked: these are errors. */
const mapNumber: EmployeeRow['map'] = ({ employeeNumber }, { peers }) => {
  const typed = trimmedText(employeeNumber);
  if (typed === null) return { problems: [problem('NUMBER_MISSING')] };
  const number = toEmployeeNumber(typed);
  if (number === null) {
    const detail = `The employee number ${shownNumber(employeeNumber)} is not a positive whole number.`;
    return { problems: [problem('NUMBER_NOT_NUMERIC', detail)] };
  }
  if (peers.sameNumber.length > 0) {
    const others = peers.sameNumber.slice(0, 5).map(shownNumber).join(', ');
    const detail = `The employee number ${shownNumber(employeeNumber)} is held by another employee too, as ${others}.`;
    return { problems: [problem('NUMBER_DUPLICATE', detail)] };
  }
  return { onCreate: { number } };
};

/** ExternalNumber (row 2). */
const mapExternalNumber: EmployeeRow['map'] = ({ employeeNumber }, { peers }) => {
  const externalNumber = toEmployeeNumber(employeeNumber ?? '');
  return externalNumber === null || peers.sameNumber.length > 0 ? {} : { fields: { externalNumber } };
};

/** ExternalImportReference (row 3). */
const mapUserId: EmployeeRow['map'] = ({ userId }, { peers }) => {
  const externalImportReference = trimmedText(readOrNull(userId));
  if (externalImportReference === null) return {};
  if (externalImportReference.length > MAX_REFERENCE_CHARACTERS) {
    return { problems: [valueTooLong('The user id', MAX_REFERENCE_CHARACTERS, 'it was left out')] };
  }
  if (peers.userIdHeldBy === null) return { fields: { externalImportReference } };
  const detail = `The Simployer user is shared with employee ${shownNumber(peers.userIdHeldBy)}, who carries it in PowerOffice.`;
  return { problems: [problem('USER_ID_SHARED', detail)] };
};

/** EmailAddress (rows 4, 21). */
const mapEmail: EmployeeRow['map'] = ({ workEmail, privateEmail }) => {
  const { email, problems } = readEmail(
    [
      ['work', workEmail],
      ['private', privateEmail],
    ],
    problem,
  );
  return { ...(email !== null && { fields: { emailAddress: email.address } }), problems };
};

/** IsArchived (row 6). A person hired for a later day is inactive until then, and not a leaver. */
const mapActive: EmployeeRow['map'] = (source, { today }) => ({
  preHire: source.active === false && mayBeginLater(source, today),
});

/**
 * EndDate (row 9), which only informs (PowerOffice fact 38). An end before the start is refused where the employment is
 * mapped, and written nowhere. What hangs on a date that cannot be read is left alone.
 */
const mapEndDate: EmployeeRow['map'] = (source, { today }) => {
  const main = mainEmployment(source, today);
  if (main === null || isUnreadable(main)) return {};
  const { startDate, endDate } = main;
  if (isUnreadable(startDate) || isUnreadable(endDate)) return {};
  return endDate !== null && startDate !== null && endDate < startDate ? {} : { fields: { endDate } };
};

/** NationalIdNumber (row 16). The value is never shown. */
const mapNationalId: EmployeeRow['map'] = ({ ssn }) => {
  const typed = trimmedText(readOrNull(ssn));
  if (typed === null) return {};
  const nationalIdNumber = toNationalId(typed);
  return nationalIdNumber === null
    ? { problems: [problem('NATIONAL_ID_INVALID')] }
    : { onCreate: { nationalIdNumber } };
};

/** DateOfBirth (row 17). */
const mapBirthDate: EmployeeRow['map'] = (source, { today }) => {
  const { birthDate, problems } = readBirthDate(source.birthDate, today, problem);
  return { ...(birthDate !== null && { fields: { dateOfBirth: birthDate } }), problems };
};

/** Gender (row 18). */
const mapGender: EmployeeRow['map'] = ({ gender }) => {
  const known = toGender(readOrNull(gender) ?? '');
  return known === null ? {} : { onCreate: { gender: known } };
};

/** PhoneNumber (row 20). */
const mapPhone: EmployeeRow['map'] = (source) => {
  const { privatePhoneSanitized, privatePhone, workPhoneSanitized, workPhone } = source;
  const { phone, problems } = readPhone([privatePhoneSanitized, privatePhone, workPhoneSanitized, workPhone], problem);
  return { ...(phone !== null && { fields: { phoneNumber: phone } }), problems };
};

/** MailAddress (rows 22-26). */
const mapAddress: EmployeeRow['map'] = ({ homeAddress }) => {
  if (!isReadThrough(homeAddress)) return {};
  const { mailAddress, problems } = mapHomeAddress(homeAddress);
  return { ...(mailAddress !== null && { fields: { mailAddress } }), problems };
};

/** The employee's own fields (rows 1-9 and 14-26), in the table's order. */
export const EMPLOYEE_ROWS: readonly EmployeeRow[] = [
  {
    row: '1',
    promise: 'employeeNumber (required)',
    source: 'employeeNumber',
    target: 'Number',
    rule:
      'Digits only after trimming, leading zeros dropped, 1 to 2^63-1. Set on create only; an existing record is ' +
      'never renumbered. A number that is missing, no number, or held by several employees (whether in scope or ' +
      'not): nothing is written for them.',
    codes: ['NUMBER_MISSING', 'NUMBER_NOT_NUMERIC', 'NUMBER_DUPLICATE', 'NUMBER_DIFFERS'],
    map: mapNumber,
    createOnly: [createOnly('number', BigInt)],
  },
  {
    row: '2',
    promise: 'employeeNumber, the correlation id',
    source: 'employeeNumber',
    target: 'ExternalNumber',
    rule:
      'Match order: stored link, then ExternalNumber, then ExternalImportReference, then Number. Hits on different ' +
      'records: nothing is written. A hit by any of the three keys has to be the person: the birth dates agree, or ' +
      'first and last name agree (without case), or one birth date is not known and the last names agree. Otherwise ' +
      'nothing is written, nor created beside it. A hit by Number alone must not carry another person’s key either. ' +
      'A linked record whose last name and birth date both differ is not overwritten. Archived records match too. A ' +
      'linked record that was deleted is matched afresh.',
    codes: ['MATCH_AMBIGUOUS', 'MATCH_CONFLICT', 'POSSIBLE_DUPLICATE', 'IDENTITY_CHANGED', 'LINK_LOST'],
    map: mapExternalNumber,
    kept: [kept('externalNumber', asText, BigInt)],
  },
  {
    row: '3',
    promise: 'userId',
    source: 'userId',
    target: 'ExternalImportReference',
    rule:
      'At most 50 characters, otherwise left out. Of several employees with one user id, the first (active, then ' +
      'oldest) carries it; the others are matched and created without it.',
    codes: ['VALUE_TOO_LONG', 'USER_ID_SHARED'],
    map: mapUserId,
    kept: [kept('externalImportReference')],
  },
  {
    row: '4, 21',
    promise: 'workEmail; personal email only if it is empty',
    source: 'workEmail, privateEmail',
    target: 'EmailAddress',
    rule:
      'The first well-formed one, as typed; a malformed one is passed over. The domain may have letters of any ' +
      'language. Compared without case.',
    codes: ['EMAIL_INVALID'],
    map: mapEmail,
    kept: [kept('emailAddress', emailAddressKey)],
  },
  {
    row: '5',
    promise: 'title',
    source: 'title',
    target: 'JobTitle',
    rule: 'As it is, trimmed.',
    codes: [],
    ...copied('jobTitle', ({ title }) => title),
  },
  {
    row: '6',
    promise: '!active',
    source: 'active',
    target: 'IsArchived',
    rule:
      'For matched people only. Inactive with no record: not created. Inactive with a hire date (or without one an ' +
      'earliest employment) in the future: neither created nor archived. While the end date lies ahead: archived all ' +
      'the same, or by option from the day after it. Refused for ledger balance: the other fields are still written, ' +
      'tried again by the next run. Active again: unarchived.',
    codes: ['INACTIVE_NOT_CREATED', 'PRE_HIRE', 'ARCHIVED_BEFORE_END', 'ARCHIVE_LATER', 'ARCHIVE_REFUSED'],
    options: ['archive'],
    map: mapActive,
  },
  {
    row: '7',
    promise: 'hireDate',
    source: 'hireDate',
    target: 'HiredDate',
    rule: 'As it is.',
    codes: [],
    ...copied('hiredDate', ({ hireDate }) => hireDate),
  },
  {
    row: '8',
    promise: 'startDate of the oldest employment',
    source: 'employments',
    target: 'StartDate',
    rule: 'The earliest start, ended employments included.',
    codes: [],
    ...copied('startDate', earliestStart),
  },
  {
    row: '9',
    promise: 'endDate of the main or latest employment',
    source: 'employments',
    target: 'EndDate',
    rule:
      'The main employment is the one that `employmentId` names, else the active one with the latest start, else ' +
      'the one with the latest start. Cleared when the main employment is open-ended again.',
    codes: [],
    map: mapEndDate,
    kept: [kept('endDate')],
  },
  {
    row: '14',
    promise: 'firstName',
    source: 'firstName',
    target: 'FirstName',
    rule: 'As it is, trimmed. Missing on create: nothing is written.',
    codes: ['NAME_MISSING'],
    ...copied('firstName', ({ firstName }) => firstName),
  },
  {
    row: '15',
    promise: 'lastName',
    source: 'lastName',
    target: 'LastName',
    rule: 'As it is, trimmed. Missing on create: nothing is written.',
    codes: ['NAME_MISSING'],
    ...copied('lastName', ({ lastName }) => lastName),
  },
  {
    row: '16',
    promise: 'NationalIdList[0].NationalId',
    source: 'ssn',
    target: 'NationalIdNumber',
    rule:
      'On create only, never on update. A valid fødselsnummer or D-number, those from 2032 and synthetic ones ' +
      'included; otherwise the employee is created without it.',
    codes: ['NATIONAL_ID_INVALID'],
    options: ['fillEmptyNationalId'],
    map: mapNationalId,
    createOnly: [createOnly('nationalIdNumber')],
  },
  {
    row: '17',
    promise: 'birthdate',
    source: 'birthDate',
    target: 'DateOfBirth',
    rule: 'In the future or before 1900: left alone.',
    codes: ['BIRTH_DATE_INVALID'],
    map: mapBirthDate,
    kept: [kept('dateOfBirth')],
  },
  {
    row: '18',
    promise: 'gender',
    source: 'gender',
    target: 'Gender',
    rule: 'On create only. Male or Female from English, Norwegian and Swedish spellings, otherwise left out.',
    codes: [],
    map: mapGender,
    createOnly: [createOnly('gender')],
  },
  {
    row: '19',
    promise: 'NationalIdList[0].Country',
    source: 'ssnCountry',
    target: 'InternationalIdCountryCode',
    rule: 'ISO 3166-1 alpha-2; left out when it is missing or no country.',
    codes: [],
    ...copied('internationalIdCountryCode', ({ ssnCountry }) => toCountryCode(readOrNull(ssnCountry) ?? ''), asCode),
  },
  {
    row: '20',
    promise: 'phoneNumber',
    source: 'privatePhoneSanitized, privatePhone, workPhoneSanitized, workPhone',
    target: 'PhoneNumber',
    rule:
      'The first one that is a phone number; blanks, dashes and parentheses dropped, 00 -> +. Left alone when none ' +
      'is. Compared on digits.',
    codes: ['PHONE_INVALID'],
    map: mapPhone,
    kept: [kept('phoneNumber', phoneNumberKey)],
  },
  {
    row: '22-26',
    promise: 'address',
    source: 'homeAddress.street, .city, .postalCode, .country',
    target: 'MailAddress.AddressLine1, AddressLine2, City, ZipCode, CountryCode',
    rule:
      'The first line of the street is AddressLine1; AddressLine2 is written only when the street has more lines. ' +
      'Lines are cut at 200 characters. The country comes from alpha-2, alpha-3, or its name in English, a ' +
      'Scandinavian language or its own; without one, NO when the postal code is Norwegian: 4 digits, with or without ' +
      '`N-` or `NO-` before them, which is dropped. Country unknown, city or postal code missing or too long, or a ' +
      'postal code in Norway that is not Norwegian: the whole address is left alone.',
    codes: ['ADDRESS_COUNTRY_UNKNOWN', 'ADDRESS_INCOMPLETE', 'VALUE_TOO_LONG'],
    map: mapAddress,
    kept: [
      keptAddress('addressLine1'),
      keptAddress('addressLine2'),
      keptAddress('city'),
      keptAddress('zipCode'),
      keptAddress('countryCode', asCode),
    ],
  },
];
