import * as z from 'zod';

/*
 * The properties that the loopback runtime honours, one schema per resource type. A property that is neither honoured
 * nor named as left out stops the start, so that the template and the local run cannot drift apart.
 */

/**
 * A resource's properties: those honoured, and the names of those that make no difference on one machine (encryption,
 * tags, logging, tracing, backups, permissions).
 */
const properties = <Shape extends z.ZodRawShape>(honoured: Shape, leftOut: readonly string[] = []) =>
  z.preprocess(
    (value) =>
      typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).filter(([name]) => !leftOut.includes(name)))
        : value,
    z.strictObject(honoured),
  );

const whole = z.coerce.number().int().nonnegative();
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')]);

const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

const globalSecondaryIndex = properties(
  {
    IndexName: z.string(),
    KeySchema: keySchema,
    Projection: z.strictObject({
      ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
      NonKeyAttributes: z.array(z.string()).optional(),
    }),
  },
  [
    'ProvisionedThroughput',
    'OnDemandThroughput',
    'WarmThroughput',
    'ContributorInsightsSpecification',
    'WriteProvisionedThroughputSettings',
    'WriteOnDemandThroughputSettings',
  ],
);

/** `AWS::DynamoDB::Table` and `AWS::DynamoDB::GlobalTable`. */
export const tableProperties = properties(
  {
    TableName: z.string().optional(),
    AttributeDefinitions: z.array(
      z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
    ),
    KeySchema: keySchema,
    GlobalSecondaryIndexes: z.array(globalSecondaryIndex).default([]),
  },
  [
    // Expired items stay: readers must compare the time themselves anyway, DynamoDB may take days to delete.
    'TimeToLiveSpecification',
    'BillingMode',
    'ContributorInsightsSpecification',
    'DeletionProtectionEnabled',
    'OnDemandThroughput',
    'PointInTimeRecoverySpecification',
    'ProvisionedThroughput',
    'Replicas',
    'ResourcePolicy',
    'SSESpecification',
    'TableClass',
    'Tags',
    'WarmThroughput',
    'WriteOnDemandThroughputSettings',
    'WriteProvisionedThroughputSettings',
  ],
);

export const queueProperties = properties(
  {
    QueueName: z.string().optional(),
    DelaySeconds: whole.optional(),
    MaximumMessageSize: whole.optional(),
    MessageRetentionPeriod: whole.optional(),
    ReceiveMessageWaitTimeSeconds: whole.optional(),
    VisibilityTimeout: whole.optional(),
    RedrivePolicy: z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: whole }).optional(),
  },
  ['KmsMasterKeyId', 'KmsDataKeyReusePeriodSeconds', 'SqsManagedSseEnabled', 'RedriveAllowPolicy', 'Tags'],
);

export const secretProperties = properties(
  {
    Name: z.string().optional(),
    SecretString: z.string().optional(),
    GenerateSecretString: z
      .strictObject({
        PasswordLength: whole.default(32),
        ExcludeCharacters: z.string().default(''),
        ExcludeLowercase: flag.default(false),
        ExcludeUppercase: flag.default(false),
        ExcludeNumbers: flag.default(false),
        ExcludePunctuation: flag.default(false),
        IncludeSpace: flag.default(false),
        RequireEachIncludedType: flag.default(true),
        SecretStringTemplate: z.string().optional(),
        GenerateStringKey: z.string().optional(),
      })
      .optional(),
  },
  ['Description', 'KmsKeyId', 'ReplicaRegions', 'Tags'],
);

export const functionProperties = properties(
  {
    FunctionName: z.string().optional(),
    Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
    Handler: z.string(),
    Runtime: z.literal('nodejs24.x'),
    MemorySize: whole.default(128),
    Timeout: whole.default(3),
    Environment: z.strictObject({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
    ReservedConcurrentExecutions: whole.optional(),
  },
  [
    'Architectures',
    'DeadLetterConfig',
    'Description',
    'EphemeralStorage',
    'KmsKeyArn',
    'LoggingConfig',
    'RecursiveLoop',
    'Role',
    'RuntimeManagementConfig',
    'Tags',
    'TracingConfig',
  ],
);

export const mappingProperties = properties(
  {
    EventSourceArn: z.string(),
    FunctionName: z.string(),
    BatchSize: whole.default(10),
    FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
    ScalingConfig: z.strictObject({ MaximumConcurrency: whole.optional() }).optional(),
    Enabled: flag.default(true),
  },
  [
    // What is there goes at once: waiting for a fuller batch would only slow a local run down.
    'MaximumBatchingWindowInSeconds',
    'KmsKeyArn',
    'LoggingConfig',
    'MetricsConfig',
    'Tags',
  ],
);

export const apiResourceProperties = properties({
  ParentId: z.string(),
  PathPart: z.string(),
  RestApiId: z.string(),
});

export const apiMethodProperties = properties(
  {
    HttpMethod: z.string(),
    ResourceId: z.string(),
    Integration: properties({ Type: z.literal('AWS_PROXY'), Uri: z.string() }, [
      'IntegrationHttpMethod',
      'TimeoutInMillis',
    ]),
  },
  [
    // IAM authorisation is not checked: the API listens on loopback only.
    'AuthorizationType',
    'AuthorizationScopes',
    'ApiKeyRequired',
    'MethodResponses',
    'OperationName',
    'RequestModels',
    'RequestParameters',
    'RequestValidatorId',
    'RestApiId',
  ],
);

export const scheduleProperties = properties(
  {
    Name: z.string().optional(),
    Target: properties({ Arn: z.string(), Input: z.string().default('{}') }, [
      'RoleArn',
      'RetryPolicy',
      'DeadLetterConfig',
      'SqsParameters',
    ]),
  },
  // Schedules are fired by hand, whatever their expression.
  [
    'Description',
    'EndDate',
    'FlexibleTimeWindow',
    'GroupName',
    'KmsKeyArn',
    'ScheduleExpression',
    'ScheduleExpressionTimezone',
    'StartDate',
    'State',
  ],
);
