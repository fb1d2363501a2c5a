/*
 * What X-ledger should hold for one person: the mapping applied, without a look at what is there. Nothing is thrown;
 * whatever is wrong with the person is in the answer, what keeps them from being created apart from what does not. For
 * example, somebody without a job title has everything else mapped, so that a record that is theirs already is kept in
 * step.
 */
import type { SourceEmployee } from '../../../model/employee.ts';
import { mayBeginLater } from '../../../model/may-begin-later.ts';
import { withPlausibleDates } from '../../../model/plausible-dates.ts';
import { isUnreadable } from '../../../model/source-value.ts';
import { faultProblemsOf, unreadableProblemsOf } from '../../../model/unreadable-problems.ts';
import { hasError } from '../../../records/problem.ts';
import type { Problem } from '../../../records/problem.ts';
import { trimmedText } from '../../../records/values/text.ts';
import { problem } from '../problems.ts';
import type { XledgerSettings } from '../settings.ts';
import { lastDay } from './chosen-employment.ts';
import type { MappingContext } from './mapping-context.ts';
import { MAPPING_ROWS } from './mapping-table.ts';
import type { Mapped, SetField, Wanted } from './mapping-row.ts';
import type { Peers } from './peers.ts';
import { SELECTION_RULES } from './selection-rules.ts';

/** What X-ledger should hold for one person. */
export interface DesiredEmployee {
  readonly sourceId: string;
  readonly number: string | null;
  readonly today: string;
  readonly active: boolean;
  /** Inactive, and hired for a later day. */
  readonly preHire: boolean;
  /** The record of the person that is synced in place of this one; null when this one is. */
  readonly replacedBy: string | null;
  readonly standsFor: readonly string[];
  /** Whether a last day is there but cannot be read, so that none may be cleared. */
  readonly isLastDayUnreadable: boolean;
  /** Kept equal, by X-ledger's name of the field. */
  readonly fields: Readonly<Record<string, Wanted>>;
  /** Sent when the employee is created, and never again. */
  readonly onCreate: readonly SetField[];
  readonly hidden: NonNullable<Mapped['hidden']>;
  /** A job title that is to be added to X-ledger's list; null without one. */
  readonly newTitle: string | null;
  /** Which of the selection rules are not met; all of them matter for somebody who is not linked. */
  readonly unmet: readonly Problem[];
  /** What else is to be told. */
  readonly problems: readonly Problem[];
  /** Nothing may be written, be the person linked or not. */
  readonly blocked: boolean;
}

const unreadableProblem = unreadableProblemsOf(problem, 'X-ledger');
const faultProblem = faultProblemsOf(problem);

/** What forbids any write: whose record it is, or what it says, is not sure. */
const BLOCKING: readonly string[] = ['NUMBER_DUPLICATE'];

export const mapEmployee = (
  typed: SourceEmployee,
  context: MappingContext & { readonly peers: Peers },
): DesiredEmployee => {
  const { settings, today, peers } = context;
  const source = withPlausibleDates(typed, today);
  const active = source.active !== false;
  const rows = MAPPING_ROWS.map(({ map }) => map?.(source, context) ?? {});
  const faults = source.faults.map(faultProblem);
  const unmet = active ? SELECTION_RULES.flatMap(({ check }) => check(source, context)) : [];
  return {
    sourceId: source.id,
    number: trimmedText(source.employeeNumber),
    today,
    active,
    preHire: !active && mayBeginLater(source, today),
    replacedBy: peers.replacedBy,
    standsFor: peers.standsFor,
    isLastDayUnreadable: isUnreadable(lastDay(source, settings, today)),
    fields: rows.reduce<DesiredEmployee['fields']>((all, { fields }) => ({ ...all, ...fields }), {}),
    onCreate: rows.flatMap(({ onCreate }) => onCreate ?? []),
    hidden: rows.reduce<DesiredEmployee['hidden']>((all, { hidden }) => ({ ...all, ...hidden }), {}),
    newTitle: rows.find(({ newTitle }) => newTitle !== undefined)?.newTitle ?? null,
    unmet,
    problems: [...faults, ...rows.flatMap(({ problems }) => problems ?? []), ...unreadableProblems(source, settings)],
    blocked: hasError(faults) || unmet.some(({ code }) => BLOCKING.includes(code)),
  };
};

/** Values of which this flow makes nothing are not told. */
const notSent = ({ workPhone, correlationField, gender }: XledgerSettings): readonly string[] => [
  'ssnCountry',
  'mainEmploymentId',
  'compensationId',
  'bankAccount',
  ...(workPhone === 'none' ? ['workPhone', 'workPhoneSanitized'] : []),
  ...(correlationField === null ? ['userId'] : []),
  ...(gender === null ? ['gender'] : []),
];

/** Of the account, what is looked at. */
const unreadableProblems = (source: SourceEmployee, settings: XledgerSettings): readonly Problem[] => {
  const { homeAddress, bankAccount, leaving, employments } = source;
  const account = isUnreadable(bankAccount)
    ? { bankAccount }
    : { number: bankAccount.number, iban: bankAccount.iban, country: bankAccount.country };
  const own = Object.entries(source).filter(([name]) => !notSent(settings).includes(name));
  const dates = employments.flatMap(({ typeId, startDate, endDate, rate }) => [typeId, startDate, endDate, rate]);
  return [
    ...own.map(([, value]) => value),
    ...(isUnreadable(homeAddress) ? [] : Object.values(homeAddress)),
    ...Object.values(account),
    ...Object.values(leaving),
    ...dates,
  ]
    .filter(isUnreadable)
    .map((value) => unreadableProblem(value, 'field'));
};
