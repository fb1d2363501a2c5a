import type { Template } from 'aws-cdk-lib/assertions';
import { TIME_OFF_TO_FILE } from '../../infra/flows/time-off-to-file.ts';
import type { StageSettingsInput } from '../../infra/stage-settings.ts';
import { compareText } from '../../shared/records/values/text.ts';
import { STAGE, templateOf } from './template.ts';

const FILE = 'time-off-to-file';
const WITH_FILE: StageSettingsInput = { ...STAGE, flows: ['employees-to-xledger', FILE] };

const resourcesIn = (template: Template, type: string): any[] => Object.values(template.findResources(type));
const idsIn = (template: Template): string[] => Object.keys((template.toJSON() as any).Resources);

/** The statements of the role of a function that name an action of S3, as `action resource`. */
const grantsOf = (template: Template, id: string): string[] =>
  resourcesIn(template, 'AWS::IAM::Policy')
    .filter(({ Properties }) => JSON.stringify(Properties.Roles).includes(id))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .map(({ Action }) => Action)
    .filter((action) => typeof action === 'string' && action.startsWith('s3:'));

test('A stage with the file leaves every logical id of one without it as it is, so that nothing deployed is replaced', async () => {
  const without = idsIn(await templateOf({ ...STAGE, flows: ['employees-to-xledger'] }));
  expect(idsIn(await templateOf(WITH_FILE))).toEqual(expect.arrayContaining(without));
});

test('A stage without the file has no bucket', async () => {
  (await templateOf()).resourceCountIs('AWS::S3::Bucket', 0);
});

test('Files lie encrypted with the key of the stack, for nobody but by a link, for seven days', async () => {
  const template = await templateOf(WITH_FILE);
  const [bucket, ...others] = resourcesIn(template, 'AWS::S3::Bucket');
  expect(others).toEqual([]);
  expect(bucket.Properties).toMatchObject({
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        {
          BucketKeyEnabled: true,
          ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: expect.any(Object) },
        },
      ],
    },
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    LifecycleConfiguration: { Rules: [{ ExpirationInDays: 7, Status: 'Enabled' }] },
  });
  const [policy] = resourcesIn(template, 'AWS::S3::BucketPolicy');
  const refused = policy.Properties.PolicyDocument.Statement.filter(({ Effect }: any) => Effect === 'Deny');
  expect(refused.map(({ Condition }: any) => Condition)).toEqual(
    expect.arrayContaining([
      { Bool: { 'aws:SecureTransport': 'false' } },
      { NumericLessThan: { 's3:TlsVersion': 1.2 } },
    ]),
  );
});

test('The settings say for how long files lie there', async () => {
  const template = await templateOf({ ...WITH_FILE, settings: { timeOff: { file: { keepDays: 3 } } } });
  template.hasResourceProperties('AWS::S3::Bucket', {
    LifecycleConfiguration: { Rules: [{ ExpirationInDays: 3 }] },
  });
});

test('The start stores files and reads none', async () => {
  expect(grantsOf(await templateOf(WITH_FILE), 'StartRun')).toEqual(['s3:PutObject']);
});

test('The API reads files, for its links, and writes what people say of exports; without the file it does neither', async () => {
  const partitionsOf = (template: Template): string[] =>
    resourcesIn(template, 'AWS::IAM::Policy')
      .filter(({ Properties }) => JSON.stringify(Properties.Roles).includes('ApiHandler'))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .filter(({ Action }) => Action === 'dynamodb:PutItem')
      .flatMap(({ Condition }) => Condition['ForAllValues:StringEquals']['dynamodb:LeadingKeys']);
  const template = await templateOf(WITH_FILE);
  expect(grantsOf(template, 'ApiHandler')).toEqual(['s3:GetObject']);
  const exports = ['file-exports', 'exported-leaves', 'acknowledged-leaves'];
  expect(partitionsOf(template)).toEqual(expect.arrayContaining(exports));
  const without = await templateOf();
  expect(grantsOf(without, 'ApiHandler')).toEqual([]);
  expect(partitionsOf(without).filter((name) => exports.includes(name))).toEqual([]);
});

test('The file has every alarm of a flow that somebody starts by hand, and no queue of its own', async () => {
  const template = await templateOf(WITH_FILE);
  const names = resourcesIn(template, 'AWS::CloudWatch::Alarm')
    .map(({ Properties }) => Properties.AlarmName.replace('simployer-poweroffice-test-main-', ''))
    .filter((name) => name.startsWith(FILE));
  const without = ['schedule-dropped', 'scheduled-run-missed', 'nothing-succeeded', 'message-too-old'];
  expect(names.toSorted(compareText)).toEqual(
    Object.keys(TIME_OFF_TO_FILE.alarmTexts)
      .filter((name) => !without.includes(name))
      .map((name) => `${FILE}-${name.replace('records-', 'leaves-')}`)
      .toSorted(compareText),
  );
  const queues = idsIn(template).filter((id) => id.startsWith('timeofftofile') && /Queue/.test(id));
  expect(queues).toEqual([]);
});

test('The secret is asked for the token of Simployer alone', async () => {
  const template = await templateOf({ ...STAGE, flows: [FILE] });
  const tags = resourcesIn(template, 'AWS::SecretsManager::Secret').flatMap(({ Properties }) => Properties.Tags ?? []);
  expect(tags).toEqual(expect.arrayContaining([{ Key: 'flows', Value: FILE }]));
});
