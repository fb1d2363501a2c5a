/** How many messages a queue holds. */
export interface QueueDepth {
  readonly visible: number;
  /** Received and neither deleted nor visible again: being worked on, or waiting to be tried again. */
  readonly inFlight: number;
  readonly delayed: number;
}

/** Of a queue that nobody has asked for yet. */
export const NO_MESSAGES: QueueDepth = { visible: 0, inFlight: 0, delayed: 0 };

/** Whether nobody waits in a queue, works on one of its messages, or will try one again. */
export const isEmpty = ({ visible, inFlight, delayed }: QueueDepth): boolean => visible + inFlight + delayed === 0;
