/** What was asked about a person cannot be answered, or decided, as it was asked. */
export class PersonRefusedError extends Error {
  override readonly name = 'PersonRefusedError';
  readonly code: PersonRefusal;
  /** What else helps a program. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: PersonRefusal, message: string, members: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.members = members;
  }
}

type PersonRefusal =
  | 'INPUT_INVALID'
  | 'EMPLOYEE_UNKNOWN'
  | 'RECORD_UNKNOWN'
  | 'LINK_TAKEN'
  | 'NOTHING_HELD'
  | 'NOTHING_IN_DOUBT';
