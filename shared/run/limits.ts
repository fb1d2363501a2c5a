/**
 * The numbers that the parts of a run have to agree on: how long functions live, how queues hand messages out, how long
 * a lease holds. A worker that stops too late is killed with its work half told, and a message that shows again too
 * early is worked on twice. Deployment, functions, simulation, component tests and benchmark read them here; what must
 * hold between them is stated in test/unit/run/limits.test.ts.
 *
 * Example: a batch of records gets 180 seconds. Its worker sends no request that could last beyond 165 seconds, and hands
 * back what it has not come to. When it is killed instead, the messages show again after 210 seconds, for which it has
 * hidden them at its start (functions/composition/hide-batch.ts), and go to the dead letters when they would be handed
 * out for the ninth time.
 */

/** A function that works on the messages of a queue. */
export interface WorkerLimits {
  /** After so long Lambda kills the function, whatever it does. */
  readonly timeoutInSeconds: number;
  /** How long before that it stops working: to record outcomes and to hand unfinished work back. */
  readonly reserveInSeconds: number;
  /** The most messages that one invocation gets. */
  readonly batchSize: number;
  /**
   * How many invocations work on the queue at a time; null: as many as its messages ask for. A limit costs money while
   * nothing happens: without one, Lambda polls an empty queue with two pollers instead of five.
   */
  readonly maxConcurrency: number | null;
  /** How often a message is handed out before it goes to the dead-letter queue. */
  readonly maxReceives: number;
}

/** Starts of runs. */
export const START_LIMITS: WorkerLimits = {
  /** As long as Lambda lets it: a first load reads everything there is. */
  timeoutInSeconds: 900,
  reserveInSeconds: 20,
  /** However many starts come at once, the lease lets one of them go on. */
  batchSize: 1,
  maxConcurrency: null,
  maxReceives: 5,
};

/** The records of a run, one message each. */
export const RECORD_LIMITS: WorkerLimits & { readonly maxConcurrency: number } = {
  /** A whole batch, with the target at its slowest. */
  timeoutInSeconds: 180,
  reserveInSeconds: 15,
  batchSize: 10,
  /**
   * What a target's limit keeps busy: PowerOffice for example takes 10 requests a second, and the twenty records of two
   * batches make so many for as long as it answers within two seconds. More invocations would only be paid for waiting
   * for each other. Lambda's own least is two.
   */
  maxConcurrency: 2,
  maxReceives: 8,
};

/** What people are told by mail of a run. */
export const MAIL_LIMITS: WorkerLimits = {
  /** It reads what stands open of everybody, and what came of the run before. */
  timeoutInSeconds: 120,
  reserveInSeconds: 15,
  batchSize: 1,
  maxConcurrency: null,
  maxReceives: 5,
};

/** The function that records what was given up. */
export const DEAD_LETTER_TIMEOUT_IN_SECONDS = 60;

/** AWS advises at least six times, so that a batch which is throttled and tried again is not received twice meanwhile. */
const VISIBILITY_TO_TIMEOUT = 6;

/**
 * How long a message that was handed out stays hidden, unless its function says otherwise.
 * @param timeoutInSeconds of the function that works on the queue
 */
export const visibilityInSeconds = (timeoutInSeconds: number): number => VISIBILITY_TO_TIMEOUT * timeoutInSeconds;

/** How long a queue keeps a message. */
export const QUEUE_RETENTION_IN_DAYS = 4;
/** Longer than the queue's, since a message keeps its age when it moves. */
export const DEAD_LETTER_RETENTION_IN_DAYS = 14;

/** How long a run may show no sign of life before another may take over. Longer than any one invocation. */
export const LEASE_IN_MILLIS = 20 * 60_000;

/** A scheduled start that meets a run under way comes again this much later. */
export const START_POSTPONED_BY_MINUTES = 5;

/** SQS takes so many messages a request, whether they are sent, hidden or deleted. */
export const MESSAGES_PER_SQS_REQUEST = 10;
