/** Thrown when a record cannot be finished now: the message goes back to the queue, and nothing is lost. */
export class RetryLaterError extends Error {
  override readonly name = 'RetryLaterError';
  readonly delayInMillis: number | null;

  /**
   * @param reason what was in the way, without personal data
   * @param delayInMillis how long to wait at least; null leaves it to the growing delays of the queue
   */
  constructor(reason: string, delayInMillis: number | null = null) {
    super(reason);
    this.delayInMillis = delayInMillis;
  }
}
