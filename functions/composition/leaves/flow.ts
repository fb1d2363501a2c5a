/*
 * Puts the flow of leaves together for a process, as `composeEmployees` does for the first flow. Who is linked with which
 * employment, it asks what the flow of employees remembers; it links and changes nobody. For example, a start that finds
 * an employee without a link holds their leaves back, and the employee sync is run first.
 */
import { LEAVES_TO_POWEROFFICE } from '../../../shared/flows/leaves-to-poweroffice/facts.ts';
import { failLeaves } from '../../../shared/flows/leaves-to-poweroffice/fail-leaves.ts';
import { startLeaves, workOnLeaves } from '../../../shared/flows/leaves-to-poweroffice/flow.ts';
import type { LeaveStore } from '../../../shared/flows/leaves-to-poweroffice/leave-store.ts';
import type { LeaveRunSettings } from '../../../shared/flows/leaves-to-poweroffice/run-settings.ts';
import type { LeaveTask } from '../../../shared/flows/leaves-to-poweroffice/task.ts';
import type { Clock } from '../../../shared/http/clock.ts';
import type { ScopeSettings } from '../../../shared/people/scope.ts';
import type { RunStore } from '../../../shared/state/run-store.ts';
import { summaryOfLeaveProblem } from '../../../shared/time-off/problems.ts';
import { connectOnce } from '../connect-once.ts';
import type { ComposedFlow, OpenToStart, OpenToWork } from '../flows.ts';
import type { LeaveClients } from './connect-leaves.ts';
import { readOwners } from './read-owners.ts';
import type { ReadOwnersDependencies } from './read-owners.ts';

/** What the flow is made of where it runs. */
export interface LeaveSurroundings extends Omit<ReadOwnersDependencies, 'settings'> {
  readonly leaves: LeaveStore;
  readonly runs: Pick<RunStore, 'getRun'>;
  readonly settings: LeaveRunSettings & { readonly scope: ScopeSettings };
  readonly clock: Clock;
  /** Connects to both vendors. @throws ConfigurationError when a key is missing or malformed */
  readonly vendors: () => Promise<LeaveClients>;
}

/** The flow in a process that starts its runs, works on its records and ends them. */
export const composeLeaves = (surroundings: LeaveSurroundings): ComposedFlow<LeaveTask> => ({
  name: LEAVES_TO_POWEROFFICE.name,
  openToStart: openLeavesToStart(surroundings),
  openToWork: openLeavesToWork(surroundings),
  failing: failLeaves(surroundings.leaves, surroundings.clock),
  summaryOf: summaryOfLeaveProblem,
});

/** What starts runs of the flow. */
export const openLeavesToStart =
  ({ leaves, runs, settings, clock, vendors, ...people }: LeaveSurroundings): OpenToStart =>
  (limits) => {
    const { connect, takeApiCalls } = connectOnce(vendors, limits);
    return {
      ...failLeaves(leaves, clock),
      ...startLeaves({
        leaves,
        settings,
        clock,
        clients: async () => {
          const { simployer, powerOffice, digest } = await connect();
          return { source: simployer, reader: powerOffice.reader, digest };
        },
        readOwners: async (asked) => readOwners(asked, await connect(), { ...people, settings }),
        runOf: (runId) => runs.getRun(runId),
        takeApiCalls,
      }),
    };
  };

/** What works through batches of leaves. */
export const openLeavesToWork =
  ({
    leaves,
    settings,
    clock,
    vendors,
  }: Pick<LeaveSurroundings, 'leaves' | 'settings' | 'clock' | 'vendors'>): OpenToWork<LeaveTask> =>
  async (limits) => {
    const { simployer, powerOffice, work, ...connected } = await vendors();
    work(limits);
    return {
      ...failLeaves(leaves, clock),
      ...workOnLeaves({ ...connected, ...powerOffice, leaves, settings, clock, source: simployer }),
    };
  };
