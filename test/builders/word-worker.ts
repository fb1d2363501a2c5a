import type { MemoryTable } from '../../local/simulation/memory-table.ts';
import { RUN_ABORTS } from '../../shared/run/abort.ts';
import type { RunEnding } from '../../shared/run/run-ending.ts';
import { syncBatch } from '../../shared/run/sync-batch.ts';
import type { Retry, SyncBatchDependencies } from '../../shared/run/sync-batch.ts';
import { createHistoryStore } from '../../shared/state/history-store.ts';
import type { RunStore } from '../../shared/state/run-store.ts';

/** What every test of the engine knows of a flow that carries words from one place to another. */
export const WORD_FLOW = {
  name: 'words-to-words',
  kind: 'word',
  target: 'poweroffice',
  unavailable: () => 'TARGET_UNAVAILABLE',
  aborts: RUN_ABORTS,
  takeApiCalls: () => ({}),
} as const;

interface WordWorkerDependencies {
  readonly table: MemoryTable;
  readonly runs: RunStore;
  readonly ending: RunEnding;
  readonly clock: { now(): number };
}

/** A worker of that flow, which gets batches of a run's messages, each for the first time. @param syncOne what it does with a word */
export const createWordWorker =
  <Task>(
    syncOne: SyncBatchDependencies<Task>['flow']['syncOne'],
    { table, runs, ending, clock }: WordWorkerDependencies,
  ) =>
  (runId: string, words: readonly { readonly sourceId: string; readonly task: Task }[]): Promise<Retry[]> =>
    syncBatch(
      words.map(({ sourceId, task }) => ({
        receiptHandle: sourceId,
        receiveCount: 1,
        envelope: {
          runId,
          flow: WORD_FLOW.name,
          runNumber: 1,
          mode: 'apply',
          list: 0,
          sourceId,
          number: null,
          isAwaited: false,
        },
        task,
      })),
      {
        runs,
        history: createHistoryStore(table),
        ending,
        clock,
        flow: { ...WORD_FLOW, keepsHistoryForMonths: 1, readTask: () => null, syncOne },
        report: () => undefined,
      },
    );
