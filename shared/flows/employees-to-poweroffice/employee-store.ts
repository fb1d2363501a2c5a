import { boundList, boundProblems } from '../../state/bounded.ts';
import { NO_DECISIONS } from '../../records/decisions.ts';
import { createDecisionStore } from '../../state/decision-store.ts';
import { FIRST_FLOW } from '../../records/first-flow.ts';
import { createHistoryStore } from '../../state/history-store.ts';
import { createIntentStore } from '../../state/intent-store.ts';
import { createRecordStore } from '../../state/record-store.ts';
import type { Table } from '../../state/table.ts';
import { employeeItemSchema, employeeStateSchema, newEmployeeState, toEmployeeItem, withDecisions } from './state.ts';
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

const labelSchema = employeeItemSchema.pick({ sourceId: true, employeeNumber: true });
const openSchema = labelSchema.extend({ problems: employeeItemSchema.shape.problems });

export type EmployeeStore = ReturnType<typeof createEmployeeStore>;

/** What is remembered of each person, what was decided of them, and the intents of their POSTs. */
export const createEmployeeStore = (table: Table) => {
  const records = createRecordStore<EmployeeState>(table, {
    partition: 'employees',
    schema: employeeStateSchema,
    problems: {
      attributes: Object.keys(openSchema.shape),
      schema: openSchema.transform(({ employeeNumber, ...open }) => ({ ...open, number: employeeNumber })),
    },
    label: {
      attributes: Object.keys(labelSchema.shape),
      schema: labelSchema.transform(({ sourceId, employeeNumber }) => ({ sourceId, number: employeeNumber })),
    },
    toItem,
    newState: newEmployeeState,
  });
  const intents = createIntentStore(table, 'intents');
  const decisions = createDecisionStore(table, 'decisions');
  const history = createHistoryStore(table);
  return {
    ...records,
    ...intents,
    ...decisions,

    /** Everybody of whom something is remembered or decided. */
    all: async (): Promise<EmployeeState[]> => {
      const [states, decided] = await Promise.all([records.all(), decisions.allDecisions()]);
      const met = new Set(states.map(({ sourceId }) => sourceId));
      const unmet = [...decided.keys()].filter((sourceId) => !met.has(sourceId));
      return [...states, ...unmet.map((sourceId) => newEmployeeState(sourceId, null))].map((state) =>
        withDecisions(state, decided.get(state.sourceId) ?? NO_DECISIONS),
      );
    },

    /** Null of somebody of whom nothing is remembered or decided. */
    get: async (sourceId: string): Promise<EmployeeState | null> => {
      const [state, decided] = await Promise.all([records.get(sourceId), decisions.decisions(sourceId)]);
      if (state === null && decided === NO_DECISIONS) return null;
      return withDecisions(state ?? newEmployeeState(sourceId, null), decided);
    },

    /** Removes what is remembered of a person, themselves last, so that a repetition finds what is left. */
    forget: async (sourceId: string): Promise<void> => {
      await intents.removeIntents(sourceId);
      await decisions.removeDecisions(sourceId);
      await history.remove({ flow: FIRST_FLOW, sourceId });
      await records.remove(sourceId);
    },
  };
};
