import type { SimployerClient } from './client.ts';
import type { SourceSnapshot } from './read-source-snapshot.ts';
import { toSourceEmployees } from './to-employee.ts';

/**
 * Reads everybody without what hangs on them: enough to tell who shares a number or a user, and whose record is whose,
 * for a third of the requests.
 * @throws VendorError; nothing is returned from a read that is not complete
 */
export const readPeople = async (client: SimployerClient): Promise<SourceSnapshot> => {
  const companies = await client.company();
  const departments = await client.departments();
  const offices = await client.offices();
  const employees = await client.employees();
  return {
    companies: companies.map(({ id, name, orgNumber }) => ({ id, name, organisationNumber: orgNumber })),
    departments,
    offices,
    employees: toSourceEmployees({ employees, employments: [], compensations: [], employmentTypes: [] }),
  };
};
