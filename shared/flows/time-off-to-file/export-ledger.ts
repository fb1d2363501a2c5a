/*
 * What the flow remembers: which leave was exported when and in which file, as a keyed digest of its row, which exports
 * there are, and what somebody has corrected by hand in X-ledger. No type, date or name is among it (ADR 54). A leave
 * counts as exported once its file is complete. For example, after a process that died before it had stored the file,
 * the leaves that it had marked are new again.
 */
import { boundProblems } from '../../state/bounded.ts';
import { createRecordStore } from '../../state/record-store.ts';
import { modify } from '../../state/table.ts';
import type { Table } from '../../state/table.ts';
import { acknowledgementSchema, exportedLeaveSchema, fileExportSchema, newExportedLeave } from './state.ts';
import type { Acknowledgement, ExportedLeaveState, FileExport } from './state.ts';

const LEAVES = 'exported-leaves';
const EXPORTS = 'file-exports';
const ACKNOWLEDGED = 'acknowledged-leaves';

const labelSchema = exportedLeaveSchema.pick({ sourceId: true, number: true });
const openSchema = labelSchema.extend({ problems: exportedLeaveSchema.shape.problems });

const toItem = (state: ExportedLeaveState) => ({ ...state, problems: boundProblems(state.problems) });

export type ExportLedger = ReturnType<typeof createExportLedger>;

/** What is remembered of each leave, of each export, and of what somebody has corrected by hand. */
export const createExportLedger = (table: Table) => {
  const { all, get, problems, labels, noteFailed } = createRecordStore<ExportedLeaveState>(table, {
    partition: LEAVES,
    schema: exportedLeaveSchema,
    problems: { attributes: Object.keys(openSchema.shape), schema: openSchema },
    label: { attributes: Object.keys(labelSchema.shape), schema: labelSchema },
    toItem,
    newState: newExportedLeave,
  });

  /** @param change the export as it is to be; null leaves it as it is */
  const changeExport = async (
    exportId: string,
    change: (current: FileExport | null) => FileExport | null,
  ): Promise<FileExport | null> => {
    const { item } = await modify(table, { pk: EXPORTS, sk: exportId }, (current) =>
      change(current === null ? null : fileExportSchema.parse(current)),
    );
    return item === null ? null : fileExportSchema.parse(item);
  };
  return {
    all,
    get,
    problems,
    labels,
    noteFailed,

    /**
     * Changes what is remembered of a leave, as it is stored at that moment.
     * @param change the state as it is to be; null leaves it as it is
     * @param runNumber of the run that changes it: what a newer run wrote stands; left out by a person
     */
    changeLeave: async (
      { sourceId, number }: Pick<ExportedLeaveState, 'sourceId' | 'number'>,
      change: (state: ExportedLeaveState) => ExportedLeaveState | null,
      runNumber?: number,
    ): Promise<void> => {
      await modify(table, { pk: LEAVES, sk: sourceId }, (current) => {
        const state = current === null ? newExportedLeave(sourceId, number) : exportedLeaveSchema.parse(current);
        if (runNumber !== undefined && state.runNumber > runNumber) return null;
        const next = change(state);
        return next === null ? null : toItem({ ...next, runNumber: runNumber ?? state.runNumber });
      });
    },

    exports: async (): Promise<FileExport[]> =>
      (await table.query(EXPORTS)).map((item) => fileExportSchema.parse(item)),

    getExport: async (exportId: string): Promise<FileExport | null> => {
      const item = await table.get({ pk: EXPORTS, sk: exportId });
      return item === null ? null : fileExportSchema.parse(item);
    },

    /** Takes an export for this attempt, unless it is over. @returns it as it stands then */
    beginExport: (begun: Omit<FileExport, 'state'>): Promise<FileExport | null> =>
      changeExport(begun.exportId, (current) =>
        current === null || current.state === 'making' ? { ...begun, state: 'making' } : null,
      ),

    /** The file lies there: from now on its marks count, those of this attempt alone. @returns it as it stands then */
    completeExport: (exportId: string, attempt: string): Promise<FileExport | null> =>
      changeExport(exportId, (current) =>
        current?.state === 'making' && current.attempt === attempt ? { ...current, state: 'complete' } : null,
      ),

    /** Its process is dead: whatever it still does comes to nothing. */
    giveUpExport: (exportId: string): Promise<FileExport | null> =>
      changeExport(exportId, (current) => (current?.state === 'making' ? { ...current, state: 'lost' } : null)),

    /**
     * Payroll did not import it: its leaves are as they were before. One that was taken back before stays as it is.
     * @param unmarked who says so, and when
     */
    unmarkExport: (exportId: string, unmarked: NonNullable<FileExport['unmarked']>): Promise<FileExport | null> =>
      changeExport(exportId, (current) =>
        current?.state === 'complete' ? { ...current, state: 'unmarked', unmarked } : null,
      ),

    acknowledgements: async (): Promise<Acknowledgement[]> =>
      (await table.query(ACKNOWLEDGED)).map((item) => acknowledgementSchema.parse(item)),

    acknowledge: async (acknowledgement: Acknowledgement): Promise<void> => {
      await modify(table, { pk: ACKNOWLEDGED, sk: acknowledgement.sourceId }, () => ({ ...acknowledgement }));
    },
  };
};
