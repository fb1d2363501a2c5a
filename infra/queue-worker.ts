import { Duration, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { allowDecryption, allowSendingEncrypted } from './data-key.ts';
import type { SyncFunction } from './sync-function.ts';

interface QueueWorkerProps {
  readonly key: IKey;
  /** The timeout of the function that works on the queue. */
  readonly timeoutInSeconds: number;
  /** The timeout of the function that works on the dead-letter queue; without one, its messages wait for a person. */
  readonly deadLetterTimeoutInSeconds?: number;
  readonly batchSize: number;
  /**
   * How many invocations work on the queue at a time, at least 2; by default, as many as its messages ask for. A limit
   * costs money while nothing happens: without one, Lambda polls an empty queue with two pollers instead of five.
   */
  readonly maxConcurrency?: number;
  /** How often a message is tried before it goes to the dead-letter queue. */
  readonly maxReceiveCount: number;
}

/** AWS advises at least six times, so that a batch which is throttled and tried again is not received twice meanwhile. */
const VISIBILITY_TO_TIMEOUT = 6;

const RETENTION = Duration.days(4);
/** Longer than the queue's, since a message keeps its age when it moves. */
const DEAD_LETTER_RETENTION = Duration.days(14);

/** A queue, the function that works on it, and a dead-letter queue for what it cannot get done. Batches settle per message. */
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
    this.deadLetterQueue = new Queue(this, 'DeadLetterQueue', {
      ...encryption,
      retentionPeriod: DEAD_LETTER_RETENTION,
      ...(props.deadLetterTimeoutInSeconds !== undefined && {
        visibilityTimeout: Duration.seconds(VISIBILITY_TO_TIMEOUT * props.deadLetterTimeoutInSeconds),
      }),
    });
    Validations.of(this.deadLetterQueue).acknowledge({
      id: 'Serverless-SQSRedrivePolicy',
      reason: 'It is the dead-letter queue itself.',
    });
    this.queue = new Queue(this, 'Queue', {
      ...encryption,
      visibilityTimeout: Duration.seconds(VISIBILITY_TO_TIMEOUT * props.timeoutInSeconds),
      retentionPeriod: RETENTION,
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: props.maxReceiveCount },
    });
  }

  /** Lets the function work on the queue. A call of its own, since the function may need to know the queue's URL. */
  workedOnBy(worker: SyncFunction): void {
    this.consume('Consumption', this.queue, worker, this.props.maxConcurrency);
  }

  /** Lets the function work on the dead-letter queue. */
  deadLettersWorkedOnBy(worker: SyncFunction): void {
    this.consume('DeadLetterConsumption', this.deadLetterQueue, worker);
  }

  allowSending({ grantPrincipal }: IGrantable): void {
    grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] }),
    );
    allowSendingEncrypted({ grantPrincipal }, this.props.key);
  }

  private consume(id: string, queue: Queue, worker: SyncFunction, maxConcurrency?: number): void {
    const { key, batchSize } = this.props;
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
      batchSize,
      ...(maxConcurrency !== undefined && { maxConcurrency }),
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
