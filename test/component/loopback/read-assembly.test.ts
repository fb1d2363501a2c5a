import { readAssembly } from '../../../local/loopback/template/read-assembly.ts';
import { UnknownTemplatePartError } from '../../../local/loopback/template/unknown-template-part-error.ts';
import { smallTemplate, writeSmallAssembly } from './small-assembly.ts';

test('An assembly gives its one stack, and the folder of each asset', async () => {
  const folder = await writeSmallAssembly();
  const { stackName, region, template, assetFolders } = await readAssembly(folder);
  expect({ stackName, region }).toEqual({ stackName: 'Small', region: 'eu-north-1' });
  expect(Object.keys(template.Outputs)).toEqual(['TableName', 'WorkQueueUrl']);
  expect(assetFolders.get('echo.zip')).toBe(`${folder}/asset.echo`);
});

const key = { Type: 'AWS::KMS::Key', Properties: {} };

test.each<[string, object, string]>([
  ['a resource that depends on a condition', { Resources: { Key: { ...key, Condition: 'IsProd' } } }, 'Condition'],
  ['conditions', { ...smallTemplate(), Conditions: {} }, 'Conditions'],
  ['mappings', { ...smallTemplate(), Mappings: {} }, 'Mappings'],
  ['a macro', { ...smallTemplate(), Transform: 'AWS::LanguageExtensions' }, 'Transform'],
  ['an export', { Resources: {}, Outputs: { Url: { Value: 'x', Export: { Name: 'url' } } } }, 'Export'],
])('A template with %s stops the start by its name', async (_what, template, named) => {
  const reading = readAssembly(await writeSmallAssembly(template));
  await expect(reading).rejects.toThrow(UnknownTemplatePartError);
  await expect(reading).rejects.toThrow(named);
});
