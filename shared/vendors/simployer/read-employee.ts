import type { SourceEmployee, SourceEmployeeId } from '../../model/employee.ts';
import type { SimployerClient } from './client.ts';
import { toSourceEmployees } from './to-employee.ts';

/**
 * Reads one employee as Simployer has them now.
 * @param readsPay whether salaries are read too
 * @returns `null` when Simployer no longer has them
 * @throws VendorError
 */
export const readEmployee = async (
  client: SimployerClient,
  id: SourceEmployeeId,
  { readsPay = true }: { readonly readsPay?: boolean } = {},
): Promise<SourceEmployee | null> => {
  const employee = await client.employee(id);
  if (employee === null) return null;
  const [source] = toSourceEmployees({
    employees: [employee],
    employments: await client.employmentsOf(id),
    compensations: readsPay ? await client.compensationsOf(id) : [],
    employmentTypes: await client.employmentTypes(),
  });
  return source ?? null;
};
