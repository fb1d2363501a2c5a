import type { SourceEmployeeId } from '../../model/employee.ts';
import type { Connection } from '../../state/connection.ts';
import type { AskedPerson } from '../../time-off/leave-person.ts';
import type { PayrollEmploymentSummary } from '../../vendors/poweroffice/employments.ts';
import type { EmploymentId } from '../../vendors/poweroffice/ids.ts';
import type { PayrollPerson } from './rules/judge-leave.ts';

/** Whose leaves there may be, as the flow of employees knows them. */
export interface LeaveOwner extends AskedPerson {
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
