import { createRunEnding } from '../../shared/run/run-ending.ts';
import type { RunEndingDependencies } from '../../shared/run/run-ending.ts';
import { createConnectionStore } from '../../shared/state/connection-store.ts';
import { createEmployeeStore } from '../../shared/state/employee-store.ts';
import { createRunStore } from '../../shared/state/run-store.ts';
import type { Table } from '../../shared/state/table.ts';
import type { State } from './use-cases.ts';

/** What the sync remembers in a table, and the one place where its runs end; `tell` is told of each end. */
export const assembleState = (table: Table, telling: Omit<RunEndingDependencies, 'runs'>): State => {
  const runs = createRunStore(table);
  return {
    runs,
    employees: createEmployeeStore(table),
    connections: createConnectionStore(table),
    ending: createRunEnding({ runs, ...telling }),
  };
};
