/*
 * Leaves of an employment in the demo PowerOffice. Payroll's work is done through `plantLeave` and `editLeave`. For
 * example, a leave that was reported to the authorities answers 409 to whoever deletes it, and the one before it that was
 * not is gone.
 */
import { dtoOf } from './dto.ts';
import { lineEndpoints, lineNames } from './employment-lines.ts';
import { guidOf } from './guid.ts';
import { applyPatch } from './json-patch.ts';
import { readPost } from './post-body.ts';
import { refuse, titles } from './problem-details.ts';
import type { LeaveRow } from './rows.ts';
import type { ClientState } from './state.ts';
import { leaveShape } from './wire-shapes.ts';

const names = [...leaveShape.keyof().options, ...lineNames];
const target = { shape: leaveShape, objectName: 'Employment leave', title: titles.employment };
const required = ['LeavePercentage', 'StartDate', 'TypeOfLeave'] as const;
const post = { ...target, dtoName: 'EmploymentLeavePostDto', required };
const patch = { ...target, dtoName: 'EmploymentLeavePatchDto' };

/** `/Employees/Employments/{employmentId}/Leaves` (PowerOffice fact 54). */
export const leaveEndpoints = lineEndpoints<LeaveRow>({
  segment: 'Leaves',
  idInPath: '{guid}',
  idsOf: 'leave',
  privilege: 'EmploymentLeave',
  lineName: 'Leave (line)',
  wireId: guidOf,
  rowsOf: (client) => client.leaves,
  names,
  dto: (client, row) => dtoOf({ ...row, Id: guidOf(row.Id) }, names, client.options),
  create: ({ request }, base) => checked(completed({ ...base, ...readPost(post, request.body) })),
  change: (before, body) => checked({ ...before, ...applyPatch(patch, before, body) }),
  refuseToSave: (client, row) => refuseOverlap(client, row),
  // One that was reported stays (PowerOffice fact 57).
  refuseToDelete: (_client, row) => {
    if (row.EndedAndReported !== true) return;
    refuse(
      409,
      titles.employmentConflict,
      `Leave (line) with id = ${guidOf(row.Id)} has been reported (a-melding) and thus cannot be deleted.`,
    );
  },
});

/** A leave as payroll enters it: PowerOffice gives it a reporting id (PowerOffice fact 59). */
const completed = (row: LeaveRow): LeaveRow => ({
  ...row,
  ReportingId: row.ReportingId ?? `POGO_${row.Id}`,
  AdjustFixedWage: row.AdjustFixedWage ?? false,
  EndedAndReported: row.EndedAndReported ?? false,
  ExcludeEmployeeFromPayroll: row.ExcludeEmployeeFromPayroll ?? false,
});

const checked = (row: LeaveRow): LeaveRow => {
  for (const name of required) {
    if (row[name] === null) refuse(400, titles.employment, `${name} must have a value.`);
  }
  if ((row.LeavePercentage ?? 0) <= 0 || (row.LeavePercentage ?? 0) > 100) {
    refuse(400, titles.employment, 'LeavePercentage must be a value from 0 to 100.');
  }
  if (row.EndDate !== null && row.EndDate < (row.StartDate ?? '')) {
    refuse(400, titles.employment, 'EndDate cannot be before StartDate.');
  }
  return row;
};

const refuseOverlap = (client: ClientState, row: LeaveRow): void => {
  if (!client.options.refusesOverlappingLeaves) return;
  const other = client.leaves.primary
    .of(row.EmploymentId)
    .find(
      ({ Id, StartDate, EndDate }) =>
        Id !== row.Id && (StartDate ?? '') <= (row.EndDate ?? '9999') && (row.StartDate ?? '') <= (EndDate ?? '9999'),
    );
  if (other !== undefined) {
    refuse(400, titles.employment, `The leave overlaps the leave from ${other.StartDate} to ${other.EndDate}.`);
  }
};

/** Puts a leave on an employment, unchecked, as if payroll had entered it long ago. */
export const plantLeave = (client: ClientState, employmentId: number, leave: Partial<LeaveRow>): LeaveRow => {
  const employment = client.employments.primary.get(employmentId);
  if (employment === undefined) throw new Error(`There is no employment ${employmentId}`);
  const row = completed({
    ...leaveShape.parse({}),
    CreatedDateTimeOffset: client.since,
    LastChangedDateTimeOffset: client.since,
    LeavePercentage: 100,
    ...leave,
    Id: client.nextId('leave'),
    EmployeeId: employment.EmployeeId,
    EmploymentId: employmentId,
  });
  client.leaves.put(row, true);
  return row;
};
