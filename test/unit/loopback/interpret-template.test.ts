import { interpretTemplate } from '../../../local/loopback/template/interpret-template.ts';
import type { LocalApp } from '../../../local/loopback/template/local-app.ts';
import { UnknownResourceError, findByName } from '../../../local/loopback/template/local-app.ts';
import type { StackAssembly } from '../../../local/loopback/template/read-assembly.ts';
import { UnknownTemplatePartError } from '../../../local/loopback/template/unknown-template-part-error.ts';

interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
}

const interpret = (
  resources: Readonly<Record<string, Resource>>,
  outputs: Readonly<Record<string, unknown>> = {},
): LocalApp => {
  const assembly: StackAssembly = {
    stackName: 'Sync',
    region: 'eu-north-1',
    assetFolders: new Map([['code.zip', '/assembly/asset.code']]),
    template: {
      Resources: Object.fromEntries(
        Object.entries(resources).map(([id, resource]) => [id, { Properties: {}, ...resource }]),
      ),
      Outputs: Object.fromEntries(Object.entries(outputs).map(([name, Value]) => [name, { Value }])),
    },
  };
  return interpretTemplate(assembly, 'http://127.0.0.1:1');
};

const queue = (properties: Record<string, unknown> = {}): Resource => ({
  Type: 'AWS::SQS::Queue',
  Properties: properties,
});

const lambda = (properties: Record<string, unknown> = {}): Resource => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { S3Bucket: 'assets', S3Key: 'code.zip' },
    Handler: 'index.handler',
    MemorySize: 256,
    Runtime: 'nodejs24.x',
    Timeout: 20,
    ...properties,
  },
});

const mapping = (properties: Record<string, unknown> = {}): Resource => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: {
    BatchSize: 10,
    EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
    FunctionName: { Ref: 'Worker' },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ...properties,
  },
});

test('A queue gets the attributes that SQS knows, its dead-letter queue by its local ARN', () => {
  const { queues } = interpret({
    Queue: queue({
      KmsMasterKeyId: 'left out',
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 5 },
      VisibilityTimeout: 180,
    }),
    Dead: queue(),
  });
  expect(queues).toEqual([
    {
      logicalId: 'Queue',
      name: 'Sync-Queue',
      arn: 'arn:aws:sqs:eu-north-1:000000000000:Sync-Queue',
      url: 'http://127.0.0.1:1/000000000000/Sync-Queue',
      attributes: {
        RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:eu-north-1:000000000000:Sync-Dead","maxReceiveCount":5}',
        VisibilityTimeout: '180',
      },
    },
    {
      logicalId: 'Dead',
      name: 'Sync-Dead',
      arn: 'arn:aws:sqs:eu-north-1:000000000000:Sync-Dead',
      url: 'http://127.0.0.1:1/000000000000/Sync-Dead',
      attributes: {},
    },
  ]);
});

test.each([
  ["its queue's limit", { ScalingConfig: { MaximumConcurrency: 3 } }, 3],
  ['a default of two', {}, 2],
])('How many of a function run at once comes from %s', (_, ofQueue, concurrency) => {
  const { functions } = interpret({ Queue: queue(), Worker: lambda(), Mapping: mapping(ofQueue) });
  expect(functions).toMatchObject([{ name: 'Sync-Worker', concurrency, folder: '/assembly/asset.code' }]);
});

test('A function without a queue runs twice at once', () => {
  expect(interpret({ Worker: lambda() }).functions).toMatchObject([{ concurrency: 2 }]);
});

test('A secret is generated as long as the template says, or has no value yet', () => {
  const secret = (properties: Record<string, unknown>): Resource => ({
    Type: 'AWS::SecretsManager::Secret',
    Properties: properties,
  });
  const { secrets } = interpret({
    Generated: secret({ GenerateSecretString: { ExcludePunctuation: true, PasswordLength: 64 } }),
    Empty: secret({ Description: 'left out' }),
  });
  expect(secrets).toMatchObject([{ generatedLength: 64 }, { generatedLength: null }]);
});

const api = (
  pathPart: string,
  method: string,
  uri: unknown = { 'Fn::Join': ['', ['/functions/', workerArn, '/invocations']] },
) => ({
  Api: { Type: 'AWS::ApiGateway::RestApi' },
  Orders: {
    Type: 'AWS::ApiGateway::Resource',
    Properties: {
      ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
      PathPart: 'orders',
      RestApiId: { Ref: 'Api' },
    },
  },
  Order: {
    Type: 'AWS::ApiGateway::Resource',
    Properties: { ParentId: { Ref: 'Orders' }, PathPart: pathPart, RestApiId: { Ref: 'Api' } },
  },
  Get: {
    Type: 'AWS::ApiGateway::Method',
    Properties: { HttpMethod: method, ResourceId: { Ref: 'Order' }, Integration: { Type: 'AWS_PROXY', Uri: uri } },
  },
  Worker: lambda(),
});

const workerArn = { 'Fn::GetAtt': ['Worker', 'Arn'] };

test('A route leads from its method and whole path to its function', () => {
  expect(interpret(api('{orderId}', 'GET')).routes).toEqual([
    { method: 'GET', resourcePath: '/orders/{orderId}', functionName: 'Sync-Worker' },
  ]);
});

test.each<[string, Readonly<Record<string, Resource>>, string]>([
  [
    'a resource type that nobody decided on',
    { Bucket: { Type: 'AWS::EFS::FileSystem' } },
    'Bucket (AWS::EFS::FileSystem)',
  ],
  ['a property that nobody decided on', { Queue: queue({ FifoQueue: true }) }, 'Queue (AWS::SQS::Queue)'],
  ['another runtime', { Worker: lambda({ Runtime: 'nodejs20.x' }) }, 'Worker (AWS::Lambda::Function)'],
  ['a function without an asset', { Worker: lambda({ Code: { S3Bucket: 'assets', S3Key: 'other.zip' } }) }, 'Worker'],
  ['a reference to nothing', { Queue: queue({ VisibilityTimeout: { Ref: 'Nothing' } }) }, 'Nothing'],
  [
    'an attribute that is nowhere here',
    { Queue: queue({ VisibilityTimeout: { 'Fn::GetAtt': ['Dead', 'Colour'] } }), Dead: queue() },
    'Colour of Dead',
  ],
  ['an intrinsic without a rule', { Queue: queue({ VisibilityTimeout: { 'Fn::GetAZs': '' } }) }, 'Fn::GetAZs'],
  [
    'a batch of more than one request',
    { Mapping: mapping({ BatchSize: 11 }), Queue: queue(), Worker: lambda() },
    'Mapping',
  ],
  [
    'a mapping that acknowledges whole batches',
    { Mapping: mapping({ FunctionResponseTypes: [] }), Queue: queue(), Worker: lambda() },
    'Mapping',
  ],
  ['a route of any method', api('{orderId}', 'ANY'), 'Get'],
  ['a route of any path', api('{proxy+}', 'GET'), 'Order'],
  ['a route to something else than a function', api('{orderId}', 'GET', 'arn:aws:states'), 'Get'],
])('%s stops the start', (_, resources, named) => {
  const start = () => interpret(resources);
  expect(start).toThrow(UnknownTemplatePartError);
  expect(start).toThrow(named);
});

test('What has no counterpart may hold what nobody here has a rule for, and can be named by others', () => {
  const { functions } = interpret({
    Topic: { Type: 'AWS::SNS::Topic', Properties: { Anything: { 'Fn::GetAZs': '' } } },
    Worker: lambda({ Environment: { Variables: { TOPIC: { Ref: 'Topic' } } } }),
  });
  expect(functions[0]?.environment).toEqual({ TOPIC: 'Sync-Topic' });
});

test('An output with an intrinsic that has no rule stops the start', () => {
  expect(() => interpret({}, { Zones: { 'Fn::GetAZs': '' } })).toThrow(UnknownTemplatePartError);
});

test.each([
  ['its physical name', 'Sync-WorkQueue0A1B2C3D'],
  ['its logical id', 'WorkQueue0A1B2C3D'],
  ['its logical id without the hash', 'WorkQueue'],
  ['an output that holds its address', 'QueueUrl'],
  ['an output that holds its ARN', 'QueueArn'],
])('A resource goes by %s', (_, name) => {
  const { queues, outputs } = interpret(
    { WorkQueue0A1B2C3D: queue(), OtherQueue4E5F6A7B: queue() },
    { QueueUrl: { Ref: 'WorkQueue0A1B2C3D' }, QueueArn: { 'Fn::GetAtt': ['WorkQueue0A1B2C3D', 'Arn'] } },
  );
  expect(findByName('queue', queues, name, outputs).logicalId).toBe('WorkQueue0A1B2C3D');
});

test('A name that several resources go by, or none, is refused', () => {
  const { queues, outputs } = interpret({ Queue0A1B2C3D: queue(), Queue4E5F6A7B: queue() });
  expect(() => findByName('queue', queues, 'Queue', outputs)).toThrow(UnknownResourceError);
  expect(() => findByName('queue', queues, 'Topic', outputs)).toThrow(
    'no queue called Topic; it has: Queue0A1B2C3D, Queue4E5F6A7B',
  );
});
