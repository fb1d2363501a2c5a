/*
 * Says what must run on one machine for a template, as CloudFormation decides what to create in AWS. Each resource is
 * interpreted, or left out because one machine has no use for it, or refused. So whoever adds a kind of resource to
 * the template learns at the next start here that it needs a decision. For example, an `AWS::SQS::Queue` with the
 * logical id `Work` in the stack `Sync` becomes a queue `Sync-Work` with an address of the loopback SQS, an alarm on
 * it becomes nothing, and a file system stops the start with its name and type.
 */
import type {
  LocalApp,
  LocalBucket,
  LocalFunction,
  LocalMapping,
  LocalQueue,
  LocalRoute,
  LocalSecret,
  LocalTable,
} from './local-app.ts';
import type { StackAssembly } from './read-assembly.ts';
import type { References } from './resolve-intrinsics.ts';
import { resolveIntrinsics } from './resolve-intrinsics.ts';
import {
  apiMethodProperties,
  apiResourceProperties,
  bucketProperties,
  functionProperties,
  mappingProperties,
  queueProperties,
  secretProperties,
  tableProperties,
} from './resource-schemas.ts';
import type { TemplateReferences } from './template-references.ts';
import { templateReferences } from './template-references.ts';
import { typesWithoutCounterpart } from './types-without-counterpart.ts';
import { UnknownTemplatePartError } from './unknown-template-part-error.ts';

/** How many of a function run at once when its queues do not say. */
const defaultConcurrency = 2;

const interpretedTypes: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::RestApi',
  'AWS::DynamoDB::Table',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
  'AWS::SecretsManager::Secret',
]);

/**
 * What a stack describes, for one machine.
 * @param sqsUrl the base address of the loopback SQS, without a trailing slash: queue addresses are made from it.
 * @throws UnknownTemplatePartError for a resource type that is neither interpreted nor known to need no counterpart, for
 *   properties that a schema does not know, and for intrinsics without a rule.
 */
export const interpretTemplate = (assembly: StackAssembly, sqsUrl: string): LocalApp => {
  const references = templateReferences(assembly, sqsUrl);
  const resources = resourcesOf(assembly, references);
  const unknown = resources.filter(
    ({ type }) => !interpretedTypes.has(type) && !Object.hasOwn(typesWithoutCounterpart, type),
  );
  if (unknown.length > 0) {
    const list = unknown.map(({ logicalId, type }) => `${logicalId} (${type})`).join(', ');
    throw new UnknownTemplatePartError(`The loopback runtime has no rule for: ${list}`);
  }
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  const mappings = ofType('AWS::Lambda::EventSourceMapping').map((resource) => toMapping(resource));
  return {
    region: assembly.region,
    tables: ofType('AWS::DynamoDB::Table').map((resource) => toTable(resource, references)),
    queues: ofType('AWS::SQS::Queue').map((resource) => toQueue(resource, references)),
    secrets: ofType('AWS::SecretsManager::Secret').map((resource) => toSecret(resource, references)),
    buckets: ofType('AWS::S3::Bucket').map((resource) => toBucket(resource, references)),
    functions: ofType('AWS::Lambda::Function').map((resource) => toFunction(resource, references, assembly, mappings)),
    mappings,
    routes: toRoutes(ofType('AWS::ApiGateway::Resource'), ofType('AWS::ApiGateway::Method')),
    outputs: Object.fromEntries(
      Object.entries(assembly.template.Outputs).map(([name, { Value }]) => [
        name,
        String(resolveIntrinsics(Value, references)),
      ]),
    ),
  };
};

interface Resource {
  readonly logicalId: string;
  readonly type: string;
  /** Resolved lazily: resources without a counterpart may use what nobody here has a rule for. */
  properties(): unknown;
}

const resourcesOf = ({ template }: StackAssembly, references: References): readonly Resource[] =>
  Object.entries(template.Resources).map(([logicalId, { Type, Properties }]) => ({
    logicalId,
    type: Type,
    properties: () => resolveIntrinsics(Properties, references),
  }));

/** @throws UnknownTemplatePartError naming the resource, whatever is wrong with its properties */
const parse = <Output>(schema: { parse(value: unknown): Output }, resource: Resource): Output => {
  try {
    return schema.parse(resource.properties());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnknownTemplatePartError(`${resource.logicalId} (${resource.type}): ${reason}`, { cause: error });
  }
};

const toTable = (resource: Resource, references: TemplateReferences): LocalTable => {
  const properties = parse(tableProperties, resource);
  return {
    logicalId: resource.logicalId,
    name: references.physicalName(resource.logicalId),
    attributeDefinitions: properties.AttributeDefinitions,
    keySchema: properties.KeySchema,
  };
};

const toQueue = (resource: Resource, references: TemplateReferences): LocalQueue => {
  const { RedrivePolicy: redrivePolicy, ...numbers } = parse(queueProperties, resource);
  const attributes = Object.entries({
    ...numbers,
    ...(redrivePolicy !== undefined && { RedrivePolicy: JSON.stringify(redrivePolicy) }),
  });
  return {
    logicalId: resource.logicalId,
    name: references.physicalName(resource.logicalId),
    arn: references.attribute(resource.logicalId, 'Arn'),
    url: references.ref(resource.logicalId),
    attributes: Object.fromEntries(
      attributes.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    ),
  };
};

const toSecret = (resource: Resource, references: TemplateReferences): LocalSecret => {
  const { GenerateSecretString, Tags = [] } = parse(secretProperties, resource);
  return {
    logicalId: resource.logicalId,
    name: references.physicalName(resource.logicalId),
    arn: references.ref(resource.logicalId),
    tags: Tags,
    generatedLength: GenerateSecretString?.PasswordLength ?? null,
  };
};

const toBucket = (resource: Resource, references: TemplateReferences): LocalBucket => {
  const { LifecycleConfiguration } = parse(bucketProperties, resource);
  return {
    logicalId: resource.logicalId,
    name: references.physicalName(resource.logicalId),
    keepsForDays: LifecycleConfiguration?.Rules[0].ExpirationInDays ?? null,
  };
};

const toFunction = (
  resource: Resource,
  references: TemplateReferences,
  assembly: StackAssembly,
  mappings: readonly LocalMapping[],
): LocalFunction => {
  const properties = parse(functionProperties, resource);
  const folder = assembly.assetFolders.get(properties.Code.S3Key);
  if (folder === undefined) {
    throw new UnknownTemplatePartError(`${resource.logicalId}: the assembly has no asset folder for its code`);
  }
  const name = references.physicalName(resource.logicalId);
  const own = mappings.filter((mapping) => mapping.functionName === name).map(({ concurrency }) => concurrency);
  return {
    logicalId: resource.logicalId,
    name,
    arn: references.attribute(resource.logicalId, 'Arn'),
    folder,
    handler: properties.Handler,
    memoryInMegabytes: properties.MemorySize,
    timeoutInMillis: properties.Timeout * 1000,
    environment: properties.Environment?.Variables ?? {},
    concurrency: own.length > 0 ? Math.max(...own) : defaultConcurrency,
  };
};

const toMapping = (resource: Resource): LocalMapping => {
  const properties = parse(mappingProperties, resource);
  return {
    logicalId: resource.logicalId,
    queueArn: properties.EventSourceArn,
    functionName: properties.FunctionName,
    batchSize: properties.BatchSize,
    concurrency: properties.ScalingConfig?.MaximumConcurrency ?? defaultConcurrency,
  };
};

const toRoutes = (resources: readonly Resource[], methods: readonly Resource[]): readonly LocalRoute[] => {
  const folders = new Map(
    resources.map((resource) => [resource.logicalId, parse(apiResourceProperties, resource)] as const),
  );
  const pathOf = (id: string): string => {
    const folder = folders.get(id);
    return folder === undefined ? '' : `${pathOf(folder.ParentId)}/${folder.PathPart}`;
  };
  return methods.map((method) => {
    const { HttpMethod, ResourceId, Integration } = parse(apiMethodProperties, method);
    const [, functionName] =
      /\/functions\/arn:aws:lambda:[^/]*:function:([^/]+)\/invocations$/.exec(Integration.Uri) ?? [];
    if (functionName === undefined) {
      throw new UnknownTemplatePartError(`${method.logicalId}: its integration leads to no function`);
    }
    return { method: HttpMethod, resourcePath: pathOf(ResourceId) || '/', functionName };
  });
};
