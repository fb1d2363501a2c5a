import * as z from 'zod';
import { NO_DECISIONS } from '../records/decisions.ts';
import type { Decisions } from '../records/decisions.ts';
import { OUTCOMES } from '../records/outcome.ts';
import { employeeLabel } from '../records/values/shown-value.ts';
import { readableMembers } from '../state/lenient.ts';
import { openProblemSchema } from '../state/problem.ts';
import type { RecordState } from '../state/record-store.ts';

/** The attributes that an item of a person has in every flow; what another version wrote in another way is not known. */
export const personItem = {
  sourceId: z.string(),
  /** What the person was called last; an item of an earlier version may hold the number unmasked. */
  employeeNumber: z.string().nullable().transform(employeeLabel),
  /** When the decision was made under which the link was found, epoch milliseconds; null when nobody had decided. */
  linkDecidedAt: z.number().nullable().default(null).catch(null),
  /** When this sync last wrote to the person's record, epoch milliseconds: reads older than the lag may not show it. */
  writtenAt: z.number().nullable(),
  /** When a run last wrote or confirmed the record's fields, epoch milliseconds: when its bases were made. */
  syncedAt: z.number().nullable().default(null).catch(null),
  outcome: z.enum(OUTCOMES).nullable().catch(null),
  problems: readableMembers(openProblemSchema),
  /** Since when the source has not had this person, epoch milliseconds; null while it has. */
  missingSince: z.number().nullable().default(null),
  /** The run that last wrote this item. */
  runNumber: z.number().int(),
};
type PersonItem = z.output<z.ZodObject<typeof personItem>>;

/** What every flow of people remembers of a person between runs, beside whatever else it remembers. */
export interface PersonState extends RecordState, Omit<PersonItem, keyof RecordState> {
  /** The target's record that the person is linked to; null without one. */
  readonly record: { readonly id: number | string } | null;
  /** What people have decided of them; it is kept apart, see `withDecisions`. */
  readonly decisions: Decisions;
}

/** When the decision was made that links rest on from now on, epoch milliseconds; null when nobody has decided. */
export const decidedAt = ({ link }: Decisions): number | null => link?.at ?? null;

/** The state with what was decided. A link that was found before the latest decision about it counts no more. */
export const withDecisions = <State extends PersonState>(state: State, decisions: Decisions): State => ({
  ...state,
  decisions,
  record: state.linkDecidedAt === decidedAt(decisions) ? state.record : null,
});

/** Of a person whom a flow has not met before. */
export const newPersonState = (
  sourceId: string,
  employeeNumber: string | null,
): PersonItem & { readonly record: null; readonly decisions: Decisions } => ({
  sourceId,
  employeeNumber,
  record: null,
  decisions: NO_DECISIONS,
  linkDecidedAt: null,
  writtenAt: null,
  syncedAt: null,
  outcome: null,
  problems: [],
  missingSince: null,
  runNumber: 0,
});
