/** One request and its answer; the seam where tests and simulations plug vendors in without a network. */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** From the start of the request to the last byte of its answer. */
  readonly timeoutInMillis: number;
  /** Asked right before the request is written to the network; false keeps it from leaving: TransportError `no`. */
  readonly mayLeave?: () => boolean;
  /**
   * Takes the text of an answer 200 piece by piece while it arrives; `body` is '' then. It need not be used: whoever
   * passes it takes what is in `body` after that. Of an answer that breaks off it has taken a part.
   */
  readonly takeText?: (piece: string) => void;
}

export interface HttpResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * A request without an answer. `sent` decides what may follow: `no` is certain (the connection never stood),
 * `unknown` means that the vendor may have done what it was asked.
 */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly sent: 'no' | 'unknown';

  constructor(sent: 'no' | 'unknown', reason: string) {
    super(reason);
    this.sent = sent;
  }
}

/** What every transport does right before it writes a request. @throws TransportError `no` when it may not leave */
export const letLeave = ({ mayLeave }: HttpRequest): void => {
  if (mayLeave?.() === false) throw new TransportError('no', 'The request missed its turn.');
};
