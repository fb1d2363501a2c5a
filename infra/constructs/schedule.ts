import { Names, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { allowSendingEncrypted } from './data-key.ts';
import { SCHEDULER_TRIES_FOR_MINUTES, expectedEndOf } from './expected-end.ts';
import type { FlowDeployment } from './flow-deployment.ts';
import type { QueueWorker } from './queue-worker.ts';
import type { ScheduleSettings, Weekday } from '../stage-settings.ts';

interface RunScheduleProps {
  readonly flow: FlowDeployment;
  readonly schedule: ScheduleSettings;
  readonly longestRunInMinutes: number;
  /** What starts a run. */
  readonly starter: QueueWorker;
  readonly key: IKey;
}

/** What the schedule puts into the start queue. */
const startMessage = (flow: FlowDeployment) => ({ trigger: 'schedule', ...flowNamed(flow) });

/** What asks whether the scheduled run has ended; the answer is the metric ScheduledRunMissed. */
const expectationMessage = (flow: FlowDeployment, withinMinutes: number) => ({
  expect: 'scheduled-run',
  withinMinutes,
  ...flowNamed(flow),
});

/** Which flow is meant: the first one without a word. */
const flowNamed = ({ name, bearsName }: FlowDeployment) => (bearsName ? { flow: name } : {});

interface Occasion {
  readonly days: readonly Weekday[];
  readonly hour: number;
  readonly minute: number;
}

/** Starts a run on the given days at the given time of Europe/Oslo, summer and winter, and later asks whether it ended. */
export class RunSchedule extends Construct {
  /** What the metrics of EventBridge Scheduler are told apart by. */
  readonly groupName: string;

  constructor(scope: Construct, id: string, props: RunScheduleProps) {
    super(scope, id);
    const { flow, schedule, longestRunInMinutes, starter, key } = props;
    const { queue, deadLetterQueue } = starter;
    const stack = Stack.of(this);
    const { partition, region, account } = stack;
    // The stack's name and the flow's, shortened where the group's may not be as long.
    this.groupName = Names.uniqueResourceName(scope, { maxLength: 64, separator: '-', allowedSpecialCharacters: '-' });
    const group = new CfnScheduleGroup(this, 'Group', { name: this.groupName });

    // Only schedules of this very group may take the role on.
    const groupArn = `arn:${partition}:scheduler:${region}:${account}:schedule-group/${this.groupName}`;
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account, 'aws:SourceArn': groupArn } },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn, deadLetterQueue.queueArn] }),
    );
    allowSendingEncrypted(role, key);

    const send = (name: string, description: string, { days, hour, minute }: Occasion, message: object): void => {
      new CfnSchedule(this, name, {
        description,
        groupName: group.ref,
        scheduleExpression: `cron(${minute} ${hour} ? * ${days.join(',')} *)`,
        scheduleExpressionTimezone: 'Europe/Oslo',
        flexibleTimeWindow: { mode: 'OFF' },
        state: schedule.paused ? 'DISABLED' : 'ENABLED',
        target: {
          arn: queue.queueArn,
          roleArn: role.roleArn,
          input: JSON.stringify(message),
          retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: SCHEDULER_TRIES_FOR_MINUTES * 60 },
          deadLetterConfig: { arn: deadLetterQueue.queueArn },
        },
      });
    };
    const [hour = 0, minute = 0] = schedule.time.split(':').map(Number);
    send('Start', 'Starts a sync run', { days: schedule.days, hour, minute }, startMessage(flow));
    const end = expectedEndOf(schedule, longestRunInMinutes);
    send('ExpectedEnd', 'Asks whether the scheduled run has ended', end, expectationMessage(flow, end.withinMinutes));
  }
}
