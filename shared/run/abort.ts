/*
 * Why a run is given up, as a whole. Each reason has a code, what happened in a sentence, and who mends it; a flow adds its
 * own and may say more of these. An abort is stored with its run, so that whoever asks later reads the same. For example,
 * a run with keys that a vendor refuses ends as CREDENTIALS_REFUSED, and the hint tells IT to store working ones.
 */
import { printable } from '../records/values/shown-value.ts';
import type { Words } from '../records/words.ts';
import type { RunAbort } from '../state/run.ts';

/** What a run was given up for, and who mends it, by code. */
export type AbortWords = Readonly<Record<string, Words>>;

/** Why a run of any flow is given up, before its first write where the cause is known by then. */
export const RUN_ABORTS = {
  CREDENTIALS_REFUSED: {
    summary: 'A vendor does not accept the keys.',
    hint: 'IT: store working keys with "npm run secrets", or on a computer of your own in .env.',
  },
  CLOCK_WRONG: {
    summary: "This computer's clock and that of a vendor differ by too much.",
    hint: "IT: set this computer's clock and let it set itself by the network, then start again. In AWS the clock is right: ask the vendor that the message names.",
  },
  CONFIGURATION_INVALID: {
    summary: 'A setting, or what was typed, is wrong.',
    hint: 'IT: correct what the message names.',
  },
  ALREADY_RUNNING: {
    summary: 'Another run is under way.',
    hint: 'Nothing to do: wait for the run that is under way. In AWS, the command "runs" or GET /runs shows it.',
  },
  CONFIRMATION_MISSING: {
    summary: 'Nobody confirmed that the run may write.',
    hint: 'IT: read the plan, and carry out just that one with "apply" and its id. Or answer "yes" on a terminal; "npm run sync -- --yes" writes without asking.',
  },
  DEPLOYED_ELSEWHERE: {
    summary: 'This data folder belongs to a sync that runs in AWS by now.',
    hint: 'IT: start the run in AWS ("npm run sync -- run --stack NAME", or POST /runs). A plan is allowed here: "npm run plan". When the stack is gone for good, "npm run sync -- deployed --none" takes it back.',
  },
  DISK_FULL: {
    summary: 'The disk that holds the data folder is full.',
    hint: 'IT: make room on the disk that holds the data folder, and run it again: it finds what was written until then.',
  },
  PLAN_UNKNOWN: {
    summary: 'There is no such plan.',
    hint: 'Payroll: look at the list of plans, and name one that is open.',
  },
  PLAN_NOT_READY: {
    summary: 'The plan is still being made.',
    hint: 'Nothing to do but wait until it is done.',
  },
  PLAN_APPLIED: {
    summary: 'The plan has been carried out already.',
    hint: 'Nothing to do. Make a new plan to see what is left.',
  },
  PLAN_SUPERSEDED: {
    summary: 'The plan no longer holds.',
    hint: 'Payroll: make a new plan and look at it; something was written, or a newer plan was made, since.',
  },
  PLAN_EXPIRED: {
    summary: 'The plan is too old.',
    hint: 'Payroll: make a new plan and look at it. For how long one holds, IT sets as plans.keepDays.',
  },
  PLAN_STALE: {
    summary: 'Too much has changed since the plan was made.',
    hint: 'Payroll: make a new plan and look at it. Nothing was written.',
  },
  INTERRUPTED: {
    summary: 'Somebody stopped the run.',
    hint: 'Nothing to do: what was written stands. To go on, start it again: it finds what is done and takes the rest.',
  },
  START_OUT_OF_TIME: {
    summary: 'Reading took longer than a start may take.',
    hint: 'IT: start it again if a vendor was slow for once. If it happens again, ask the support of the vendor that the message names.',
  },
  RUN_LOST: {
    summary: 'The run came to no end of its own.',
    hint: 'Nothing to do: the next run covers everybody. If it happens again, see the runbook.',
  },
} as const satisfies AbortWords;
export type RunAbortCode = keyof typeof RUN_ABORTS;

/** Thrown to end a run at once. The message says what is wrong with which value, and holds no personal data. */
export class RunAbortedError extends Error {
  override readonly name = 'RunAbortedError';
  readonly code: string;
  /** The records that a guard speaks of: what people call each, or the source's id of it. */
  readonly records: readonly string[];

  constructor(code: string, message: string, records: readonly string[] = []) {
    super(message);
    this.code = code;
    this.records = records;
  }
}

/** More of them help nobody, and an item of the table may have 400 KB. */
const MOST_RECORDS_NAMED = 1_000;

/** Of very many records the first ones. */
export const namedRecords = (records: readonly string[]): string[] => records.slice(0, MOST_RECORDS_NAMED);

/**
 * The abort as it is stored and shown. Of very many records the first ones are listed; the message has their number.
 * @param words those of the flow, where it says more than the engine does
 */
export const toRunAbort = (
  code: string,
  message: string,
  records: readonly string[] = [],
  words: AbortWords = RUN_ABORTS,
): RunAbort => ({
  code,
  message: printable(message),
  hint: (words[code] ?? RUN_ABORTS.RUN_LOST).hint,
  people: namedRecords(records),
});
