/*
 * The properties of each resource type that the loopback runtime honours. A property that is neither honoured nor
 * named as left out stops the start, so that the template and the local run cannot drift apart. What is left out
 * makes no difference on one machine. For example, a queue that becomes a FIFO queue in the template stops the start,
 * because the embedded queue would hand out its messages in another order than AWS; its encryption key is passed
 * over.
 */
import * as z from 'zod';

/**
 * A resource's properties: those honoured, and the names of those that make no difference on one machine (encryption,
 * logging, tracing, backups, permissions).
 */
const properties = <Shape extends z.ZodRawShape>(honoured: Shape, leftOut: readonly string[]) =>
  z.preprocess(
    (value) =>
      typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).filter(([name]) => !leftOut.includes(name)))
        : value,
    z.strictObject(honoured),
  );

const whole = z.int().nonnegative();

export const tableProperties = properties(
  {
    AttributeDefinitions: z.array(
      z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
    ),
    KeySchema: z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) })),
  },
  [
    'BillingMode',
    'DeletionProtectionEnabled',
    'PointInTimeRecoverySpecification',
    'SSESpecification',
    // Expired items stay: readers must compare the time themselves anyway, DynamoDB may take days to delete.
    'TimeToLiveSpecification',
  ],
);

export const queueProperties = properties(
  {
    MessageRetentionPeriod: whole.optional(),
    VisibilityTimeout: whole.optional(),
    RedrivePolicy: z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: whole }).optional(),
  },
  ['KmsMasterKeyId', 'KmsDataKeyReusePeriodSeconds'],
);

export const secretProperties = properties(
  {
    GenerateSecretString: z.strictObject({ ExcludePunctuation: z.literal(true), PasswordLength: whole }).optional(),
    Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).optional(),
  },
  ['Description', 'KmsKeyId'],
);

export const bucketProperties = properties(
  {
    LifecycleConfiguration: z
      .strictObject({
        Rules: z.tuple([
          properties({ ExpirationInDays: z.int().positive(), Status: z.literal('Enabled') }, [
            'AbortIncompleteMultipartUpload',
          ]),
        ]),
      })
      .optional(),
  },
  ['BucketEncryption', 'OwnershipControls', 'PublicAccessBlockConfiguration'],
);

export const functionProperties = properties(
  {
    Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
    Handler: z.string(),
    Runtime: z.literal('nodejs24.x'),
    MemorySize: whole,
    Timeout: whole,
    Environment: z.strictObject({ Variables: z.record(z.string(), z.string()) }).optional(),
  },
  ['Architectures', 'Description', 'LoggingConfig', 'Role', 'TracingConfig'],
);

/** The most that SQS hands out in one request; AWS makes larger batches of several. */
const largestBatch = 10;

export const mappingProperties = properties(
  {
    EventSourceArn: z.string(),
    FunctionName: z.string(),
    BatchSize: z.int().positive().max(largestBatch),
    FunctionResponseTypes: z.tuple([z.literal('ReportBatchItemFailures')]),
    ScalingConfig: z.strictObject({ MaximumConcurrency: z.int().positive() }).optional(),
  },
  [],
);

export const apiResourceProperties = properties(
  {
    ParentId: z.string(),
    PathPart: z.string().regex(/^([^{}]+|\{[^{}+]+\})$/, 'expected a word or a {name}'),
    RestApiId: z.string(),
  },
  [],
);

export const apiMethodProperties = properties(
  {
    HttpMethod: z.enum(['DELETE', 'GET', 'PATCH', 'POST', 'PUT']),
    ResourceId: z.string(),
    Integration: properties({ Type: z.literal('AWS_PROXY'), Uri: z.string() }, ['IntegrationHttpMethod']),
  },
  [
    // IAM authorisation is not checked: the API listens on loopback only.
    'AuthorizationType',
    'RequestParameters',
    'RequestValidatorId',
    'RestApiId',
  ],
);
