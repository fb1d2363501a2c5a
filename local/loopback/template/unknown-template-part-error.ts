/** The template holds something that the loopback runtime has no rule for. */
export class UnknownTemplatePartError extends Error {
  override readonly name = 'UnknownTemplatePartError';
}
