import type { SourceEmployeeId } from '../../model/employee.ts';
import type { SourceLeave } from '../../model/time-off.ts';
import type { Connection } from '../../state/connection.ts';
import type { LeavePerson } from '../../time-off/leave-person.ts';
import type { PayrollEmploymentSummary } from '../../vendors/poweroffice/employments.ts';
import type { EmploymentId } from '../../vendors/poweroffice/ids.ts';
import type { PayrollPerson } from './rules/judge-leave.ts';

/** Whose leaves there may be, as the flow of employees knows them. */
export interface LeaveOwner extends LeavePerson {
  /** Beside the number in a plan; null where names are not kept. */
  readonly name: string | null;
  /** Whether the run is for them: everybody, unless it was asked for some. */
  readonly isAskedFor: boolean;
  /** The employments of PowerOffice that they are linked with; null for somebody who is not linked. */
  readonly employments: readonly { readonly id: EmploymentId; readonly isMain: boolean }[] | null;
}

export interface LeaveOwners {
  readonly connection: Connection;
  readonly people: ReadonlyMap<SourceEmployeeId, LeaveOwner>;
}

/** The people with the days of their employments, which PowerOffice's short list has. */
export const toPersons = (
  people: LeaveOwners['people'],
  summaries: readonly PayrollEmploymentSummary[],
): ReadonlyMap<SourceEmployeeId, PayrollPerson> => {
  const days = new Map(summaries.map((summary) => [summary.id, summary]));
  return new Map(
    [...people].map(([id, { number, isInScope, employments }]) => [
      id,
      {
        number,
        isInScope,
        employments:
          employments?.map((employment) => ({
            ...employment,
            startDate: days.get(employment.id)?.startDate ?? null,
            endDate: days.get(employment.id)?.endDate ?? null,
          })) ?? null,
      },
    ]),
  );
};

/** Whose leave it is; null for one that was deleted, does not say, or is of somebody who is gone. */
export const ownerOf = <Person>(
  leave: SourceLeave | null,
  people: ReadonlyMap<SourceEmployeeId, Person>,
): Person | null => {
  const id = leave?.employeeId ?? null;
  return id === null ? null : (people.get(id) ?? null);
};
