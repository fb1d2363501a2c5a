import type { Log } from '../../shared/observability/log-events.ts';
import { describeError } from '../../shared/observability/logger.ts';

/** What the Lambda runtime may know of an error: its kind and code. It writes whatever it gets to its own log and to X-Ray. */
class HandlerError extends Error {
  constructor({ errorName, errorCode }: Pick<ReturnType<typeof describeError>, 'errorName' | 'errorCode'>) {
    super(`See the event UNEXPECTED_ERROR in the log${errorCode === null ? '' : ` (${errorCode})`}.`);
    this.name = errorName;
    // Its frames would say where it was wrapped; the log says where the original came from.
    this.stack = `${errorName}: ${this.message}`;
  }
}

/** A handler whose errors are told to our own log, and reach the runtime without their messages, which may hold a value. */
export const withSafeErrors =
  <Parameters extends readonly unknown[], Result>(handle: (...parameters: Parameters) => Promise<Result>, log: Log) =>
  async (...parameters: Parameters): Promise<Result> => {
    try {
      return await handle(...parameters);
    } catch (error) {
      const described = describeError(error);
      log('UNEXPECTED_ERROR', { runId: null, employeeNumber: null, ...described });
      throw new HandlerError(described);
    }
  };
