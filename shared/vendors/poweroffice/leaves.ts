/*
 * Leaves of an employment in PowerOffice: what the authorities are told of an absence. All of an employment's are read at
 * once, the words of a refusal are never passed on with what was sent, and one that was reported is for people alone to
 * change. For example, PowerOffice answers 204 for an employment without any.
 */
import type * as z from 'zod';
import type { FieldValue } from '../../records/field-value.ts';
import type { BeforeSend } from './caller.ts';
import { employmentId, leaveLineId } from './ids.ts';
import type { EmploymentId, LeaveLineId } from './ids.ts';
import type { WireSchema } from './json.ts';
import type { Reads } from './reads.ts';
import { date, decimal, flag, ofEmployment, orElse, text, wireObject } from './wire.ts';
import { agrees } from './writes.ts';
import type { Resource, Writes } from './writes.ts';

// Made once: an object schema is compiled anew for each schema made.
const wireFields = wireObject({
  id: leaveLineId,
  employmentId: orElse(employmentId, null),
  typeOfLeave: text,
  startDate: date,
  endDate: date,
  leavePercentage: decimal,
  reportingId: text,
  /** Ended, and reported to the authorities (PowerOffice fact 56). */
  endedAndReported: flag(false),
});

/**
 * A leave; the percentage is decimal text, of the position (PowerOffice fact 55). What of it changes pay is payroll's, and
 * not read (PowerOffice fact 60).
 */
export type PayrollLeave = Readonly<Omit<z.output<typeof wireFields>, 'employmentId'>>;

const wireLeave = (employment: EmploymentId): WireSchema<PayrollLeave> => ofEmployment(wireFields, employment);

export interface LeaveReads {
  /** All leaves of an employment, those that were reported too. */
  leaves(employment: EmploymentId): Promise<readonly PayrollLeave[]>;
}

export const leaveReads = ({ list }: Reads): LeaveReads => ({
  leaves: (employment) =>
    list({ path: `/Employees/Employments/${employment}/Leaves`, privilege: 'EmploymentLeave' }, wireLeave(employment)),
});

export interface LeaveWrites {
  createLeave(employment: EmploymentId, fields: readonly FieldValue[], beforeSend?: BeforeSend): Promise<PayrollLeave>;
  patchLeave(employment: EmploymentId, id: LeaveLineId, fields: readonly FieldValue[]): Promise<PayrollLeave>;
  /** @throws PowerOfficeError `rejected` with 409 for one that was reported, `notFound` for one that is gone */
  deleteLeave(employment: EmploymentId, id: LeaveLineId): Promise<void>;
}

export const leaveWrites = ({ create, patch, remove }: Writes): LeaveWrites => ({
  createLeave: (employment, fields, beforeSend) =>
    create(
      resource(employment),
      fields,
      { schema: wireLeave(employment), isMeant: ({ startDate }) => agrees(fields, 'StartDate', startDate) },
      beforeSend,
    ),
  patchLeave: (employment, leave, fields) =>
    patch(resource(employment, `/${leave}`), fields, {
      schema: wireLeave(employment),
      isMeant: ({ id }) => id === leave,
    }),
  deleteLeave: (employment, leave) => remove(resource(employment, `/${leave}`)),
});

/** The role that every write of a leave takes (PowerOffice fact 54). */
export const LEAVE_PRIVILEGE = 'EmploymentLeave_Full';

/** Whether leaves may certainly not be written. @param granted a list without any privilege tells nothing (PowerOffice fact 54) */
export const lacksLeavePrivilege = (granted: readonly string[]): boolean =>
  granted.length > 0 && granted.every((name) => name.toLowerCase() !== LEAVE_PRIVILEGE.toLowerCase());

const resource = (employment: EmploymentId, rest = ''): Resource => ({
  path: `/Employees/Employments/${employment}/Leaves${rest}`,
  privilege: LEAVE_PRIVILEGE,
  // Kind, degree and days of an absence are health data.
  isSecret: () => true,
});
