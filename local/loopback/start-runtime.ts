/*
 * Runs an app that is written for AWS on one machine. It starts a DynamoDB, an SQS, an S3 and a Secrets Manager on
 * 127.0.0.1, creates there what the app's template describes, runs the functions in processes of their own, and takes
 * messages and requests to them. The functions cannot tell the difference: they find the services by the variables
 * that every AWS SDK reads. For example, a message sent to the queue `Work` is received by a poller, given to a
 * process of the function that the template maps to that queue, and deleted when the function is done with it.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startApiServer } from './api/api-server.ts';
import { takeDataFolder } from './data-folder.ts';
import type { OnLog } from './lambda/function-log.ts';
import { startFunctionProcess } from './lambda/function-process.ts';
import type { StartFunction } from './lambda/function-process.ts';
import type { InvocationResult } from './lambda/invocation-result.ts';
import type { LambdaRuntime } from './lambda/lambda-runtime.ts';
import { startLambdaRuntime } from './lambda/lambda-runtime.ts';
import { openLogSink } from './log-sink.ts';
import type { QueueDepth } from './queue/queue-depth.ts';
import type { Delivery, Queues } from './queue/open-queues.ts';
import { NO_MESSAGES } from './queue/queue-depth.ts';
import { createTables, startDynamoDb } from './services/dynamodb.ts';
import type { LoopbackClientOptions, LoopbackService } from './services/loopback-service.ts';
import { clientOptions, loopbackCredentials } from './services/loopback-service.ts';
import { openSecretStore } from './services/secret-store.ts';
import { startS3 } from './services/s3.ts';
import { startSecretsManager } from './services/secrets-manager.ts';
import { startSqs } from './services/sqs.ts';
import { interpretTemplate } from './template/interpret-template.ts';
import type { LocalApp, LocalMapping, NamedResource } from './template/local-app.ts';
import { findByName } from './template/local-app.ts';
import { readAssembly } from './template/read-assembly.ts';

export interface RuntimeOptions {
  /** A synthesised cloud assembly: see `cachedAssembly`. */
  readonly assemblyFolder: string;
  /** Where tables, generated secrets and logs are kept, for this process alone; null keeps everything in memory. */
  readonly dataFolder: string | null;
  /** Names of what the caller keeps in the data folder: made private with the rest. */
  readonly callersFiles?: readonly string[];
  /** Values of secrets, by any of their names. They are never written to the data folder. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Variables for every function, over those of the template: where other services are. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A DynamoDB that runs already, without the tables, instead of the embedded one. Nothing of it is closed. */
  readonly dynamoDbUrl?: string;
  /** Who calls the API: stands where IAM puts the caller's ARN. */
  readonly caller?: string;
  /** Who carries out a function's invocations; default: processes of its own. */
  readonly startFunction?: StartFunction;
  /** Gets every line that functions write; in a data folder they are in `logs/` too. */
  readonly onLog?: OnLog;
}

/**
 * The app, running on loopback. Resources go by their physical name, their logical id with or without its hash, or the
 * name of an output that holds them; an unknown name throws.
 */
export interface Runtime {
  /** Addresses of the embedded services, without a trailing slash. */
  readonly endpoints: {
    readonly dynamodb: string;
    readonly sqs: string;
    readonly s3: string;
    readonly secretsManager: string;
  };
  readonly region: string;
  /** The REST API at its root, without a stage: `POST ${api.url}/runs`. */
  readonly api: { readonly url: string };
  tableName(name: string): string;
  queueUrl(name: string): string;
  secretArn(name: string): string;
  functionArn(name: string): string;
  /** Options for an SDK client of an embedded service. */
  clientOptions(service: 'dynamodb' | 'sqs' | 'secretsManager'): LoopbackClientOptions;
  /** Runs a function; never rejects for what the function does. */
  invoke(functionName: string, event: unknown): Promise<InvocationResult>;
  /** Starts a function's first process ahead of time. */
  prewarm(functionName: string): Promise<void>;
  queueDepth(name: string): Promise<QueueDepth>;
  /** Resolves when a function has next worked on messages of a queue: what they were about may be over. */
  nextDelivery(): Promise<void>;
  /**
   * Resolves when nothing runs and every queue that a function works on is empty, messages that wait to be tried again
   * included. @throws when that takes longer than allowed.
   */
  idle(options?: { readonly timeoutInMillis?: number }): Promise<void>;
  /** Takes no more messages, for good; resolves when those on their way have been answered. */
  drain(): Promise<void>;
  /** Takes no more messages, gives what runs some seconds to end, ends everything and releases the data folder. */
  close(options?: { readonly graceInMillis?: number }): Promise<void>;
}

const idleCheckInMillis = 20;
const defaultGraceInMillis = 5_000;

/**
 * Runs what a cloud assembly describes on this machine: its tables, queues, secrets, functions, mappings and routes, all
 * of it on loopback with free ports.
 * @throws DataFolderInUseError, DataFolderUnusableError; UnknownTemplatePartError for a template that holds
 *   what this runtime has no rule for; UnknownResourceError for a secret that the template does not have.
 */
export const startRuntime = async (options: RuntimeOptions): Promise<Runtime> => {
  const started = new AsyncDisposableStack();
  try {
    return await start(options, started);
  } catch (error) {
    await started.disposeAsync();
    throw error;
  }
};

const start = async (options: RuntimeOptions, started: AsyncDisposableStack): Promise<Runtime> => {
  const folder =
    options.dataFolder === null ? null : await takeDataFolder(options.dataFolder, options.callersFiles ?? []);
  if (folder !== null) started.defer(() => folder.release());
  const logs = openLogSink(folder?.logsFolder ?? null, options.onLog);
  started.defer(() => logs.close());
  const keep = (service: LoopbackService): LoopbackService => {
    started.defer(() => service.close());
    return service;
  };

  const storeFolder = folder?.dynamoDbFolder ?? null;
  const dynamodb =
    options.dynamoDbUrl === undefined ? keep(await startDynamoDb(storeFolder)) : { url: options.dynamoDbUrl };
  let queues: Queues | null = null;
  let isDrained = false;
  let delivery = Promise.withResolvers<void>();
  const onDelivered = (): void => {
    delivery.resolve();
    delivery = Promise.withResolvers();
  };
  const drain = async (): Promise<void> => {
    isDrained = true;
    await queues?.drain();
  };
  const sqs = keep(
    await startSqs(async () => {
      const { openQueues } = await import('./queue/open-queues.ts');
      queues = await openQueues({ app, deliveries, sqsUrl: sqs.url, lambda, onDelivered, onLog: logs.onLog });
      if (isDrained) await queues.drain();
    }),
  );
  const app = interpretTemplate(await readAssembly(options.assemblyFolder), sqs.url);
  const deliveries = app.mappings.map((mapping) => deliveryOf(app, mapping));
  const find = <Resource extends NamedResource>(kind: string, resources: readonly Resource[], name: string) =>
    findByName(kind, resources, name, app.outputs);

  const givenSecrets = new Map(
    Object.entries(options.secrets ?? {}).map(([name, text]) => [find('secret', app.secrets, name).name, text]),
  );
  const store = await openSecretStore(app.secrets, folder?.secretsFile ?? null, givenSecrets);
  const secretsManager = keep(await startSecretsManager(store));
  const s3 = keep(await startS3(folder?.objectsFolder ?? null, app.buckets));
  const endpoints = { dynamodb: dynamodb.url, sqs: sqs.url, s3: s3.url, secretsManager: secretsManager.url };

  await createTables(dynamodb.url, app.region, storeFolder, app.tables);

  const lambda = await startLambdaRuntime({
    functions: app.functions,
    environment: {
      ...awsVariables(app.region, endpoints),
      // A process need not compile again what one before it has: a quarter of its start.
      NODE_COMPILE_CACHE: join(options.assemblyFolder, 'compile-cache'),
      ...options.environment,
    },
    startFunction: options.startFunction ?? startFunctionProcess,
    onLog: logs.onLog,
  });
  let graceInMillis = 0;
  started.defer(async () => {
    const stopped = drain();
    await quietWithin(graceInMillis, () => lambda.active() === 0);
    await lambda.close();
    await stopped;
    queues?.close();
  });

  const api = await startApiServer(app.routes, lambda, options.caller);
  started.defer(() => api.close());

  let closing: Promise<void> | null = null;
  return {
    endpoints,
    region: app.region,
    api: { url: api.url },
    tableName: (name) => find('table', app.tables, name).name,
    queueUrl: (name) => find('queue', app.queues, name).url,
    secretArn: (name) => find('secret', app.secrets, name).arn,
    functionArn: (name) => find('function', app.functions, name).arn,
    clientOptions: (service) => clientOptions(endpoints[service], app.region),
    invoke: (functionName, event) =>
      lambda.invoke(find('function', app.functions, functionName).name, JSON.stringify(event ?? null)),
    prewarm: (functionName) => lambda.prewarm(find('function', app.functions, functionName).name),
    queueDepth: async (name) => {
      const { url } = find('queue', app.queues, name);
      return (await queues?.depth(url)) ?? NO_MESSAGES;
    },
    nextDelivery: () => delivery.promise,
    idle: ({ timeoutInMillis = Infinity } = {}) =>
      untilIdle(lambda, async () => (await queues?.areQuiet()) ?? true, timeoutInMillis),
    drain,
    close: (closeOptions = {}) => {
      graceInMillis = closeOptions.graceInMillis ?? defaultGraceInMillis;
      closing ??= started.disposeAsync();
      return closing;
    },
  };
};

/** What a function's SDK needs to find the embedded services, and nothing else. */
const awsVariables = (region: string, endpoints: Runtime['endpoints']): Readonly<Record<string, string>> => ({
  AWS_ACCESS_KEY_ID: loopbackCredentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: loopbackCredentials.secretAccessKey,
  AWS_DEFAULT_REGION: region,
  AWS_REGION: region,
  AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
  AWS_ENDPOINT_URL_S3: endpoints.s3,
  AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secretsManager,
  AWS_ENDPOINT_URL_SQS: endpoints.sqs,
  // A service that nobody embedded fails here, on loopback, and never reaches the real AWS.
  AWS_ENDPOINT_URL: endpoints.secretsManager,
});

/** @throws when a mapping leads from or to what the app does not have */
const deliveryOf = ({ queues, functions }: LocalApp, mapping: LocalMapping): Delivery => {
  const queue = queues.find(({ arn }) => arn === mapping.queueArn);
  if (queue === undefined)
    throw new Error(`${mapping.logicalId} leads from ${mapping.queueArn}, which is no queue of the app`);
  const target = functions.find(({ name }) => name === mapping.functionName);
  if (target === undefined)
    throw new Error(`${mapping.logicalId} leads to ${mapping.functionName}, which is no function of the app`);
  return { mapping, queue, target };
};

const untilIdle = async (
  lambda: Pick<LambdaRuntime, 'active' | 'total'>,
  areQueuesQuiet: () => Promise<boolean>,
  timeoutInMillis: number,
): Promise<void> => {
  const isQuiet = async (): Promise<boolean> => lambda.active() === 0 && areQueuesQuiet();
  const deadline = Date.now() + timeoutInMillis;
  for (;;) {
    // Twice, and with no invocation between: a message that moves from one queue to another could slip past one look.
    const before = lambda.total();
    if ((await isQuiet()) && (await isQuiet()) && lambda.total() === before) return;
    if (Date.now() >= deadline) throw new Error(`Work was still going on after ${timeoutInMillis} ms`);
    await delay(idleCheckInMillis);
  }
};

/** Waits until a condition holds, but no longer than allowed. */
const quietWithin = async (millis: number, isQuiet: () => boolean): Promise<void> => {
  const deadline = Date.now() + millis;
  while (!isQuiet() && Date.now() < deadline) await delay(idleCheckInMillis);
};
