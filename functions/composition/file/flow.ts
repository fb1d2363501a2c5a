/*
 * Puts the flow of the file of absence together for a process. It has no worker: what a start would send to a queue it
 * exports itself. For example, the start that carries out a plan of 260 rows stores one file, and sends no message.
 */
import type { ExportLedger } from '../../../shared/flows/time-off-to-file/export-ledger.ts';
import { failExportedLeaves } from '../../../shared/flows/time-off-to-file/fail-leaves.ts';
import { startFile } from '../../../shared/flows/time-off-to-file/flow.ts';
import type { FileFlow } from '../../../shared/flows/time-off-to-file/flow.ts';
import type { ExportFiles } from '../../../shared/flows/time-off-to-file/make-export.ts';
import type { FileRunSettings } from '../../../shared/flows/time-off-to-file/run-settings.ts';
import type { Clock } from '../../../shared/http/clock.ts';
import type { ScopeSettings } from '../../../shared/people/scope.ts';
import type { StartRunDependencies } from '../../../shared/run/start-run.ts';
import type { ConnectionStore } from '../../../shared/state/connection-store.ts';
import type { HistoryStore } from '../../../shared/state/history-store.ts';
import type { RunStore } from '../../../shared/state/run-store.ts';
import { connectOnce } from '../connect-once.ts';
import type { OpenToStart } from '../flows.ts';
import type { FileClients } from './connect-file.ts';
import { readFileOwners } from './read-file-owners.ts';
import type { ReadFileOwnersDependencies } from './read-file-owners.ts';

/** What the flow is made of where it runs. */
export interface FileSurroundings extends Omit<ReadFileOwnersDependencies, 'settings' | 'connections'> {
  readonly connections: ConnectionStore;
  readonly ledger: ExportLedger;
  readonly files: ExportFiles;
  readonly runs: RunStore;
  readonly history: HistoryStore;
  readonly settings: FileRunSettings & { readonly scope: ScopeSettings };
  readonly clock: Clock;
  readonly newAttempt: () => string;
  /** Connects to Simployer. @throws ConfigurationError when a key is missing or malformed */
  readonly vendors: () => Promise<FileClients>;
}

/** The flow in a process that starts its runs, one at a time. */
export const startableFile = (
  surroundings: FileSurroundings,
): { readonly open: OpenToStart; readonly sendMessages: StartRunDependencies['sendMessages'] } => {
  let opened: FileFlow | null = null;
  return {
    open: (limits) => {
      const { vendors, xledgerEmployees, connections, ...shared } = surroundings;
      const { connect, takeApiCalls } = connectOnce(vendors, limits);
      opened = startFile({
        ...shared,
        connections,
        clients: async () => {
          const { simployer, digest } = await connect();
          return { source: simployer, digest };
        },
        readOwners: async (asked) =>
          readFileOwners(asked, await connect(), { xledgerEmployees, connections, settings: shared.settings }),
        selectionOf: async (planId) => (await shared.runs.getRun(planId))?.selection ?? null,
        takeApiCalls,
      });
      return { ...failExportedLeaves, ...opened };
    },
    sendMessages: async (messages) => {
      await opened?.exportAll(messages);
      return [];
    },
  };
};
