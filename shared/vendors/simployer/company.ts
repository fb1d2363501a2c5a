import * as z from 'zod';
import type { Reads } from './reads.ts';
import { hint, hintOrNumber, row } from './wire.ts';

const companySchema = row(z.string(), { name: hint, orgNumber: hintOrNumber });
type CompanyRow = z.output<typeof companySchema>;

export const namedRowSchema = row(z.string(), { name: hint });
const costCenterSchema = row(z.string(), { code: hintOrNumber, name: hint });
type CostCenterRow = z.output<typeof costCenterSchema>;

/** A department, an office or an employment type: something with a name. */
export type NamedRow = z.output<typeof namedRowSchema>;

export interface CompanyReads {
  /** The companies whose people the token may read: nearly always one. */
  company(): Promise<readonly CompanyRow[]>;
  employmentTypes(): Promise<readonly NamedRow[]>;
  departments(): Promise<readonly NamedRow[]>;
  offices(): Promise<readonly NamedRow[]>;
  costCenters(): Promise<readonly CostCenterRow[]>;
}

export const companyReads = ({ list }: Reads): CompanyReads => ({
  company: () => list('/company', companySchema),
  employmentTypes: () => list('/employment-type', namedRowSchema),
  departments: () => list('/department', namedRowSchema),
  offices: () => list('/office', namedRowSchema),
  costCenters: () => list('/cost-center', costCenterSchema),
});
