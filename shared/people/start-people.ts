/*
 * What starts the runs of a flow of people, whatever the target, but for how it prepares them: a person is planned again by
 * what works on people, with nothing that could write. For example, somebody carries a plan of 20,000 people out: each is
 * compared with the plan until the start needs what is left of its time for their messages.
 */
import type * as z from 'zod';
import type { Clock } from '../http/clock.ts';
import type { FlowFacts, StartingFlow, WorkingFlow } from '../run/flow.ts';
import { NO_JOURNAL } from '../run/journal.ts';
import { toMessage } from '../run/task.ts';
import type { ConnectionStore } from '../state/connection-store.ts';

const DAY_IN_MILLIS = 24 * 3600 * 1000;
/** What a start needs at the end for its messages, of 20,000 people. */
const FAN_OUT_IN_MILLIS = 120_000;

export interface StartPeopleDependencies<Task> extends Pick<StartingFlow, 'takeApiCalls'> {
  readonly connections: Pick<ConnectionStore, 'get'>;
  readonly settings: { readonly plans: { readonly keepDays: number }; readonly firstRun: 'plan' | 'apply' };
  readonly clock: Clock;
  /** Until when the start may work, epoch milliseconds. */
  readonly workUntil: number;
  /** What works on people without a writer. */
  readonly planner: () => Promise<WorkingFlow<Task>>;
}

/** Until when a start may read of single people, epoch milliseconds. */
export const readUntil = ({ workUntil }: Pick<StartPeopleDependencies<unknown>, 'workUntil'>): number =>
  workUntil - FAN_OUT_IN_MILLIS;

/** What starts the runs of a flow of people. @param taskSchema of the messages that its planner takes */
export const startsPeople = <Task>(
  flow: FlowFacts & Pick<StartingFlow, 'prepare' | 'toStale'>,
  taskSchema: z.ZodType<Task>,
  { connections, settings, clock, workUntil, planner, takeApiCalls }: StartPeopleDependencies<Task>,
): StartingFlow => ({
  ...flow,
  planAgain: async (task, run) => {
    if (clock.now() >= readUntil({ workUntil })) return null;
    const working = await planner();
    return working.syncOne(taskSchema.parse(toMessage(task, { ...run, mode: 'plan' }, 0)), 'first', NO_JOURNAL);
  },
  keepsPlansForMillis: settings.plans.keepDays * DAY_IN_MILLIS,
  asksForApproval: settings.firstRun === 'plan',
  isNew: async () => (await connections.get()) === null,
  takeApiCalls,
});
