/*
 * The message that asks for a run, wherever it comes from, and what is made of it. A message of another version is read
 * as far as possible, so that a start which cannot take place is at least told. A scheduled start that meets a run
 * under way is asked for again, for some hours. For example, the API puts
 * `{"trigger":"api","mode":"plan","runId":"..."}` on the start queue: it names the run, for it has told its caller the
 * id already.
 */
import * as z from 'zod';
import { FIRST_FLOW } from '../records/first-flow.ts';
import { START_POSTPONED_BY_MINUTES } from './limits.ts';
import type { RunRequest } from '../state/run-items.ts';
import { appliedPlanSchema } from '../state/plan.ts';
import { RUN_MODES, selectionSchema } from '../state/run.ts';

/** The most records that a run can be asked for by number; more than that is a run for all. */
export const MOST_NUMBERS = 500;

/**
 * Whom a run is asked for: by an employee number as the first flow's target, PowerOffice, takes it (an int64 without a
 * sign), or by Simployer's id, for whoever has no number, or one that others have as well.
 */
export const PERSON_ASKED_FOR = /^(?:[0-9]{1,19}|[0-9a-f]{24})$/;

const employeeNumberSchema = z
  .string()
  .trim()
  .regex(PERSON_ASKED_FOR, 'an employee number is 1 to 19 digits, and a Simployer id 24 of 0-9 and a-f');

/** What a run is asked for, whoever asks. */
export const runRequestSchema = z.strictObject({
  mode: z.enum(RUN_MODES).default('apply'),
  /**
   * Only these, by number or id; without them everything in scope. Requests of every flow keep this name, which is the first
   * flow's.
   */
  employees: z
    .array(employeeNumberSchema)
    .min(1, 'at least one employee number; leave "employees" out to ask for everybody')
    .max(MOST_NUMBERS, `at most ${MOST_NUMBERS} employee numbers`)
    .optional(),
});

export const runIdSchema = z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'not the id of a run');

/** What starts a run: the schedule, the API and the command line all put this on the start queue. */
export const startMessageSchema = runRequestSchema.extend({
  /** Left out for the first flow. */
  flow: z.string().optional(),
  trigger: z.enum(['schedule', 'api', 'command-line']),
  /** Null means all in scope. */
  employees: runRequestSchema.shape.employees.unwrap().nullable().default(null),
  /** Which records a flow is asked for, in words of its own by name, such as a period. */
  selection: selectionSchema.nullish(),
  /** Who asked: the IAM principal of the call, or the user's name on a machine; null when nobody said. */
  requestedBy: z.string().max(1_024).nullable().default(null),
  /** A plan that is stored, so that it can be carried out later. Default: one that is shown and forgotten. */
  isStored: z.boolean().optional(),
  /** The stored plan that the run carries out; null for none. */
  applies: appliedPlanSchema.nullish(),
  /** Given by whoever has already told somebody the run's id. */
  runId: runIdSchema.optional(),
  /** When a start that was postponed was first asked for, epoch milliseconds. */
  firstAskedAt: z.number().int().optional(),
  /** Rises with every change that a function of the version before would misunderstand. */
  version: z.literal(1).optional(),
});
export type StartMessage = z.infer<typeof startMessageSchema>;

/**
 * What a start message of any version asks for as far as it can be read, to tell that it was not done. What cannot be
 * read counts as the worst: a run for all records that does not take place.
 */
export const startEnvelopeSchema = z.object({
  flow: startMessageSchema.shape.flow.catch(undefined),
  trigger: startMessageSchema.shape.trigger,
  mode: startMessageSchema.shape.mode.catch('apply'),
  employees: startMessageSchema.shape.employees.catch(null),
  requestedBy: startMessageSchema.shape.requestedBy.catch(null),
  runId: startMessageSchema.shape.runId.catch(undefined),
});

/** For so long a start that meets runs under way is asked for again. */
const GIVEN_UP_AFTER_MILLIS = 3 * 3600_000;

/**
 * The message of a scheduled start that another run is in the way of: the same run, asked for again.
 * @param askedAt when this message was sent, epoch milliseconds
 * @returns the message and how long to hold it back; null when it has waited long enough
 */
export const postponeStart = (
  runId: string,
  message: StartMessage,
  { askedAt, now }: { readonly askedAt: number; readonly now: number },
): { readonly message: StartMessage; readonly delayInMillis: number } | null => {
  const firstAskedAt = message.firstAskedAt ?? askedAt;
  if (now - firstAskedAt >= GIVEN_UP_AFTER_MILLIS) return null;
  return { message: { ...message, runId, firstAskedAt }, delayInMillis: START_POSTPONED_BY_MINUTES * 60_000 };
};

/** Who asked for a run, in one word where nobody did: a schedule names no person. */
export const requesterOf = ({ trigger, requestedBy }: Pick<StartMessage, 'trigger' | 'requestedBy'>): string | null =>
  requestedBy ?? (trigger === 'schedule' ? trigger : null);

/** The run that a start message asks for. */
export const toRunRequest = (
  runId: string,
  { flow = FIRST_FLOW, mode, trigger, requestedBy, employees, selection, applies, isStored = false }: StartMessage,
  now: number,
): RunRequest => ({
  runId,
  flow,
  mode,
  trigger,
  requestedBy: requesterOf({ trigger, requestedBy }),
  employees,
  ...(selection && { selection }),
  applies: mode === 'apply' ? (applies ?? null) : null,
  isStored,
  now,
});

/**
 * A new run's id; ids sort by time, to the second.
 * @param now epoch milliseconds
 * @param random a number from 0 up to 1
 */
export const newRunId = (now: number, random: number): string => {
  const time = new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  return `${time}-${Math.floor(random * 36 ** 6)
    .toString(36)
    .padStart(6, '0')}`;
};
