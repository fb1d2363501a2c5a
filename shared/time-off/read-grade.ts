import Big from 'big.js';
import type { SourceLeave } from '../model/time-off.ts';

const NUMBER = /^\d+(?:\.\d+)?$/;

/** More decimals than payroll has are noise of a computer's sums. */
const DECIMALS = 6;

/**
 * The degree of absence, decimal text (rule C6): as it was given, from 1 to 100; whole days without one are full. Parts of
 * a day have theirs in their hours.
 * @returns `null` for one that is no number from 1 to 100
 */
export const readGrade = ({ grade }: Pick<SourceLeave, 'grade'>): string | null => {
  if (grade === null) return '100';
  if (!NUMBER.test(grade)) return null;
  const given = new Big(grade).round(DECIMALS);
  return given.lt(1) || given.gt(100) ? null : given.toFixed();
};
