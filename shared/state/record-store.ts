/*
 * What a flow remembers of each record from run to run: the link to the target's record, the last outcome, the problems
 * that stand open, and whatever else the flow adds. The flow says how its items look; how they are read, written and
 * listed is the same for all. A run that is older than the one that wrote last changes nothing. For example, a worker
 * of a run that was taken over is done only after the next run has written: what it learned is not stored.
 */
import * as z from 'zod';
import { mergeProblems } from '../records/open-problems.ts';
import type { OpenProblem } from '../records/open-problems.ts';
import type { OutcomeKind } from '../records/outcome.ts';
import type { Problem } from '../records/problem.ts';
import { collect, modify, viewOf } from './table.ts';
import type { Attributes, Table } from './table.ts';

/** What a flow remembers of every record between runs, beside whatever else it remembers. */
export interface RecordState {
  readonly sourceId: string;
  readonly outcome: OutcomeKind | null;
  readonly problems: readonly OpenProblem[];
  /** Since when the source has not had the record, epoch milliseconds; null while it has. */
  readonly missingSince: number | null;
  /** The run that last wrote this item. */
  readonly runNumber: number;
}

/** Which run wrote an item last: all that is to be known of one before another takes its place. */
const writtenBySchema = z.object({ runNumber: z.number().int() });

/** How a flow's records are stored. */
export interface RecordKind<State extends RecordState> {
  /** The partition that holds them. */
  readonly partition: string;
  /** Reads an item, of any version that there was. */
  readonly schema: z.ZodType<State>;
  /** Reads of an item what a list of problems shows, and the attributes that this takes. */
  readonly problems: { readonly attributes: readonly string[]; readonly schema: z.ZodType<ProblemsOf> };
  /** Reads of an item what people call the record. */
  readonly label: { readonly attributes: readonly string[]; readonly schema: z.ZodType<RecordLabel> };
  /** The attributes of an item that DynamoDB takes, whatever a source holds of one record. */
  readonly toItem: (state: State) => Attributes;
  /** A record that the flow has not met before. */
  readonly newState: (sourceId: string, number: string | null) => State;
}

/** What a record is called. */
export interface RecordLabel {
  readonly sourceId: string;
  /** What people call the record. */
  readonly number: string | null;
}

/** What stands open of a record. */
export interface ProblemsOf extends RecordLabel {
  readonly problems: readonly OpenProblem[];
}

/** A record that could not be worked on. */
export interface FailedRecord {
  readonly sourceId: string;
  readonly number: string | null;
  readonly runNumber: number;
}

/** What is remembered of each record of a flow. */
export const createRecordStore = <State extends RecordState>(
  table: Table,
  { partition, schema, problems: open, label, toItem, newState }: RecordKind<State>,
) => {
  const get = async (sourceId: string): Promise<State | null> => {
    const item = await table.get({ pk: partition, sk: sourceId });
    return item === null ? null : schema.parse(item);
  };

  /** Stores what a run learned, unless a newer run was there first. False when it was. */
  const save = async (state: State): Promise<boolean> => {
    let newer = false;
    await modify(table, { pk: partition, sk: state.sourceId }, (current) => {
      newer = current !== null && writtenBySchema.parse(current).runNumber > state.runNumber;
      return newer ? null : toItem(state);
    });
    return !newer;
  };

  return {
    all: async (): Promise<State[]> => (await table.query(partition)).map((item) => schema.parse(item)),

    /** For views: what is open of everything, in the order of the source's ids. */
    problems: async (): Promise<ProblemsOf[]> =>
      (await collect(viewOf(table, partition, { attributes: open.attributes }))).map((item) => open.schema.parse(item)),

    /** For views: what everything that is remembered is called. */
    labels: async (): Promise<RecordLabel[]> =>
      (await collect(viewOf(table, partition, { attributes: label.attributes }))).map((item) =>
        label.schema.parse(item),
      ),

    get,
    save,

    /** Notes that a run could not work on a record, with the problems that say so. */
    noteFailed: async (
      { sourceId, number, runNumber }: FailedRecord,
      problems: readonly Problem[],
      now: number,
    ): Promise<void> => {
      const state = (await get(sourceId)) ?? newState(sourceId, number);
      await save({ ...state, outcome: 'failed', problems: mergeProblems(state.problems, problems, now), runNumber });
    },

    /**
     * Notes since when the source has not had a record, epoch milliseconds; null when it has it. Also of one that no run
     * has met, so that what was decided of it is forgotten in its turn.
     */
    noteMissing: async (sourceId: string, missingSince: number | null): Promise<void> => {
      await modify(table, { pk: partition, sk: sourceId }, (current) => {
        if ((current?.['missingSince'] ?? null) === missingSince) return null;
        return { ...(current ?? toItem(newState(sourceId, null))), missingSince };
      });
    },

    /** Removes what is remembered of a record itself. */
    remove: async (sourceId: string): Promise<void> => {
      const item = await table.get({ pk: partition, sk: sourceId });
      if (item !== null) await table.remove(item, item.version);
    },
  };
};
