import type { SourceEmployee } from '../../model/employee.ts';
import type { SimployerClient } from './client.ts';
import type { NamedRow } from './company.ts';
import { toSourceEmployees } from './to-employee.ts';
import type { KnownOwners } from './to-employee.ts';

/** Everything that one run reads of Simployer: the whole of each list. */
export interface SourceSnapshot {
  /** Nearly always one: what the token may read. */
  readonly companies: readonly {
    readonly id: string;
    readonly name: string | null;
    readonly organisationNumber: string | null;
  }[];
  readonly departments: readonly NamedRow[];
  readonly offices: readonly NamedRow[];
  readonly employees: readonly SourceEmployee[];
}

/**
 * Reads everything, one list after the other (Simployer facts 7 and 9): the first request also shows whether the token
 * is good.
 * @param knownOwners for employments that do not say whose they are
 * @param readsPay whether salaries are read: whoever makes nothing of them asks for none
 * @throws VendorError; nothing is returned from a read that is not complete
 */
export const readSourceSnapshot = async (
  client: SimployerClient,
  knownOwners: KnownOwners = new Map(),
  { readsPay = true }: { readonly readsPay?: boolean } = {},
): Promise<SourceSnapshot> => {
  const companies = await client.company();
  const employmentTypes = await client.employmentTypes();
  const departments = await client.departments();
  const offices = await client.offices();
  const employees = await client.employees();
  const employments = await client.employments();
  const compensations = readsPay ? await client.compensations() : [];
  return {
    companies: companies.map(({ id, name, orgNumber }) => ({ id, name, organisationNumber: orgNumber })),
    departments,
    offices,
    employees: toSourceEmployees({ employees, employments, compensations, employmentTypes }, knownOwners),
  };
};
