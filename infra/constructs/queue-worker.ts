/*
 * A queue with what belongs to it: a function that works on its messages, and a dead-letter queue for those that cannot
 * be worked on, or one that it shares with another. Everything in them is encrypted with the stack's key. For example,
 * the queue of employees hands out ten messages at a time to two workers at most; one that was handed out eight times
 * in vain goes to the dead letters.
 */
import { Duration, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import {
  DEAD_LETTER_RETENTION_IN_DAYS,
  DEAD_LETTER_TIMEOUT_IN_SECONDS,
  QUEUE_RETENTION_IN_DAYS,
  visibilityInSeconds,
} from '../../shared/run/limits.ts';
import type { WorkerLimits } from '../../shared/run/limits.ts';
import { allowDecryption, allowSendingEncrypted } from './data-key.ts';
import type { SyncFunction } from './sync-function.ts';

interface QueueWorkerProps {
  readonly key: IKey;
  readonly limits: WorkerLimits;
  /** Where its dead letters go. Default: a queue of its own. */
  readonly deadLetterQueue?: Queue;
}

/**
 * A queue, the function that works on it, and a dead-letter queue for what it cannot get done. Messages are
 * acknowledged one by one, whatever batch they came in.
 */
export class QueueWorker extends Construct {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;
  private readonly props: QueueWorkerProps;

  constructor(scope: Construct, id: string, props: QueueWorkerProps) {
    super(scope, id);
    this.props = props;
    const encryption = {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: props.key,
      dataKeyReuse: Duration.hours(1),
      enforceSSL: true,
    };
    this.deadLetterQueue = props.deadLetterQueue ?? this.addDeadLetterQueue(encryption);
    this.queue = new Queue(this, 'Queue', {
      ...encryption,
      visibilityTimeout: Duration.seconds(visibilityInSeconds(props.limits.timeoutInSeconds)),
      retentionPeriod: Duration.days(QUEUE_RETENTION_IN_DAYS),
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: props.limits.maxReceives },
    });
  }

  private addDeadLetterQueue(encryption: Partial<QueueProps>): Queue {
    const deadLetterQueue = new Queue(this, 'DeadLetterQueue', {
      ...encryption,
      retentionPeriod: Duration.days(DEAD_LETTER_RETENTION_IN_DAYS),
      visibilityTimeout: Duration.seconds(visibilityInSeconds(DEAD_LETTER_TIMEOUT_IN_SECONDS)),
    });
    Validations.of(deadLetterQueue).acknowledge({
      id: 'Serverless-SQSRedrivePolicy',
      reason: 'It is the dead-letter queue itself.',
    });
    return deadLetterQueue;
  }

  /** Lets the function work on the queue. A call of its own, since the function may need to know the queue's URL. */
  workedOnBy(worker: SyncFunction): void {
    this.consume('Consumption', this.queue, worker, this.props.limits.maxConcurrency);
  }

  /** Lets the function work on the dead-letter queue. */
  deadLettersWorkedOnBy(worker: SyncFunction): void {
    this.consume('DeadLetterConsumption', this.deadLetterQueue, worker, null);
  }

  allowSending({ grantPrincipal }: IGrantable): void {
    grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] }),
    );
    allowSendingEncrypted({ grantPrincipal }, this.props.key);
  }

  private consume(id: string, queue: Queue, worker: SyncFunction, maxConcurrency: number | null): void {
    const { key, limits } = this.props;
    worker.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
        resources: [queue.queueArn],
      }),
    );
    allowDecryption(worker, key);
    const mapping = new EventSourceMapping(this, id, {
      target: worker.lambda,
      eventSourceArn: queue.queueArn,
      batchSize: limits.batchSize,
      ...(maxConcurrency !== null && { maxConcurrency }),
      reportBatchItemFailures: true,
    });
    // A mapping that begins before its role may read the queue fails the deployment.
    mapping.node.addDependency(worker.grantPrincipal);
    Validations.of(mapping).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason: 'Destinations are for streams; what fails in a queue goes to its dead-letter queue.',
    });
  }
}
