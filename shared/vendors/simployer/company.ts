import type * as z from 'zod';
import type { Reads } from './reads.ts';
import { hint, hintOrNumber, row } from './wire.ts';

const companySchema = row({ name: hint, orgNumber: hintOrNumber });
type Company = z.output<typeof companySchema>;

export const namedSchema = row({ name: hint });
/** A department, an office or an employment type: something with a name. */
export type Named = z.output<typeof namedSchema>;

export interface CompanyReads {
  /** The companies whose people the token may read: nearly always one. */
  company(): Promise<readonly Company[]>;
  employmentTypes(): Promise<readonly Named[]>;
  departments(): Promise<readonly Named[]>;
  offices(): Promise<readonly Named[]>;
}

export const companyReads = ({ list }: Reads): CompanyReads => ({
  company: () => list('/company', companySchema),
  employmentTypes: () => list('/employment-type', namedSchema),
  departments: () => list('/department', namedSchema),
  offices: () => list('/office', namedSchema),
});
