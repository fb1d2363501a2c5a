/*
 * A deployed stack's API, as its outputs name it, and how a call to it is signed: with the AWS credentials that the shell
 * has, found the way AWS's own programs find them (variables, profile, single sign-on, the machine's role). What AWS
 * refuses is put into words that say who mends it. For example, a shell whose session has expired is told to sign in
 * again, and not that a token is invalid.
 */
import { Agent } from 'node:https';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { SignatureV4 } from '@smithy/signature-v4';
import * as z from 'zod';
import type { Role } from '../../shared/api/routes.ts';
import { ROUTES } from '../../shared/api/routes.ts';
import { ConfigurationError } from '../../shared/config/configuration-error.ts';
import type { HttpRequest, HttpResponse } from '../../shared/http/transport.ts';
import { matchRoute } from '../loopback/api/match-route.ts';
import { parseJson } from '../loopback/parse-json.ts';
import { describeCredentials, refuseCredentials } from './aws-credentials.ts';
import { RefusedError } from './explain-error.ts';

/** What the stack calls its API's address, and the policy of each role. */
const API_URL = 'ApiUrl';
const POLICIES: Readonly<Record<Role, string>> = {
  reader: 'ReaderPolicyArn',
  operator: 'OperatorPolicyArn',
  approver: 'ApproverPolicyArn',
};

type Outputs = ReadonlyMap<string, string>;

export interface StackApi {
  /** Without a slash at its end. */
  readonly url: string;
  /** The same request with a signature in its headers. */
  sign(request: HttpRequest): Promise<HttpRequest>;
  /** Why API Gateway refused a call before it came to us; null when it does not say. */
  explain(method: string, path: string, response: HttpResponse): RefusedError | null;
}

/**
 * Looks a stack's API up.
 * @throws RefusedError for credentials that are missing or refused, and for a stack that is not there
 */
export const openStack = async (name: string): Promise<StackApi> => {
  const client = new CloudFormationClient({
    requestHandler: { httpsAgent: new Agent({ keepAlive: true, proxyEnv: process.env }) },
  });
  const { credentials, region, sha256 } = client.config;
  const outputs = await outputsOf(client, name).catch(async (error: unknown) => {
    throw describe(error, name, await region().catch(() => 'no region'));
  });
  const url = outputs.get(API_URL);
  if (url === undefined || url === '')
    throw new RefusedError({
      code: 'STACK_UNKNOWN',
      message: `The stack ${name} has no output ${API_URL}: it is no stack of this project, or its deployment never finished.`,
    });
  const signer = new SignatureV4({ service: 'execute-api', credentials, region, sha256 });
  return {
    url: url.replace(/\/$/, ''),
    sign: async (request) => {
      const { protocol, host, hostname, port, pathname, searchParams } = new URL(request.url);
      const { headers } = await signer.sign({
        method: request.method,
        protocol,
        hostname,
        ...(port !== '' && { port: Number(port) }),
        path: pathname,
        query: Object.fromEntries(searchParams),
        headers: { ...request.headers, host },
        ...(request.body !== null && { body: request.body }),
      });
      return { ...request, headers };
    },
    explain: (method, path, response) => explainGateway(method, path, response, outputs),
  };
};

const outputsOf = async (client: CloudFormationClient, name: string): Promise<Outputs> => {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: name }));
    const outputs = Stacks?.[0]?.Outputs ?? [];
    return new Map(outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
  } finally {
    client.destroy();
  }
};

const FORBIDDEN = ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation'];
const THROTTLED = ['Throttling', 'ThrottlingException', 'TooManyRequestsException', 'RequestLimitExceeded'];

/** Why a stack could not be looked up. */
const describe = (error: unknown, stack: string, region: string): Error => {
  if (!(error instanceof Error)) return new Error(String(error));
  const { name, message } = error;
  if (message === 'Region is missing')
    return new ConfigurationError([
      `--stack ${stack}: in which region? Set AWS_REGION, or the region of the profile in AWS_PROFILE`,
    ]);
  const ofCredentials = describeCredentials(error);
  if (ofCredentials !== null) return ofCredentials;
  if (FORBIDDEN.includes(name))
    return new RefusedError({
      code: 'FORBIDDEN',
      message: `The credentials of this shell may not look at the stack ${stack} (cloudformation:DescribeStacks). IT: attach one of the policies in the stack's outputs ReaderPolicyArn, OperatorPolicyArn, ApproverPolicyArn.`,
    });
  if (THROTTLED.includes(name))
    return new RefusedError({
      code: 'THROTTLED',
      message: 'AWS CloudFormation lets no more calls through; try again.',
    });
  if (name === 'ValidationError')
    return new RefusedError({
      code: 'STACK_UNKNOWN',
      message: `There is no stack ${stack} in ${region} in the account of these credentials. Other regions: set AWS_REGION; other accounts: AWS_PROFILE.`,
    });
  return new RefusedError({
    code: 'API_UNREACHABLE',
    message: `AWS CloudFormation in ${region} could not be asked for the stack ${stack} (${name}${message === '' ? '' : `: ${message}`}).`,
  });
};

/** What API Gateway itself answers, with one letter or the other. */
const gatewaySchema = z
  .object({ message: z.string().optional(), Message: z.string().optional() })
  .transform(({ message, Message }) => message ?? Message ?? '');

/** What API Gateway says to a path that it does not know. */
const NO_ROUTE = 'Missing Authentication Token';

const explainGateway = (
  method: string,
  path: string,
  { status, body }: HttpResponse,
  outputs: Outputs,
): RefusedError | null => {
  if (status !== 403) return null;
  const said = wordsOf(body);
  if (said === NO_ROUTE)
    return new RefusedError({
      code: 'ROUTE_UNKNOWN',
      message: `The stack knows no ${method} ${path}: another version is deployed. Deploy this one, or use the one that is deployed.`,
    });
  if (!/not authorized/i.test(said)) return refuseCredentials(said);
  const role = roleFor(method, path);
  const policy = role === null ? null : (outputs.get(POLICIES[role]) ?? POLICIES[role]);
  return new RefusedError({
    code: 'FORBIDDEN',
    message:
      `The credentials of this shell may not call ${method} ${path}.` +
      (policy === null ? '' : ` IT: attach the policy of the ${role}: ${policy}.`),
  });
};

const wordsOf = (body: string): string => gatewaySchema.safeParse(parseJson(body)).data ?? '';

/** The least role that may call a route; null when this version has no such route. */
const roleFor = (method: string, path: string): Role | null => {
  const routes = Object.entries(ROUTES).map(([route, { role }]) => {
    const [method = '', resourcePath = ''] = route.split(' ');
    return { method, resourcePath, functionName: role };
  });
  const name = matchRoute(routes, method, path)?.route.functionName;
  return name === 'reader' || name === 'operator' || name === 'approver' ? name : null;
};
