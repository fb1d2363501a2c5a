import * as z from 'zod';
import type { CalendarDate } from '../records/values/calendar-date.ts';
import type { SourceEmployeeId } from './employee.ts';

/*
 * Time off as the HR system has it: leaves, their types, the absence of single days, and the weeks that people work. All
 * flows of time off read these, and every target's rules begin here. What the employee wrote about a leave has no place
 * in it, so that nobody passes it on who was not told to (rule C7). Kind, type, grade and dates of a leave are health data. For example, a
 * leave entered from Monday to Sunday is `severalDays` with both days, whatever time stands behind the dates.
 */

/** Of the source; cannot be passed for the id of an employee. */
export const leaveId = z.string().brand<'leave of the source'>();
export type LeaveId = z.infer<typeof leaveId>;

export interface SourceLeave {
  readonly id: LeaveId;
  /** `null` when the row does not say whose it is: then it is nobody's. */
  readonly employeeId: SourceEmployeeId | null;
  readonly typeId: string | null;
  /** `approved` is final; `withdrawn` was denied or cancelled; whatever else the source says still waits. */
  readonly status: 'approved' | 'pending' | 'withdrawn';
  /** How it was entered; `null` when that cannot be read. */
  readonly duration: 'severalDays' | 'oneDay' | 'halfDay' | 'minutes' | null;
  /** Both days belong to it; `null` when missing or unreadable, which come to the same. */
  readonly startDate: CalendarDate | null;
  readonly endDate: CalendarDate | null;
  /** From the first moment to the last, for `minutes`; `null` when it cannot be told. */
  readonly lengthInMinutes: number | null;
  /** Degree of absence as it was given, a number as decimal text; `null` when there is none. */
  readonly grade: string | null;
}

export const LEAVE_KINDS = ['SICK_LEAVE', 'PARENTAL_LEAVE', 'VACATION', 'OFF_DUTY', 'CHILDCARE'] as const;
type LeaveKind = (typeof LEAVE_KINDS)[number];

export interface LeaveType {
  readonly id: string;
  readonly name: string | null;
  /** `null` for one that nobody has described yet. */
  readonly kind: LeaveKind | null;
  /** The company's own payroll code; several types may have the same. */
  readonly code: string | null;
}

/** The absence of one day, of a leave that is approved. */
export interface LeaveDay {
  readonly leaveId: LeaveId;
  readonly date: CalendarDate;
  readonly hours: number;
}

export interface WorkDay {
  readonly isWorking: boolean;
  /** Of its shifts together; `null` without any that can be read. */
  readonly minutes: number | null;
}

/** The week of an office, or of one employee, which goes before. */
export interface WorkWeek {
  readonly id: string;
  readonly officeId: string | null;
  readonly employeeId: SourceEmployeeId | null;
  /** `null` on either side: no end to it. Both days belong to it. */
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
  /** Monday first, always seven. */
  readonly days: readonly WorkDay[];
}
