import type { EmployeeId } from '../../../vendors/poweroffice/ids.ts';
import type { PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import type { DesiredEmployee } from '../rules/desired-employee.ts';
import { findHits, indexEmployees } from './employee-index.ts';
import type { Key } from './employee-index.ts';

const NAMES = {
  'stored link': 'link',
  'external number': 'externalNumber',
  'import reference': 'reference',
  number: 'number',
} as const satisfies Record<Key, string>;

/**
 * By what a person's record was found: the strongest key that leads to it (ExternalNumber, row 2).
 * @param link the PowerOffice id that was stored for the person
 * @returns null when none does
 */
export const matchedBy = (
  desired: DesiredEmployee,
  record: PayrollEmployee,
  link: EmployeeId | null,
): (typeof NAMES)[Key] | null => {
  const [hit] = findHits(desired, { link, linkIsGone: false }, indexEmployees([record]));
  return hit === undefined ? null : NAMES[hit.key];
};
