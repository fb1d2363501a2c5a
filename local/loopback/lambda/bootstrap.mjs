// What runs inside a function's process: the Lambda runtime loop around the function's own `index.mjs`.
// Plain JavaScript, because Node takes 70 ms longer to start a TypeScript file, and every new process would pay that.
/* oxlint-disable typescript/no-unsafe-argument, typescript/no-unsafe-assignment, typescript/no-unsafe-call,
   typescript/no-unsafe-member-access, typescript/no-unsafe-return -- nothing here has types */
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// Imported, it is asked for all that it exports, `WebSocket` too, for which Node loads a package of its own: a sixth of a
// start.
const { Agent, request } = process.getBuiltinModule('node:http');

// The parent holds the other end: however it ends, no function goes on without it.
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group of processes; only the parent decides what to do about it.
process.on('SIGINT', () => {});

const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
const agent = new Agent({ keepAlive: true });

/** Asks the Runtime API; `next` waits as long as there is nothing to do, so there is no timeout. */
const call = (method, path, body) =>
  new Promise((resolve, reject) => {
    const outgoing = request(`${api}${path}`, { method, agent }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks).toString('utf8') }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });

const toErrorBody = (error) =>
  JSON.stringify(
    error instanceof Error
      ? { errorType: error.name, errorMessage: error.message, trace: String(error.stack).split('\n') }
      : { errorType: typeof error, errorMessage: String(error), trace: [] },
  );

const loadHandler = async () => {
  const [file, exportName] = process.env._HANDLER.split('.');
  const path = join(process.env.LAMBDA_TASK_ROOT, `${file}.mjs`);
  const handler = (await import(pathToFileURL(path).href))[exportName];
  // The process may be killed at any moment, and would keep what it has compiled at its end alone.
  flushCompileCache();
  if (typeof handler !== 'function') throw new Error(`${process.env._HANDLER} is undefined or not exported`);
  return handler;
};

const toContext = (headers) => {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    getRemainingTimeInMillis: () => deadline - Date.now(),
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  };
};

const handler = await loadHandler().catch(async (error) => {
  console.error(toErrorBody(error));
  await call('POST', '/init/error', toErrorBody(error));
  process.exit(1);
});

for (;;) {
  const { headers, body } = await call('GET', '/invocation/next');
  const context = toContext(headers);
  try {
    const result = await handler(JSON.parse(body), context);
    await call('POST', `/invocation/${context.awsRequestId}/response`, JSON.stringify(result) ?? 'null');
  } catch (error) {
    console.error(toErrorBody(error));
    await call('POST', `/invocation/${context.awsRequestId}/error`, toErrorBody(error));
  }
}
