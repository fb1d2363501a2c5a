import { boundList, boundProblems } from '../../state/bounded.ts';
import { createIntentStore } from '../../state/intent-store.ts';
import { createRecordStore } from '../../state/record-store.ts';
import type { Table } from '../../state/table.ts';
import { employeeItemSchema, employeeStateSchema, newEmployeeState, toEmployeeItem } from './state.ts';
import type { EmployeeItem, EmployeeState } from './state.ts';

/**
 * The state as an item that DynamoDB takes, whatever a source holds of one person. What is left out is learned again:
 * employments are matched by their keys, and read once more; what is confirmed by the next run has a base again.
 */
const toItem = (state: EmployeeState): EmployeeItem => {
  const item = toEmployeeItem(state);
  const known = item.knownEmployments;
  return {
    ...item,
    problems: boundProblems(item.problems),
    employments: boundEmployments(item.employments),
    knownEmployments: known === null || boundList(known).length < known.length ? null : known,
  };
};

/** Links are worth more than their bases, which grow with the salary lines of a source. */
const boundEmployments = (employments: EmployeeItem['employments']): EmployeeItem['employments'] => {
  const entries = Object.entries(employments);
  if (boundList(entries).length === entries.length) return employments;
  return Object.fromEntries(boundList(entries.map(([sourceId, { base: _base, ...link }]) => [sourceId, link])));
};

const openSchema = employeeItemSchema.pick({ sourceId: true, employeeNumber: true, problems: true });

export type EmployeeStore = ReturnType<typeof createEmployeeStore>;

/** What is remembered of each person, and the intents of their POSTs. */
export const createEmployeeStore = (table: Table) => {
  const records = createRecordStore<EmployeeState>(table, {
    partition: 'employees',
    schema: employeeStateSchema,
    problems: {
      attributes: Object.keys(openSchema.shape),
      schema: openSchema.transform(({ employeeNumber, ...open }) => ({ ...open, number: employeeNumber })),
    },
    toItem,
    newState: newEmployeeState,
  });
  const intents = createIntentStore(table, 'intents');
  return {
    ...records,
    ...intents,
    /** Removes what is remembered of a person: the intents first, so that a repetition finds what is left. */
    forget: async (sourceId: string): Promise<void> => {
      await intents.removeIntents(sourceId);
      await records.remove(sourceId);
    },
  };
};
