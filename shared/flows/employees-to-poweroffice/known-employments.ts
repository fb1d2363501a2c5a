import type { PayrollEmployment, PayrollEmploymentSummary } from '../../vendors/poweroffice/employments.ts';
import { isOlderStamp } from './stamps.ts';

/**
 * The full employments remembered from last time, when the bulk list shows that they are still as they were; null when
 * they must be read, for the list has not all of them (PowerOffice facts 19 and 40). Within the lag of a write, what
 * PowerOffice answered to it is newer than any list.
 *
 * @param known as remembered; null when they are not
 * @param lists `lagging`: they may not show what this sync has written
 */
export const knownEmployments = (
  known: readonly PayrollEmployment[] | null,
  summaries: readonly PayrollEmploymentSummary[],
  lists: 'current' | 'lagging',
): readonly PayrollEmployment[] | null => {
  if (known === null) return summaries.length === 0 ? [] : null;
  const isUnchanged = (summary: PayrollEmploymentSummary): boolean => {
    const remembered = known.find(({ id }) => id === summary.id);
    if (remembered === undefined) return false;
    if (remembered.lastChanged === summary.lastChanged) return true;
    return lists === 'lagging' && isOlderStamp(summary.lastChanged, remembered.lastChanged);
  };
  const noneIsGone = lists === 'lagging' || known.every(({ id }) => summaries.some((summary) => summary.id === id));
  return noneIsGone && summaries.every(isUnchanged) ? known : null;
};
