import { createExportLedger } from '../../../shared/flows/time-off-to-file/export-ledger.ts';
import { TIME_OFF_TO_FILE } from '../../../shared/flows/time-off-to-file/facts.ts';
import { createConnectionStore } from '../../../shared/state/connection-store.ts';
import type { Table } from '../../../shared/state/table.ts';

/** What the flow of the file of absence remembers beside what all flows share. */
export const assembleFileState = (table: Table) => ({
  ledger: createExportLedger(table),
  connections: createConnectionStore(table, TIME_OFF_TO_FILE.name),
});
export type FileState = ReturnType<typeof assembleFileState>;
