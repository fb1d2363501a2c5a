import * as z from 'zod';
import { RUN_MODES } from '../../state/run.ts';
import { employeeTaskSchema, TASK_VERSION } from './task.ts';
import type { EmployeeTask } from './task.ts';

/** What a message of any version says of whose it is: enough to end the person, though not to sync them. */
const envelopeSchema = z.object({
  runId: z.string(),
  runNumber: z.number().int(),
  /** A mode that this version does not know writes nothing. */
  mode: z.enum(RUN_MODES).catch('plan'),
  list: z.number().int(),
  sourceId: z.string(),
  employeeNumber: z.string().nullable().catch(null),
});
export type TaskEnvelope = Pick<EmployeeTask, keyof z.infer<typeof envelopeSchema>>;

/**
 * The task of a message, whatever version wrote it. What one of another version says of the person is not believed:
 * it comes without its subject, and the worker reads the person afresh. What forbids a write stands, for it was found
 * with everybody in view, which the worker does not have.
 * @returns null when not even that much can be read; see readTaskEnvelope
 */
export const readTask = (body: string): EmployeeTask | null => {
  const value = parseObject(body);
  const task = employeeTaskSchema.safeParse(value);
  if (task.success && task.data.version === TASK_VERSION) return task.data;
  const bare = employeeTaskSchema.safeParse({ ...value, subject: null });
  return bare.success ? bare.data : null;
};

/** Whose message it is; null when it is not one of ours at all. */
export const readTaskEnvelope = (body: string): TaskEnvelope | null =>
  envelopeSchema.safeParse(parseObject(body)).data ?? null;

const parseObject = (body: string): Readonly<Record<string, unknown>> => {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(body));
  } catch {
    return {};
  }
};
