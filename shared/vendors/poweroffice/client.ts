import { bankAccountReads, bankAccountWrites } from './bank-accounts.ts';
import type { BankAccountReads, BankAccountWrites } from './bank-accounts.ts';
import { createCaller } from './caller.ts';
import type { CallerOptions } from './caller.ts';
import { companyReads } from './company.ts';
import type { CompanyReads } from './company.ts';
import { employeeReads, employeeWrites } from './employees.ts';
import type { EmployeeReads, EmployeeWrites } from './employees.ts';
import { employmentReads, employmentWrites } from './employments.ts';
import type { EmploymentReads, EmploymentWrites } from './employments.ts';
import { environmentOf } from './environment.ts';
import { ftePercentageReads, ftePercentageWrites } from './fte-percentages.ts';
import type { FtePercentageReads, FtePercentageWrites } from './fte-percentages.ts';
import { createReads } from './reads.ts';
import type { Reads } from './reads.ts';
import { salaryReads, salaryWrites } from './salaries.ts';
import type { SalaryReads, SalaryWrites } from './salaries.ts';
import { createWrites } from './writes.ts';

/** What PowerOffice holds. Lists are complete, each row once. Every failure is a PowerOfficeError. */
export interface PowerOfficeReader
  extends CompanyReads, EmployeeReads, EmploymentReads, SalaryReads, FtePercentageReads, BankAccountReads {}

/**
 * Writes, one request each. What comes back is the record as PowerOffice answered it, never read again: a read may
 * come from a replica that lags (PowerOffice fact 11). Every failure is a PowerOfficeError; a write of kind
 * `outcomeUnknown` is never repeated here.
 */
export interface PowerOfficeWriter
  extends EmployeeWrites, EmploymentWrites, SalaryWrites, FtePercentageWrites, BankAccountWrites {}

export interface PowerOfficeClientOptions extends CallerOptions {
  /** Well under what a function has left; a POST that takes longer ends in doubt. */
  readonly writeTimeoutInMillis: number;
}

/** Reader and writer are apart so that a plan can be made with a client that cannot write. */
export interface PowerOfficeClient {
  readonly reader: PowerOfficeReader;
  readonly writer: PowerOfficeWriter;
}

/** A client for one PowerOffice Go client (company): one token, one budget of requests. Sends nothing by itself. */
export const createPowerOfficeClient = (options: PowerOfficeClientOptions): PowerOfficeClient => {
  const caller = createCaller(options);
  const reads = createReads(caller);
  const writes = createWrites(caller, options.writeTimeoutInMillis);
  return {
    reader: powerOfficeReader(reads, options.baseUrl),
    writer: {
      ...employeeWrites(writes),
      ...employmentWrites(writes),
      ...salaryWrites(writes),
      ...ftePercentageWrites(writes),
      ...bankAccountWrites(writes),
    },
  };
};

/** For a client that reads more than this, with the same caller. */
export const powerOfficeReader = (reads: Reads, baseUrl: string): PowerOfficeReader => ({
  ...companyReads(reads, environmentOf(baseUrl)),
  ...employeeReads(reads),
  ...employmentReads(reads),
  ...salaryReads(reads),
  ...ftePercentageReads(reads),
  ...bankAccountReads(reads),
});
