/*
 * What the sync remembers of one person between runs, and how it is stored. In memory, whatever hangs on the linked
 * X-ledger record is one value, so that it goes as a whole when the link does; in the table it is spread over attributes
 * of the item. Of a hidden value nothing is kept but its keyed hash, with the version of the key and when it was stored.
 * For example, after a first run the item of Kari has the id of her record, the base of what was written, and the hashes
 * of her national id and her account.
 */
import * as z from 'zod';
import { newPersonState, personItem } from '../../people/person-state.ts';
import { NO_DECISIONS } from '../../records/decisions.ts';
import type { Decisions } from '../../records/decisions.ts';
import { baseSchema } from '../../state/base.ts';
import { xledgerEmployeeId } from '../../vendors/xledger/ids.ts';
import type { Memory } from './plan/memory.ts';
import { HIDDEN_FIELDS } from './rules/mapping-row.ts';

const hashSchema = z.object({
  hash: z.string(),
  keyVersion: z.string(),
  /** When it was stored, epoch milliseconds. */
  at: z.number(),
});

const employeeItemSchema = z.object({
  ...personItem,
  /** The link: which X-ledger record this person is. */
  xledgerEmployeeId: xledgerEmployeeId.nullable(),
  /** What a run wrote to the record or confirmed last. */
  base: baseSchema.nullable().default(null).catch(null),
  /** See Memory. */
  employmentTo: z.string().nullable().default(null).catch(null),
  returnedWith: z.string().nullable().default(null).catch(null),
  hidden: z.partialRecord(z.enum(HIDDEN_FIELDS), hashSchema).default({}).catch({}),
});
export type XledgerEmployeeItem = z.infer<typeof employeeItemSchema>;

/** Which X-ledger record a person is, by its id, and what is remembered of that very record. */
export interface RememberedXledgerRecord extends Pick<XledgerEmployeeItem, 'base' | keyof Memory> {
  readonly id: NonNullable<XledgerEmployeeItem['xledgerEmployeeId']>;
}

/** The attributes of a person who has no record. */
const NO_RECORD = {
  xledgerEmployeeId: null,
  base: null,
  employmentTo: null,
  returnedWith: null,
  hidden: {},
} as const satisfies Partial<XledgerEmployeeItem>;

/** What the sync remembers of one person between runs. */
export interface XledgerEmployeeState extends Omit<XledgerEmployeeItem, keyof typeof NO_RECORD> {
  /** Null when the person has no record: what was remembered of one goes with the link. */
  readonly record: RememberedXledgerRecord | null;
  /** What people have decided of them; it is kept apart, see `withDecisions`. */
  readonly decisions: Decisions;
}

/** Reads an item: what hangs on the linked record becomes one value. */
export const xledgerEmployeeStateSchema = employeeItemSchema.transform(
  ({ xledgerEmployeeId: id, base, employmentTo, returnedWith, hidden, ...person }): XledgerEmployeeState => ({
    ...person,
    decisions: NO_DECISIONS,
    record: id === null ? null : { id, base, employmentTo, returnedWith, hidden },
  }),
);

/** The state as it is stored. */
export const toXledgerEmployeeItem = (state: XledgerEmployeeState): XledgerEmployeeItem => {
  const { record, decisions: _, ...person } = state;
  if (record === null) return { ...person, ...NO_RECORD };
  const { id, ...remembered } = record;
  return { ...person, ...remembered, xledgerEmployeeId: id };
};

/** The state of a person the sync has not met before. */
export const newXledgerEmployeeState = (sourceId: string, employeeNumber: string | null): XledgerEmployeeState =>
  newPersonState(sourceId, employeeNumber);
