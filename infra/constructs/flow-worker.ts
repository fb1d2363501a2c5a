/*
 * What one flow has in AWS: its queue, worker, dead letters, schedule and alarms. What differs between flows stands in a
 * FlowDeployment, and the stack makes one FlowWorker of each. What all flows share, such as the table, comes from the
 * foundation. For example, the flow that makes a file has no queue, because its start does all of the work.
 */
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { RECORD_LIMITS } from '../../shared/run/limits.ts';
import type { ScheduleSettings } from '../stage-settings.ts';
import type { AlarmChannel } from './add-alarm.ts';
import { FlowAlarms } from './flow-alarms.ts';
import { constructIdOf } from './flow-deployment.ts';
import type { FlowDeployment, WorkingDeployment } from './flow-deployment.ts';
import type { Foundation } from './foundation.ts';
import { QueueWorker } from './queue-worker.ts';
import { RunSchedule } from './schedule.ts';
import type { SyncFunction } from './sync-function.ts';

export interface FlowWorkerProps {
  readonly flow: FlowDeployment;
  readonly foundation: Foundation;
  /** The start queue, which all flows share. */
  readonly starts: QueueWorker;
  /** Whether this flow's alarms watch the start queue too: those of one flow do so for all. */
  readonly watchesStarts: boolean;
  /** Records what was given up, of all flows. */
  readonly deadLetter: SyncFunction;
  readonly channel: AlarmChannel;
  /** Where the mails about runs are asked for. */
  readonly mails: QueueWorker;
  /** Null: nothing starts by itself. */
  readonly schedule: ScheduleSettings | null;
  readonly longestRunInMinutes: number;
}

/** Enough for a batch of records and the vendors' answers about them. */
const WORKER_MEMORY_IN_MEGABYTES = 512;

/**
 * One flow: a queue with one message per record, the function that works on it, a dead-letter queue for what it cannot
 * get done, the schedule that starts runs, and alarms that say what it costs when something of this stands still. A flow
 * whose starts do all of the work has no queue.
 *
 * A flow beside the first needs no construct of its own: a FlowDeployment in infra/flows, and a FlowWorker made of it in
 * the stack.
 */
export class FlowWorker extends Construct {
  readonly flow: FlowDeployment;
  /** Null of a flow whose starts do all of the work. */
  readonly records: QueueWorker | null;
  readonly worker: SyncFunction | null;
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, props: FlowWorkerProps) {
    super(scope, constructIdOf(props.flow));
    const { flow, foundation, starts, channel, schedule, longestRunInMinutes } = props;
    this.flow = flow;
    const working = flow.working === null ? null : addWorker(this, flow.records, flow.working, props);
    this.records = working?.records ?? null;
    this.worker = working?.worker ?? null;

    const scheduled =
      schedule === null
        ? null
        : {
            schedule,
            groupName: new RunSchedule(this, 'RunSchedule', {
              schedule,
              longestRunInMinutes,
              flow,
              starter: starts,
              key: foundation.key,
            }).groupName,
          };
    const { alarms } = new FlowAlarms(this, 'Alarms', {
      longestRunInMinutes,
      flow,
      channel,
      records: this.records,
      starts: props.watchesStarts ? starts : null,
      scheduled,
    });
    this.alarms = alarms;
  }
}

/** The queue of a flow's records, and the function that works on it. */
const addWorker = (
  scope: Construct,
  name: string,
  { workerId, worker: functionName, workerDescription, variablesOf, partitions }: WorkingDeployment,
  { foundation, mails, deadLetter }: FlowWorkerProps,
): { readonly records: QueueWorker; readonly worker: SyncFunction } => {
  const { key, vendorVariables, addFunction, allowSyncing } = foundation;
  const records = new QueueWorker(scope, capitalise(name), { key, limits: RECORD_LIMITS });
  const worker = addFunction(scope, workerId, functionName, {
    description: workerDescription,
    timeoutInSeconds: RECORD_LIMITS.timeoutInSeconds,
    memorySizeInMegabytes: WORKER_MEMORY_IN_MEGABYTES,
    environment: variablesOf({
      ...vendorVariables,
      MAIL_QUEUE_URL: mails.queue.queueUrl,
      queueUrl: records.queue.queueUrl,
    }),
  });
  records.workedOnBy(worker);
  allowSyncing(worker, partitions);
  mails.allowSending(worker);
  records.deadLettersWorkedOnBy(deadLetter);
  return { records, worker };
};

const capitalise = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
