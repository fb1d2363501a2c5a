/*
 * One Lambda function as this project deploys it: a role of its own, a log of its own, encrypted, with traces. It may
 * write its log and nothing else until it is allowed more. What AWS would refuse only when deployed is refused here,
 * with words. For example, settings that name two hundred employees do not fit into a function's environment; the error
 * says how large they are, how large they may be, and what to name instead.
 */
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IGrantable, IPrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type * as z from 'zod';
import { METRICS_NAMESPACE } from '../../shared/observability/metric-names.ts';

/** The variables that a function reads, as names: the compiler finds one that is missing here or read for nothing there. */
export type Variables<Schema extends z.ZodType> = Readonly<Record<keyof z.output<Schema> & string, string>>;

export interface SyncFunctionProps {
  readonly description: string;
  /** The bundle: a folder with `index.mjs`. */
  readonly codeFolder: string;
  readonly timeoutInSeconds: number;
  readonly memorySizeInMegabytes: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly key: IKey;
  readonly logRetentionInDays: RetentionDays;
}

/** Lambda refuses a function whose variables exceed 4 KB in all; the other variables and the values known only when deployed need the rest. */
const LONGEST_SETTINGS_IN_BYTES = 2_500;

const NEVER_ASYNCHRONOUS =
  'Never invoked asynchronously: SQS, API Gateway and the dashboard wait for it, and the queues have dead-letter queues.';

/** A function with a role and a log group of its own; the role may write that log and traces, and nothing else until it is allowed more. */
export class SyncFunction extends Construct implements IGrantable {
  readonly lambda: LambdaFunction;
  readonly logGroup: LogGroup;
  readonly timeoutInSeconds: number;
  readonly grantPrincipal: IPrincipal;

  constructor(scope: Construct, id: string, props: SyncFunctionProps) {
    super(scope, id);
    this.timeoutInSeconds = props.timeoutInSeconds;

    const settingsSizeInBytes = Buffer.byteLength(props.environment['SETTINGS'] ?? '');
    if (settingsSizeInBytes > LONGEST_SETTINGS_IN_BYTES) {
      throw new Error(
        `settings: ${settingsSizeInBytes} bytes as JSON, and a function's environment holds ${LONGEST_SETTINGS_IN_BYTES}; ` +
          'name departments or offices instead of single employees, and only the employment types that are in use',
      );
    }

    this.logGroup = new LogGroup(this, 'Log', {
      retention: props.logRetentionInDays,
      encryptionKey: props.key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com', {
        // Only functions of this very account may take the role on.
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    this.grantPrincipal = role;
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [this.logGroup.logGroupArn],
      }),
    );

    this.lambda = new LambdaFunction(this, 'Function', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(props.codeFolder),
      handler: 'index.handler',
      role,
      timeout: Duration.seconds(props.timeoutInSeconds),
      memorySize: props.memorySizeInMegabytes,
      tracing: Tracing.ACTIVE,
      loggingFormat: LoggingFormat.JSON,
      logGroup: this.logGroup,
      environment: {
        ...props.environment,
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_SERVICE_NAME: Stack.of(this).stackName,
        POWERTOOLS_METRICS_NAMESPACE: METRICS_NAMESPACE,
      },
    });

    Validations.of(this).acknowledge(
      {
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason: 'X-Ray knows no resources: PutTraceSegments and PutTelemetryRecords can only be allowed on "*".',
      },
      {
        id: 'Serverless-LambdaDLQ',
        reason: NEVER_ASYNCHRONOUS,
      },
      {
        id: 'Serverless-LambdaAsyncFailureDestination',
        reason: NEVER_ASYNCHRONOUS,
      },
    );
  }
}
