import * as z from 'zod';
import { sourceFaultSchema } from '../../model/employee.ts';
import { personTask } from '../../people/task.ts';
import type { AddedToTask } from '../../people/task.ts';
import type { RecordTask } from '../../run/task.ts';
import { problemSchema } from '../../state/problem.ts';
import { xledgerEmployeeSchema } from '../../vendors/xledger/employee-record.ts';
import { xledgerEmployeeId } from '../../vendors/xledger/ids.ts';
import { MATCH_KEYS } from './match/match-employees.ts';
import { HIDDEN_FIELDS } from './rules/mapping-row.ts';

const text = z.string().nullable();
const problems = z.array(problemSchema).readonly();

/** What the mapping says of a person, see DesiredEmployee. */
const desiredSchema = z.object({
  sourceId: z.string(),
  number: text,
  today: z.string(),
  active: z.boolean(),
  preHire: z.boolean(),
  replacedBy: text,
  standsFor: z.array(z.string()).readonly(),
  isLastDayUnreadable: z.boolean(),
  fields: z.record(z.string(), z.object({ value: text, shownAs: z.string().exactOptional() })),
  onCreate: z.array(z.object({ field: z.string(), value: z.union([z.string(), z.boolean()]) })).readonly(),
  hidden: z.partialRecord(z.enum(HIDDEN_FIELDS), z.string()),
  newTitle: text,
  unmet: problems,
  problems,
  blocked: z.boolean(),
});

/** One person as both sides have them: what the worker compares. */
const subjectSchema = z.object({
  desired: desiredSchema,
  /** Who the source says they are, for look-ups. */
  identity: z.object({ firstName: text, lastName: text, dateOfBirth: text }),
  /** The matched X-ledger record, null when there is none. */
  record: xledgerEmployeeSchema.nullable(),
  /** By what the record was found; null without one. */
  matchedBy: z.enum(MATCH_KEYS).nullable(),
  /** The link pointed at a record that no longer exists. */
  linkLost: z.boolean(),
  /** When the decision was made under which the person was recognised, epoch milliseconds; null without one. */
  linkDecidedAt: z.number().nullable(),
});
export type XledgerSubject = z.infer<typeof subjectSchema>;

/** The version of the message. It rises with every change of what a message holds or means. */
export const XLEDGER_TASK_VERSION = 1;

/** The message of one person of one run: everything the worker needs, so that a person costs no read of their own. */
export const xledgerTaskSchema = z.object({
  ...personTask,
  /** Facts that need everybody in view. */
  peers: z.object({
    sameNumber: z.array(z.string()).readonly(),
    replacedBy: text,
    standsFor: z.array(z.string()).readonly(),
  }),
  /** Rows of the source that do not say whose they are, and may be this person's: the whole lists alone show them. */
  strayRows: z.array(sourceFaultSchema).readonly(),
  /** Which lists of X-ledger have the values that are looked up; null where it is not known, or not asked. */
  kinds: z.object({ titles: text, dimension: text }),
  /** Whether X-ledger shows account numbers at all. */
  accountsReadable: z.boolean(),
  /** The record that was matched when the run began; a look-up by the code may not find it. */
  recordId: xledgerEmployeeId.nullable(),
  /** Null when it did not fit into a message: the worker reads the person by itself. */
  subject: subjectSchema.nullable(),
});
export type XledgerTask = z.infer<typeof xledgerTaskSchema>;

/** What this flow hands to the engine for a person; the engine adds which run it belongs to. */
export type XledgerRecordTask = RecordTask & Omit<XledgerTask, AddedToTask>;
