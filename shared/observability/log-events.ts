/*
 * Every event that the code logs, and every field that a log line may hold. A log line is made from this table alone,
 * so that no name, national id, account or salary can reach a log. Saved queries and the runbook use the same names.
 * For example, `EMPLOYEE_PROBLEM` carries the run, the employee number, and the problem's code, summary and hint; it
 * has no field for the message that shows the offending value.
 */
import type { Vendor } from '../records/vendor.ts';

/** Everything that a log line may hold beside its event: names, codes, counts and ids of ours. Never a person's data. */
export interface LogFieldValues {
  readonly runId: string | null;
  /** The only thing that names a person, see `employeeLabel`. */
  readonly employeeNumber: string | null;
  readonly trigger: string;
  /** The IAM principal of the call, `schedule`, or the user's name on a machine; never somebody who is synced. */
  readonly requestedBy: string | null;
  /** `apply`; `plan` where nothing is written. */
  readonly mode: string;
  /** Its kind alone: `link`, `allow`. */
  readonly decision: string;
  readonly status: string;
  /** A problem's or an abort's code. */
  readonly code: string;
  readonly severity: string;
  /** The kind of problem in words, without any value. */
  readonly summary: string;
  readonly hint: string;
  readonly outcome: string;
  readonly changeCount: number;
  readonly inScope: number;
  /** People who were sent to the workers. */
  readonly queued: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly failed: number;
  readonly newErrors: number;
  readonly newProblems: number;
  readonly solvedProblems: number;
  readonly standingProblems: number;
  /** What a mail is about: `news`, `approval`. */
  readonly mail: string;
  readonly durationInSeconds: number;
  readonly delayInSeconds: number;
  readonly receiveCount: number;
  readonly withinMinutes: number;
  readonly simployerRequests: number;
  readonly powerOfficeRequests: number;
  readonly xledgerRequests: number;
  readonly vendor: Vendor;
  /** Method and path without ids: `GET /Employees`. */
  readonly operation: string;
  readonly httpStatus: number | null;
  readonly errorName: string;
  readonly errorCode: string | null;
  /** Where in our code; without the error's message, which may hold a value. */
  readonly stackFrames: string | null;
}

type Level = 'info' | 'warn' | 'error';

interface LogEvent {
  readonly level: Level;
  readonly message: string;
  readonly fields: readonly (keyof LogFieldValues)[];
}

/** Every event that the code logs, with its words and the fields that it may carry; nothing else reaches a log. */
export const LOG_EVENTS = {
  RUN_REFUSED: {
    level: 'warn',
    message: 'A run is under way already; no other was started.',
    fields: ['runId', 'trigger', 'requestedBy'],
  },
  RUN_FANNED_OUT: {
    level: 'info',
    message: 'A run has started: both vendors are read, and everybody in scope who has no outcome yet is queued.',
    fields: [
      'runId',
      'trigger',
      'mode',
      'requestedBy',
      'inScope',
      'queued',
      'simployerRequests',
      'powerOfficeRequests',
      'xledgerRequests',
      'durationInSeconds',
    ],
  },
  RUN_POSTPONED: {
    level: 'warn',
    message: 'A scheduled start meets a run under way, and is asked for again later.',
    fields: ['runId', 'trigger', 'delayInSeconds'],
  },
  RUN_PAUSED: {
    level: 'info',
    message: 'A scheduled start came while somebody has paused the schedule; no run was started.',
    fields: ['runId', 'trigger', 'requestedBy'],
  },
  RUN_START_REPEATED: {
    level: 'info',
    message: 'A start came again, though its run has been started or is about to be; nobody was queued.',
    fields: ['runId', 'trigger', 'status'],
  },
  RUN_ENDED: {
    level: 'info',
    message: 'A run has ended.',
    fields: [
      'runId',
      'trigger',
      'mode',
      'requestedBy',
      'status',
      'inScope',
      'created',
      'updated',
      'unchanged',
      'skipped',
      'failed',
      'simployerRequests',
      'powerOfficeRequests',
      'xledgerRequests',
      'durationInSeconds',
    ],
  },
  RUN_ABORTED: {
    level: 'error',
    message: 'A run was given up.',
    fields: ['runId', 'trigger', 'mode', 'requestedBy', 'code', 'hint'],
  },
  API_CALLED: {
    level: 'info',
    message: 'The API was called.',
    fields: ['operation', 'httpStatus', 'requestedBy'],
  },
  DECISION_MADE: {
    level: 'info',
    message: 'Somebody has decided about an employee.',
    fields: ['employeeNumber', 'decision', 'requestedBy'],
  },
  EMPLOYEE_SYNCED: {
    level: 'info',
    message:
      'An employee, or a leave of one, has been gone through; where the mode is plan nothing is written, and the outcome is what would be.',
    fields: ['runId', 'mode', 'employeeNumber', 'outcome', 'changeCount'],
  },
  EMPLOYEE_PROBLEM: {
    level: 'warn',
    message: 'Something is wrong with an employee, or with a leave of one.',
    fields: ['runId', 'mode', 'employeeNumber', 'code', 'severity', 'summary', 'hint'],
  },
  EMPLOYEE_POSTPONED: {
    level: 'warn',
    message: 'An employee, or a leave of one, is tried again later.',
    fields: ['runId', 'employeeNumber', 'code', 'receiveCount', 'delayInSeconds'],
  },
  EMPLOYEE_DEAD_LETTERED: {
    level: 'error',
    message: 'An employee, or a leave of one, was given up after every attempt.',
    fields: ['runId', 'employeeNumber'],
  },
  MESSAGE_UNREADABLE: {
    level: 'error',
    message: 'A message cannot be read: it is not one of ours, or of another version.',
    fields: ['runId', 'employeeNumber', 'errorName'],
  },
  SCHEDULED_RUN_SEEN: {
    level: 'info',
    message: 'The scheduled run was expected, and has ended or is under way.',
    fields: ['runId', 'status'],
  },
  SCHEDULED_RUN_MISSED: {
    level: 'error',
    message: 'The scheduled run was expected, and has neither ended nor is it under way.',
    fields: ['withinMinutes'],
  },
  PROBLEMS_COMPARED: {
    level: 'info',
    message: 'The open problems were compared with what people had been told.',
    fields: ['runId', 'newErrors', 'newProblems', 'solvedProblems', 'standingProblems'],
  },
  MAIL_SENT: {
    level: 'info',
    message: 'A mail was handed over for sending.',
    fields: ['runId', 'mail'],
  },
  MAIL_UNCERTAIN: {
    level: 'error',
    message: 'A mail was begun twice, and nobody knows whether it left; it is not begun again.',
    fields: ['runId', 'mail'],
  },
  MAIL_GIVEN_UP: {
    level: 'error',
    message: 'The mails about a run were given up after every attempt.',
    fields: ['runId'],
  },
  CREDENTIALS_REFUSED: {
    level: 'error',
    message: 'A vendor refused the keys.',
    fields: ['runId', 'vendor', 'httpStatus'],
  },
  VENDOR_UNAVAILABLE: {
    level: 'error',
    message: 'A vendor does not answer.',
    fields: ['runId', 'vendor', 'operation', 'httpStatus'],
  },
  UNEXPECTED_ERROR: {
    level: 'error',
    message: 'Something happened that the code does not expect.',
    fields: ['runId', 'employeeNumber', 'errorName', 'errorCode', 'stackFrames'],
  },
} as const satisfies Record<string, LogEvent>;

export type LogEventName = keyof typeof LOG_EVENTS;

/** The fields of an event, all of them. */
type LogFields<Name extends LogEventName> = Readonly<Pick<LogFieldValues, (typeof LOG_EVENTS)[Name]['fields'][number]>>;

/** Writes one event to the log. */
export type Log = <Name extends LogEventName>(event: Name, fields: LogFields<Name>) => void;
