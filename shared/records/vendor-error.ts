import type { Vendor } from './vendor.ts';

export type VendorErrorKind =
  /** A certain refusal of this very content. */
  | 'rejected'
  /** The record, or its parent, does not exist. */
  | 'notFound'
  /** The integration lacks a privilege, or the client lacks the module. */
  | 'forbidden'
  /** A key or a token is refused, or lost its rights: nothing will work until somebody acts. */
  | 'credentialsRefused'
  /** No usable answer, and a write was certainly not applied; may work later. */
  | 'unavailable'
  /** Fewer rows than the vendor says it has: nothing may be concluded from what was read. */
  | 'incomplete'
  /** A write that may have been applied. */
  | 'outcomeUnknown'
  /** Certainly not sent, for lack of time. */
  | 'outOfTime'
  /** Our clock and the vendor's are too far apart; a write was certainly not sent. */
  | 'clockWrong';

export interface VendorErrorFacts {
  /** What happened, in our words alone. */
  readonly summary: string;
  /** The vendor's own words, masked by its client; null when it said nothing that may be shown. */
  readonly words?: string | null;
  readonly status?: number | null;
  readonly isOutage?: boolean;
}

/**
 * Whatever keeps a vendor's client from its answer: the only error that a client throws. The engine decides from its
 * kind whether to retry, to record or to abort (shared/run/failure.ts).
 * `message` says what happened in the vendor's own words where there are some; it belongs into the report of a record. A log
 * takes `summary`, which holds no word of the vendor.
 *
 * Example: a vendor answers 400, "Number is in use.", to POST /Employees. The kind is `rejected`, the message is
 * "Number is in use." and the summary says that 400 was the answer to POST /Employees.
 */
export class VendorError extends Error {
  override readonly name: string = 'VendorError';
  readonly vendor: Vendor;
  readonly kind: VendorErrorKind;
  /** HTTP status; `null` without an answer. */
  readonly status: number | null;
  /** The outcome is unknown as that of every write just now: it says nothing of this one. */
  readonly isOutage: boolean;
  // Kept off the enumerable properties, which loggers copy.
  readonly #summary: string;

  constructor(
    vendor: Vendor,
    kind: VendorErrorKind,
    { summary, words = null, status = null, isOutage = false }: VendorErrorFacts,
  ) {
    super(words ?? summary);
    this.vendor = vendor;
    this.kind = kind;
    this.status = status;
    this.isOutage = isOutage;
    this.#summary = summary;
  }

  /** What happened, in our words alone. */
  get summary(): string {
    return this.#summary;
  }
}

/** Whether a client threw it, for one of these reasons. */
export const isVendorError = (error: unknown, ...kinds: readonly VendorErrorKind[]): error is VendorError =>
  error instanceof VendorError && kinds.includes(error.kind);
