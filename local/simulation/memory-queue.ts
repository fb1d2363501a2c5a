import type { Random } from '../demo-vendors/company/random.ts';
import type { Clock } from '../../shared/http/clock.ts';

/** A message as a worker gets it. */
export interface ReceivedMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  /** How many times it has been handed out, this time included. */
  readonly receiveCount: number;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
}

/** What a standard queue may do, and now and then does. */
export interface QueueFaults {
  /**
   * How often a message comes a second time although it is being worked on, 0 to 1. Every other time it is a message of its
   * own, as of a sender that got no answer and sent it again.
   */
  readonly duplicateShare?: number;
  /** Messages are first handed out after up to this long. */
  readonly delayInMillis?: number;
  /** Messages come in any order. */
  readonly reorders?: boolean;
}

export interface MemoryQueueOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly visibilityTimeoutInMillis: number;
  readonly maxReceiveCount: number;
  readonly deadLetters: MemoryQueue | null;
  readonly faults: () => QueueFaults;
}

interface SendOptions {
  readonly delayInMillis?: number;
  /** Milliseconds since 1970. Default: now. */
  readonly sentAt?: number;
  /** How many times it has been handed out already. Default 0. */
  readonly receiveCount?: number;
}

/**
 * A queue with the semantics of SQS: a message is handed out at least once, in no particular order, and is hidden while
 * it is worked on. Whoever received it deletes it by its receipt; when nobody does, it shows again after the visibility
 * timeout, or after the time that its worker asked for. A message that was handed out too often goes to the dead
 * letters. The clock is the world's, and faults decide on delays, order and second deliveries.
 *
 * Example: a worker receives a message and is killed. The message shows again with a receive count of 2 and a new
 * receipt; a delete by the old receipt does nothing.
 */
export interface MemoryQueue {
  send(body: string, options?: SendOptions): void;
  /** Hands out visible messages and hides them; those received too often go to the dead letters instead. */
  receive(atMost: number): readonly ReceivedMessage[];
  delete(receiptHandle: string): void;
  /** The message is handed out again after so long. */
  changeVisibility(receiptHandle: string, durationInMillis: number): void;
  /** When the next message can be received, milliseconds since 1970; null when there is none. */
  nextVisibleAt(): number | null;
  /** Messages that are not deleted, hidden ones too. */
  size(): number;
  /** Calls back whenever a message may have become visible earlier than before. */
  onArrival(callback: () => void): void;
}

interface Message {
  readonly messageId: string;
  readonly body: string;
  readonly sentAt: number;
  readonly isCopy: boolean;
  receiveCount: number;
  visibleAt: number;
  receiptHandle: string;
}

/** SQS takes the characters of XML 1.0 and refuses a message with any other. */
const REFUSED_CHARACTERS = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

const LONGEST_DUPLICATE_DELAY_IN_MILLIS = 60_000;

export const createMemoryQueue = (options: MemoryQueueOptions): MemoryQueue => {
  const { clock, random, visibilityTimeoutInMillis, maxReceiveCount, deadLetters, faults } = options;
  let messages: Message[] = [];
  const arrivals: (() => void)[] = [];
  let handed = 0;
  let copies = 0;

  const add = (message: Omit<Message, 'receiptHandle'>): void => {
    messages.push({ ...message, receiptHandle: '' });
    for (const arrival of arrivals) arrival();
  };
  const ofReceipt = (receiptHandle: string): Message | undefined =>
    messages.find((message) => message.receiptHandle === receiptHandle);
  const remove = (message: Message): void => {
    messages = messages.filter((one) => one !== message);
  };
  /** A copy that does not know of its original: the worst that "at least once" may mean. */
  const duplicate = ({ messageId: original, body, sentAt, isCopy }: Message): void => {
    if (isCopy || !random.chance(faults().duplicateShare ?? 0)) return;
    copies += 1;
    const delay = random.integer(0, LONGEST_DUPLICATE_DELAY_IN_MILLIS);
    const messageId = copies % 2 === 0 ? original : original.split('').reverse().join('');
    add({ messageId, body, sentAt, isCopy: true, receiveCount: 0, visibleAt: clock.now() + delay });
  };

  return {
    send: (body, { delayInMillis = 0, sentAt = clock.now(), receiveCount = 0 } = {}) => {
      if (REFUSED_CHARACTERS.test(body)) throw new Error('InvalidMessageContents');
      const messageId = Array.from({ length: 8 }, () => random.integer(0, 0xffff).toString(16).padStart(4, '0')).join(
        '',
      );
      const delay = random.integer(0, faults().delayInMillis ?? 0);
      add({ messageId, body, sentAt, isCopy: false, receiveCount, visibleAt: clock.now() + delayInMillis + delay });
    },
    receive: (atMost) => {
      const visible = messages.filter(({ visibleAt }) => visibleAt <= clock.now());
      if (faults().reorders === true) shuffle(visible, random);
      return visible.slice(0, atMost).flatMap((message): ReceivedMessage[] => {
        if (message.receiveCount >= maxReceiveCount && deadLetters !== null) {
          remove(message);
          deadLetters.send(message.body, { sentAt: message.sentAt });
          return [];
        }
        handed += 1;
        message.receiveCount += 1;
        message.receiptHandle = `receipt-${handed}`;
        message.visibleAt = clock.now() + visibilityTimeoutInMillis;
        const { messageId, receiptHandle, body, receiveCount, sentAt } = message;
        duplicate(message);
        return [{ messageId, receiptHandle, body, receiveCount, sentAt }];
      });
    },
    delete: (receiptHandle) => {
      const message = ofReceipt(receiptHandle);
      if (message !== undefined) remove(message);
    },
    changeVisibility: (receiptHandle, durationInMillis) => {
      const message = ofReceipt(receiptHandle);
      if (message === undefined) return;
      message.visibleAt = clock.now() + durationInMillis;
      for (const arrival of arrivals) arrival();
    },
    nextVisibleAt: () =>
      messages.reduce<number | null>((least, { visibleAt }) => Math.min(least ?? visibleAt, visibleAt), null),
    size: () => messages.length,
    onArrival: (callback) => {
      arrivals.push(callback);
    },
  };
};

const shuffle = (values: Message[], random: Random): void => {
  values.forEach((value, index) => {
    const other = random.integer(0, index);
    const moved = values[other];
    if (moved === undefined) return;
    values[index] = moved;
    values[other] = value;
  });
};
