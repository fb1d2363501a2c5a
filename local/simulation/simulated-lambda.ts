import type { BatchResponse } from '../../functions/composition/sqs-records.ts';
import type { Clock } from '../../shared/http/clock.ts';
import type { EventSourceOptions } from './event-source.ts';
import type { ReceivedMessage } from './memory-queue.ts';
import type { SimulatedProcess } from './simulated-process.ts';

/** What a handler is called with. */
export interface Invocation {
  readonly event: unknown;
  readonly context: { getRemainingTimeInMillis(): number };
}

export interface SimulatedLambdaOptions<Environment> {
  readonly timeoutInSeconds: number;
  /** Of the world. */
  readonly clock: Clock;
  /** A new process, with whatever its handler keeps from one invocation to the next. */
  readonly boot: () => Environment;
  readonly handle: (environment: Environment, invocation: Invocation) => Promise<BatchResponse>;
  readonly onError: (error: unknown) => void;
}

/** The event that Lambda makes of a batch. */
export const toSqsEvent = (messages: readonly ReceivedMessage[]): unknown => ({
  Records: messages.map(({ messageId, receiptHandle, body, receiveCount, sentAt }) => ({
    messageId,
    receiptHandle,
    body,
    attributes: { ApproximateReceiveCount: String(receiveCount), SentTimestamp: String(Math.floor(sentAt)) },
  })),
});

/**
 * A function that works on the messages of a queue, as Lambda runs it: in a process that is idle, or in a new one, until
 * it is done, dies or runs out of time. The answer names messages, and event sources go by receipts, since two copies
 * of one message may share a batch.
 */
export const createSimulatedLambda = <Environment extends { readonly process: SimulatedProcess }>({
  timeoutInSeconds,
  clock,
  boot,
  handle,
  onError,
}: SimulatedLambdaOptions<Environment>): EventSourceOptions['invoke'] => {
  const idle: Environment[] = [];

  const answerOf = async (environment: Environment, event: unknown): Promise<BatchResponse | null> => {
    const { process } = environment;
    const endsAt = process.clock.now() + 1000 * timeoutInSeconds;
    try {
      return await handle(environment, {
        event,
        context: { getRemainingTimeInMillis: () => endsAt - process.clock.now() },
      });
    } catch (error) {
      onError(error);
      return null;
    }
  };

  return async (messages) => {
    const environment = idle.pop() ?? boot();
    const { process } = environment;
    let isOver = false;
    const guardTime = async (): Promise<void> => {
      await clock.sleep(1000 * timeoutInSeconds);
      if (!isOver) process.kill();
    };
    void guardTime();
    const answer = await Promise.race([answerOf(environment, toSqsEvent(messages)), process.death.then(() => null)]);
    isOver = true;
    if (process.isAlive) idle.push(environment);
    if (answer === null) return null;
    const failed = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    return new Set(messages.filter(({ messageId }) => failed.has(messageId)).map(({ receiptHandle }) => receiptHandle));
  };
};
