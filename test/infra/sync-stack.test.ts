import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import type { Template } from 'aws-cdk-lib/assertions';
import { describeApi } from '../../functions/api/openapi/describe-api.ts';
import { createApp } from '../../infra/create-app.ts';
import { parseStageSettings } from '../../infra/stage-settings.ts';
import { ROLES, ROUTES } from '../../shared/api/routes.ts';
import * as environments from '../../shared/config/function-environment.ts';
import { readSettings } from '../../shared/config/settings.ts';
import { createTempFolder } from '../builders/temp-folder.ts';
import { STAGE, assemblyOf, createCodeFolders, templateOf } from './template.ts';

type Resource = { Type: string; Properties: any; DeletionPolicy?: string; UpdateReplacePolicy?: string };

let template: Template;
beforeAll(async () => {
  template = await templateOf();
});

const resourcesOf = (type: string): [string, Resource][] =>
  Object.entries(template.findResources(type)) as [string, Resource][];
const resource = (logicalId: string): Resource => (template.toJSON() as any).Resources[logicalId];
const only = <T>(values: T[]): T => {
  expect(values).toHaveLength(1);
  return values[0]!;
};
const functionBy = (part: string): [string, Resource] =>
  only(resourcesOf('AWS::Lambda::Function').filter(([id]) => id.startsWith(part)));
const targetOf = (arn: any): Resource => resource(arn['Fn::GetAtt'][0]);

describe('The schedule', () => {
  test('is in the time of Oslo, on the days and at the time of the settings, to the minute', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'cron(30 5 ? * MON,FRI *)',
      ScheduleExpressionTimezone: 'Europe/Oslo',
      FlexibleTimeWindow: { Mode: 'OFF' },
      State: 'ENABLED',
    });
  });

  const scheduleBy = (part: string): any =>
    only(resourcesOf('AWS::Scheduler::Schedule').filter(([id]) => id.includes(part)))[1].Properties;

  test('sends a start to the start queue, tries a little, and leaves what fails where an alarm sees it', () => {
    const Properties = scheduleBy('Start');
    expect(JSON.parse(Properties.Target.Input)).toEqual({ trigger: 'schedule' });
    const [startMapping] = resourcesOf('AWS::Lambda::EventSourceMapping').filter(
      ([
        ,
        {
          Properties: { FunctionName },
        },
      ]) => FunctionName.Ref.startsWith('StartRun'),
    );
    expect(Properties.Target.Arn).toEqual(startMapping![1].Properties.EventSourceArn);
    expect(Properties.Target.RetryPolicy.MaximumRetryAttempts).toBeLessThanOrEqual(3);
    expect(Properties.Target.RetryPolicy.MaximumEventAgeInSeconds).toBeLessThanOrEqual(3600);
    expect(targetOf(Properties.Target.DeadLetterConfig.Arn).Type).toBe('AWS::SQS::Queue');
  });

  test('asks on the same days, when the run must have ended, whether it has', () => {
    expect(scheduleBy('ExpectedEnd')).toMatchObject({
      ScheduleExpression: 'cron(50 6 ? * MON,FRI *)',
      ScheduleExpressionTimezone: 'Europe/Oslo',
      Target: { Input: JSON.stringify({ expect: 'scheduled-run', withinMinutes: 80 }) },
    });
    expect(scheduleBy('ExpectedEnd').Target.Arn).toEqual(scheduleBy('Start').Target.Arn);
  });

  test('rests while payroll is running', async () => {
    const paused = await templateOf({ schedule: { days: ['MON'], time: '05:30', paused: true } });
    const states = Object.values(paused.findResources('AWS::Scheduler::Schedule')).map(
      ({ Properties }) => Properties.State,
    );
    expect(states).toEqual(['DISABLED', 'DISABLED']);
  });

  test('lets only its own group of schedules of this account send, and nothing but that', () => {
    const [, role] = only(resourcesOf('AWS::IAM::Role').filter(([id]) => id.startsWith('RunSchedule')));
    const { StringEquals: condition } = role.Properties.AssumeRolePolicyDocument.Statement[0].Condition;
    expect(condition['aws:SourceAccount']).toEqual({ Ref: 'AWS::AccountId' });
    expect(JSON.stringify(condition['aws:SourceArn'])).toContain(':schedule-group/simployer-poweroffice-test-main');
    template.hasResourceProperties('AWS::Scheduler::ScheduleGroup', { Name: 'simployer-poweroffice-test-main' });
    const [, policy] = only(resourcesOf('AWS::IAM::Policy').filter(([id]) => id.startsWith('RunSchedule')));
    const actions = policy.Properties.PolicyDocument.Statement.flatMap(({ Action }: any) => Action);
    expect(actions.sort()).toEqual(['kms:Decrypt', 'kms:GenerateDataKey', 'sqs:SendMessage']);
  });
});

describe('The queues', () => {
  const consumers = () =>
    resourcesOf('AWS::Lambda::EventSourceMapping').map(([, { Properties }]) => ({
      mapping: Properties,
      worker: resource(Properties.FunctionName.Ref).Properties,
      queue: targetOf(Properties.EventSourceArn).Properties,
    }));

  test('acknowledge their batches message by message', () => {
    expect(consumers()).toHaveLength(5);
    for (const { mapping } of consumers()) expect(mapping.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  test('hide a message for at least six times as long as its function may take', () => {
    for (const { queue, worker } of consumers())
      expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(6 * worker.Timeout);
  });

  test('try at least five times, then keep a message longer than the queue itself does', () => {
    const queues = resourcesOf('AWS::SQS::Queue').filter(
      ([, { Properties }]) => Properties.RedrivePolicy !== undefined,
    );
    expect(queues).toHaveLength(3);
    for (const [, { Properties }] of queues) {
      expect(Properties.RedrivePolicy.maxReceiveCount).toBeGreaterThanOrEqual(5);
      const deadLetters = targetOf(Properties.RedrivePolicy.deadLetterTargetArn).Properties;
      expect(deadLetters.MessageRetentionPeriod).toBeGreaterThan(Properties.MessageRetentionPeriod);
    }
  });

  test('hand ten employees at a time to at most two workers', () => {
    const [worker] = functionBy('SyncEmployee');
    const { mapping } = only(consumers().filter(({ mapping: { FunctionName } }) => FunctionName.Ref === worker));
    expect(mapping).toMatchObject({ BatchSize: 10, ScalingConfig: { MaximumConcurrency: 2 } });
  });

  test('of starts and dead letters set no limit, so that Lambda polls them less while they are empty', () => {
    const unlimited = consumers().filter(({ mapping }) => mapping.ScalingConfig === undefined);
    expect(unlimited).toHaveLength(4);
  });

  test('have their dead letters, of employees and of starts, go to the dead-letter function', () => {
    const [deadLetter] = functionBy('DeadLetter');
    const deadLetters = consumers().filter(({ mapping: { FunctionName } }) => FunctionName.Ref === deadLetter);
    expect(deadLetters).toHaveLength(2);
    for (const { queue } of deadLetters) expect(queue.RedrivePolicy).toBeUndefined();
  });

  test('take nothing over an unencrypted connection', () => {
    const policies = resourcesOf('AWS::SQS::QueuePolicy');
    expect(policies).toHaveLength(resourcesOf('AWS::SQS::Queue').length);
    for (const [, { Properties }] of policies) {
      expect(Properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Action: 'sqs:*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      );
    }
  });
});

describe('What must not be lost', () => {
  test('the table is restorable to any second and billed on demand', () => {
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    });
  });

  test.each(['AWS::DynamoDB::Table', 'AWS::SecretsManager::Secret', 'AWS::KMS::Key'])(
    '%s outlives the stack and its own replacement, but not a first deployment that failed',
    (type) => {
      expect(resourcesOf(type).length).toBeGreaterThan(0);
      for (const [, { DeletionPolicy, UpdateReplacePolicy }] of resourcesOf(type)) {
        expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
      }
    },
  );

  test.each([
    ['retain', true],
    ['destroy', false],
  ] as const)(
    'table and stack of a stage that says %s are protected from deletion: %s',
    async (removalPolicy, isProtected) => {
      const assembly = await assemblyOf({ ...STAGE, removalPolicy });
      expect(only([...assembly.stacks]).terminationProtection).toBe(isProtected);
      (await templateOf({ ...STAGE, removalPolicy })).hasResourceProperties('AWS::DynamoDB::Table', {
        DeletionProtectionEnabled: isProtected,
      });
    },
  );

  test('goes with the stack in a stage that says so', async () => {
    const disposable = await templateOf({ ...STAGE, removalPolicy: 'destroy' });
    for (const { DeletionPolicy } of Object.values(disposable.findResources('AWS::DynamoDB::Table'))) {
      expect(DeletionPolicy).toBe('Delete');
    }
  });

  test('no secret value stands in the template, and a deployment leaves the vendor keys as they are', () => {
    for (const [, { Properties }] of resourcesOf('AWS::SecretsManager::Secret')) {
      expect(Properties).not.toHaveProperty('SecretString');
    }
  });
});

describe('Everything at rest is encrypted with the one key, which is rotated', () => {
  const keyArn = () => ({ 'Fn::GetAtt': [only(resourcesOf('AWS::KMS::Key'))[0], 'Arn'] });

  test.each([
    ['AWS::DynamoDB::Table', (properties: any) => properties.SSESpecification.KMSMasterKeyId],
    ['AWS::SQS::Queue', (properties: any) => properties.KmsMasterKeyId],
    ['AWS::SecretsManager::Secret', (properties: any) => properties.KmsKeyId],
    ['AWS::Logs::LogGroup', (properties: any) => properties.KmsKeyId],
  ])('%s', (type, keyOf) => {
    expect(resourcesOf(type).length).toBeGreaterThan(0);
    for (const [, { Properties }] of resourcesOf(type)) expect(keyOf(Properties)).toEqual(keyArn());
  });

  test('AWS::KMS::Key', () => {
    template.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  });
});

describe('The API', () => {
  test('has these routes, and each wants a signature of AWS credentials', () => {
    const paths: Record<string, string> = {};
    const pathOf = (logicalId: string): string => {
      const { ParentId, PathPart } = resource(logicalId).Properties;
      return `${ParentId.Ref === undefined ? '' : pathOf(ParentId.Ref)}/${PathPart}`;
    };
    for (const [, { Properties }] of resourcesOf('AWS::ApiGateway::Method')) {
      paths[`${Properties.HttpMethod} ${pathOf(Properties.ResourceId.Ref)}`] = Properties.AuthorizationType;
    }
    expect(paths).toEqual(Object.fromEntries(Object.keys(ROUTES).map((route) => [route, 'AWS_IAM'])));
    const described = Object.entries<any>(describeApi()['paths'] as any).flatMap(([route, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${route}`),
    );
    expect(described.sort()).toEqual(Object.keys(paths).sort());
  });

  test('has a page, route by route, with how to sign a call', async () => {
    const page = await readFile(path.join(import.meta.dirname, '../../docs/api.md'), 'utf8');
    for (const route of Object.keys(ROUTES)) expect(page).toContain(`| \`${route}\``);
    expect(page).toContain('--aws-sigv4');
  });

  test.each(ROLES)(
    'has a policy for %s in its outputs, which allows exactly the calls of that role, and to find the API',
    (role) => {
      const output = (template.toJSON() as any).Outputs[`${role[0]!.toUpperCase()}${role.slice(1)}PolicyArn`];
      const statements = [...resource(output.Value.Ref).Properties.PolicyDocument.Statement];
      const findsStack = statements.pop();
      expect(statements.pop()).toMatchObject({ Effect: 'Allow', Action: 'lambda:InvokeFunction' });
      expect(findsStack).toEqual({
        Effect: 'Allow',
        Action: 'cloudformation:DescribeStacks',
        Resource: { Ref: 'AWS::StackId' },
      });
      for (const statement of statements)
        expect(statement).toMatchObject({ Effect: 'Allow', Action: 'execute-api:Invoke' });
      // arn:...:API/STAGE/METHOD/PATH, joined of texts and references.
      const callsOf = (statement: any): string[] =>
        [statement.Resource]
          .flat()
          .map((arn: any) => /\/(?:GET|POST|PUT|DELETE)\/.*$/u.exec(arn['Fn::Join'][1].at(-1))![0]);
      const calls = statements.flatMap(callsOf);
      const mayCall = Object.entries(ROUTES).filter(([, route]) => ROLES.indexOf(route.role) <= ROLES.indexOf(role));
      expect(calls.sort()).toEqual(
        mayCall.map(([route]) => `/${route.replace(' ', '').replaceAll(/\{\w+\}/gu, '*')}`).sort(),
      );
      const limited = statements.filter((statement: any) => statement.Condition !== undefined);
      expect(limited.map((statement: any) => [callsOf(statement), statement.Condition])).toEqual(
        role === 'operator' ? [[['/POST/runs'], { StringEquals: { 'aws:UserAgent': 'operator' } }]] : [],
      );
      expect(calls.length).toBeGreaterThan(0);
    },
  );

  test('is named after its stack, so that its metrics are its own', () => {
    template.hasResourceProperties('AWS::ApiGateway::RestApi', { Name: 'simployer-poweroffice-test-main' });
  });

  test('logs who called, and no address, query or body', () => {
    const [, { Properties }] = only(resourcesOf('AWS::ApiGateway::Stage'));
    const format = JSON.parse(Properties.AccessLogSetting.Format);
    expect(format.callerArn).toBe('$context.identity.userArn');
    expect(format.callerAccount).toBe('$context.identity.accountId');
    expect(JSON.stringify(format)).not.toMatch(/sourceIp|\$context\.path|querystring|body/u);
  });

  test('makes no log group of its own, which would never expire and lie open', () => {
    template.hasResourceProperties('AWS::ApiGateway::Stage', {
      MethodSettings: [Match.objectLike({ LoggingLevel: 'OFF', MetricsEnabled: false })],
    });
  });

  test('leaves the setting of account and region alone', () => {
    template.resourceCountIs('AWS::ApiGateway::Account', 0);
  });

  test('is throttled, traced and logged', () => {
    template.hasResourceProperties('AWS::ApiGateway::Stage', {
      TracingEnabled: true,
      AccessLogSetting: { DestinationArn: Match.anyValue(), Format: Match.anyValue() },
      MethodSettings: [Match.objectLike({ ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10, DataTraceEnabled: false })],
    });
  });

  test("answers before API Gateway's own limit of 29 seconds", () => {
    expect(functionBy('ApiHandler')[1].Properties.Timeout).toBeLessThanOrEqual(29);
  });
});

test('On the dashboard readers see and explain, operators plan and sync, and approvers alone carry out', () => {
  const called = Object.fromEntries(
    resourcesOf('AWS::IAM::ManagedPolicy').map(([id, { Properties }]) => [
      /Reader|Operator|Approver/u.exec(id)![0],
      Properties.PolicyDocument.Statement.filter(({ Action }: any) => Action === 'lambda:InvokeFunction')
        .flatMap(({ Resource: resources }: any) => [resources].flat())
        .map(({ 'Fn::GetAtt': [name] }: any) => name.replace(/Function.*/u, ''))
        .sort(),
    ]),
  );
  expect(called).toEqual({
    Reader: ['Explain', 'Widget'],
    Operator: ['Explain', 'OperatorActions', 'Widget'],
    Approver: ['ApproverActions', 'Explain', 'OperatorActions', 'Widget'],
  });
});

describe('Every function', () => {
  test('runs on Node 24 on arm64, is traced, and writes JSON to a log group that ends', () => {
    for (const [, { Properties }] of resourcesOf('AWS::Lambda::Function')) {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogFormat: 'JSON' },
      });
      expect(resource(Properties.LoggingConfig.LogGroup.Ref).Properties.RetentionInDays).toBe(90);
    }
  });

  const rolePolicies = () =>
    resourcesOf('AWS::Lambda::Function').map(([id, { Properties }]) => {
      const role = Properties.Role['Fn::GetAtt'][0];
      expect(resource(role).Properties.ManagedPolicyArns).toBeUndefined();
      const policies = resourcesOf('AWS::IAM::Policy').filter(([, policy]) =>
        policy.Properties.Roles.some(({ Ref }: any) => Ref === role),
      );
      return {
        id,
        role,
        statements: policies.flatMap(([, policy]) => policy.Properties.PolicyDocument.Statement as any[]),
      };
    });

  test('has a role that no other account can use', () => {
    for (const { role } of rolePolicies()) {
      expect(resource(role).Properties.AssumeRolePolicyDocument.Statement[0].Condition).toEqual({
        StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
      });
    }
  });

  test('of the API writes the lease and runs alone, and the dashboard writes nothing', () => {
    const writesOf = (name: string) =>
      rolePolicies()
        .find(({ id }) => id.startsWith(name))!
        .statements.filter(({ Action }) =>
          [Action].flat().some((action) => /^dynamodb:(?!GetItem|Query)/u.test(action)),
        );
    expect(writesOf('ApiHandler')).toMatchObject([
      {
        Action: 'dynamodb:PutItem',
        Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['lease', 'runs', 'schedule'] } },
      },
      {
        Action: 'dynamodb:DeleteItem',
        Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['runs'] } },
      },
    ]);
    expect(writesOf('Widget')).toEqual([]);
    expect(writesOf('Inspect')).toMatchObject([
      {
        Action: 'dynamodb:PutItem',
        Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['pacing'] } },
      },
    ]);
    expect(writesOf('Decide')).toMatchObject([
      {
        Action: 'dynamodb:PutItem',
        Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['pacing'] } },
      },
      {
        Action: 'dynamodb:PutItem',
        Condition: {
          'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['decisions', 'decisions#*', 'intents#*', 'history#*'] },
        },
      },
    ]);
  });

  test('behind long answers has the memory for 20,000 people', () => {
    for (const name of ['ApiHandler', 'Decide', 'Inspect', 'Widget', 'Explain', 'OperatorActions', 'ApproverActions'])
      expect(functionBy(name)[1].Properties.MemorySize).toBeGreaterThanOrEqual(1024);
  });

  test('has a role of its own', () => {
    expect(new Set(rolePolicies().map(({ role }) => role)).size).toBe(resourcesOf('AWS::Lambda::Function').length);
  });

  test('may do what is named on resources that are named; only traces go to "*"', () => {
    for (const { statements } of rolePolicies()) {
      for (const { Action, Resource: resources } of statements) {
        const actions = [Action].flat() as string[];
        expect(actions.filter((action) => action.includes('*'))).toEqual([]);
        const isTracing = actions.every((action) => action.startsWith('xray:'));
        if (!isTracing) expect(JSON.stringify(resources)).not.toContain('*');
      }
    }
  });

  test('may read the vendor keys only when it talks to the vendors', () => {
    const readers = rolePolicies()
      .filter(({ statements }) => JSON.stringify(statements).includes('secretsmanager:'))
      .map(({ id }) => id.replace(/Function.*/u, ''));
    expect(readers.sort()).toEqual(['Decide', 'Explain', 'Inspect', 'StartRun', 'SyncEmployee']);
  });

  test.each([
    ['StartRun', environments.startRunEnvironment],
    ['SyncEmployee', environments.syncEmployeeEnvironment],
    ['DeadLetter', environments.deadLetterEnvironment],
    ['ApiHandler', environments.apiEnvironment],
    ['Inspect', environments.inspectEnvironment],
    ['Decide', environments.decideEnvironment],
    ['Widget', environments.widgetEnvironment],
    ['Explain', environments.explainEnvironment],
    ['OperatorActions', environments.actionsEnvironment],
    ['ApproverActions', environments.actionsEnvironment],
  ])('%s gets the variables that it reads, and no others', (name, schema) => {
    const variables = functionBy(name)[1].Properties.Environment.Variables;
    const own = Object.keys(variables).filter((key) => !/^(POWERTOOLS_|NODE_OPTIONS$)/u.test(key));
    expect(own.sort()).toEqual(Object.keys(schema.shape).sort());
  });

  test('may send DynamoDB every command that the code sends, and no other', async () => {
    const folder = path.join(import.meta.dirname, '../../shared/state');
    const sources = await Promise.all((await readdir(folder)).map((file) => readFile(path.join(folder, file), 'utf8')));
    const commands = new Set(
      sources.flatMap((source) => [...source.matchAll(/new (\w+)Command\(/gu)].map(([, name]) => name!)),
    );
    const allowed = new Set(
      rolePolicies()
        .find(({ id }) => id.startsWith('SyncEmployee'))!
        .statements.flatMap(({ Action }) => [Action].flat() as string[])
        .filter((action) => action.startsWith('dynamodb:')),
    );
    const actionOf = (command: string): string => `dynamodb:${command === 'Query' ? 'Query' : `${command}Item`}`;
    expect(commands.size).toBeGreaterThan(0);
    expect([...allowed].sort()).toEqual([...commands].map(actionOf).sort());
  });
});

describe('Settings', () => {
  test('reach the functions as one variable', async () => {
    const rolling = await templateOf({ ...STAGE, settings: { salaryVerification: 'rolling' } });
    const functions = Object.values(rolling.findResources('AWS::Lambda::Function'));
    const texts = functions
      .map(({ Properties }) => Properties.Environment.Variables.SETTINGS)
      .filter((text) => text !== undefined);
    expect(texts).toHaveLength(5);
    for (const text of texts) expect(readSettings(text).salaryVerification).toBe('rolling');
  });

  test('tell the functions that speak to people in which language', async () => {
    const norwegian = await templateOf({ ...STAGE, settings: { language: 'nb' } });
    const languages = Object.values(norwegian.findResources('AWS::Lambda::Function')).flatMap(
      ({ Properties }) => Properties.Environment.Variables.LANGUAGE ?? [],
    );
    expect(languages).toEqual(['nb', 'nb', 'nb', 'nb', 'nb', 'nb']);
  });

  test('too large for a function are refused with a way out', async () => {
    const employees = Array.from({ length: 600 }, (_, index) => String(1000 + index));
    await expect(templateOf({ ...STAGE, settings: { scope: { employees } } })).rejects.toThrow(
      /settings: .*departments/u,
    );
  });
});

test('The outputs name what a person needs next', () => {
  expect(Object.keys((template.toJSON() as any).Outputs)).toEqual(
    expect.arrayContaining([
      'ApiUrl',
      'StateTableName',
      'EmployeeQueueUrl',
      'StartQueueUrl',
      'VendorKeysSecretArn',
      'NextStep',
    ]),
  );
});

describe('Clients', () => {
  const clients = [{ name: 'north' }, { name: 'south' }, { name: 'alone', subscription: 'own' }];

  test('have a stack each; those with one subscription key share its pace', async () => {
    const assembly = await assemblyOf({ ...STAGE, clients });
    expect(assembly.stacks.map(({ stackName }) => stackName).sort()).toEqual([
      'simployer-poweroffice-pace-test-default',
      'simployer-poweroffice-test-alone',
      'simployer-poweroffice-test-north',
      'simployer-poweroffice-test-south',
    ]);
    const paceTableOf = async (client: string) => {
      const functions = Object.values(
        (await templateOf({ ...STAGE, clients }, client)).findResources('AWS::Lambda::Function'),
      ) as Resource[];
      const { TABLE_NAME, PACE_TABLE_NAME } = functions.find(({ Properties }) => Properties.Timeout === 180)!.Properties
        .Environment.Variables;
      return JSON.stringify(PACE_TABLE_NAME) === JSON.stringify(TABLE_NAME)
        ? 'its own'
        : JSON.stringify(PACE_TABLE_NAME);
    };
    expect(await paceTableOf('alone')).toBe('its own');
    expect(await paceTableOf('north')).toBe(await paceTableOf('south'));
    expect(await paceTableOf('north')).toContain('simployer-poweroffice-pace-test-default');
  });

  test('may read and write over the shared pace, and nothing else of its table', async () => {
    const policies = Object.values(
      (await templateOf({ ...STAGE, clients }, 'north')).findResources('AWS::IAM::Policy'),
    );
    const statements = policies.flatMap((policy) => (policy as Resource).Properties.PolicyDocument.Statement as any[]);
    const ofPace = statements.filter(({ Resource }) => JSON.stringify(Resource).includes('-pace-test-'));
    expect(ofPace.map(({ Action }) => Action)).toEqual([
      ['dynamodb:GetItem', 'dynamodb:PutItem'],
      ['dynamodb:GetItem', 'dynamodb:PutItem'],
      ['dynamodb:GetItem', 'dynamodb:PutItem'],
      ['dynamodb:GetItem', 'dynamodb:PutItem'],
      ['dynamodb:GetItem', 'dynamodb:PutItem'],
    ]);
  });

  test('do not tie the stack of the pace down: no stack imports what another one exports', async () => {
    for (const client of ['north', 'south'])
      expect(JSON.stringify(await templateOf({ ...STAGE, clients }, client))).not.toContain('Fn::ImportValue');
  });

  test('may go without a dashboard, which costs, and keep their alarms', async () => {
    const without = await templateOf({ ...STAGE, clients: [{ name: 'main', dashboard: false }] });
    without.resourceCountIs('AWS::CloudWatch::Dashboard', 0);
    expect((without.toJSON() as any).Outputs).not.toHaveProperty('DashboardUrl');
    without.resourceCountIs('AWS::CloudWatch::Alarm', resourcesOf('AWS::CloudWatch::Alarm').length);
  });

  test('with a long name get a group of schedules with a name that EventBridge Scheduler takes', async () => {
    const name = `client-${'x'.repeat(24)}`;
    const app = createApp({
      stageName: 'acceptance-test',
      stage: parseStageSettings('long', { ...STAGE, clients: [{ name }] }),
      codeFolders: await createCodeFolders(),
      outdir: await createTempFolder('assembly'),
      checked: false,
    });
    const [stack] = app.synth().stacks;
    const [group] = Object.values<any>(stack!.template.Resources).filter(
      ({ Type }) => Type === 'AWS::Scheduler::ScheduleGroup',
    );
    expect(stack!.stackName.length).toBeGreaterThan(64);
    expect(group.Properties.Name).toMatch(/^simployer-poweroffice-[\w-]{1,42}$/u);
  });

  test('with a schedule and settings of their own follow these', async () => {
    const own = {
      name: 'own',
      schedule: { days: ['SUN' as const], time: '23:05' },
      settings: { replicaLagInSeconds: 60 },
    };
    (await templateOf({ ...STAGE, clients: [{ name: 'main' }, own] }, 'own')).hasResourceProperties(
      'AWS::Scheduler::Schedule',
      {
        ScheduleExpression: 'cron(5 23 ? * SUN *)',
      },
    );
  });
});
