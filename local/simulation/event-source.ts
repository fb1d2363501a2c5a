import type { Clock } from '../../shared/http/clock.ts';
import type { MemoryQueue, ReceivedMessage } from './memory-queue.ts';

export interface EventSourceOptions {
  readonly queue: MemoryQueue;
  readonly clock: Clock;
  readonly batchSize: number;
  readonly concurrency: number;
  /**
   * Works on a batch.
   * @returns the receipts of the messages that failed; null when the whole batch did, or its process died
   */
  readonly invoke: (messages: readonly ReceivedMessage[]) => Promise<ReadonlySet<string> | null>;
  /** Called whenever a batch is over and what follows from it has begun. */
  readonly onRest?: () => void;
}

/** Takes a queue's messages to a function as AWS does: what went well is deleted, what failed waits out its invisibility. */
export interface EventSource {
  /** How many batches are being worked on. */
  active(): number;
}

export const createEventSource = ({
  queue,
  clock,
  batchSize,
  concurrency,
  invoke,
  onRest,
}: EventSourceOptions): EventSource => {
  let active = 0;
  let wakesAt = Number.POSITIVE_INFINITY;

  const work = async (messages: readonly ReceivedMessage[]): Promise<void> => {
    const failed = await invoke(messages);
    active -= 1;
    if (failed !== null) {
      for (const { receiptHandle } of messages) if (!failed.has(receiptHandle)) queue.delete(receiptHandle);
    }
    pump();
    onRest?.();
  };

  const pump = (): void => {
    while (active < concurrency) {
      const before = queue.size();
      const messages = queue.receive(batchSize);
      if (messages.length === 0) {
        // Messages that went to the dead letters may have hidden others.
        if (queue.size() < before) continue;
        break;
      }
      active += 1;
      void work(messages);
    }
    const next = queue.nextVisibleAt();
    if (active < concurrency && next !== null && next < wakesAt) void wakeAt(next);
  };

  const wakeAt = async (time: number): Promise<void> => {
    wakesAt = time;
    await clock.sleep(time - clock.now());
    if (wakesAt === time) wakesAt = Number.POSITIVE_INFINITY;
    pump();
  };

  queue.onArrival(() => void wakeAt(clock.now()));
  return { active: () => active };
};
