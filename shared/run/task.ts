import * as z from 'zod';
import { FIRST_FLOW } from '../records/first-flow.ts';
import type { PlannedSteps } from '../records/planned.ts';
import { RUN_MODES } from '../state/run.ts';
import type { Run } from '../state/run.ts';

/**
 * What the engine knows of a message: whose it is and which run it belongs to. That is enough to end the record, though
 * not to work on it; what else a message holds is the flow's.
 */
const envelopeSchema = z
  .object({
    runId: z.string(),
    flow: z.string().default(FIRST_FLOW),
    runNumber: z.number().int(),
    /** A mode that this version does not know writes nothing. */
    mode: z.enum(RUN_MODES).catch('plan'),
    /** The list of pending records that the record is on. */
    list: z.number().int(),
    sourceId: z.string(),
    /** Whether somebody waits for the run; messages of earlier versions do not say. */
    isAwaited: z.boolean().default(false).catch(false),
    /** What people call the record, see `employeeLabel`. The messages of every flow keep the name of the first one's. */
    employeeNumber: z.string().nullable().catch(null),
  })
  .transform(({ employeeNumber, ...envelope }) => ({ ...envelope, number: employeeNumber }));
export type Envelope = Readonly<z.output<typeof envelopeSchema>>;

/** What a flow hands over for each record; the engine makes a message of it. */
export interface RecordTask {
  readonly sourceId: string;
  /** What people call the record, see `employeeLabel`. */
  readonly number: string | null;
  /**
   * The record as both sides have it: the first to go when a message is too large, for then the worker reads the record
   * by itself.
   */
  readonly subject: unknown;
  /** What a stored plan says is to be written; absent in a run that carries out none. */
  readonly planned?: PlannedSteps;
}

/** Somebody waits for a run that was asked for so few records. */
const MOST_AWAITED = 10;

/** Whether somebody waits for a run: their requests go before those of a load. */
export const isAwaited = ({ employees }: Pick<Run, 'employees'>): boolean =>
  employees !== null && employees.length <= MOST_AWAITED;

/** A message as it goes to the queue. */
export type Message = Omit<RecordTask, 'number'> & z.input<typeof envelopeSchema> & { readonly runStartedAt: number };

/** The message of a record; one of the first flow does not name it. @param list the list of pending records that it is on */
export const toMessage = ({ number, ...task }: RecordTask, run: Run, list: number): Message => ({
  ...task,
  ...(run.flow !== FIRST_FLOW && { flow: run.flow }),
  employeeNumber: number,
  runId: run.runId,
  runNumber: run.runNumber,
  mode: run.mode,
  list,
  isAwaited: isAwaited(run),
  runStartedAt: run.startedAt,
});

/** Whose message it is, whatever version wrote it; null when it is not one of ours at all. */
export const readEnvelope = (body: string): Envelope | null => toEnvelope(parseMessage(body));

/** The same of a message that was parsed before, or never sent. */
export const toEnvelope = (message: unknown): Envelope | null => envelopeSchema.safeParse(message).data ?? null;

/** A message as JSON says it, not yet believed. */
export type MessageMembers = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is MessageMembers =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members of a message's body; none when it is no JSON object. */
export const parseMessage = (body: string): MessageMembers => {
  try {
    const members: unknown = JSON.parse(body);
    return isMembers(members) ? members : {};
  } catch {
    return {};
  }
};
