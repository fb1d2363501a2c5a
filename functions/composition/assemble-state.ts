import { createEmployeeStore } from '../../shared/flows/employees-to-poweroffice/employee-store.ts';
import type { EmployeeStore } from '../../shared/flows/employees-to-poweroffice/employee-store.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import { createRunEnding } from '../../shared/run/run-ending.ts';
import type { RunEnding, RunEndingDependencies } from '../../shared/run/run-ending.ts';
import { createConnectionStore } from '../../shared/state/connection-store.ts';
import type { ConnectionStore } from '../../shared/state/connection-store.ts';
import { createHistoryStore } from '../../shared/state/history-store.ts';
import type { HistoryStore } from '../../shared/state/history-store.ts';
import { createMailStore } from '../../shared/state/mail-store.ts';
import type { MailStore } from '../../shared/state/mail-store.ts';
import { createPauseStore } from '../../shared/state/pause-store.ts';
import type { PauseStore } from '../../shared/state/pause-store.ts';
import { createRunStore } from '../../shared/state/run-store.ts';
import type { RunStore } from '../../shared/state/run-store.ts';
import type { Table } from '../../shared/state/table.ts';
import { withoutExpired } from '../../shared/state/without-expired.ts';

/** What the sync remembers, and the one place where its runs end. */
export interface State {
  readonly runs: RunStore;
  readonly employees: EmployeeStore;
  readonly history: HistoryStore;
  readonly connections: ConnectionStore;
  readonly pauses: PauseStore;
  readonly mails: MailStore;
  readonly ending: RunEnding;
}

/** What the sync remembers in a table, and the one place where its runs end; `tell` is told of each end. */
export const assembleState = (stored: Table, telling: Omit<RunEndingDependencies, 'runs'>): State => {
  const table = withoutExpired(stored, telling.clock);
  const runs = createRunStore(table);
  return {
    runs,
    employees: createEmployeeStore(table),
    history: createHistoryStore(table),
    connections: createConnectionStore(table, FIRST_FLOW),
    pauses: createPauseStore(table),
    mails: createMailStore(table),
    ending: createRunEnding({ runs, ...telling }),
  };
};
