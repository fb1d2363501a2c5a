import type {
  LocalApp,
  LocalFunction,
  LocalMapping,
  LocalQueue,
  LocalRoute,
  LocalSchedule,
  LocalSecret,
  LocalTable,
} from './local-app.ts';
import type { StackAssembly } from './read-assembly.ts';
import type { References } from './resolve-intrinsics.ts';
import { UnknownIntrinsicError, resolveIntrinsics } from './resolve-intrinsics.ts';
import type { TemplateReferences } from './template-references.ts';
import { localAccountId, templateReferences } from './template-references.ts';
import {
  apiMethodProperties,
  apiResourceProperties,
  functionProperties,
  mappingProperties,
  queueProperties,
  scheduleProperties,
  secretProperties,
  tableProperties,
} from './resource-schemas.ts';
import { typesWithoutCounterpart } from './types-without-counterpart.ts';

/** The template holds something that the loopback runtime has no rule for. */
export class UnknownTemplatePartError extends Error {
  override readonly name = 'UnknownTemplatePartError';
}

/** How many of a function run at once when neither the function nor its queue says so. */
const defaultConcurrency = 2;

const interpretedTypes: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::RestApi',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::SQS::Queue',
  'AWS::Scheduler::Schedule',
  'AWS::SecretsManager::Secret',
]);

/**
 * What an app describes, for one machine.
 * @param stacks one or more, of one region
 * @param sqsUrl the base address of the loopback SQS, without a trailing slash: queue addresses are made from it.
 * @throws UnknownTemplatePartError for a resource type that is neither interpreted nor known to need no counterpart, and
 *   for properties that a schema does not know; UnknownIntrinsicError for intrinsics without a rule.
 */
export const interpretTemplates = (stacks: readonly StackAssembly[], sqsUrl: string): LocalApp => {
  const exported = new Map<string, () => unknown>();
  const importValue = (name: string) => {
    const value = exported.get(name);
    if (value === undefined) throw new UnknownIntrinsicError(`No stack of the app exports ${name}`);
    return value();
  };
  const apps = stacks.map((assembly) => {
    const references = templateReferences(assembly, sqsUrl, importValue);
    for (const { Value, Export } of presentOutputs(assembly, references)) {
      if (Export === undefined) continue;
      exported.set(String(resolveIntrinsics(Export.Name, references)), () => resolveIntrinsics(Value, references));
    }
    return () => interpretStack(assembly, references);
  });
  const interpreted = apps.map((interpret) => interpret());
  return {
    region: stacks[0]?.region ?? '',
    accountId: localAccountId,
    tables: interpreted.flatMap(({ tables }) => tables),
    queues: interpreted.flatMap(({ queues }) => queues),
    secrets: interpreted.flatMap(({ secrets }) => secrets),
    functions: interpreted.flatMap(({ functions }) => functions),
    mappings: interpreted.flatMap(({ mappings }) => mappings),
    routes: interpreted.flatMap(({ routes }) => routes),
    schedules: interpreted.flatMap(({ schedules }) => schedules),
    outputs: Object.fromEntries(interpreted.flatMap(({ outputs }) => Object.entries(outputs))),
  };
};

const interpretStack = (
  assembly: StackAssembly,
  references: TemplateReferences,
): Omit<LocalApp, 'region' | 'accountId'> => {
  const resources = presentResources(assembly, references);
  const unknown = resources.filter(
    ({ type }) => !interpretedTypes.has(type) && !Object.hasOwn(typesWithoutCounterpart, type),
  );
  if (unknown.length > 0) {
    const list = unknown.map(({ logicalId, type }) => `${logicalId} (${type})`).join(', ');
    throw new UnknownTemplatePartError(`The loopback runtime has no rule for: ${list}`);
  }
  const ofType = (...types: readonly string[]) => resources.filter(({ type }) => types.includes(type));
  const mappings = ofType('AWS::Lambda::EventSourceMapping').flatMap((resource) => toMapping(resource));
  return {
    tables: ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map((resource) =>
      toTable(resource, references),
    ),
    queues: ofType('AWS::SQS::Queue').map((resource) => toQueue(resource, references)),
    secrets: ofType('AWS::SecretsManager::Secret').map((resource) => toSecret(resource, references)),
    functions: ofType('AWS::Lambda::Function').map((resource) => toFunction(resource, references, assembly, mappings)),
    mappings,
    routes: toRoutes(ofType('AWS::ApiGateway::Resource'), ofType('AWS::ApiGateway::Method')),
    schedules: ofType('AWS::Scheduler::Schedule').map((resource) => toSchedule(resource, references)),
    outputs: Object.fromEntries(
      presentOutputs(assembly, references).map(({ name, Value }) => [
        name,
        String(resolveIntrinsics(Value, references)),
      ]),
    ),
  };
};

interface PresentResource {
  readonly logicalId: string;
  readonly type: string;
  /** Resolved lazily: resources without a counterpart may use what nobody here has a rule for. */
  properties(): unknown;
}

const presentResources = (assembly: StackAssembly, references: References): readonly PresentResource[] =>
  Object.entries(assembly.template.Resources)
    .filter(([, { Condition }]) => Condition === undefined || references.condition(Condition))
    .map(([logicalId, resource]) => ({
      logicalId,
      type: resource.Type,
      properties: () => {
        try {
          return resolveIntrinsics(resource.Properties, references);
        } catch (error) {
          throw new UnknownTemplatePartError(`${logicalId} (${resource.Type}): ${messageOf(error)}`, { cause: error });
        }
      },
    }));

const parse = <Output>(schema: { parse(value: unknown): Output }, resource: PresentResource): Output => {
  const properties = resource.properties();
  try {
    return schema.parse(properties);
  } catch (error) {
    const message = `${resource.logicalId} (${resource.type}): ${messageOf(error)}`;
    throw new UnknownTemplatePartError(message, { cause: error });
  }
};

const toTable = (resource: PresentResource, references: TemplateReferences): LocalTable => {
  const properties = parse(tableProperties, resource);
  return {
    logicalId: resource.logicalId,
    name: references.physicalName(resource.logicalId),
    attributeDefinitions: properties.AttributeDefinitions,
    keySchema: properties.KeySchema,
    globalSecondaryIndexes: properties.GlobalSecondaryIndexes,
  };
};

const toQueue = (resource: PresentResource, references: TemplateReferences): LocalQueue => {
  const { QueueName: _, RedrivePolicy: redrivePolicy, ...numbers } = parse(queueProperties, resource);
  const attributes = Object.entries({
    ...numbers,
    ...(redrivePolicy !== undefined && { RedrivePolicy: JSON.stringify(redrivePolicy) }),
  });
  return {
    logicalId: resource.logicalId,
    name: references.physicalName(resource.logicalId),
    arn: references.attribute(resource.logicalId, 'Arn'),
    url: references.attribute(resource.logicalId, 'QueueUrl'),
    attributes: Object.fromEntries(
      attributes.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    ),
  };
};

const toSecret = (resource: PresentResource, references: TemplateReferences): LocalSecret => {
  const { SecretString: text, GenerateSecretString: generated } = parse(secretProperties, resource);
  return {
    logicalId: resource.logicalId,
    name: references.physicalName(resource.logicalId),
    arn: references.attribute(resource.logicalId, 'Id'),
    value:
      text ??
      (generated === undefined
        ? null
        : {
            passwordLength: generated.PasswordLength,
            excludeCharacters: generated.ExcludeCharacters,
            excludeLowercase: generated.ExcludeLowercase,
            excludeUppercase: generated.ExcludeUppercase,
            excludeNumbers: generated.ExcludeNumbers,
            excludePunctuation: generated.ExcludePunctuation,
            includeSpace: generated.IncludeSpace,
            requireEachIncludedType: generated.RequireEachIncludedType,
            template:
              generated.SecretStringTemplate === undefined || generated.GenerateStringKey === undefined
                ? null
                : { json: generated.SecretStringTemplate, passwordKey: generated.GenerateStringKey },
          }),
  };
};

const toFunction = (
  resource: PresentResource,
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
    // A reservation of none switches a function off in AWS; nobody would want to run such a one here.
    concurrency: Math.max(
      1,
      properties.ReservedConcurrentExecutions ?? (own.length > 0 ? Math.max(...own) : defaultConcurrency),
    ),
  };
};

const toMapping = (resource: PresentResource): readonly LocalMapping[] => {
  const properties = parse(mappingProperties, resource);
  if (!properties.Enabled) return [];
  return [
    {
      logicalId: resource.logicalId,
      queueArn: properties.EventSourceArn,
      functionName: functionNameOf(properties.FunctionName),
      batchSize: Math.max(1, properties.BatchSize),
      reportsItemFailures: properties.FunctionResponseTypes.length > 0,
      concurrency: Math.max(1, properties.ScalingConfig?.MaximumConcurrency ?? defaultConcurrency),
    },
  ];
};

const toRoutes = (
  resources: readonly PresentResource[],
  methods: readonly PresentResource[],
): readonly LocalRoute[] => {
  const folders = new Map(
    resources.map((resource) => [resource.logicalId, parse(apiResourceProperties, resource)] as const),
  );
  const pathOf = (id: string): string => {
    const folder = folders.get(id);
    return folder === undefined ? '' : `${pathOf(folder.ParentId)}/${folder.PathPart}`;
  };
  return methods.map((method) => {
    const { HttpMethod, ResourceId, Integration } = parse(apiMethodProperties, method);
    const [, functionArn] = /\/functions\/(arn:[^/]+)\/invocations$/.exec(Integration.Uri) ?? [];
    if (functionArn === undefined) {
      throw new UnknownTemplatePartError(`${method.logicalId}: its integration leads to no function`);
    }
    return {
      method: HttpMethod.toUpperCase(),
      resourcePath: pathOf(ResourceId) || '/',
      functionName: functionNameOf(functionArn),
    };
  });
};

const toSchedule = (resource: PresentResource, references: TemplateReferences): LocalSchedule => {
  const { Target: target } = parse(scheduleProperties, resource);
  return {
    logicalId: resource.logicalId,
    name: references.physicalName(resource.logicalId),
    arn: references.attribute(resource.logicalId, 'Arn'),
    targetArn: target.Arn,
    input: target.Input,
  };
};

const presentOutputs = (assembly: StackAssembly, references: References) =>
  Object.entries(assembly.template.Outputs)
    .filter(([, { Condition }]) => Condition === undefined || references.condition(Condition))
    .map(([name, output]) => ({ name, ...output }));

/** A function's name, from its name or its ARN, with or without a version. */
const functionNameOf = (nameOrArn: string): string =>
  nameOrArn.startsWith('arn:') ? (nameOrArn.split(':')[6] ?? nameOrArn) : nameOrArn;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
