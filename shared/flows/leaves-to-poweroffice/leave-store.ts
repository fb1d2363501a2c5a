import { boundProblems } from '../../state/bounded.ts';
import { createIntentStore } from '../../state/intent-store.ts';
import { createRecordStore } from '../../state/record-store.ts';
import type { Table } from '../../state/table.ts';
import { leaveStateSchema, newLeaveState } from './state.ts';
import type { LeaveState } from './state.ts';

const labelSchema = leaveStateSchema.pick({ sourceId: true, number: true });
const openSchema = labelSchema.extend({ problems: leaveStateSchema.shape.problems });

export type LeaveStore = ReturnType<typeof createLeaveStore>;

/** What is remembered of each leave, and the intents of their POSTs. */
export const createLeaveStore = (table: Table) => ({
  ...createRecordStore<LeaveState>(table, {
    partition: 'leaves',
    schema: leaveStateSchema,
    problems: { attributes: Object.keys(openSchema.shape), schema: openSchema },
    label: { attributes: Object.keys(labelSchema.shape), schema: labelSchema },
    toItem: (state) => ({ ...state, problems: boundProblems(state.problems) }),
    newState: newLeaveState,
  }),
  ...createIntentStore(table, 'leave-intents'),
});
