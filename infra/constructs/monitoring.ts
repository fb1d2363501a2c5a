import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { AlarmTopic } from './alarm-topic.ts';
import { Alarms } from './alarms.ts';
import type { AlarmsProps } from './alarms.ts';
import { RunDashboard } from './run-dashboard.ts';
import { SavedQueries } from './saved-queries.ts';
import type { SyncFunction } from './sync-function.ts';

interface MonitoringOptions extends Omit<AlarmsProps, 'topic' | 'functions'> {
  readonly key: Key;
  readonly alarmEmail: string | null;
  readonly dashboard: boolean;
  readonly startRun: SyncFunction;
  readonly syncEmployee: SyncFunction;
  readonly deadLetter: SyncFunction;
  readonly apiHandler: SyncFunction;
  /** Lists the open problems on the dashboard. */
  readonly widget: SyncFunction;
}

/**
 * Alarms, dashboard and saved queries of a stack. A function: as a construct of its own it would rename every alarm.
 * @returns what a person may need of them, output -> value
 */
export const addMonitoring = (
  stack: Construct,
  { key, alarmEmail, dashboard, startRun, syncEmployee, deadLetter, apiHandler, widget, ...watched }: MonitoringOptions,
): Readonly<Record<string, string>> => {
  // What tells how runs and people fared.
  const workers = [startRun, syncEmployee, deadLetter];
  const logGroupsOf = (functions: readonly SyncFunction[]) => functions.map(({ logGroup }) => logGroup);
  new SavedQueries(stack, 'SavedQueries', { logGroups: logGroupsOf([...workers, apiHandler, widget]) });
  const { topic } = new AlarmTopic(stack, 'AlarmTopic', { key, email: alarmEmail });
  const { alarms } = new Alarms(stack, 'Alarms', {
    ...watched,
    topic,
    functions: [startRun, syncEmployee, apiHandler],
  });
  const outputs = { AlarmTopicArn: topic.topicArn };
  if (!dashboard) return outputs;
  const logGroups = logGroupsOf(workers);
  const { url } = new RunDashboard(stack, 'RunDashboard', { ...watched, alarms, logGroups, widget });
  return { ...outputs, DashboardUrl: url };
};
