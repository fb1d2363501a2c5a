import { createGet } from './get.ts';
import type { SimployerClientOptions } from './get.ts';
import { companyReads } from './company.ts';
import type { CompanyReads } from './company.ts';
import { compensationReads } from './compensations.ts';
import type { CompensationReads } from './compensations.ts';
import { employeeReads } from './employees.ts';
import type { EmployeeReads } from './employees.ts';
import { employmentReads } from './employments.ts';
import type { EmploymentReads } from './employments.ts';
import { createReads } from './reads.ts';
import type { Reads } from './reads.ts';

/**
 * Reads Simployer One, and cannot write. Lists are complete, each row once, active and inactive alike (Simployer fact
 * 4). Every failure is a VendorError.
 */
export interface SimployerClient extends CompanyReads, EmployeeReads, EmploymentReads, CompensationReads {}

export const createSimployerClient = (options: SimployerClientOptions): SimployerClient =>
  simployerReads(createReads(createGet(options)));

/** For a client that reads more than this, under the same budget of requests. */
export const simployerReads = (reads: Reads): SimployerClient => ({
  ...companyReads(reads),
  ...employeeReads(reads),
  ...employmentReads(reads),
  ...compensationReads(reads),
});
