import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { allowEncryption } from './data-key.ts';
import type { QueueWorker } from './queue-worker.ts';
import type { ScheduleSettings } from './stage-settings.ts';

interface RunScheduleProps {
  readonly schedule: ScheduleSettings;
  /** What starts a run. */
  readonly starter: QueueWorker;
  readonly key: IKey;
}

/** What the schedule puts into the start queue. */
const START_MESSAGE = { trigger: 'schedule' };

/** Starts a run on the given days at the given time of Europe/Oslo, summer and winter. */
export class RunSchedule extends Construct {
  constructor(scope: Construct, id: string, { schedule, starter, key }: RunScheduleProps) {
    super(scope, id);
    const { queue, deadLetterQueue } = starter;
    // Only schedules of this very account may take the role on.
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn, deadLetterQueue.queueArn] }),
    );
    allowEncryption(role, key);

    const [hour, minute] = schedule.time.split(':').map(Number);
    new CfnSchedule(this, 'Schedule', {
      description: 'Starts a sync run',
      scheduleExpression: `cron(${minute} ${hour} ? * ${schedule.days.join(',')} *)`,
      scheduleExpressionTimezone: 'Europe/Oslo',
      flexibleTimeWindow: { mode: 'OFF' },
      state: schedule.paused ? 'DISABLED' : 'ENABLED',
      target: {
        arn: queue.queueArn,
        roleArn: role.roleArn,
        input: JSON.stringify(START_MESSAGE),
        // A start that comes hours late would meet the next one; the dead-letter queue's alarm says that it did not happen.
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 900 },
        deadLetterConfig: { arn: deadLetterQueue.queueArn },
      },
    });
  }
}
