import * as z from 'zod';
import { employeeGroupId } from './ids.ts';
import type { OwnerSet, Reads } from './reads.ts';
import { text } from './wire.ts';

/** What is asked of an employee group wherever it stands. */
export const EMPLOYEE_GROUP = 'dbId code description';

export const employeeGroupSchema = z
  .object({ dbId: employeeGroupId, code: text, description: text })
  .transform(({ dbId, ...group }) => ({ id: dbId, ...group }));
type EmployeeGroup = Readonly<z.output<typeof employeeGroupSchema>>;

export interface EmployeeGroupReads {
  /** Those that hold today, of every entity that the token reaches. */
  employeeGroups(ownerSet?: OwnerSet): Promise<readonly EmployeeGroup[]>;
}

export const employeeGroupReads = ({ list }: Reads): EmployeeGroupReads => ({
  employeeGroups: (ownerSet = 'ALL') =>
    list({
      name: 'employeeGroups',
      literals: `ownerSet: ${ownerSet}, objectStatus: OPEN`,
      selection: EMPLOYEE_GROUP,
      schema: employeeGroupSchema,
    }),
});
