import previous from './stateful-resources.json' with { type: 'json' };
import { templateOf } from './template.ts';

/**
 * The properties whose change makes CloudFormation replace a resource (CloudFormation reference, "Update requires:
 * Replacement"); replaced, a table or a secret begins empty.
 */
const REPLACING: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': ['TableName', 'KeySchema', 'ImportSourceSpecification'],
  'AWS::KMS::Key': ['KeySpec', 'KeyUsage', 'MultiRegion', 'Origin'],
  'AWS::SecretsManager::Secret': ['Name'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
};

/** What a stack keeps: logical id -> type and whatever must stay as it is. */
const statefulResources = async (): Promise<Record<string, unknown>> => {
  const { Resources } = (await templateOf()).toJSON() as {
    Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
  };
  return Object.fromEntries(
    Object.entries(Resources).flatMap(([logicalId, { Type, Properties }]) => {
      const replacing = REPLACING[Type];
      if (replacing === undefined) return [];
      const kept = Object.fromEntries(
        replacing.filter((name) => name in Properties).map((name) => [name, Properties[name]]),
      );
      return [[logicalId, { Type, ...kept }]];
    }),
  );
};

test('Deployed over the version before, no table, queue, secret or key is replaced or removed', async () => {
  const current = await statefulResources();
  // Strictly equal: a property that appears, such as a name, replaces as well.
  for (const [logicalId, resource] of Object.entries(previous))
    expect({ [logicalId]: current[logicalId] }).toEqual({ [logicalId]: resource });
});

test('What the version before has is what this one keeps: a new table, queue, secret or key belongs into the list', async () => {
  expect(Object.keys(await statefulResources()).sort()).toEqual(Object.keys(previous).sort());
});
