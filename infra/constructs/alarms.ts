import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, MathExpression, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmProps, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { describeAlarm } from './alarm-texts.ts';
import type { AlarmName } from './alarm-texts.ts';
import { longestGapInDays } from './longest-gap.ts';
import type { QueueWorker } from './queue-worker.ts';
import type { ScheduleSettings } from '../stage-settings.ts';
import type { SyncFunction } from './sync-function.ts';
import { syncMetric } from './sync-metrics.ts';

export interface AlarmsProps {
  readonly topic: Topic;
  readonly employees: QueueWorker;
  readonly starts: QueueWorker;
  /** Those whose failures would go unheard: a dead letter that cannot be recorded rings by staying in its queue. */
  readonly functions: readonly SyncFunction[];
  readonly schedule: ScheduleSettings;
  readonly scheduleGroupName: string;
  readonly longestRunInMinutes: number;
}

const FIVE_MINUTES = Duration.minutes(5);
const PERIODS_AN_HOUR = 12;
/** A function that fails once is called again; one that fails so often within an hour is broken, or short of concurrency. */
const TOLERATED_FAILURES = 5;
const OLDEST_MESSAGE_IN_SECONDS = 2 * 60 * 60;
/** A run now and then meets a 429; a run that is throttled all the time meets hundreds. */
const TOLERATED_THROTTLES = 20;
/** What a run, its retries and the hour of daylight saving may add to the time between two scheduled starts. */
const SLACK_IN_HOURS = 4;
/** CloudWatch looks back no further than seven days. */
const LONGEST_LOOK_BACK_IN_HOURS = 7 * 24;

type Condition = Pick<AlarmProps, 'metric' | 'threshold'> & Partial<AlarmProps>;

/** The alarms of one client. Each tells the topic once when it begins and once when it ends. */
export class Alarms extends Construct {
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    const action = new SnsAction(props.topic);
    const alarm = (name: AlarmName, condition: Condition): Alarm => {
      const created = new Alarm(this, name, {
        alarmName: `${stackName}-${name}`,
        alarmDescription: describeAlarm(name),
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        evaluationPeriods: 1,
        treatMissingData: TreatMissingData.NOT_BREACHING,
        ...condition,
      });
      created.addAlarmAction(action);
      created.addOkAction(action);
      return created;
    };

    // A run says once at its end how it went, and that stands until the next one says otherwise.
    const lastRun = (name: AlarmName, metric: IMetric, threshold: number): Alarm =>
      alarm(name, { metric, threshold, treatMissingData: TreatMissingData.IGNORE });

    // Events that lie less than an hour apart are one episode.
    const episode = { evaluationPeriods: PERIODS_AN_HOUR, datapointsToAlarm: 1 };

    const alarms = [
      lastRun('employees-failing', syncMetric(this, 'EmployeesFailed', { statistic: 'Maximum' }), 1),
      lastRun('run-aborted', syncMetric(this, 'RunAborted', { statistic: 'Maximum' }), 1),
      lastRun('keys-refused', syncMetric(this, 'CredentialsRefused', { statistic: 'Maximum' }), 1),
      lastRun(
        'run-too-long',
        syncMetric(this, 'RunDuration', { statistic: 'Maximum' }),
        props.longestRunInMinutes * 60,
      ),
      alarm('dead-letters', { ...episode, metric: deadLetters(this, props), threshold: 1 }),
      alarm('poweroffice-throttled', {
        ...episode,
        metric: syncMetric(this, 'PowerOfficeThrottled', { statistic: 'Sum' }),
        threshold: TOLERATED_THROTTLES,
      }),
      alarm('message-too-old', { metric: oldestMessage(props), threshold: OLDEST_MESSAGE_IN_SECONDS }),
      alarm('schedule-dropped', { ...episode, metric: droppedInvocations(props), threshold: 1 }),
      alarm('functions-failing', { metric: failures(props), threshold: TOLERATED_FAILURES }),
    ];
    // Nothing is expected while the schedule rests.
    if (!props.schedule.paused) {
      const missed = syncMetric(this, 'ScheduledRunMissed', { statistic: 'Maximum' });
      alarms.push(lastRun('scheduled-run-missed', missed, 1));
    }

    const lookBackInHours = longestGapInDays(props.schedule) * 24 + SLACK_IN_HOURS;
    // It rings too when the schedules themselves are gone. With one start a week, CloudWatch cannot look back far enough.
    if (lookBackInHours <= LONGEST_LOOK_BACK_IN_HOURS && !props.schedule.paused) {
      alarms.push(
        alarm('nothing-succeeded', {
          metric: syncMetric(this, 'RunDuration', { statistic: 'SampleCount', period: Duration.hours(1) }),
          threshold: 1,
          comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
          evaluationPeriods: lookBackInHours,
          treatMissingData: TreatMissingData.BREACHING,
        }),
      );
    }
    this.alarms = alarms;
  }
}

/**
 * What waits in a dead-letter queue, and what the dead-letter function has taken out of one: it empties its queue
 * faster than CloudWatch looks.
 */
const deadLetters = (scope: Construct, { employees, starts }: AlarmsProps): MathExpression =>
  new MathExpression({
    label: 'Dead letters',
    period: FIVE_MINUTES,
    expression: 'FILL(employees, 0) + FILL(starts, 0) + FILL(givenUp, 0)',
    usingMetrics: {
      employees: employees.deadLetterQueue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' }),
      starts: starts.deadLetterQueue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' }),
      givenUp: syncMetric(scope, 'EmployeeDeadLettered', { statistic: 'Sum' }),
    },
  });

const oldestMessage = ({ employees, starts }: AlarmsProps): MathExpression =>
  new MathExpression({
    label: 'Age of the oldest message',
    period: FIVE_MINUTES,
    expression: 'MAX([FILL(employees, 0), FILL(starts, 0)])',
    usingMetrics: {
      employees: employees.queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum' }),
      starts: starts.queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum' }),
    },
  });

/** What EventBridge Scheduler gave up: with a dead-letter queue only when it cannot be put there either. */
const droppedInvocations = ({ scheduleGroupName }: AlarmsProps): MathExpression => {
  const ofTheGroup = (metricName: string): Metric =>
    new Metric({
      namespace: 'AWS/Scheduler',
      metricName,
      dimensionsMap: { ScheduleGroup: scheduleGroupName },
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

const failures = ({ functions }: AlarmsProps): MathExpression => {
  const counts = functions.flatMap(({ lambda }) => [lambda.metricErrors(), lambda.metricThrottles()]);
  const named = counts.map((count, index) => [`count${index}`, count] as const);
  return new MathExpression({
    label: 'Errors and throttles',
    period: Duration.hours(1),
    expression: named.map(([name]) => `FILL(${name}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(named),
  });
};
