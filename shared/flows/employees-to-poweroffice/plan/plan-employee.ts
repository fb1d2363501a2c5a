/*
 * Decides what is to be written on a person's employee record, once it is known which record is theirs. It compares
 * what the mapping wants with what PowerOffice holds, field by field, and says what differs; nothing is written here.
 * Whether somebody is created, archived, taken back or skipped is decided here as well (IsArchived, row 6). The answer
 * is one of five actions, each with just what it needs. For example, somebody who is inactive in Simployer and has no
 * record is skipped, and nobody is told of a missing name; with a record that is not archived, the plan is an update
 * that archives it, last of all.
 */
import type { DesiredEmployee } from '../rules/desired-employee.ts';
import { createOnlyFields, diffFields } from './diff.ts';
import type { FieldValue } from '../../../records/field-value.ts';
import type { MappingSettings } from '../mapping-settings.ts';
import type { PayrollBankAccount } from '../../../vendors/poweroffice/bank-accounts.ts';
import type { PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import { problem } from '../problems.ts';
import type { Problem } from '../../../records/problem.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import { shown, shownNumber } from '../../../records/values/shown-value.ts';
import { gradeUnusableAccount } from './plan-bank-account.ts';

/**
 * `unarchive` goes first, in one write with the fields; `archive` is the last write of all, by itself (IsArchived, row
 * 6).
 */
export type Archiving = 'archive' | 'unarchive';

/** What is to be written on a record that is there: something, be it fields, archiving or both, or nothing. */
export type RecordPlan =
  | {
      readonly action: 'update';
      readonly current: PayrollEmployee;
      /** Only what differs, and then perhaps nothing. `IsArchived` is never among them. */
      readonly fields: readonly FieldValue[];
      readonly archive: Archiving | null;
    }
  | { readonly action: 'none'; readonly current: PayrollEmployee };

/** Everything to report of the person so far: what the mapping found, unless they are skipped, and the plan's own. */
interface Reported {
  readonly problems: readonly Problem[];
}

/**
 * What is to be written on the employee record itself. Fields bear PowerOffice's names, nested ones with a dot; int64
 * as bigint, `null` removes.
 */
export type EmployeePlan = Reported &
  (
    | RecordPlan
    /** POST the fields: the person has no record. */
    | { readonly action: 'create'; readonly fields: readonly FieldValue[] }
    /** A rule says that nothing is written for this person. */
    | { readonly action: 'skip' }
    /** An error forbids any write. */
    | { readonly action: 'blocked' }
  );

/**
 * What is to be written for a person, once it is known which record is theirs.
 *
 * @param desired the mapping's answer
 * @param current the matched record, `null` when there is none
 * @param accounts the bank accounts of the record
 */
export const planEmployee = (
  desired: DesiredEmployee,
  current: PayrollEmployee | null,
  settings: MappingSettings,
  accounts: readonly PayrollBankAccount[] = [],
): EmployeePlan => {
  if (desired.blocked) return { action: 'blocked', problems: desired.problems };
  if (current === null) return planCreation(desired);
  // A flaw of the national id matters only as long as payroll has none: it is not sent in any case (NationalIdNumber,
  // row 16).
  const problems = [
    ...gradeUnusableAccount(desired, current, accounts).filter(
      ({ code }) => code !== 'NATIONAL_ID_INVALID' || !current.hasNationalIdNumber,
    ),
    ...(desired.preHire ? [preHireProblem(desired)] : []),
    ...findPostponement(desired, current, settings),
    ...findNumberProblems(desired, current),
  ];
  return { ...planUpdate(desired, current, settings), problems };
};

/** IsArchived (row 6) decides who is created, the names (rows 14 and 15) who can be. */
const planCreation = (desired: DesiredEmployee): EmployeePlan => {
  // What is wrong with somebody who is not to be on the payroll at all concerns nobody.
  if (desired.preHire) return { action: 'skip', problems: [preHireProblem(desired)] };
  if (!desired.active) return { action: 'skip', problems: [problem('INACTIVE_NOT_CREATED')] };
  const nameProblems = findNameProblems(desired);
  if (nameProblems.length > 0) return { action: 'blocked', problems: [...desired.problems, ...nameProblems] };
  return {
    action: 'create',
    fields: [...createOnlyFields(desired.onCreate), ...diffFields(desired.fields, null)],
    problems: desired.problems,
  };
};

/** What differs between a record and what is wanted of it. */
export const planUpdate = (
  desired: DesiredEmployee,
  current: PayrollEmployee,
  settings: MappingSettings,
): RecordPlan => {
  const fields = [...diffFields(desired.fields, current), ...emptyNationalId(desired, current, settings)];
  const archive = planArchive(desired, current, settings);
  return fields.length === 0 && archive === null
    ? { action: 'none', current }
    : { action: 'update', current, fields, archive };
};

/** Who is archived and who is taken back (IsArchived, row 6). */
export const planArchive = (
  desired: DesiredEmployee,
  current: PayrollEmployee,
  settings: MappingSettings,
): Archiving | null => {
  const wanted = wantsArchived(desired, current, settings);
  if (wanted === undefined || wanted === current.isArchived) return null;
  return wanted ? 'archive' : 'unarchive';
};

/** Whether a record is to be archived (IsArchived, row 6). Undefined: it is left as it is. */
export const wantsArchived = (
  desired: DesiredEmployee,
  current: PayrollEmployee,
  settings: MappingSettings,
): boolean | undefined => {
  if (desired.active) return false;
  return desired.preHire || isPostponed(desired, current, settings) ? undefined : true;
};

/** The last day itself is not over either. */
const isPostponed = (desired: DesiredEmployee, current: PayrollEmployee, { archive }: MappingSettings): boolean => {
  const endDate = endDateOf(desired, current);
  return archive === 'afterEndDate' && endDate !== null && endDate >= desired.today;
};

const endDateOf = ({ fields }: DesiredEmployee, current: PayrollEmployee): CalendarDate | null =>
  fields.endDate === undefined ? current.endDate : fields.endDate;

const findPostponement = (
  desired: DesiredEmployee,
  current: PayrollEmployee,
  settings: MappingSettings,
): readonly Problem[] => {
  const waits = !desired.active && !desired.preHire && !current.isArchived && isPostponed(desired, current, settings);
  if (!waits) return [];
  const endDate = shown(endDateOf(desired, current));
  return [problem('ARCHIVE_LATER', `The employee is inactive and ends on ${endDate}; archived from the day after.`)];
};

/** What there is to report once a record has been archived (IsArchived, row 6). */
export const findArchivingProblems = (desired: DesiredEmployee, archived: PayrollEmployee): readonly Problem[] => {
  const endDate = endDateOf(desired, archived);
  if (endDate === null || endDate <= desired.today) return [];
  return [
    problem('ARCHIVED_BEFORE_END', `The employee is archived, although the end date ${shown(endDate)} lies ahead.`),
  ];
};

/** The option `fillEmptyNationalId` (NationalIdNumber, row 16). */
const emptyNationalId = (
  { onCreate }: DesiredEmployee,
  current: PayrollEmployee,
  settings: MappingSettings,
): readonly FieldValue[] =>
  settings.fillEmptyNationalId && !current.hasNationalIdNumber
    ? createOnlyFields(onCreate).filter(({ field }) => field === 'NationalIdNumber')
    : [];

/** First and last name, needed to create somebody (FirstName and LastName, rows 14 and 15). */
const findNameProblems = ({ fields }: DesiredEmployee): readonly Problem[] => {
  const missing = [fields.firstName === undefined && 'first name', fields.lastName === undefined && 'last name'].filter(
    (name) => name !== false,
  );
  if (missing.length === 0) return [];
  const detail = `The employee has no usable ${missing.join(' and no usable ')}; PowerOffice needs both to create an employee.`;
  return [problem('NAME_MISSING', detail)];
};

/** The employee number (row 1). A record without one is none that PowerOffice can hold. */
const findNumberProblems = ({ onCreate }: DesiredEmployee, current: PayrollEmployee): readonly Problem[] => {
  if (onCreate.number === undefined || current.number === null || onCreate.number === current.number) return [];
  const detail =
    `The employee number is ${shownNumber(onCreate.number)} in Simployer and ${shownNumber(current.number)} in PowerOffice, ` +
    'where it is never changed.';
  return [problem('NUMBER_DIFFERS', detail)];
};

/**
 * Without a hire date it was the earliest start that told (IsArchived, row 6), and without either a date that cannot be
 * read.
 */
const preHireProblem = ({ fields: { hiredDate, startDate } }: DesiredEmployee): Problem => {
  const from = hiredDate ?? startDate;
  const hired = from === undefined ? 'may be hired for a later day' : `is hired from ${shown(from)}`;
  return problem('PRE_HIRE', `The employee is not active yet and ${hired}; neither created nor archived.`);
};
