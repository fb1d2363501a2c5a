import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { SignatureV4 } from '@smithy/signature-v4';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';

const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example-secret' };
const REGION = 'eu-north-1';

/** What stands in for AWS: CloudFormation, and the API that a stack's outputs name. */
export interface StackStandIn {
  /** What a shell must hold to find it, and never the real AWS. */
  readonly environment: Readonly<Record<string, string>>;
  /** The calls of the API whose signatures are right. */
  readonly calls: { readonly method: string; readonly path: string; readonly body: string }[];
  /** The user agent of each of them. */
  readonly agents: string[];
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface StandInOptions {
  /** What the API answers; default: an empty list of everything. */
  readonly answer?: (method: string, path: string, body: string) => Answer | Promise<Answer>;
  /** What CloudFormation refuses with: status and code. */
  readonly refusal?: { readonly status: number; readonly code: string };
  readonly outputs?: Readonly<Record<string, string>>;
}

const xml = (
  outputs: Readonly<Record<string, string>>,
): string => `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>
<StackName>sync</StackName><StackStatus>CREATE_COMPLETE</StackStatus><CreationTime>2026-03-02T06:00:00Z</CreationTime>
<Outputs>${Object.entries(outputs)
  .map(([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`)
  .join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;

const errorXml = (code: string): string =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${code} it is.</Message></Error></ErrorResponse>`;

/** Whether a request carries the signature that its secret makes, over method, path, query, host and body. */
const isSigned = async (request: IncomingMessage, body: string): Promise<boolean> => {
  const { authorization = '', ...headers } = request.headers;
  const signed = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(';') ?? [];
  const date = String(headers['x-amz-date'] ?? '');
  const iso = date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  if (!signed.includes('host') || Number.isNaN(Date.parse(iso))) return false;
  const { sha256 } = new CloudFormationClient({ region: REGION }).config;
  const url = new URL(request.url ?? '/', `http://${headers.host ?? ''}`);
  const signer = new SignatureV4({ service: 'execute-api', region: REGION, credentials: CREDENTIALS, sha256 });
  const again = await signer.sign(
    {
      method: request.method ?? '',
      protocol: 'http:',
      hostname: url.hostname,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: Object.fromEntries(signed.map((name) => [name, String(headers[name] ?? '')])),
      ...(body !== '' && { body }),
    },
    { signingDate: new Date(iso) },
  );
  const hash = createHash('sha256').update(body).digest('hex');
  return again.headers['authorization'] === authorization && headers['x-amz-content-sha256'] === hash;
};

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`);
    });
  });

/** Starts the stand-in on loopback. */
export const startStackStandIn = async ({
  answer = () => ({ status: 200, body: { runs: [], problems: [], employees: [], next: null } }),
  refusal,
  outputs = {},
}: StandInOptions = {}): Promise<StackStandIn> => {
  const calls: { method: string; path: string; body: string }[] = [];
  const agents: string[] = [];
  let url = '';
  const serveStack = (body: string, response: ServerResponse): void => {
    const isKnown = new URLSearchParams(body).get('StackName') === 'sync';
    const code = refusal?.code ?? (isKnown ? null : 'ValidationError');
    response.writeHead(refusal?.status ?? (isKnown ? 200 : 400), { 'content-type': 'text/xml' });
    response.end(
      code === null ? xml({ ApiUrl: `${url}/v1/`, ReaderPolicyArn: 'arn:reader', ...outputs }) : errorXml(code),
    );
  };
  const serveApi = async (request: IncomingMessage, body: string, response: ServerResponse): Promise<void> => {
    const method = request.method ?? '';
    const path = (request.url ?? '').replace(/^\/v1/, '');
    const isRight = await isSigned(request, body);
    if (isRight) {
      calls.push({ method, path, body });
      agents.push(request.headers['user-agent'] ?? '');
    }
    const { status, body: document } = isRight
      ? await answer(method, path, body)
      : { status: 403, body: { message: 'The request signature we calculated does not match' } };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(document));
  };
  const server = createServer((request, response) => {
    void text(request).then((body) =>
      request.url?.startsWith('/v1/') === true ? serveApi(request, body, response) : serveStack(body, response),
    );
  });
  url = await listen(server);
  return {
    environment: {
      AWS_ENDPOINT_URL: url,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    calls,
    agents,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
