/*
 * What is exported, as it counts now: of every leave the last mark whose export is complete, with what somebody has
 * acknowledged of it since. An export that nobody can complete any more is given up first, because whoever reads holds the
 * lease of the flow. For example, a start was killed before its file lay there: its export is `lost`, and its leaves are as
 * they were before it.
 */
import type { ExportLedger } from './export-ledger.ts';
import type { ExportedLeaveState, FileExport, Mark } from './state.ts';

/** The export that counts of a leave. */
export interface CountingExport {
  readonly mark: Mark;
  readonly export: FileExport;
  /** Whether an earlier one counts too. */
  readonly isRepeated: boolean;
  /** What somebody has corrected by hand since; null for nothing. */
  readonly acknowledged: string | null;
}

export interface ReadLedger {
  readonly states: ReadonlyMap<string, ExportedLeaveState>;
  /** By the leave's id. */
  readonly exported: ReadonlyMap<string, CountingExport>;
  /** The attempts whose marks count. */
  readonly attempts: ReadonlySet<string>;
}

/** @param runId whose own export is left to it */
export const readLedger = async (ledger: ExportLedger, runId: string): Promise<ReadLedger> => {
  for (const { exportId, state } of await ledger.exports()) {
    if (state === 'making' && exportId !== runId) await ledger.giveUpExport(exportId);
  }
  return readExported(ledger);
};

/** The same without giving anything up, for whoever only looks. */
export const readExported = async (
  ledger: Pick<ExportLedger, 'all' | 'exports' | 'acknowledgements'>,
): Promise<ReadLedger> => {
  const [exports, states, acknowledgements] = await Promise.all([
    ledger.exports(),
    ledger.all(),
    ledger.acknowledgements(),
  ]);
  const byAttempt = new Map(exports.flatMap((one) => (one.state === 'complete' ? [[one.attempt, one] as const] : [])));
  const acknowledged = new Map(acknowledgements.map((one) => [one.sourceId, one]));
  const exported = states.flatMap(({ sourceId, marks }): (readonly [string, CountingExport])[] => {
    const counting = marks.flatMap((mark) => {
      const found = byAttempt.get(mark.attempt);
      return found === undefined ? [] : [{ mark, export: found }];
    });
    const last = counting.at(-1);
    if (last === undefined) return [];
    const told = acknowledged.get(sourceId);
    return [
      [
        sourceId,
        {
          ...last,
          isRepeated: counting.length > 1,
          acknowledged: told?.attempt === last.mark.attempt ? told.shown : null,
        },
      ],
    ];
  });
  return {
    states: new Map(states.map((state) => [state.sourceId, state])),
    exported: new Map(exported),
    attempts: new Set(byAttempt.keys()),
  };
};
