import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTempFolder } from '../../builders/temp-folder.ts';

/** The functions of the small app, each as the `index.mjs` of its asset. */
const functionSources = {
  /** Says what it was given and where it runs. */
  echo: `
    export const handler = async (event, context) => ({
      event,
      context: { ...context, remaining: context.getRemainingTimeInMillis() },
      environment: process.env,
      folder: process.cwd(),
      pid: process.pid,
      loaded: process.moduleLoadList,
    });`,
  /** Does to each message what its body says; writes a line for each message that it sees. */
  worker: `
    export const handler = async (event) => {
      const batchItemFailures = [];
      for (const record of event.Records) {
        const body = JSON.parse(record.body);
        console.log(JSON.stringify({
          id: body.id,
          receiveCount: Number(record.attributes.ApproximateReceiveCount),
          pid: process.pid,
          at: Date.now(),
          batchSize: event.Records.length,
          record,
        }));
        if (body.do === 'fail') batchItemFailures.push({ itemIdentifier: record.messageId });
        if (body.do === 'crash once' && record.attributes.ApproximateReceiveCount === '1') process.exit(3);
        if (body.do === 'hang once' && record.attributes.ApproximateReceiveCount === '1') await new Promise(() => {});
        if (body.do === 'throw once' && record.attributes.ApproximateReceiveCount === '1') throw new Error('Thrown on purpose');
        if (body.do === 'answer nonsense once' && record.attributes.ApproximateReceiveCount === '1') return { batchItemFailures: 'all of them' };
      }
      return { batchItemFailures };
    };`,
  crash: `export const handler = async () => process.exit(3);`,
  hang: `export const handler = async () => new Promise(() => {});`,
  spin: `export const handler = async () => { for (;;); };`,
  throw: `export const handler = async () => { throw new TypeError('Thrown on purpose'); };`,
  broken: `throw new SyntaxError('Broken on purpose');`,
  api: `
    export const handler = async (event) => event.path === '/orders/none'
      ? 'not what a proxy integration answers'
      : { statusCode: 202, headers: { 'X-Seen': event.resource }, body: JSON.stringify(event) };`,
} as const;

export type SmallFunction = keyof typeof functionSources;

const hash = '0A1B2C3D';

/** The logical id that the CDK would give: a name and a hash. */
const idOf = (name: string) => `${name}${hash}`;

const arnOf = (name: string) => ({ 'Fn::GetAtt': [idOf(name), 'Arn'] });

const functionResource = (name: SmallFunction, properties: Readonly<Record<string, unknown>> = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { S3Bucket: { 'Fn::Sub': 'assets-${AWS::AccountId}-${AWS::Region}' }, S3Key: `${name}.zip` },
    Handler: 'index.handler',
    Role: arnOf('Role'),
    Runtime: 'nodejs24.x',
    MemorySize: 256,
    Timeout: 20,
    ...properties,
  },
});

const mapping = (queue: string, target: string) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: {
    BatchSize: 10,
    EventSourceArn: arnOf(queue),
    FunctionName: { Ref: idOf(target) },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 2 },
  },
});

const route = (resource: string, method: string) => ({
  Type: 'AWS::ApiGateway::Method',
  Properties: {
    AuthorizationType: 'AWS_IAM',
    HttpMethod: method,
    Integration: {
      IntegrationHttpMethod: 'POST',
      Type: 'AWS_PROXY',
      Uri: {
        'Fn::Join': [
          '',
          [
            'arn:',
            { Ref: 'AWS::Partition' },
            ':apigateway:eu-north-1:lambda:path/2015-03-31/functions/',
            arnOf('Api'),
            '/invocations',
          ],
        ],
      },
    },
    ResourceId: { Ref: resource },
    RestApiId: { Ref: idOf('RestApi') },
  },
});

/**
 * The template of the small app: one of everything that the loopback runtime interprets.
 * @param visibilityTimeoutInSeconds of the work queue
 * @param workerTimeoutInSeconds of the function that works on it
 */
export const smallTemplate = ({ visibilityTimeoutInSeconds = 600, workerTimeoutInSeconds = 60 } = {}) => ({
  Resources: {
    [idOf('Role')]: { Type: 'AWS::IAM::Role', Properties: {} },
    [idOf('Key')]: { Type: 'AWS::KMS::Key', Properties: {} },
    [idOf('Table')]: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'S' },
        ],
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        SSESpecification: { KMSMasterKeyId: arnOf('Key') },
      },
    },
    [idOf('WorkDeadLetterQueue')]: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1209600 } },
    [idOf('WorkQueue')]: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        KmsMasterKeyId: arnOf('Key'),
        RedrivePolicy: { deadLetterTargetArn: arnOf('WorkDeadLetterQueue'), maxReceiveCount: 2 },
        VisibilityTimeout: visibilityTimeoutInSeconds,
      },
    },
    [idOf('WorkMapping')]: mapping('WorkQueue', 'Worker'),
    [idOf('ServiceKeys')]: { Type: 'AWS::SecretsManager::Secret', Properties: { KmsKeyId: arnOf('Key') } },
    [idOf('HashKey')]: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: { GenerateSecretString: { ExcludePunctuation: true, PasswordLength: 64 } },
    },
    [idOf('Echo')]: functionResource('echo', {
      Environment: {
        Variables: {
          QUEUE_URL: { Ref: idOf('WorkQueue') },
          SECRET_ARN: { Ref: idOf('ServiceKeys') },
          TABLE_NAME: { Ref: idOf('Table') },
          SERVICE_URL: 'https://service.example',
        },
      },
    }),
    [idOf('Worker')]: functionResource('worker', { Timeout: workerTimeoutInSeconds }),
    [idOf('Crash')]: functionResource('crash'),
    [idOf('Hang')]: functionResource('hang', { Timeout: 1 }),
    [idOf('Spin')]: functionResource('spin', { Timeout: 1 }),
    [idOf('Throw')]: functionResource('throw'),
    [idOf('Broken')]: functionResource('broken'),
    [idOf('Api')]: functionResource('api'),
    [idOf('RestApi')]: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Orders' } },
    Orders: {
      Type: 'AWS::ApiGateway::Resource',
      Properties: {
        ParentId: { 'Fn::GetAtt': [idOf('RestApi'), 'RootResourceId'] },
        PathPart: 'orders',
        RestApiId: { Ref: idOf('RestApi') },
      },
    },
    Order: {
      Type: 'AWS::ApiGateway::Resource',
      Properties: { ParentId: { Ref: 'Orders' }, PathPart: '{orderId}', RestApiId: { Ref: idOf('RestApi') } },
    },
    OrdersPost: route('Orders', 'POST'),
    OrderGet: route('Order', 'GET'),
  },
  Outputs: { TableName: { Value: { Ref: idOf('Table') } }, WorkQueueUrl: { Value: { Ref: idOf('WorkQueue') } } },
});

/** Writes an assembly as `cdk synth` does, into a folder of its own. */
export const writeSmallAssembly = async (template: object = smallTemplate()): Promise<string> => {
  const folder = await createTempFolder('assembly');
  const names = Object.keys(functionSources);
  await writeJson(join(folder, 'manifest.json'), {
    version: '55.0.0',
    artifacts: {
      'Small.assets': { type: 'cdk:asset-manifest', properties: { file: 'Small.assets.json' } },
      Small: {
        type: 'aws:cloudformation:stack',
        environment: 'aws://unknown-account/eu-north-1',
        properties: { templateFile: 'Small.template.json' },
      },
      Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
    },
  });
  await writeJson(join(folder, 'Small.template.json'), template);
  await writeJson(join(folder, 'Small.assets.json'), {
    version: '55.0.0',
    files: Object.fromEntries(
      names.map((name) => [
        name,
        {
          source: { path: `asset.${name}`, packaging: 'zip' },
          destinations: { current: { bucketName: 'assets', objectKey: `${name}.zip` } },
        },
      ]),
    ),
  });
  for (const [name, source] of Object.entries(functionSources)) {
    await mkdir(join(folder, `asset.${name}`));
    await writeFile(join(folder, `asset.${name}`, 'index.mjs'), source);
  }
  return folder;
};

const writeJson = async (file: string, content: object): Promise<void> => {
  await writeFile(file, JSON.stringify(content));
};
