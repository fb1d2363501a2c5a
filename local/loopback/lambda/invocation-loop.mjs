// The loop of Lambda's runtime around a function's handler: it asks the Runtime API for one invocation after the other, and
// tells it what came of each. Plain JavaScript: see bootstrap.mjs.
/* oxlint-disable typescript/no-unsafe-argument, typescript/no-unsafe-assignment, typescript/no-unsafe-call,
   typescript/no-unsafe-member-access, typescript/no-unsafe-return -- nothing here has types */

// Imported, it is asked for all that it exports, `WebSocket` too, for which Node loads a package of its own: a sixth of a
// start.
const { Agent, request } = process.getBuiltinModule('node:http');

/** The Runtime API of this function; `next` waits as long as there is nothing to do, so there is no timeout. */
const openRuntimeApi = (signal) => {
  const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
  const agent = new Agent({ keepAlive: true });
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const outgoing = request(`${api}${path}`, { method, agent, signal }, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks).toString('utf8') }));
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
};

const toErrorBody = (error) =>
  JSON.stringify(
    error instanceof Error
      ? { errorType: error.name, errorMessage: error.message, trace: String(error.stack).split('\n') }
      : { errorType: typeof error, errorMessage: String(error), trace: [] },
  );

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

/** A function's handler. @throws with what went wrong, when it cannot be loaded or is none */
const load = async (importFunction) => {
  const [file, exportName] = process.env._HANDLER.split('.');
  const handler = (await importFunction(file))[exportName];
  if (typeof handler !== 'function') throw new Error(`${process.env._HANDLER} is undefined or not exported`);
  return handler;
};

export const carryOutInvocations = async (importFunction, signal) => {
  const call = openRuntimeApi(signal);
  const tell = async (path, error) => {
    process.stderr.write(`${toErrorBody(error)}\n`);
    await call('POST', path, toErrorBody(error));
  };
  const handler = await load(importFunction).catch((error) => tell('/init/error', error));
  if (handler === undefined) return;
  for (;;) {
    const { headers, body } = await call('GET', '/invocation/next');
    const context = toContext(headers);
    try {
      const result = await handler(JSON.parse(body), context);
      await call('POST', `/invocation/${context.awsRequestId}/response`, JSON.stringify(result) ?? 'null');
    } catch (error) {
      await tell(`/invocation/${context.awsRequestId}/error`, error);
    }
  }
};
