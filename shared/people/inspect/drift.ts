import * as z from 'zod';
import type { ApiCalls } from '../../state/run.ts';
import type { Unfound } from './find-person.ts';

/** A mapped field that was changed in the target since a run last wrote or confirmed it. */
export interface DriftedField {
  readonly employeeNumber: string | null;
  readonly simployerEmployeeId: string;
  readonly entity: string;
  /** The target's name. */
  readonly field: string;
  /** When a run last wrote or confirmed it, ISO date-time; null where that was not written down. */
  readonly lastSyncedAt: string | null;
  /** What the next run does: `kept` is what it leaves alone, such as a value that the mapping sets once. */
  readonly willBe: 'overwritten' | 'kept';
}

/** What was changed by hand, read live and written nowhere. */
interface Drift {
  readonly connection: object | null;
  readonly fields: readonly DriftedField[];
  readonly totals: {
    /** The people whose records were compared. */
    readonly compared: number;
    /** Linked people of whom no run has left a base yet, or one under another key. */
    readonly withoutBase: number;
  };
  /** The fields that nobody could compare, or that take a request for each person. */
  readonly notCompared: readonly string[];
  /** What it cost to find out. */
  readonly apiCalls: ApiCalls;
}

/** Where a field stands in the list. */
export const driftPositionSchema = z.strictObject({ sourceId: z.string(), index: z.number().int() });
export type DriftPosition = z.output<typeof driftPositionSchema>;

export interface DriftRow {
  readonly position: DriftPosition;
  readonly field: DriftedField;
}

export type DriftAnswer =
  | {
      readonly kind: 'listed';
      readonly drift: Drift;
      /** Where the list goes on; null at its end. */
      readonly last: DriftPosition | null;
    }
  | Unfound;
