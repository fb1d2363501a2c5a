/*
 * One leave as one row of the file (rows F1 to F9). The dates are those that were entered, and the percentage is read as the
 * settings say. A type without a payroll code is held, because payroll could not tell what the row is. For example, a leave
 * of a type with the code ABC becomes "145", "Engineer", "ABC", "", "Ferie", 2024-02-19, 2024-02-25, 23.81.
 */
import type { LeaveDay, LeaveType, SourceLeave, WorkWeek } from '../../../model/time-off.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import { trimmedText } from '../../../records/values/text.ts';
import { readAbsence } from '../../../time-off/absence.ts';
import { refusalOfPerson } from '../../../time-off/leave-person.ts';
import type { LeavePerson } from '../../../time-off/leave-person.ts';
import type { NotForTarget } from '../../../time-off/not-for-target.ts';
import type { LeaveProblemCode } from '../../../time-off/problems.ts';
import type { FileSettings } from '../settings.ts';
import { daysInside, measureAbsence } from './shares.ts';
import type { Period, Shares } from './shares.ts';
import { workCalendarOf } from './work-days.ts';
import type { Worker } from './work-days.ts';

/** Whose leave it is, as the file has to know. */
export interface FilePerson extends LeavePerson {
  readonly worker: Worker;
  readonly title: string | null;
  /** Whether the target knows them; true where nobody asks. */
  readonly isKnownInTarget: boolean;
}

/** A row before it is written: dates as days, numbers as decimal text. */
export interface FileRow {
  readonly leaveId: string;
  readonly number: string;
  readonly title: string;
  readonly code: string;
  readonly note: string;
  readonly absence: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly percentage: string;
  readonly hours: string;
}

export type FileJudgement =
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'notForTarget'; readonly rule: NotForTarget; readonly problems: readonly LeaveProblemCode[] }
  | { readonly kind: 'held'; readonly problems: readonly LeaveProblemCode[]; readonly shares: Shares | null }
  | {
      readonly kind: 'row';
      readonly row: FileRow;
      readonly shares: Shares;
      readonly problems: readonly LeaveProblemCode[];
    };

export interface FileLeaveFacts {
  readonly leave: SourceLeave;
  readonly type: LeaveType | null;
  readonly person: FilePerson | null;
  /** Of this leave. */
  readonly counted: readonly LeaveDay[];
  readonly weeks: readonly WorkWeek[];
  readonly period: Period;
  /** What the employee wrote, where the settings ask for it (rule C7); null for nothing. */
  readonly note: string | null;
}

const held = (problem: LeaveProblemCode, shares: Shares | null = null): FileJudgement => ({
  kind: 'held',
  problems: [problem],
  shares,
});

export const toFileRow = (
  { leave, type, person, counted, weeks, period, note }: FileLeaveFacts,
  settings: FileSettings,
): FileJudgement => {
  if (leave.status === 'withdrawn') return { kind: 'withdrawn' };
  if (person !== null && !person.isInScope)
    return { kind: 'notForTarget', rule: 'outOfScope', problems: ['OUT_OF_SCOPE'] };
  const refusal = refusalOfPerson(person, person?.isKnownInTarget ?? false);
  if (refusal !== null) return held(refusal);
  const number = person?.number ?? null;
  if (person === null || number === null) return held('NUMBER_MISSING');
  const absence = readAbsence(leave, type);
  if (typeof absence === 'string') return held(absence);
  const calendar = workCalendarOf(person.worker, weeks, settings);
  const { shares, hours } = measureAbsence(absence, leave, counted, period, calendar);
  const code = trimmedText(type?.code ?? null);
  if (code === null) return held('LEAVE_CODE_MISSING', shares);
  const percentage = shares[settings.percentage];
  if (percentage === null) return held('NO_WORKDAYS', shares);
  const title = trimmedText(person.title);
  const { from, to } = settings.clip === 'period' ? daysInside(absence, period) : absence;
  return {
    kind: 'row',
    shares,
    problems: title === null ? ['TITLE_MISSING'] : [],
    row: {
      leaveId: leave.id,
      number,
      title: title ?? '',
      code,
      note: trimmedText(note) ?? '',
      absence: trimmedText(type?.name ?? null) ?? '',
      from,
      to,
      percentage,
      hours: hours.toFixed(2),
    },
  };
};
