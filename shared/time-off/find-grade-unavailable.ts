import type { SourceLeave } from '../model/time-off.ts';
import { leaveProblem } from './problems.ts';

/** `GRADE_UNAVAILABLE`, once, where no leave at all has a degree (Simployer fact 22). */
export const findGradeUnavailable = (leaves: readonly SourceLeave[]) => {
  if (leaves.length === 0 || leaves.some(({ grade }) => grade !== null)) return [];
  const { code, message } = leaveProblem('GRADE_UNAVAILABLE');
  return [{ code, message, count: leaves.length }];
};
