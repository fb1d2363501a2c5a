import { problem } from '../problems.ts';
import type { Problem } from '../../../records/problem.ts';

/**
 * A text that PowerOffice has no room for.
 *
 * @param field what it is, such as "The user id"
 * @param limit in UTF-16 code units
 * @param consequence such as "it was cut"
 */
export const valueTooLong = (field: string, limit: number, consequence: string): Problem =>
  problem('VALUE_TOO_LONG', `${field} has more than ${limit} characters; ${consequence}.`);
