import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { FlowWorker } from './flow-worker.ts';
import type { QueueWorker } from './queue-worker.ts';
import { RunDashboard } from './run-dashboard.ts';
import { SavedQueries } from './saved-queries.ts';
import { StackAlarms } from './stack-alarms.ts';
import type { SyncFunction } from './sync-function.ts';

interface MonitoringOptions {
  readonly topic: Topic;
  readonly dashboard: boolean;
  readonly flows: readonly FlowWorker[];
  readonly starts: QueueWorker;
  readonly startRun: SyncFunction;
  readonly deadLetter: SyncFunction;
  readonly apiHandler: SyncFunction;
  /** Looks at both vendors for the API. */
  readonly inspect: SyncFunction;
  /** Lists the open problems on the dashboard. */
  readonly widget: SyncFunction;
}

/**
 * What watches over all flows of a stack: alarms on what they share, dashboard and saved queries. A function: as a
 * construct of its own it would rename every alarm.
 * @returns what a person may need of them, output -> value
 */
export const addMonitoring = (
  stack: Construct,
  { topic, dashboard, flows, starts, startRun, deadLetter, apiHandler, inspect, widget }: MonitoringOptions,
): Readonly<Record<string, string>> => {
  const workers = flows.map(({ worker }) => worker);
  const logGroupsOf = (functions: readonly SyncFunction[]) => functions.map(({ logGroup }) => logGroup);
  // What tells how runs and people fared.
  const telling = [startRun, ...workers, deadLetter];
  new SavedQueries(stack, 'SavedQueries', { logGroups: logGroupsOf([...telling, apiHandler, inspect, widget]) });
  const ofStack = new StackAlarms(stack, 'Alarms', { topic, functions: [startRun, ...workers, apiHandler, inspect] });
  const outputs = { AlarmTopicArn: topic.topicArn };
  if (!dashboard) return outputs;
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
