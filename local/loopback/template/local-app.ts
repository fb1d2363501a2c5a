/** What the app's templates describe, in the terms of the loopback runtime: no intrinsics, nothing that nobody serves. */
export interface LocalApp {
  readonly region: string;
  readonly accountId: string;
  readonly tables: readonly LocalTable[];
  readonly queues: readonly LocalQueue[];
  readonly secrets: readonly LocalSecret[];
  readonly functions: readonly LocalFunction[];
  readonly mappings: readonly LocalMapping[];
  readonly routes: readonly LocalRoute[];
  readonly schedules: readonly LocalSchedule[];
  readonly outputs: Readonly<Record<string, string>>;
}

/** What every resource can be asked for by: see `findByName`. */
export interface NamedResource {
  readonly logicalId: string;
  readonly name: string;
}

interface KeyElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

export interface LocalTable extends NamedResource {
  readonly attributeDefinitions: readonly { readonly AttributeName: string; readonly AttributeType: 'S' | 'N' | 'B' }[];
  readonly keySchema: readonly KeyElement[];
  readonly globalSecondaryIndexes: readonly {
    readonly IndexName: string;
    readonly KeySchema: readonly KeyElement[];
    readonly Projection: {
      readonly ProjectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
      readonly NonKeyAttributes?: readonly string[] | undefined;
    };
  }[];
}

export interface LocalQueue extends NamedResource {
  readonly arn: string;
  readonly url: string;
  /** Attributes of SQS `CreateQueue`, all of them text. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface GeneratedSecret {
  readonly passwordLength: number;
  readonly excludeCharacters: string;
  readonly excludeLowercase: boolean;
  readonly excludeUppercase: boolean;
  readonly excludeNumbers: boolean;
  readonly excludePunctuation: boolean;
  readonly includeSpace: boolean;
  readonly requireEachIncludedType: boolean;
  /** The JSON object that gets the password under a key; null when the secret is the password alone. */
  readonly template: { readonly json: string; readonly passwordKey: string } | null;
}

export interface LocalSecret extends NamedResource {
  readonly arn: string;
  /** A fixed text, one to generate at first start, or null: a secret without a value yet. */
  readonly value: string | GeneratedSecret | null;
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
  readonly reportsItemFailures: boolean;
  readonly concurrency: number;
}

export interface LocalRoute {
  /** Upper case, or `ANY`. */
  readonly method: string;
  /** As API Gateway writes it, e.g. `/runs/{id}`. */
  readonly resourcePath: string;
  readonly functionName: string;
}

export interface LocalSchedule extends NamedResource {
  readonly arn: string;
  /** A queue or a function. */
  readonly targetArn: string;
  readonly input: string;
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
