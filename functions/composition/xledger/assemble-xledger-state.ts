import { createXledgerEmployeeStore } from '../../../shared/flows/employees-to-xledger/employee-store.ts';
import { EMPLOYEES_TO_XLEDGER } from '../../../shared/flows/employees-to-xledger/facts.ts';
import { createConnectionStore } from '../../../shared/state/connection-store.ts';
import type { Table } from '../../../shared/state/table.ts';

/** What the flow to X-ledger remembers beside what all flows share. */
export const assembleXledgerState = (table: Table) => ({
  employees: createXledgerEmployeeStore(table),
  connections: createConnectionStore(table, EMPLOYEES_TO_XLEDGER.name),
});
export type XledgerState = ReturnType<typeof assembleXledgerState>;
