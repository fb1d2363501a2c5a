/*
 * Makes the file of one run, all of it or nothing: it takes the export for itself, marks every leave, lets the file be
 * stored, and then completes the export in one write, from which on the marks count. A process that is killed in between
 * leaves marks that never count. For example, a start is delivered twice and both deliveries come to write: the one that
 * took the export last completes it, and the other ends with nothing done.
 */
import type { Clock } from '../../http/clock.ts';
import { employeeLabel } from '../../records/values/shown-value.ts';
import { inBatches } from '../../run/in-batches.ts';
import type { ExportLedger } from './export-ledger.ts';
import { fileKeyOf, withdrawnKeyOf } from './file/file-keys.ts';
import { renderFile, renderWithdrawn } from './file/render-file.ts';
import type { WithdrawnRow } from './file/render-file.ts';
import { digestsOf } from './row-digest.ts';
import type { FileRow } from './rules/file-row.ts';
import type { Period } from './rules/shares.ts';
import type { FileRunSettings } from './run-settings.ts';
import type { ExportedLeaveState } from './state.ts';

const DAY_IN_MILLIS = 24 * 3600 * 1000;

/** Where files wait to be fetched. */
export interface ExportFiles {
  /** Stores a file whole, in place of one of the same name. */
  readonly put: (name: string, contents: Uint8Array) => Promise<void>;
}

/** What is to be exported. */
export interface RowsToExport {
  readonly exportId: string;
  readonly planId: string;
  readonly runNumber: number;
  readonly period: Period;
  readonly rows: readonly FileRow[];
  /** What was withdrawn since it was exported, for a list of its own; empty where nobody asked for it. */
  readonly withdrawn: readonly WithdrawnRow[];
  /** The attempts whose marks count: others are forgotten. */
  readonly attempts: ReadonlySet<string>;
}

export interface MakeExportDependencies {
  readonly ledger: Pick<ExportLedger, 'beginExport' | 'changeLeave' | 'completeExport'>;
  readonly files: ExportFiles;
  readonly settings: FileRunSettings;
  readonly digest: (text: string) => string;
  readonly clock: Clock;
  /** Tells one process that makes the export from another. */
  readonly newAttempt: () => string;
}

/** Done already, it does nothing. @throws when another process makes the same export, or has given it up */
export const makeExport = async (
  { exportId, planId, runNumber, period: { from, to }, rows, withdrawn, attempts }: RowsToExport,
  { ledger, files, settings, digest, clock, newAttempt }: MakeExportDependencies,
): Promise<void> => {
  const attempt = newAttempt();
  const { file } = settings.timeOff;
  const at = clock.now();
  const begun = {
    exportId,
    attempt,
    planId,
    from,
    to,
    at,
    rows: rows.length,
    withdrawn: withdrawn.length,
    keptUntil: at + file.keepDays * DAY_IN_MILLIS,
    isConfirmed: file.confirmed,
  };
  const taken = await ledger.beginExport(begun);
  if (taken?.state === 'complete') return;
  if (taken?.state !== 'making') throw new Error(`Another run has given export ${exportId} up.`);
  const mark =
    (row: FileRow, number: string | null) =>
    (state: ExportedLeaveState): ExportedLeaveState => {
      const counting = state.marks.filter((former) => attempts.has(former.attempt));
      return {
        ...state,
        number,
        marks: [...counting, { attempt, ...digestsOf(row, digest) }],
        shown: null,
        outcome: counting.length === 0 ? 'created' : 'updated',
        problems: [],
      };
    };
  await inBatches(rows, (row) => {
    const number = employeeLabel(row.number);
    return ledger.changeLeave({ sourceId: row.leaveId, number }, mark(row, number), runNumber);
  });
  await files.put(fileKeyOf(begun), renderFile(rows, file));
  if (withdrawn.length > 0) await files.put(withdrawnKeyOf(begun), renderWithdrawn(withdrawn, file));
  const completed = await ledger.completeExport(exportId, attempt);
  if (completed?.state !== 'complete') throw new Error(`Another process makes export ${exportId}.`);
};
