/*
 * The processes of one function. An invocation goes to a process that waits for work; when none does, one is started,
 * up to as many as may run at once; beyond that the invocation waits its turn. A process that dies, or runs out of
 * time and is killed, fails the invocation that it had, and nothing else. For example, with two processes allowed and
 * three messages, the third runs when the first is done; and a function that cannot even be loaded fails one
 * invocation for each attempt, so that it is not started for ever.
 */
import type { ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { LocalFunction } from '../template/local-app.ts';
import type { OnLog } from './function-log.ts';
import type { FunctionProcess, StartFunction } from './function-process.ts';
import type { InvocationResult } from './invocation-result.ts';

/** The processes of one function, at most as many as may run at once, started when they are needed. */
export interface FunctionPool {
  /** Runs the function; waits for a free process when as many run as may. Never rejects. */
  invoke(payload: string): Promise<InvocationResult>;
  /** Starts a process ahead of time; resolves when it is ready, or did not come up. */
  prewarm(): Promise<void>;
  /** How many invocations run or wait. */
  active(): number;
  /** Ends every process at once; what runs or waits fails. */
  close(): Promise<void>;
  /** What a process says over the Runtime API. */
  readonly requests: PoolRequests;
}

/** The Runtime API's requests, by the id of the process that sends them. */
interface PoolRequests {
  next(processId: string, response: ServerResponse): void;
  respond(processId: string, requestId: string, payload: string): void;
  fail(processId: string, requestId: string, error: FunctionError): void;
  failInit(processId: string, error: FunctionError): void;
}

interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
}

interface FunctionPoolOptions {
  readonly definition: LocalFunction;
  /** Where a process of this function finds its Runtime API, e.g. `127.0.0.1:49152/StartRun/id`. */
  runtimeApiOf(processId: string): string;
  readonly environment: Readonly<Record<string, string>>;
  readonly startFunction: StartFunction;
  readonly onLog: OnLog;
}

interface Invocation {
  readonly requestId: string;
  readonly payload: string;
  readonly answer: (result: InvocationResult) => void;
}

interface Worker {
  readonly process: FunctionProcess;
  readonly ready: PromiseWithResolvers<void>;
  /** The held request for the next invocation: the worker is idle while there is one. */
  waiting: ServerResponse | null;
  running: { readonly invocation: Invocation; readonly timer: NodeJS.Timeout } | null;
  state: 'starting' | 'ready' | 'ended';
  /** Why it did not come up, in its own words. */
  initError: FunctionError | null;
  initTimer: NodeJS.Timeout;
}

/** AWS gives a function 10 s to come up; a busy developer's machine may need longer. */
const longestInitInMillis = 60_000;

export const createFunctionPool = (options: FunctionPoolOptions): FunctionPool => {
  const { definition, onLog } = options;
  const workers = new Map<string, Worker>();
  const pending: Invocation[] = [];
  const draining = new Set<Promise<void>>();
  let closed = false;

  const log = (line: string) =>
    onLog({ functionName: definition.name, logicalId: definition.logicalId, stream: 'platform', line });

  const start = (): Worker => {
    const id = randomUUID();
    const worker: Worker = {
      process: options.startFunction({
        definition,
        runtimeApi: options.runtimeApiOf(id),
        environment: options.environment,
        onOutput: (stream, line) =>
          onLog({ functionName: definition.name, logicalId: definition.logicalId, stream, line }),
      }),
      ready: Promise.withResolvers(),
      waiting: null,
      running: null,
      state: 'starting',
      initError: null,
      initTimer: setTimeout(() => worker.process.kill(), longestInitInMillis),
    };
    workers.set(id, worker);
    const { drained } = worker.process;
    draining.add(drained);
    void drained.then(() => draining.delete(drained));
    void worker.process.ended.then((reason) => endWorker(id, worker, reason));
    return worker;
  };

  const endWorker = (id: string, worker: Worker, reason: string): void => {
    const cameUp = worker.state === 'ready';
    clearTimeout(worker.initTimer);
    worker.state = 'ended';
    workers.delete(id);
    worker.ready.resolve();
    if (worker.running !== null) {
      finish(worker, crash(worker.running.invocation.requestId, reason));
    } else if (!cameUp && !closed) {
      // The first invocation in line fails when the function does not come up; else it would be started for ever.
      const { errorType, errorMessage } = worker.initError ?? { errorType: 'Runtime.ExitError', errorMessage: reason };
      log(`INIT_FAILED ${errorType}: ${errorMessage}`);
      pending.shift()?.answer({ status: 'failed', cause: 'init', errorType, errorMessage });
    }
    dispatch();
  };

  const finish = (worker: Worker, result: InvocationResult): void => {
    if (worker.running === null) return;
    const { invocation, timer } = worker.running;
    clearTimeout(timer);
    worker.running = null;
    if (result.status === 'failed')
      log(`FAILED RequestId: ${invocation.requestId} ${result.cause} ${result.errorType}`);
    invocation.answer(result);
  };

  const run = (worker: Worker, response: ServerResponse, invocation: Invocation): void => {
    worker.waiting = null;
    const { timeoutInMillis } = definition;
    const timer = setTimeout(() => {
      // Ended before anybody hears of it: whoever tries again must not meet the one that was given up.
      worker.process.kill();
      finish(worker, timedOut(invocation.requestId, timeoutInMillis));
    }, timeoutInMillis);
    worker.running = { invocation, timer };
    response.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': invocation.requestId,
      'lambda-runtime-deadline-ms': String(Date.now() + timeoutInMillis),
      'lambda-runtime-invoked-function-arn': definition.arn,
    });
    response.end(invocation.payload);
  };

  const dispatch = (): void => {
    if (closed) return;
    for (const worker of workers.values()) {
      if (worker.waiting === null) continue;
      const invocation = pending.shift();
      if (invocation === undefined) return;
      run(worker, worker.waiting, invocation);
    }
    const starting = [...workers.values()].filter(({ state }) => state === 'starting').length;
    const wanted = Math.min(pending.length - starting, definition.concurrency - workers.size);
    for (let started = 0; started < wanted; started += 1) start();
  };

  /** The process in question, as long as it runs what it speaks of: a late answer to an invocation given up is nothing. */
  const runningWorker = (processId: string, requestId: string): Worker | null => {
    const worker = workers.get(processId);
    return worker?.running?.invocation.requestId === requestId ? worker : null;
  };

  return {
    invoke: (payload) =>
      new Promise((answer) => {
        const invocation = { requestId: randomUUID(), payload, answer };
        if (closed) return answer(crash(invocation.requestId, 'the runtime is closed'));
        pending.push(invocation);
        dispatch();
      }),
    prewarm: async () => {
      if (closed) return;
      const [worker = start()] = [...workers.values()];
      await worker.ready.promise;
    },
    active: () => pending.length + [...workers.values()].filter(({ running }) => running !== null).length,
    close: async () => {
      closed = true;
      for (const { requestId, answer } of pending.splice(0)) answer(crash(requestId, 'the runtime is closed'));
      const ending = [...workers.values()].map(({ process }) => process);
      for (const process of ending) process.kill();
      await Promise.all([...ending.map(({ ended }) => ended), ...draining]);
    },
    requests: {
      next: (processId, response) => {
        const worker = workers.get(processId);
        if (worker === undefined) return;
        clearTimeout(worker.initTimer);
        worker.state = 'ready';
        worker.waiting = response;
        // A process that dies while it is idle must not be given anything to do.
        response.once('close', () => {
          if (worker.waiting === response) worker.waiting = null;
        });
        worker.ready.resolve();
        dispatch();
      },
      respond: (processId, requestId, payload) => {
        const worker = runningWorker(processId, requestId);
        if (worker !== null) finish(worker, { status: 'succeeded', payload });
      },
      fail: (processId, requestId, error) => {
        const worker = runningWorker(processId, requestId);
        if (worker !== null) finish(worker, { status: 'failed', cause: 'handler', ...error });
      },
      failInit: (processId, error) => {
        const worker = workers.get(processId);
        if (worker !== undefined) worker.initError = error;
      },
    },
  };
};

const crash = (requestId: string, reason: string): InvocationResult => ({
  status: 'failed',
  cause: 'crash',
  errorType: 'Runtime.ExitError',
  errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: ${reason}`,
});

const timedOut = (requestId: string, timeoutInMillis: number): InvocationResult => ({
  status: 'failed',
  cause: 'timeout',
  errorType: 'Sandbox.Timedout',
  errorMessage: `RequestId: ${requestId} Error: Task timed out after ${(timeoutInMillis / 1000).toFixed(2)} seconds`,
});
