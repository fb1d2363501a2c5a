import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Validations } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { createAccountApp } from '../../infra/create-app.ts';
import type { StageSettingsInput } from '../../infra/stage-settings.ts';
import { FLOW_NAMES } from '../../shared/config/vendor-keys.ts';
import { createTempFolder } from '../builders/temp-folder.ts';
import { STAGE, appOf } from './template.ts';

// Everything that is checked stands here: CloudFormation's rules take seconds to load, once in each test file.
test('What belongs to account and region is an app of its own, and stays when its stack goes', async () => {
  const outdir = await createTempFolder('assembly');
  const [stack] = createAccountApp({ checked: true, outdir }).synth().stacks;
  const account = Template.fromJSON(stack!.template);
  account.resourceCountIs('AWS::ApiGateway::Account', 1);
  for (const { DeletionPolicy } of Object.values<any>((account.toJSON() as any).Resources))
    expect(DeletionPolicy).toBe('RetainExceptOnCreate');
});

test('The checks find nothing in the stacks as they are, shared pace and every set of flows included', async () => {
  const outdir = await createTempFolder('assembly');
  const clients: StageSettingsInput['clients'] = [
    { name: 'north' },
    { name: 'south', flows: ['employees-to-poweroffice', 'employees-to-xledger'] },
    { name: 'west', flows: ['employees-to-xledger'] },
    { name: 'east', flows: ['employees-to-xledger', 'time-off-to-file'] },
    { name: 'inland', flows: [...FLOW_NAMES], settings: { timeOff: { schedule: 'withEmployees' } } },
  ];
  const app = await appOf({ ...STAGE, clients }, { checked: true, outdir });
  expect(app.synth().stacks).toHaveLength(6);
  const { pluginReports } = JSON.parse(await readFile(path.join(outdir, 'validation-report.json'), 'utf8'));
  expect(pluginReports.flatMap(({ violations }: any) => violations)).toEqual([]);
});

test("The checks fail the synthesis on findings of cdk-nag, AwsSolutions and Serverless alike, and of CloudFormation's own rules", async () => {
  const outdir = await createTempFolder('assembly');
  const app = await appOf(STAGE, { checked: true, outdir });
  const stack = app.node.findChild('simployer-poweroffice-test-main') as Stack;
  const [, odd] = ['Loose', 'Odd'].map((id) => new Queue(stack, id, { enforceSSL: true }));
  Validations.of(odd!).acknowledge(
    { id: 'AwsSolutions-SQS3', reason: 'test' },
    { id: 'Serverless-SQSRedrivePolicy', reason: 'test' },
  );
  (odd!.node.defaultChild as any).addPropertyOverride('MessageRetentionPeriod', 'forever');
  expect(() => app.synth()).toThrow(
    /^(?=.*AwsSolutions-SQS3)(?=.*Serverless-SQSRedrivePolicy)(?=.*CloudFormation-Validate::)/su,
  );
  // Any of them fails it alone; a warning would stand in the report beside the failure of another.
  const { pluginReports } = JSON.parse(await readFile(path.join(outdir, 'validation-report.json'), 'utf8'));
  expect(pluginReports.map(({ pluginName, conclusion }: any) => [pluginName, conclusion])).toEqual([
    ['AwsSolutions', 'failure'],
    ['Serverless', 'failure'],
    ['CloudFormation Validate', 'failure'],
  ]);
});
