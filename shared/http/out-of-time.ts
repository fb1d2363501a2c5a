/** The work does not fit before its deadline. Nothing was sent: it may be done later as if it had never been tried. */
export class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError';

  constructor(message = 'The request does not fit into the time that is left; it was not sent.') {
    super(message);
  }
}
