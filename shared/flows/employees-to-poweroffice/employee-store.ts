import { createPersonStore } from '../../people/person-store.ts';
import { FIRST_FLOW } from '../../records/first-flow.ts';
import { boundList, boundProblems } from '../../state/bounded.ts';
import type { Table } from '../../state/table.ts';
import { employeeStateSchema, newEmployeeState, toEmployeeItem } from './state.ts';
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

export type EmployeeStore = ReturnType<typeof createEmployeeStore>;

/** What is remembered of each person, what was decided of them, and the intents of their POSTs. */
export const createEmployeeStore = (table: Table) =>
  createPersonStore<EmployeeState>(table, {
    flow: FIRST_FLOW,
    partitions: { people: 'employees', intents: 'intents', decisions: 'decisions' },
    schema: employeeStateSchema,
    toItem,
    newState: newEmployeeState,
  });
