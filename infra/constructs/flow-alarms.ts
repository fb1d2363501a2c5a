/*
 * The alarms of one flow. Each watches a metric that a run or a queue gives, tells a topic once when something is wrong
 * and once when it is right again, and its text names the page of the runbook. A run tells once how it went, so an
 * alarm about runs keeps its state until the next one. For example, one employee fails tonight: `new-errors` mails it
 * once; `employees-failing` stays on over the days, and mails that nobody fails any more. Another one who fails tomorrow
 * makes `new-errors` mail again.
 */
import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alarm, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { ScheduleSettings } from '../stage-settings.ts';
import { EPISODE, addAlarm } from './add-alarm.ts';
import type { AlarmChannel, AlarmCondition, AlarmTells } from './add-alarm.ts';
import type { FlowAlarmName, FlowDeployment } from './flow-deployment.ts';
import { prefixOf } from './flow-deployment.ts';
import { longestGapInDays } from './longest-gap.ts';
import type { QueueWorker } from './queue-worker.ts';
import { flowMetric } from './sync-metrics.ts';
import type { MetricOf } from './sync-metrics.ts';

interface FlowAlarmsProps {
  readonly flow: FlowDeployment;
  readonly channel: AlarmChannel;
  /** Null of a flow that has no queue of its own. */
  readonly records: QueueWorker | null;
  /** The start queue when this flow's alarms watch it too, else null: all flows share it, and those of one watch it. */
  readonly starts: QueueWorker | null;
  /** When runs start by themselves, and the group of the schedules that start them; null where nothing does. */
  readonly scheduled: { readonly schedule: ScheduleSettings; readonly groupName: string } | null;
  readonly longestRunInMinutes: number;
}

const FIVE_MINUTES = Duration.minutes(5);
const OLDEST_MESSAGE_IN_SECONDS = 2 * 60 * 60;
/** What a run, its retries and the hour of daylight saving may add to the time between two scheduled starts. */
const SLACK_IN_HOURS = 4;
/** CloudWatch looks back no further than seven days. */
const LONGEST_LOOK_BACK_IN_HOURS = 7 * 24;

/** The alarms of one flow. Each tells its channel once when it begins and once when it ends, unless it says otherwise. */
export class FlowAlarms extends Construct {
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: FlowAlarmsProps) {
    super(scope, id);
    const { flow, channel, scheduled } = props;
    const alarm = (name: FlowAlarmName, condition: AlarmCondition, tells?: AlarmTells): Alarm =>
      addAlarm(this, name === 'records-failing' ? `${flow.records}-failing` : name, {
        channel,
        text: flow.alarmTexts[name],
        ...(tells !== undefined && { tells }),
        prefix: prefixOf(flow),
        condition,
      });

    // A run says once at its end how it went, and that stands until the next one says otherwise.
    const lastRun = (name: FlowAlarmName, metric: IMetric, threshold: number, tells?: AlarmTells): Alarm =>
      alarm(name, { metric, threshold, treatMissingData: TreatMissingData.IGNORE }, tells);
    const highest = { statistic: 'Maximum' } as const;
    const metric = flowMetric(this, flow);

    const alarms = [
      // Rings for every run anew: between runs it is over, so that what stands does not keep the next one quiet.
      alarm('new-errors', { metric: metric('NewErrors', highest), threshold: 1 }, 'begin'),
      lastRun('records-failing', metric('EmployeesFailed', highest), 1, 'end'),
      lastRun('plan-waiting', metric('PlanWaiting', highest), 1, 'nothing'),
      lastRun('run-aborted', metric('RunAborted', highest), 1),
      lastRun('keys-refused', metric('CredentialsRefused', highest), 1),
      lastRun('run-too-long', metric('RunDuration', highest), props.longestRunInMinutes * 60),
      alarm('dead-letters', {
        ...EPISODE,
        metric: deadLetters(props, metric('EmployeeDeadLettered', { statistic: 'Sum' })),
        threshold: 1,
      }),
      ...(props.records === null && props.starts === null
        ? []
        : [alarm('message-too-old', { metric: oldestMessage(props), threshold: OLDEST_MESSAGE_IN_SECONDS })]),
    ];
    this.alarms = alarms;
    if (scheduled === null) return;
    const { schedule, groupName } = scheduled;
    alarms.push(alarm('schedule-dropped', { ...EPISODE, metric: droppedInvocations(groupName), threshold: 1 }));
    // Nothing is expected while the schedule rests.
    if (schedule.paused) return;
    alarms.push(lastRun('scheduled-run-missed', metric('ScheduledRunMissed', highest), 1));

    const lookBackInHours = longestGapInDays(schedule) * 24 + SLACK_IN_HOURS;
    // It rings too when the schedules themselves are gone. With one start a week, CloudWatch cannot look back far enough.
    if (lookBackInHours <= LONGEST_LOOK_BACK_IN_HOURS) {
      alarms.push(
        alarm('nothing-succeeded', {
          metric: endedOrLeftOut(metric),
          threshold: 1,
          comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
          evaluationPeriods: lookBackInHours,
          treatMissingData: TreatMissingData.BREACHING,
        }),
      );
    }
  }
}

/** Runs that ended, and those that nobody misses because somebody had paused the schedule. */
const endedOrLeftOut = (metric: MetricOf): MathExpression => {
  const period = Duration.hours(1);
  return new MathExpression({
    label: 'Runs that ended, or were left out while paused',
    period,
    expression: 'FILL(ended, 0) + FILL(paused, 0)',
    usingMetrics: {
      ended: metric('RunDuration', { statistic: 'SampleCount', period }),
      paused: metric('ScheduledRunPaused', { statistic: 'Sum', period }),
    },
  });
};

/** Word -> a metric of each queue that a flow's alarms watch. */
const ofQueues = (
  { flow, records, starts }: FlowAlarmsProps,
  metricOf: (worker: QueueWorker) => Metric,
): Readonly<Record<string, Metric>> => ({
  ...(records !== null && { [flow.records]: metricOf(records) }),
  ...(starts !== null && { starts: metricOf(starts) }),
});

const filled = (names: readonly string[]): readonly string[] => names.map((name) => `FILL(${name}, 0)`);

/**
 * What waits in a dead-letter queue, and what the dead-letter function has taken out of one: it empties its queue
 * faster than CloudWatch looks.
 */
const deadLetters = (props: FlowAlarmsProps, givenUp: Metric): MathExpression => {
  const waiting = ofQueues(props, ({ deadLetterQueue }) =>
    deadLetterQueue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' }),
  );
  const usingMetrics = { ...waiting, givenUp };
  return new MathExpression({
    label: 'Dead letters',
    period: FIVE_MINUTES,
    expression: filled(Object.keys(usingMetrics)).join(' + '),
    usingMetrics,
  });
};

const oldestMessage = (props: FlowAlarmsProps): MathExpression => {
  const usingMetrics = ofQueues(props, ({ queue }) =>
    queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum' }),
  );
  return new MathExpression({
    label: 'Age of the oldest message',
    period: FIVE_MINUTES,
    expression: `MAX([${filled(Object.keys(usingMetrics)).join(', ')}])`,
    usingMetrics,
  });
};

/** What EventBridge Scheduler gave up: with a dead-letter queue only when it cannot be put there either. */
const droppedInvocations = (groupName: string): MathExpression => {
  const ofTheGroup = (metricName: string): Metric =>
    new Metric({
      namespace: 'AWS/Scheduler',
      metricName,
      dimensionsMap: { ScheduleGroup: groupName },
      statistic: 'Sum',
    });
  return new MathExpression({
    label: 'Dropped invocations',
    period: FIVE_MINUTES,
    expression: 'FILL(dropped, 0) + FILL(undeliverable, 0)',
    usingMetrics: {
      dropped: ofTheGroup('InvocationDroppedCount'),
      undeliverable: ofTheGroup('InvocationsFailedToBeSentToDeadLetterCount'),
    },
  });
};
