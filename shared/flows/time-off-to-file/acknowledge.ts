import type { ExportLedger } from './export-ledger.ts';
import { readExported } from './read-ledger.ts';

/**
 * Notes that somebody has corrected leaves by hand in X-ledger, as the last plan has shown them: what changes after that is
 * told again. All of them or none.
 * @returns the ids of those of which a plan has shown nothing to acknowledge; then nothing is noted
 */
export const acknowledgeLeaves = async (
  leaves: readonly string[],
  ledger: ExportLedger,
  now: number,
): Promise<readonly string[]> => {
  const { states, exported } = await readExported(ledger);
  const found = leaves.map((sourceId) => ({
    sourceId,
    shown: states.get(sourceId)?.shown ?? null,
    attempt: exported.get(sourceId)?.mark.attempt ?? null,
  }));
  const unknown = found.filter(({ shown, attempt }) => shown === null || attempt === null);
  if (unknown.length > 0) return unknown.map(({ sourceId }) => sourceId);
  for (const { sourceId, shown, attempt } of found) {
    if (shown === null || attempt === null) continue;
    await ledger.acknowledge({ sourceId, attempt, shown, at: now });
    await ledger.changeLeave({ sourceId, number: null }, (state) => ({
      ...state,
      shown: null,
      problems: state.problems.filter(({ code }) => !TOLD_UNTIL_ACKNOWLEDGED.includes(code)),
    }));
  }
  return [];
};

/** What stands of a leave until somebody has acknowledged it. */
export const TOLD_UNTIL_ACKNOWLEDGED: readonly string[] = ['EXPORTED_CHANGED', 'EXPORTED_WITHDRAWN'];
