import type { Construct } from 'constructs';
import type { AlarmChannel } from './add-alarm.ts';
import type { DashboardFunctions } from './client-functions.ts';
import type { FlowWorker } from './flow-worker.ts';
import type { QueueWorker } from './queue-worker.ts';
import { RunDashboard } from './run-dashboard.ts';
import { SavedQueries } from './saved-queries.ts';
import { StackAlarms } from './stack-alarms.ts';
import type { SyncFunction } from './sync-function.ts';

interface MonitoringOptions extends DashboardFunctions {
  readonly channel: AlarmChannel;
  readonly hasDashboard: boolean;
  readonly flows: readonly FlowWorker[];
  readonly starts: QueueWorker;
  readonly startRun: SyncFunction;
  readonly deadLetter: SyncFunction;
  readonly apiHandler: SyncFunction;
  /** Looks at both vendors for the API. */
  readonly inspect: SyncFunction;
  /** Stores what people decide, for the API. */
  readonly decide: SyncFunction;
  /** Tells people by mail. */
  readonly mail: SyncFunction;
}

/**
 * What watches over all flows of a stack: alarms on what they share, dashboard and saved queries. A function: as a
 * construct of its own it would rename every alarm.
 * @returns what a person may need of them, output -> value
 */
export const addMonitoring = (
  stack: Construct,
  {
    channel,
    hasDashboard,
    flows,
    starts,
    startRun,
    deadLetter,
    apiHandler,
    inspect,
    decide,
    mail,
    ...ofDashboard
  }: MonitoringOptions,
): Readonly<Record<string, string>> => {
  const workers = flows.flatMap(({ worker }) => worker ?? []);
  const logGroupsOf = (functions: readonly SyncFunction[]) => functions.map(({ logGroup }) => logGroup);
  // What tells how runs and people fared.
  const telling = [startRun, ...workers, deadLetter];
  const { widget, explain, operatorActions, approverActions } = ofDashboard;
  const logging = [...telling, apiHandler, inspect, decide, widget, explain, operatorActions, approverActions, mail];
  new SavedQueries(stack, 'SavedQueries', { logGroups: logGroupsOf(logging) });
  // Of the dashboard none, nor what decides: whoever presses a button, or decides, sees that it failed.
  const ofStack = new StackAlarms(stack, 'Alarms', {
    channel,
    functions: [startRun, ...workers, apiHandler, inspect],
    flows: flows.map(({ flow }) => flow),
  });
  const outputs = { AlarmTopicArn: channel.topic.topicArn };
  if (!hasDashboard) return outputs;
  const alarms = [...flows.flatMap((flow) => flow.alarms), ...ofStack.alarms];
  const { url } = new RunDashboard(stack, 'RunDashboard', {
    alarms,
    logGroups: logGroupsOf(telling),
    widget,
    flows,
    starts,
  });
  return { ...outputs, DashboardUrl: url };
};
