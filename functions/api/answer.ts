import { STATUS_CODES } from 'node:http';

/** What a Lambda proxy integration gives back to API Gateway. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Why a request is refused, for programs: the status and the code say the same. */
const STATUSES = {
  INPUT_INVALID: 400,
  PERIOD_MISSING: 400,
  APPROVER_NEEDED: 403,
  RUN_UNKNOWN: 404,
  EMPLOYEE_UNKNOWN: 404,
  RECORD_UNKNOWN: 404,
  ROUTE_UNKNOWN: 404,
  PLAN_UNKNOWN: 404,
  PLAN_NOT_FOUND: 404,
  EXPORT_UNKNOWN: 404,
  FILE_GONE: 404,
  ALREADY_RUNNING: 409,
  PLAN_NOT_READY: 409,
  PLAN_APPLIED: 409,
  PLAN_SUPERSEDED: 409,
  PLAN_EXPIRED: 409,
  PLAN_NOT_OPEN: 409,
  PLAN_FIRST: 409,
  TARGET_UNVERIFIED: 409,
  NOTHING_TO_ACKNOWLEDGE: 409,
  LINK_TAKEN: 409,
  NOTHING_HELD: 409,
  NOTHING_IN_DOUBT: 409,
  NO_SCHEDULE: 409,
  WRONG_CLIENT: 409,
  WRONG_COMPANY: 409,
  ENTERPRISE_DEFAULT_MISSING: 409,
  TOO_LARGE: 413,
  UNEXPECTED: 500,
  CONFIGURATION_INVALID: 500,
  CREDENTIALS_REFUSED: 502,
  CLOCK_WRONG: 502,
  SOURCE_INCOMPLETE: 502,
  POWEROFFICE_UNAVAILABLE: 502,
  CONTRACT_BROKEN: 502,
  CREDITS_USED_UP: 502,
  TARGET_INCOMPLETE: 502,
  XLEDGER_UNAVAILABLE: 502,
  OUT_OF_TIME: 504,
} as const;

export type RefusalCode = keyof typeof STATUSES;

/** Every other code is that of a guard that nobody has accepted. */
const CONFLICT = 409;

const isListed = (code: string): code is RefusalCode => Object.hasOwn(STATUSES, code);

/** The status of a refusal. */
export const statusOf = (code: string): number => (isListed(code) ? STATUSES[code] : CONFLICT);

export const isRefusalCode = (code: string): boolean => isListed(code);

/** Thrown to refuse a request. The message says what is wrong, and repeats no more of the input than a name. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly code: string;
  /** Further members of the problem document. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, members: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.members = members;
  }
}

const answer = (statusCode: number, contentType: string, body: unknown): Answer => ({
  statusCode,
  headers: { 'content-type': contentType, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
  body: JSON.stringify(body),
});

export const answerWith = (statusCode: 200 | 202, body: unknown): Answer =>
  answer(statusCode, 'application/json', body);

/** A refusal as a problem document (RFC 9457), with the code and what else helps beside its standard members. */
export const answerProblem = ({ code, message, members }: RefusedError): Answer => {
  const status = statusOf(code);
  const document = { type: 'about:blank', title: STATUS_CODES[status], status, detail: message, code, ...members };
  return answer(status, 'application/problem+json', document);
};
