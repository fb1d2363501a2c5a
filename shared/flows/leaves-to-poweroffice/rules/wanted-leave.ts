import type { LeaveId } from '../../../model/time-off.ts';
import type { FieldValue } from '../../../records/field-value.ts';
import type { Absence } from '../../../time-off/absence.ts';
import type { TimeOffSettings, TypeOfLeave } from '../../../time-off/settings.ts';
import type { EmploymentId } from '../../../vendors/poweroffice/ids.ts';
import type { PayrollLeave } from '../../../vendors/poweroffice/leaves.ts';
import type { Placement } from './placement.ts';

/** The fields that are kept equal, by PowerOffice's names (rows L3 to L5). */
export const LEAVE_FIELDS = ['TypeOfLeave', 'StartDate', 'EndDate', 'LeavePercentage'] as const;
export type LeaveField = (typeof LEAVE_FIELDS)[number];

/** One leave of PowerOffice as it is to be. */
export interface WantedLeave {
  readonly employment: EmploymentId;
  /** Given when it is created; one that is adopted keeps its own (row L6). */
  readonly reportingId: string;
  /** In the form in which they are compared. */
  readonly fields: Readonly<Record<LeaveField, string>>;
}

/** What begins the reporting id of every leave that this flow has created. */
const PREFIX = 'SIM-';

/** @param index 0 for the first employment; a further one needs an id of its own */
const reportingIdOf = (leave: LeaveId, index: number): string =>
  `${PREFIX}${leave}${index === 0 ? '' : `-${index + 1}`}`;

/** Whether this flow created it, whatever became of the link. */
export const isOurs = ({ reportingId }: Pick<PayrollLeave, 'reportingId'>): boolean =>
  reportingId?.startsWith(PREFIX) ?? false;

export const wantedLeave = (
  { id, grade }: Absence,
  typeOfLeave: TypeOfLeave,
  { employment, startDate, endDate }: Placement,
  index: number,
): WantedLeave => ({
  employment,
  reportingId: reportingIdOf(id, index),
  fields: { TypeOfLeave: typeOfLeave, StartDate: startDate, EndDate: endDate, LeavePercentage: grade },
});

/** What PowerOffice has of the same fields. */
export const heldFields = (leave: PayrollLeave): Readonly<Record<LeaveField, string | null>> => ({
  TypeOfLeave: leave.typeOfLeave,
  StartDate: leave.startDate,
  EndDate: leave.endDate,
  LeavePercentage: leave.leavePercentage,
});

/** A field as it is sent. */
export const toFieldValue = (field: LeaveField, value: string): FieldValue => ({
  field,
  value: field === 'LeavePercentage' ? Number(value) : value,
});

/** What is set beside when the leave is created, and never again (row L7). */
export const fieldsOnCreate = (
  { reportingId, fields }: WantedLeave,
  { pay }: Pick<TimeOffSettings, 'pay'>,
): readonly FieldValue[] => {
  const said = Object.entries(pay).find(([type]) => type === fields.TypeOfLeave)?.[1];
  return [
    { field: 'ReportingId', value: reportingId },
    ...(said?.adjustFixedWage === undefined ? [] : [{ field: 'AdjustFixedWage', value: said.adjustFixedWage }]),
    ...(said?.excludeFromPayroll === undefined
      ? []
      : [{ field: 'ExcludeEmployeeFromPayroll', value: said.excludeFromPayroll }]),
  ];
};
