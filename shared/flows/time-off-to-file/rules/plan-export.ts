import type { LeaveGroup } from '../../../time-off/groups.ts';
import type { LeaveProblemCode } from '../../../time-off/problems.ts';
import type { FileJudgement, FileRow } from './file-row.ts';

/** What is remembered of a leave that was exported, and what its row would be in the same export now: digests alone. */
export interface ExportedLeave {
  /** Of the row as it was written. */
  readonly digest: string;
  /** What somebody has corrected by hand since: the digest of the row, or that it was withdrawn. */
  readonly acknowledged: string | null;
  /** Of the row as the same export would have it now; null where it would have none. */
  readonly digestNow: string | null;
}

/** In place of a row's digest, of a leave that was withdrawn. */
export const WITHDRAWN = 'withdrawn';

export interface PlannedExport {
  readonly group: LeaveGroup;
  /** To be written by a plain apply, or by one that includes what changed; null for none. */
  readonly row: FileRow | null;
  readonly isInDefault: boolean;
  readonly problems: readonly LeaveProblemCode[];
}

/**
 * In which group a leave is. What was exported and changed since is for people: an import would not overwrite it, so that
 * it is told until somebody has acknowledged it, and in the file only when it is asked for. What X-ledger has is what was
 * exported, or what somebody has made of it by hand since.
 * @returns `null` for a leave that is not listed: withdrawn, and never exported
 */
export const planExport = (judgement: FileJudgement, exported: ExportedLeave | null): PlannedExport | null => {
  const nothing = { row: null, isInDefault: false };
  switch (judgement.kind) {
    case 'withdrawn':
      if (exported === null) return null;
      return {
        ...nothing,
        group: 'withdrawn',
        problems: exported.acknowledged === WITHDRAWN ? [] : ['EXPORTED_WITHDRAWN'],
      };
    case 'notForTarget':
      return { ...nothing, group: 'notForTarget', problems: judgement.problems };
    case 'held':
      return { ...nothing, group: 'held', problems: judgement.problems };
    case 'row': {
      const { row, problems } = judgement;
      if (exported === null) return { group: 'new', row, isInDefault: true, problems };
      if (exported.digestNow === (exported.acknowledged ?? exported.digest)) {
        return { ...nothing, group: 'same', problems };
      }
      return { group: 'changed', row, isInDefault: false, problems: [...problems, 'EXPORTED_CHANGED'] };
    }
  }
};
