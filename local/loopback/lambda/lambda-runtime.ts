/*
 * The functions of the app and the server by which their processes get work. Lambda gives a process its next event,
 * and takes the answer, over a small HTTP interface, the Runtime API; this is that interface, so the very files that
 * a deploy uploads run here. Each process has a path of its own, by which the server knows who is speaking. For
 * example, a process of `Echo` asks `GET .../invocation/next`, waits there until somebody invokes `Echo`, and posts
 * what the handler returned.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { closeServer, listenOnLoopback } from '../loopback-server.ts';
import type { LocalFunction } from '../template/local-app.ts';
import type { OnLog } from './function-log.ts';
import type { FunctionPool } from './function-pool.ts';
import { createFunctionPool } from './function-pool.ts';
import type { StartFunction } from './function-process.ts';
import type { InvocationResult } from './invocation-result.ts';

/** Every function of the app, behind one server of the Lambda Runtime API. */
export interface LambdaRuntime {
  /** Never rejects for what the function does. @throws when there is no function of that name */
  invoke(functionName: string, payload: string): Promise<InvocationResult>;
  /** Resolves when a process of the function is ready, or did not come up. */
  prewarm(functionName: string): Promise<void>;
  /** How many invocations run or wait, over all functions. */
  active(): number;
  /** How many invocations there have been. */
  total(): number;
  /** Ends every process; resolves when none is left. */
  close(): Promise<void>;
}

interface LambdaRuntimeOptions {
  readonly functions: readonly LocalFunction[];
  /** What every function gets on top of the template's variables: endpoints, credentials, overrides. */
  readonly environment: Readonly<Record<string, string>>;
  readonly startFunction: StartFunction;
  readonly onLog: OnLog;
}

const errorSchema = z.object({ errorType: z.string(), errorMessage: z.string() });

export const startLambdaRuntime = async ({
  functions,
  environment,
  startFunction,
  onLog,
}: LambdaRuntimeOptions): Promise<LambdaRuntime> => {
  const pools = new Map<string, FunctionPool>();
  const server = createServer((request, response) => {
    serve(pools, request, response).catch(() => response.destroy());
  });
  // A process waits for its next invocation for as long as there is none.
  server.requestTimeout = 0;
  const host = (await listenOnLoopback(server)).replace('http://', '');
  for (const definition of functions) {
    pools.set(
      definition.name,
      createFunctionPool({
        definition,
        runtimeApiOf: (processId) => `${host}/${definition.name}/${processId}`,
        environment,
        startFunction,
        onLog,
      }),
    );
  }
  const poolOf = (functionName: string): FunctionPool => {
    const pool = pools.get(functionName);
    if (pool === undefined) throw new Error(`There is no function called ${functionName}`);
    return pool;
  };
  let total = 0;
  return {
    invoke: (functionName, payload) => {
      const pool = poolOf(functionName);
      total += 1;
      return pool.invoke(payload);
    },
    total: () => total,
    prewarm: (functionName) => poolOf(functionName).prewarm(),
    active: () => [...pools.values()].reduce((sum, pool) => sum + pool.active(), 0),
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
      await closeServer(server);
    },
  };
};

/** The Lambda Runtime API, each process under a path of its own: /FUNCTION/PROCESS/2018-06-01/runtime/... */
const serve = async (
  pools: ReadonlyMap<string, FunctionPool>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const [, functionName = '', processId = '', , , ...path] = (request.url ?? '').split('/');
  const requests = pools.get(functionName)?.requests;
  const [subject, requestId = '', outcome] = path;
  if (requests === undefined) {
    response.writeHead(404).end();
    return;
  }
  if (request.method === 'GET' && subject === 'invocation' && requestId === 'next') {
    requests.next(processId, response);
    return;
  }
  const body = await text(request);
  if (subject === 'init') requests.failInit(processId, errorSchema.parse(JSON.parse(body)));
  else if (outcome === 'error') requests.fail(processId, requestId, errorSchema.parse(JSON.parse(body)));
  else if (outcome === 'response') requests.respond(processId, requestId, body);
  else {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(202).end();
};
