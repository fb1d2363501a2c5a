import { UnknownTemplatePartError, interpretTemplates } from '../../../local/loopback/template/interpret-templates.ts';
import type { LocalApp } from '../../../local/loopback/template/local-app.ts';
import { UnknownResourceError, findByName } from '../../../local/loopback/template/local-app.ts';
import type { StackAssembly, Template } from '../../../local/loopback/template/read-assembly.ts';
import { UnknownIntrinsicError } from '../../../local/loopback/template/resolve-intrinsics.ts';

type Resource = { readonly Type: string; readonly Properties?: Record<string, unknown>; readonly Condition?: string };

const stack = (resources: Readonly<Record<string, Resource>>, rest: Partial<Template> = {}): StackAssembly => ({
  stackName: 'Sync',
  region: 'eu-north-1',
  assetFolders: new Map([['code.zip', '/assembly/asset.code']]),
  template: {
    Resources: Object.fromEntries(
      Object.entries(resources).map(([id, resource]) => [id, { Properties: {}, ...resource }]),
    ),
    Outputs: {},
    Parameters: {},
    Conditions: {},
    Mappings: {},
    ...rest,
  },
});

const interpret = (...stacks: readonly StackAssembly[]): LocalApp => interpretTemplates(stacks, 'http://127.0.0.1:1');

const queue = (properties: Record<string, unknown> = {}): Resource => ({
  Type: 'AWS::SQS::Queue',
  Properties: properties,
});

const lambda = (properties: Record<string, unknown> = {}): Resource => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { S3Bucket: 'assets', S3Key: 'code.zip' },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    ...properties,
  },
});

const mapping = (properties: Record<string, unknown> = {}): Resource => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: { EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] }, FunctionName: { Ref: 'Worker' }, ...properties },
});

test('A queue gets the attributes that SQS knows, its dead-letter queue by its local ARN', () => {
  const { queues } = interpret(
    stack({
      Queue: queue({
        KmsMasterKeyId: 'left out',
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 5 },
        VisibilityTimeout: 180,
      }),
      Dead: queue({ QueueName: 'dead' }),
    }),
  );
  expect(queues).toEqual([
    {
      logicalId: 'Queue',
      name: 'Sync-Queue',
      arn: 'arn:aws:sqs:eu-north-1:000000000000:Sync-Queue',
      url: 'http://127.0.0.1:1/000000000000/Sync-Queue',
      attributes: {
        RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:eu-north-1:000000000000:dead","maxReceiveCount":5}',
        VisibilityTimeout: '180',
      },
    },
    {
      logicalId: 'Dead',
      name: 'dead',
      arn: 'arn:aws:sqs:eu-north-1:000000000000:dead',
      url: 'http://127.0.0.1:1/000000000000/dead',
      attributes: {},
    },
  ]);
});

test.each([
  ['its own reservation', { ReservedConcurrentExecutions: 4 }, { ScalingConfig: { MaximumConcurrency: 3 } }, 4],
  ["its queue's limit", {}, { ScalingConfig: { MaximumConcurrency: 3 } }, 3],
  ['a default of two', {}, {}, 2],
])('How many of a function run at once comes from %s', (_, own, ofQueue, concurrency) => {
  const { functions } = interpret(stack({ Queue: queue(), Worker: lambda(own), Mapping: mapping(ofQueue) }));
  expect(functions).toMatchObject([{ name: 'Sync-Worker', concurrency, folder: '/assembly/asset.code' }]);
});

test('A function without a queue or a reservation runs twice at once', () => {
  expect(interpret(stack({ Worker: lambda() })).functions).toMatchObject([{ concurrency: 2 }]);
});

test('A mapping that is switched off is none', () => {
  const { mappings } = interpret(stack({ Queue: queue(), Worker: lambda(), Mapping: mapping({ Enabled: false }) }));
  expect(mappings).toEqual([]);
});

test.each<[string, Readonly<Record<string, Resource>>, string]>([
  ['a resource type that nobody decided on', { Bucket: { Type: 'AWS::S3::Bucket' } }, 'Bucket (AWS::S3::Bucket)'],
  ['a property that nobody decided on', { Queue: queue({ FifoQueue: true }) }, 'Queue (AWS::SQS::Queue)'],
  ['another runtime', { Worker: lambda({ Runtime: 'nodejs20.x' }) }, 'Worker (AWS::Lambda::Function)'],
  ['a function without an asset', { Worker: lambda({ Code: { S3Bucket: 'assets', S3Key: 'other.zip' } }) }, 'Worker'],
  ['a reference to nothing', { Queue: queue({ QueueName: { Ref: 'Nothing' } }) }, 'Nothing'],
  [
    'an attribute that is nowhere here',
    { Queue: queue({ QueueName: { 'Fn::GetAtt': ['Dead', 'Colour'] } }), Dead: queue() },
    'Colour of Dead',
  ],
])('%s stops the start', (_, resources, named) => {
  const start = () => interpret(stack(resources));
  expect(start).toThrow(UnknownTemplatePartError);
  expect(start).toThrow(named);
});

test('What has no counterpart may hold what nobody here has a rule for, and can be named by others', () => {
  const { functions } = interpret(
    stack({
      Topic: { Type: 'AWS::SNS::Topic', Properties: { Anything: { 'Fn::GetAZs': '' } } },
      Worker: lambda({ Environment: { Variables: { TOPIC_ARN: { Ref: 'Topic' } } } }),
    }),
  );
  expect(functions[0]?.environment).toEqual({ TOPIC_ARN: 'arn:aws:sns:eu-north-1:000000000000:Sync-Topic' });
});

test('A resource whose condition does not hold is not there', () => {
  const conditions = { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } };
  expect(interpret(stack({ Queue: { ...queue(), Condition: 'Never' } }, conditions)).queues).toEqual([]);
});

test('A parameter is its default, and one without a default is refused', () => {
  const named = { Queue: queue({ QueueName: { Ref: 'Name' } }) };
  expect(interpret(stack(named, { Parameters: { Name: { Default: 'given' } } })).queues).toMatchObject([
    { name: 'given' },
  ]);
  expect(() => interpret(stack(named, { Parameters: { Name: {} } }))).toThrow('Name has no default');
});

test('One stack imports what another exports', () => {
  const pace = stack(
    { Queue: queue({ QueueName: 'pace' }) },
    { Outputs: { Pace: { Value: { Ref: 'Queue' }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}:pace' } } } } },
  );
  const client = {
    ...stack({ Worker: lambda({ Environment: { Variables: { PACE: { 'Fn::ImportValue': 'Sync:pace' } } } }) }),
    stackName: 'Client',
  };
  expect(interpret(client, pace).functions[0]?.environment).toEqual({ PACE: 'http://127.0.0.1:1/000000000000/pace' });
  expect(() => interpret(client)).toThrow(UnknownTemplatePartError);
  expect(() => interpret(client)).toThrow('No stack of the app exports Sync:pace');
});

test('An output with an intrinsic that has no rule stops the start', () => {
  expect(() => interpret(stack({}, { Outputs: { Zones: { Value: { 'Fn::GetAZs': '' } } } }))).toThrow(
    UnknownIntrinsicError,
  );
});

test.each([
  ['its physical name', 'Sync-WorkQueue0A1B2C3D'],
  ['its logical id', 'WorkQueue0A1B2C3D'],
  ['its logical id without the hash', 'WorkQueue'],
  ['an output that holds its address', 'QueueUrl'],
  ['an output that holds its ARN', 'QueueArn'],
])('A resource goes by %s', (_, name) => {
  const { queues, outputs } = interpret(
    stack(
      { WorkQueue0A1B2C3D: queue(), OtherQueue4E5F6A7B: queue() },
      {
        Outputs: {
          QueueUrl: { Value: { Ref: 'WorkQueue0A1B2C3D' } },
          QueueArn: { Value: { 'Fn::GetAtt': ['WorkQueue0A1B2C3D', 'Arn'] } },
        },
      },
    ),
  );
  expect(findByName('queue', queues, name, outputs).logicalId).toBe('WorkQueue0A1B2C3D');
});

test('A name that several resources go by, or none, is refused', () => {
  const { queues, outputs } = interpret(stack({ Queue0A1B2C3D: queue(), Queue4E5F6A7B: queue() }));
  expect(() => findByName('queue', queues, 'Queue', outputs)).toThrow(UnknownResourceError);
  expect(() => findByName('queue', queues, 'Topic', outputs)).toThrow(
    'no queue called Topic; it has: Queue0A1B2C3D, Queue4E5F6A7B',
  );
});
