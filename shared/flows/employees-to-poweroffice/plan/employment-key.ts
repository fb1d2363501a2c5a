import type { CalendarDate } from '../../../records/values/calendar-date.ts';
import type { EmploymentId } from '../../../vendors/poweroffice/ids.ts';
import type { PayrollEmployment } from '../../../vendors/poweroffice/employments.ts';

/** What makes two employments of one person the same one in PowerOffice. */
export interface EmploymentKey {
  readonly startDate: CalendarDate;
  readonly professionCode: string;
}

/** Which PowerOffice employment a source employment is, and the key the source had when that was decided. */
export interface EmploymentLink extends EmploymentKey {
  readonly id: EmploymentId;
}

/** A key as PowerOffice has it: payroll may not have filled all of it in. */
export type PayrollKey = Pick<PayrollEmployment, 'startDate' | 'professionCode'>;

export const hasKey = (one: PayrollKey, { startDate, professionCode }: EmploymentKey): boolean =>
  one.startDate === startDate && one.professionCode === professionCode;

/** What payroll has not filled in contradicts nothing. */
export const mayHaveKey = (one: PayrollKey, { startDate, professionCode }: EmploymentKey): boolean =>
  (one.startDate ?? startDate) === startDate && (one.professionCode ?? professionCode) === professionCode;

/** The key that an employment has, with what payroll has not filled in taken from another. */
export const keyOf = (one: PayrollKey, fallback: EmploymentKey): EmploymentKey => ({
  startDate: one.startDate ?? fallback.startDate,
  professionCode: one.professionCode ?? fallback.professionCode,
});

/** Known to be over before today. */
export const isEnded = ({ endDate }: { readonly endDate?: CalendarDate | null }, today: CalendarDate): boolean =>
  endDate !== undefined && endDate !== null && endDate < today;
