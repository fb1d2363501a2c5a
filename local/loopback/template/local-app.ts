/*
 * What a template describes once it has been read: tables, queues, secrets, functions, what takes messages to which
 * function, and routes. Everything is spelled out; no reference to another resource is left to be looked up. People
 * and programs ask for a resource by whichever name they have. For example, the queue `Sync-WorkQueue0A1B2C3D` is
 * found by that name, by `WorkQueue`, and by the output `WorkQueueUrl` that holds its address.
 */
/** What the app's template describes, in the terms of the loopback runtime: no intrinsics, nothing that nobody serves. */
export interface LocalApp {
  readonly region: string;
  readonly tables: readonly LocalTable[];
  readonly queues: readonly LocalQueue[];
  readonly secrets: readonly LocalSecret[];
  readonly buckets: readonly LocalBucket[];
  readonly functions: readonly LocalFunction[];
  readonly mappings: readonly LocalMapping[];
  readonly routes: readonly LocalRoute[];
  readonly outputs: Readonly<Record<string, string>>;
}

/** What every resource can be asked for by: see `findByName`. */
export interface NamedResource {
  readonly logicalId: string;
  readonly name: string;
}

export interface LocalTable extends NamedResource {
  readonly attributeDefinitions: readonly { readonly AttributeName: string; readonly AttributeType: 'S' | 'N' | 'B' }[];
  readonly keySchema: readonly { readonly AttributeName: string; readonly KeyType: 'HASH' | 'RANGE' }[];
}

export interface LocalQueue extends NamedResource {
  readonly arn: string;
  readonly url: string;
  /** Attributes of SQS `CreateQueue`, all of them text. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** As AWS writes them. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface LocalSecret extends NamedResource {
  readonly arn: string;
  readonly tags: readonly Tag[];
  /** How long a text to generate at the first start; null: a secret without a value yet. */
  readonly generatedLength: number | null;
}

export interface LocalBucket extends NamedResource {
  /** After so many days an object is deleted; null: it is kept. */
  readonly keepsForDays: number | null;
}

export interface LocalFunction extends NamedResource {
  readonly arn: string;
  /** The folder that a deploy would zip and upload. */
  readonly folder: string;
  /** `file.export`, e.g. `index.handler`. */
  readonly handler: string;
  readonly memoryInMegabytes: number;
  readonly timeoutInMillis: number;
  readonly environment: Readonly<Record<string, string>>;
  /** How many may run at once. */
  readonly concurrency: number;
}

export interface LocalMapping {
  readonly logicalId: string;
  readonly queueArn: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly concurrency: number;
}

export interface LocalRoute {
  /** Upper case. */
  readonly method: string;
  /** As API Gateway writes it, e.g. `/runs/{id}`. */
  readonly resourcePath: string;
  readonly functionName: string;
}

/** No resource, or more than one, goes by the name asked for. */
export class UnknownResourceError extends Error {
  override readonly name = 'UnknownResourceError';
}

/**
 * The resource that goes by a name: its physical name, its logical id, its logical id without the eight-digit hash that
 * the CDK appends, or an output of the stack that holds one of these.
 * @param kind for the message, e.g. `table`
 * @throws UnknownResourceError when none or several do.
 */
export const findByName = <Resource extends NamedResource>(
  kind: string,
  resources: readonly Resource[],
  name: string,
  outputs: Readonly<Record<string, string>>,
): Resource => {
  const exact = resources.filter((resource) => resource.name === name || resource.logicalId === name);
  const found = exact.length > 0 ? exact : resources.filter((resource) => goesBy(resource, name, outputs));
  const [first, ...others] = found;
  if (first === undefined || others.length > 0) {
    const problem = first === undefined ? 'no' : 'more than one';
    const known = resources.map((resource) => resource.logicalId).join(', ');
    throw new UnknownResourceError(`The template has ${problem} ${kind} called ${name}; it has: ${known}`);
  }
  return first;
};

const goesBy = (resource: NamedResource, name: string, outputs: Readonly<Record<string, string>>): boolean => {
  if (resource.logicalId.replace(/[0-9A-F]{8}$/, '') === name) return true;
  const output = Object.hasOwn(outputs, name) ? outputs[name] : undefined;
  return output !== undefined && identifiers(resource).includes(output);
};

const identifiers = (resource: NamedResource): readonly string[] => [
  resource.name,
  ...('arn' in resource ? [String(resource.arn)] : []),
  ...('url' in resource ? [String(resource.url)] : []),
];
