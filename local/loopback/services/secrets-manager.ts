/*
 * The part of AWS Secrets Manager that the functions and the command line use, spoken as AWS speaks it over HTTP.
 * What else is asked is refused in AWS's own words. Values come from the secret store. For example, GetSecretValue
 * for a secret without a value answers ResourceNotFoundException, which a function must expect in AWS too.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { closeServer, listenOnLoopback } from '../loopback-server.ts';
import type { LoopbackService } from './loopback-service.ts';
import type { SecretStore, SecretVersion, StoredSecret } from './secret-store.ts';

/** The part of Secrets Manager that the functions use, over its JSON 1.1 protocol. */
export const startSecretsManager = async (store: SecretStore): Promise<LoopbackService> => {
  const server = createServer((request, response) => {
    answer(store, request).then(
      (body) => send(response, 200, body),
      (error: unknown) =>
        error instanceof SecretsManagerError
          ? send(response, 400, { __type: error.type, Message: error.message })
          : send(response, 500, { __type: 'InternalServiceError', Message: String(error) }),
    );
  });
  const url = await listenOnLoopback(server);
  return { url, close: () => closeServer(server) };
};

class SecretsManagerError extends Error {
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

type Operation = (store: SecretStore, request: unknown) => unknown;

const answer = async (store: SecretStore, request: IncomingMessage): Promise<unknown> => {
  const [, operationName = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
  const operation = Object.hasOwn(operations, operationName) ? operations[operationName] : undefined;
  if (operation === undefined)
    throw new SecretsManagerError('UnknownOperationException', `No operation ${operationName}`);
  const body: unknown = JSON.parse(await text(request));
  return operation(store, body);
};

const stages = ['AWSCURRENT', 'AWSPREVIOUS'] as const;

const getSecretValueRequest = z.object({
  SecretId: z.string(),
  VersionId: z.string().optional(),
  VersionStage: z.enum(stages).optional(),
});

const getSecretValue = (store: SecretStore, request: unknown): unknown => {
  const { SecretId, VersionId, VersionStage = 'AWSCURRENT' } = parse(getSecretValueRequest, request);
  const secret = existing(store.find(SecretId));
  const version =
    VersionId === undefined
      ? secret.versions[stages.indexOf(VersionStage)]
      : secret.versions.find(({ versionId }) => versionId === VersionId);
  if (version === undefined) {
    const wanted = VersionId === undefined ? `staging label: ${VersionStage}` : `VersionId: ${VersionId}`;
    throw new SecretsManagerError(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for ${wanted}`,
    );
  }
  return {
    ARN: secret.arn,
    Name: secret.name,
    SecretString: version.text,
    VersionId: version.versionId,
    VersionStages: stagesOf(secret, version),
    CreatedDate: version.createdAtInMillis / 1000,
  };
};

const putSecretValueRequest = z.object({
  SecretId: z.string(),
  SecretString: z.string(),
  ClientRequestToken: z.string().optional(),
});

const putSecretValue = async (store: SecretStore, request: unknown): Promise<unknown> => {
  const { SecretId, SecretString, ClientRequestToken } = parse(putSecretValueRequest, request);
  const secret = existing(await store.put(SecretId, SecretString, ClientRequestToken));
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: secret.versions[0]?.versionId,
    VersionStages: ['AWSCURRENT'],
  };
};

const describeSecretRequest = z.object({ SecretId: z.string() });

const describeSecret = (store: SecretStore, request: unknown): unknown => {
  const secret = existing(store.find(parse(describeSecretRequest, request).SecretId));
  return {
    ARN: secret.arn,
    Name: secret.name,
    Tags: secret.tags,
    VersionIdsToStages: Object.fromEntries(
      secret.versions.map((version) => [version.versionId, stagesOf(secret, version)]),
    ),
  };
};

const operations: Readonly<Record<string, Operation>> = {
  GetSecretValue: getSecretValue,
  PutSecretValue: putSecretValue,
  DescribeSecret: describeSecret,
};

const parse = <Output>(schema: z.ZodType<Output>, request: unknown): Output => {
  const parsed = schema.safeParse(request);
  if (!parsed.success) throw new SecretsManagerError('InvalidParameterException', z.prettifyError(parsed.error));
  return parsed.data;
};

const existing = (secret: StoredSecret | null): StoredSecret => {
  if (secret !== null) return secret;
  throw new SecretsManagerError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
};

const stagesOf = (secret: StoredSecret, version: SecretVersion): readonly string[] => {
  const stage = stages[secret.versions.indexOf(version)];
  return stage === undefined ? [] : [stage];
};

const send = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify(body));
};
