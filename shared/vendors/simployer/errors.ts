export type SimployerErrorKind =
  /** The token is refused, or lost its rights. */
  | 'credentialsRefused'
  /** No usable answer, may work later. */
  | 'unavailable'
  /** Fewer rows than Simployer says it has: nothing may be concluded from what was read. */
  | 'incomplete'
  /** Not sent, for lack of time. */
  | 'outOfTime'
  /** Our clock and Simployer's are too far apart. */
  | 'clockWrong';

/** Whatever keeps a read from its answer. The message holds no personal data. */
export class SimployerError extends Error {
  override readonly name = 'SimployerError';
  readonly kind: SimployerErrorKind;

  constructor(kind: SimployerErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}
