import { toAsciiJson } from '../../shared/queue/ascii-json.ts';
import type { MessageQueue } from '../../shared/queue/message-queue.ts';
import type { Clock } from '../../shared/http/clock.ts';
import {
  DEAD_LETTER_TIMEOUT_IN_SECONDS,
  MESSAGES_PER_SQS_REQUEST,
  RECORD_LIMITS,
  START_LIMITS,
  visibilityInSeconds,
} from '../../shared/run/limits.ts';
import type { Random } from '../demo-vendors/company/random.ts';
import { createEventSource } from './event-source.ts';
import type { EventSourceOptions } from './event-source.ts';
import { createMemoryQueue } from './memory-queue.ts';
import type { MemoryQueue, QueueFaults } from './memory-queue.ts';
import type { SimulatedProcess } from './simulated-process.ts';

export type SimulatedQueues = Readonly<
  Record<'starts' | 'startDeadLetters' | 'employees' | 'employeeDeadLetters', MemoryQueue>
>;

/**
 * The queues of the deployment, with its numbers: one for starts, one for people, each with its dead letters. A message
 * that was handed out as often as its queue allows moves to the dead letters, whose function records it as given up.
 * Functions send to them through `reachQueue`, and event sources take their messages to the functions.
 *
 * Example: a start for 25 people puts 25 messages on `employees`; the event source hands them out in batches of ten, as
 * many batches at a time as there are workers.
 */
export const createSimulatedQueues = (surroundings: {
  readonly clock: Clock;
  readonly random: Random;
  readonly faults: () => QueueFaults;
}): SimulatedQueues => {
  const queueOf = (timeoutInSeconds: number, maxReceiveCount: number, deadLetters: MemoryQueue | null): MemoryQueue =>
    createMemoryQueue({
      ...surroundings,
      visibilityTimeoutInMillis: 1000 * visibilityInSeconds(timeoutInSeconds),
      maxReceiveCount,
      deadLetters,
    });
  const employeeDeadLetters = queueOf(DEAD_LETTER_TIMEOUT_IN_SECONDS, Infinity, null);
  const startDeadLetters = queueOf(DEAD_LETTER_TIMEOUT_IN_SECONDS, Infinity, null);
  return {
    employeeDeadLetters,
    startDeadLetters,
    employees: queueOf(RECORD_LIMITS.timeoutInSeconds, RECORD_LIMITS.maxReceives, employeeDeadLetters),
    starts: queueOf(START_LIMITS.timeoutInSeconds, START_LIMITS.maxReceives, startDeadLetters),
  };
};

/** A queue as a process reaches it. */
export const reachQueue = (
  queue: MemoryQueue,
  process: SimulatedProcess,
  {
    latency,
    hidesBatches = true,
  }: { readonly latency: () => Promise<void>; readonly hidesBatches?: boolean | undefined },
): MessageQueue & { sendAll(messages: readonly unknown[]): Promise<void> } => {
  const reach = (operation: string, work: () => void): Promise<void> =>
    process.act(operation, async () => {
      await latency();
      work();
    });
  const hideAll = (receiptHandles: readonly string[], durationInSeconds: number): Promise<void> =>
    reach('hide', () => {
      for (const receiptHandle of receiptHandles) queue.changeVisibility(receiptHandle, durationInSeconds * 1000);
    });
  return {
    send: (message, delayInSeconds = 0) =>
      reach('send', () => queue.send(toAsciiJson(message), { delayInMillis: delayInSeconds * 1000 })),
    sendAll: async (messages) => {
      for (let first = 0; first < messages.length; first += MESSAGES_PER_SQS_REQUEST) {
        await reach('send', () => {
          for (const message of messages.slice(first, first + MESSAGES_PER_SQS_REQUEST)) {
            queue.send(toAsciiJson(message));
          }
        });
      }
    },
    hide: (receiptHandle, durationInSeconds) => hideAll([receiptHandle], durationInSeconds),
    hideAll: (receiptHandles, durationInSeconds) =>
      hidesBatches ? hideAll(receiptHandles, durationInSeconds) : Promise.resolve(),
  };
};

type Invoke = EventSourceOptions['invoke'];

const LONGEST_WORK_IN_MILLIS = 7 * 24 * 3600 * 1000;

/** Takes the messages of all queues to the functions. */
export const connectQueues = (
  queues: SimulatedQueues,
  functions: Readonly<Record<'startRun' | 'syncRecords' | 'deadLetter', Invoke>>,
  { clock, workers }: { readonly clock: Clock; readonly workers: number },
) => {
  let waiting: (() => void)[] = [];
  const isBusy = (): boolean =>
    Object.values(queues).some((queue) => queue.size() > 0) || sources.some((source) => source.active() > 0);
  const onRest = (): void => {
    if (waiting.length === 0 || isBusy()) return;
    for (const goOn of waiting) goOn();
    waiting = [];
  };
  const { batchSize: startBatch } = START_LIMITS;
  const { batchSize } = RECORD_LIMITS;
  const shared = { clock, onRest };
  const sources = [
    createEventSource({
      ...shared,
      queue: queues.starts,
      batchSize: startBatch,
      concurrency: 2,
      invoke: functions.startRun,
    }),
    createEventSource({
      ...shared,
      queue: queues.employees,
      batchSize,
      concurrency: workers,
      invoke: functions.syncRecords,
    }),
    createEventSource({
      ...shared,
      queue: queues.employeeDeadLetters,
      batchSize,
      concurrency: 2,
      invoke: functions.deadLetter,
    }),
    createEventSource({
      ...shared,
      queue: queues.startDeadLetters,
      batchSize: startBatch,
      concurrency: 2,
      invoke: functions.deadLetter,
    }),
  ];
  return {
    /** Resolves when no message is left and no function works. @throws when that takes longer than a week */
    whenEmpty: async (): Promise<void> => {
      if (!isBusy()) return;
      const empty = new Promise<true>((resolve) => waiting.push(() => resolve(true)));
      const isEmpty = await Promise.race([empty, clock.sleep(LONGEST_WORK_IN_MILLIS).then(() => false)]);
      if (!isEmpty) throw new Error('The queues do not run empty.');
    },
  };
};
