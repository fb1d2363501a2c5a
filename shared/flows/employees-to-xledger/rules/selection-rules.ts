/*
 * Who goes to X-ledger (rules W1 to W10), one rule after the other: what each demands, and what is told of somebody who
 * does not meet it. All that apply are told. An error or a demand that is not met keeps somebody from being created or
 * adopted; whoever is linked already is synced all the same, as far as they can be judged. For example, somebody without
 * a job title and without a hire date is not created, and HR reads both.
 */
import { readEmail } from '../../../model/read-email.ts';
import type { SourceEmployee, SourceEmployment } from '../../../model/employee.ts';
import { readOrNull } from '../../../model/source-value.ts';
import type { Problem } from '../../../records/problem.ts';
import { toCountryCode } from '../../../records/values/country.ts';
import { toNationalId } from '../../../records/values/national-id.ts';
import { shown, shownNumber } from '../../../records/values/shown-value.ts';
import { trimmedText } from '../../../records/values/text.ts';
import { problem } from '../problems.ts';
import type { ProblemCode } from '../problems.ts';
import type { XledgerSettings } from '../settings.ts';
import { exportedEmployments, startedEmployments } from './chosen-employment.ts';
import type { MappingContext } from './mapping-context.ts';
import type { Mark } from './mapping-row.ts';
import type { Peers } from './peers.ts';

export interface SelectionRule {
  /** `W1` to `W10`. */
  readonly row: string;
  readonly rule: string;
  readonly origin: string;
  readonly mark: Mark;
  readonly codes: readonly ProblemCode[];
  readonly options?: readonly (keyof XledgerSettings)[];
  /** What is told of an active employee who does not meet it. */
  readonly check: (
    source: SourceEmployee,
    context: Pick<MappingContext, 'settings' | 'today'> & { readonly peers: Peers },
  ) => readonly Problem[];
}

const MISSING_NAMES = ['firstName', 'lastName'] as const;
const NAME_WORDS = { firstName: 'first name', lastName: 'last name' } as const;

const isMissing = (value: SourceEmployee['title']): boolean => trimmedText(readOrNull(value)) === null;

/** The e-mail addresses by preference: work, else private. */
export const emailsOf = (
  { workEmail, privateEmail }: SourceEmployee,
  { privateEmailFallback }: XledgerSettings,
): Parameters<typeof readEmail<'work' | 'private'>>[0] => [
  ['work', workEmail],
  ...(privateEmailFallback ? [['private', privateEmail] as const] : []),
];

const describeEmployment = ({ typeName, typeId, rate }: SourceEmployment): string => {
  const percent = readOrNull(rate);
  return `${shown(typeName ?? readOrNull(typeId))} at ${percent === null ? 'an unknown rate' : `"${percent} %"`}`;
};

/** A Norwegian number that may be sent, or why there is none; null for a person without any national id. */
export const readNationalId = ({
  ssn,
  ssnCountry,
}: SourceEmployee): { readonly number: string } | { readonly fault: Problem } | null => {
  const typed = trimmedText(readOrNull(ssn));
  if (typed === null) return null;
  const number = toNationalId(typed);
  if (number !== null) return { number };
  const country = toCountryCode(readOrNull(ssnCountry) ?? '');
  return { fault: problem(country === null || country === 'NO' ? 'NATIONAL_ID_INVALID' : 'NATIONAL_ID_FOREIGN') };
};

export const SELECTION_RULES: readonly SelectionRule[] = [
  {
    row: 'W1',
    rule: 'Active employees only. Inactive and unknown to X-ledger: not created. Inactive and linked: the last day alone is written. Inactive with a hire date in the future: neither.',
    origin: 'HELP',
    mark: 'K',
    codes: ['INACTIVE_NOT_CREATED', 'PRE_HIRE', 'END_DATE_MISSING'],
    check: () => [],
  },
  {
    row: 'W2',
    rule: 'The employee number is present and unique.',
    origin: 'HELP',
    mark: 'K',
    codes: ['NUMBER_MISSING', 'NUMBER_DUPLICATE'],
    check: ({ employeeNumber }, { peers }) => {
      if (trimmedText(employeeNumber) === null) return [problem('NUMBER_MISSING')];
      if (peers.sameNumber.length === 0) return [];
      const others = peers.sameNumber.map(shownNumber).join(', ');
      const detail = `The employee number ${shownNumber(employeeNumber)} is held by another employee too, as ${others}.`;
      return [problem('NUMBER_DUPLICATE', detail)];
    },
  },
  {
    row: 'W3',
    rule: 'Of several active records of one person with one number, the one hired first. One person: the same user, or the same last name and birth date.',
    origin: 'HELP',
    mark: 'K',
    codes: ['EARLIER_RECORD_USED', 'NUMBER_DUPLICATE'],
    options: ['severalRecords'],
    check: () => [],
  },
  {
    row: 'W4',
    rule: 'A job title is present.',
    origin: 'HELP',
    mark: 'K',
    codes: ['TITLE_MISSING'],
    check: ({ title }) => (isMissing(title) ? [problem('TITLE_MISSING')] : []),
  },
  {
    row: 'W5',
    rule: 'An e-mail address is present and well-formed: that of work, else the private one.',
    origin: 'HELP',
    mark: 'K',
    codes: ['EMAIL_MISSING', 'EMAIL_INVALID'],
    options: ['privateEmailFallback'],
    check: (source, { settings }) =>
      readEmail(emailsOf(source, settings), problem).email === null ? [problem('EMAIL_MISSING')] : [],
  },
  {
    row: 'W6',
    rule: 'A hire date is present.',
    origin: 'HELP',
    mark: 'K',
    codes: ['HIRE_DATE_MISSING'],
    check: ({ hireDate }) => (readOrNull(hireDate) === null ? [problem('HIRE_DATE_MISSING')] : []),
  },
  {
    row: 'W7',
    rule: 'There is an employment with a start date.',
    origin: 'HELP',
    mark: 'K',
    codes: ['EMPLOYMENT_MISSING'],
    check: (source) => (startedEmployments(source).length === 0 ? [problem('EMPLOYMENT_MISSING')] : []),
  },
  {
    row: 'W8',
    rule: 'There is a current or future permanent employment at 100 %. Otherwise skipped.',
    origin: 'HELP',
    mark: 'K',
    codes: ['EMPLOYMENT_NOT_EXPORTED'],
    options: ['employmentTypes', 'fullTimeOnly'],
    check: (source, { settings, today }) => {
      const started = startedEmployments(source);
      if (started.length === 0 || exportedEmployments(source, settings, today).length > 0) return [];
      const current = started.filter(({ endDate }) => (readOrNull(endDate) ?? today) >= today);
      const detail =
        current.length === 0
          ? 'Every employment has ended.'
          : `No employment is of a kind that goes to X-ledger: ${current.slice(0, 5).map(describeEmployment).join(', ')}.`;
      return [problem('EMPLOYMENT_NOT_EXPORTED', detail)];
    },
  },
  {
    row: 'W9',
    rule: 'First and last name are present when somebody is created.',
    origin: 'FAQ, API',
    mark: 'K',
    codes: ['NAME_MISSING'],
    check: (source) => {
      const missing = MISSING_NAMES.filter((name) => isMissing(source[name])).map((name) => NAME_WORDS[name]);
      if (missing.length === 0) return [];
      return [problem('NAME_MISSING', `The employee has no usable ${missing.join(' and no usable ')}.`)];
    },
  },
  {
    row: 'W10',
    rule: 'A national id is not demanded: without one the employee is created and it is told, as long as X-ledger has none either. By option a Norwegian one is.',
    origin: 'FAQ',
    mark: 'G',
    codes: ['NATIONAL_ID_MISSING', 'NATIONAL_ID_INVALID', 'NATIONAL_ID_FOREIGN'],
    options: ['requireNationalId'],
    check: (source, { settings: { requireNationalId } }) => {
      const found = readNationalId(source);
      const severity = requireNationalId ? 'error' : undefined;
      if (found === null) {
        // One that cannot be read is not missing, and is told as what it is.
        if (source.ssn !== null && !requireNationalId) return [];
        return [problem('NATIONAL_ID_MISSING', undefined, severity && { severity })];
      }
      return 'fault' in found ? [{ ...found.fault, ...(severity && { severity }) }] : [];
    },
  },
];
