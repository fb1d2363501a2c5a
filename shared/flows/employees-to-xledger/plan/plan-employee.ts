/*
 * Decides what is to be written for a person, once it is known which record of X-ledger is theirs. It compares what the
 * mapping wants with what X-ledger holds and says what differs; nothing is written here. The answer is one of five
 * actions: a new record, an update of the fields that differ, nothing, a rule that says so, or an error that forbids
 * it. For example, somebody who is linked and whose title was removed in Simployer keeps being updated, and the missing
 * title is told as an error.
 */
import type { FieldValue } from '../../../records/field-value.ts';
import { hasError } from '../../../records/problem.ts';
import type { Problem } from '../../../records/problem.ts';
import { shown, shownNumber } from '../../../records/values/shown-value.ts';
import { trimmedText } from '../../../records/values/text.ts';
import type { XledgerEmployee } from '../../../vendors/xledger/employee-record.ts';
import { problem } from '../problems.ts';
import type { ProblemCode } from '../problems.ts';
import type { DesiredEmployee } from '../rules/map-employee.ts';
import { codeKey } from '../rules/peers.ts';
import type { XledgerSettings } from '../settings.ts';
import { diffFields, waitsForContact } from './diff.ts';
import type { FieldChange } from './diff.ts';
import { planHidden } from './hidden-values.ts';
import type { HiddenFacts, HiddenPlan } from './hidden-values.ts';
import { planLastDay } from './last-day.ts';
import { NOTHING_REMEMBERED } from './memory.ts';
import type { Memory } from './memory.ts';

/** What is known of the person's record. */
export interface Situation extends HiddenFacts {
  /** The matched record; null when there is none. */
  readonly record: XledgerEmployee | null;
  /** Whether a run before this one has linked the person to it. */
  readonly isLinked: boolean;
  readonly memory: Memory;
  readonly settings: XledgerSettings;
}

interface Writes {
  /** Of the employee, in one write; hidden values are among them, and are never to be seen. */
  readonly employee: readonly FieldChange[];
  /** Of its contact, in a second write that may fail by itself. */
  readonly contact: readonly FieldChange[];
  /** A job title that is to be added to X-ledger's list first, and then given to the employee; null without one. */
  readonly newTitle: string | null;
  /** What is to be remembered once that is written. */
  readonly memory: Memory;
  /** The fields that are kept equal, as they are wanted: what a base is made of. */
  readonly wanted: DesiredEmployee['fields'];
}

export type EmployeePlan = { readonly problems: readonly Problem[] } & (
  | ({ readonly action: 'create' } & Writes)
  /** Only what differs, and then perhaps nothing. */
  | ({ readonly action: 'update'; readonly record: XledgerEmployee } & Writes)
  /** A rule says that nothing is written. */
  | { readonly action: 'skip' }
  /** An error forbids any write. */
  | { readonly action: 'blocked' }
);

/** What is to be written for a person. */
export const planEmployee = (desired: DesiredEmployee, situation: Situation): EmployeePlan => {
  const { record, isLinked } = situation;
  if (desired.replacedBy !== null) return { action: 'skip', problems: [replacedProblem(desired)] };
  if (desired.preHire) return { action: 'skip', problems: [problem('PRE_HIRE')] };
  if (!desired.active && record === null) return { action: 'skip', problems: [problem('INACTIVE_NOT_CREATED')] };
  if (desired.blocked) return { action: 'blocked', problems: [...desired.unmet, ...desired.problems] };
  if (!desired.active && record !== null) return planLeaver(desired, record, situation);
  const unmet = desired.unmet.filter((found) => applies(found, record));
  // A new record, and one that is not linked yet, is for those alone who meet every rule.
  if (!isLinked || record === null) {
    const problems = [...unmet, ...desired.problems];
    if (hasError(unmet)) return { action: 'blocked', problems };
    if (unmet.some(({ code }) => code === NOT_EXPORTED)) return { action: 'skip', problems };
  }
  return record === null ? planCreation(desired, unmet, situation) : planUpdate(desired, record, unmet, situation);
};

const NOT_EXPORTED = 'EMPLOYMENT_NOT_EXPORTED' satisfies ProblemCode;

const replacedProblem = ({ active }: DesiredEmployee): Problem =>
  problem(active ? 'EARLIER_RECORD_USED' : 'INACTIVE_NOT_CREATED');

/** Names are demanded of a new record, and a national id matters as long as X-ledger has none. */
const applies = ({ code }: Problem, record: XledgerEmployee | null): boolean => {
  if (record === null) return true;
  if (code === 'NATIONAL_ID_MISSING') return record.socialSecurityMasked === null;
  return code !== 'NAME_MISSING';
};

const planCreation = (desired: DesiredEmployee, unmet: readonly Problem[], situation: Situation): EmployeePlan => {
  const { employee, contact } = diffFields(desired.fields, null, situation.settings.contacts === 'update');
  const { plans } = planHidden(desired, null, NOTHING_REMEMBERED, situation);
  return {
    action: 'create',
    employee: [...desired.onCreate.map(toChange), ...employee, ...hiddenChanges(plans)],
    contact,
    newTitle: desired.newTitle,
    wanted: desired.fields,
    memory: {
      employmentTo: desired.fields['employmentTo']?.value ?? null,
      returnedWith: null,
      hidden: rememberHidden(NOTHING_REMEMBERED, plans),
    },
    problems: [...unmet, ...desired.problems],
  };
};

const planUpdate = (
  desired: DesiredEmployee,
  record: XledgerEmployee,
  unmet: readonly Problem[],
  situation: Situation,
): EmployeePlan => {
  const lastDay = planLastDay(desired, record, situation.memory);
  const { employee, contact } = diffFields(lastDay.fields, record, situation.settings.contacts === 'update');
  const hidden = planHidden(desired, record, situation.memory, situation);
  return {
    action: 'update',
    record,
    employee: [...employee, ...hiddenChanges(hidden.plans)],
    contact,
    // A value that is no longer in the list may still be the employee's.
    newTitle: trimmedText(record.positionValue?.description ?? null) === desired.newTitle ? null : desired.newTitle,
    wanted: lastDay.fields,
    memory: { ...lastDay.memory, hidden: rememberHidden(situation.memory, hidden.plans) },
    problems: [
      ...unmet,
      ...desired.problems,
      ...codeProblems(desired, record),
      ...closedProblems(desired, record),
      ...(waitsForContact(desired.fields, record) ? [problem('CONTACT_MISSING')] : []),
      ...hidden.problems,
      ...lastDay.problems,
    ],
  };
};

/** Of somebody who has left, the last day alone is judged and written (rule W1), with the reason and the closing of the record. */
const LEAVER_FIELDS: readonly string[] = ['employmentTo', 'dateTo', 'exitReason.code'];

const planLeaver = (desired: DesiredEmployee, record: XledgerEmployee, { memory }: Situation): EmployeePlan => {
  const lastDay = planLastDay(desired, record, memory);
  const fields = Object.fromEntries(Object.entries(lastDay.fields).filter(([field]) => LEAVER_FIELDS.includes(field)));
  const { employee } = diffFields(fields, record, false);
  // Who comes back is told by the date that was written, and nothing else of what was remembered changes.
  const remembered = { ...memory, employmentTo: lastDay.memory.employmentTo };
  return {
    action: 'update',
    record,
    employee,
    contact: [],
    newTitle: null,
    wanted: fields,
    memory: remembered,
    problems: lastDay.problems,
  };
};

const toChange = ({ field, value }: FieldValue): FieldChange => ({
  field,
  value,
  from: null,
  to: value === null ? null : String(value),
});

/** Never to be seen, neither what is sent nor what X-ledger shows of it. */
const hiddenChanges = (plans: readonly HiddenPlan[]): FieldChange[] =>
  plans
    .filter(({ isWritten }) => isWritten)
    .map(({ field, value, isOverwritten }) => ({
      field,
      value,
      from: null,
      to: null,
      ...(isOverwritten && { overwritesHidden: true }),
    }));

const rememberHidden = ({ hidden }: Memory, plans: readonly HiddenPlan[]): Memory['hidden'] => ({
  ...hidden,
  ...Object.fromEntries(plans.map(({ field, hash }) => [field, hash])),
});

/** The code of a record is never changed. */
const codeProblems = ({ number }: DesiredEmployee, { code }: XledgerEmployee): readonly Problem[] => {
  if (number === null || trimmedText(code) === number) return [];
  const both = `${shownNumber(number)} in Simployer and ${shownNumber(code)} in X-ledger, where it is never changed.`;
  const kind = codeKey(code, true) === codeKey(number, true) ? 'NUMBER_FORMAT_DIFFERS' : 'NUMBER_DIFFERS';
  return [problem(kind, `The employee number is ${both}`)];
};

/** Nothing opens a record again: X-ledger may take null for a last day alone (X-ledger fact 28). */
const closedProblems = ({ today }: DesiredEmployee, { dateTo }: XledgerEmployee): readonly Problem[] =>
  dateTo !== null && dateTo < today
    ? [problem('RECORD_CLOSED', `The X-ledger record was closed on ${shown(dateTo)}, and the employee is active.`)]
    : [];
