import type { Runtime } from '../loopback/start-runtime.ts';

/** The function that works on a flow's records, as the template calls it. Without one, the start does all of the work. */
const WORKERS: ReadonlyMap<string, string> = new Map([
  ['employees-to-poweroffice', 'SyncEmployeeFunction'],
  ['employees-to-xledger', 'employeestoxledgerSyncToXledgerFunction'],
  ['leaves-to-poweroffice', 'leavestopowerofficeSyncLeavesFunction'],
]);

/**
 * Starts the functions that a run needs while it is being asked for: first its start, and then, while that reads both
 * sides, its worker. What runs already is left as it is.
 */
export const prepareRun = async ({ prewarm }: Pick<Runtime, 'prewarm'>, flow: string): Promise<void> => {
  await prewarm('StartRunFunction');
  const worker = WORKERS.get(flow);
  if (worker !== undefined) await prewarm(worker);
};
