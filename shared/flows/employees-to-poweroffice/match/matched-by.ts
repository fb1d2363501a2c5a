import type { PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import type { DesiredEmployee } from '../rules/desired-employee.ts';
import { findHits, indexEmployees } from './employee-index.ts';
import type { MatchKey, StoredLink } from './employee-index.ts';

/**
 * By what a person's record was found: the strongest key that leads to it (ExternalNumber, row 2).
 * @returns null when none does
 */
export const matchedBy = (
  desired: DesiredEmployee,
  record: PayrollEmployee,
  stored: Omit<StoredLink, 'linkIsGone'>,
): MatchKey | null => findHits(desired, { ...stored, linkIsGone: false }, indexEmployees([record]))[0]?.key ?? null;
