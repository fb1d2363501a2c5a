/*
 * Makes values fit to be shown: in messages, reports, logs and plans. What people type by hand may be anything, a
 * national id in place of an employee number for one, or text with marks that nobody sees. So whatever could be a
 * national id or an account number is masked, invisible characters are shown by their code points, and long text is
 * cut. For example, the number "01010 112345" is shown as "***", and "42" with a zero-width blank behind it as
 * "42[U+200B]".
 */
import { toNationalId } from './national-id.ts';
import { toNorwegianAccount } from './norwegian-account.ts';
import { cutText, graphemesOf, INVISIBLE, trimmedText } from './text.ts';

/** What stands in the place of digits that are not shown. */
export const MASK = '***';

const MAX_CHARACTERS = 60;
/** As many as a line of an address has in PowerOffice: what may be written is shown whole. */
const MAX_CHARACTERS_OF_WHOLE = 200;
/** More than is ever shown, so that a huge value costs no more than a long one. */
const MAX_READ = 1_000;
/** Norwegian accounts and national ids have 11 digits, those of the neighbours 10 or 12: nothing so long is shown. */
const MIN_SECRET_DIGITS = 9;

const BLANK = String.raw`(?!\uFEFF)[\s\u0085]`;
const UNSEEN = `(?:${INVISIBLE.source})*`;
const SEPARATOR = String.raw`(?:${BLANK}|[./_\p{Pd}])`;
/** A time of day after a date is no part of a number: "31.12.2027 00:00:00". */
const TIME_OF_DAY = String.raw`${BLANK}\d{1,2}:\d{2}`;
/** Digits, with up to three separators between two of them, and invisible characters anywhere. */
const DIGIT_GROUP = new RegExp(
  String.raw`\p{Nd}(?:${UNSEEN}(?:(?!${TIME_OF_DAY})${SEPARATOR}${UNSEEN}){0,3}\p{Nd})*`,
  'gu',
);
const IBAN = /\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?\b/giu;

/**
 * A value of the source as a message may show it: quoted, on one line, at most 60 characters, with invisible characters
 * by their code points ("42[U+200B]"), and everything masked that could be a national id or an account number.
 */
export const shown = (value: string | null): string => quote(value, maskSecrets);

/** An employee number as a message may show it. Unlike other values, one of 9 or 10 digits is readable. */
export const shownNumber = (value: string | null): string => quote(value, maskEmployeeNumber);

/** Simployer's ids, and those of runs, plans and exports: they hold many digits, and none of a person's. */
const ID = /^(?:[0-9a-f]{24}|\d{8}T\d{6}-[0-9a-z]{6})$/;
const keptWhole = (text: string): string => text;

/** What somebody typed as the id of a run, a plan or an export, as a message may show it. */
export const shownId = (typed: string | null): string =>
  ID.test(typed ?? '') ? quote(typed, keptWhole) : shown(typed);

/** What somebody typed for a person, a number or Simployer's id, as a message may show it. */
export const shownPerson = (typed: string): string => (ID.test(typed) ? quote(typed, keptWhole) : shownNumber(typed));

/**
 * What a person is called in reports, logs and stored items: the employee number as typed, without invisible
 * characters, and masked where it looks like a national id or an account number. The label of a label is itself.
 *
 * @returns `null` for a number that is missing
 */
export const employeeLabel = (employeeNumber: string | null): string | null => {
  const typed = trimmedText(employeeNumber);
  return typed === null ? null : cutText(maskEmployeeNumber(typed.slice(0, MAX_READ)), MAX_CHARACTERS);
};

/** The text with everything masked that could be a national id or an account number, and else as it is. */
export const maskSecrets = (text: string): string => text.replaceAll(IBAN, mask).replaceAll(DIGIT_GROUP, mask);

/**
 * Anybody's text as a terminal, a log and JSON can have it: line breaks of one kind, and invisible characters, those
 * of escape codes and unpaired surrogates among them, by their code points.
 */
export const printable = (text: string): string =>
  text
    .replaceAll(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(INVISIBLE, (character) => `[U+${codePointOf(character)}]`);

/**
 * A value as a plan shows it beside the one that takes its place: as it is, on one line, at most 200 characters, with
 * invisible characters by their code points, and everything masked that could be a national id or an account number.
 */
export const shownWhole = (value: string): string => onOneLine(maskSecrets(toOneLine(value)), MAX_CHARACTERS_OF_WHOLE);

/** A phone number has too many digits for `shownWhole`; what is taken for one may still be a national id or an account. */
export const shownPhone = (phone: string): string =>
  toNationalId(phone) === null && toNorwegianAccount(phone) === null ? printable(phone) : MASK;

const quote = (value: string | null, masked: (text: string) => string): string =>
  value === null ? '(empty)' : `"${onOneLine(masked(toOneLine(value)), MAX_CHARACTERS)}"`;

const toOneLine = (value: string): string => value.replaceAll(BLANKS, ' ').replaceAll(/^ | $/g, '').slice(0, MAX_READ);

const onOneLine = (masked: string, limit: number): string => {
  const whole = printable(masked);
  if (whole.length <= limit) return whole;
  let text = '';
  // Whether a character ends at the limit is told by the code point after it.
  for (const character of graphemesOf(masked.slice(0, limit + 2)).map(printable)) {
    if (text.length + character.length > limit) return `${text}...`;
    text += character;
  }
  return text;
};

const BLANKS = new RegExp(`(?:${BLANK})+`, 'gu');

const codePointOf = (character: string): string =>
  (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');

const maskEmployeeNumber = (text: string): string => {
  const number = text.trim();
  return /^\d{1,10}$/.test(number) && !isPersonal(number) ? text : maskSecrets(text);
};

/** Ten digits are a Swedish or Danish id, or a Norwegian id or account whose leading zero a number has lost. */
const isPersonal = (number: string): boolean =>
  TEN_DIGIT_ID.test(number) || toNationalId(`0${number}`) !== null || toNorwegianAccount(`0${number}`) !== null;

const DAY = '(?:0[1-9]|[12][0-9]|3[01])';
const MONTH = '(?:0[1-9]|1[0-2])';
/** By their dates alone, for a wrong digit makes an id no less of one. Days of Swedish ids may have 60 added. */
const TEN_DIGIT_ID = new RegExp(
  `^(?:[0-9]{2}${MONTH}(?:${DAY}|[678][0-9]|9[01])[0-9]{4}|${DAY}${MONTH}[0-9]{6}|[1-9]${MONTH}[0-9]{7})$`,
);

const mask = (group: string): string => (countDigits(group) >= MIN_SECRET_DIGITS ? MASK : group);

const countDigits = (text: string): number => text.replaceAll(/\P{Nd}/gu, '').length;
