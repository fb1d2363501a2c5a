/*
 * Notes in the history of a record what a run does to it. What is about to be written is stored first and sent then, so
 * that a process which dies in between leaves too much rather than too little; whoever works on the record next settles
 * it. A record that nothing is written to costs no request. For example, a job title is noted, sent and confirmed. The
 * process dies after the PATCH: the message comes again, finds the title as wanted, and so confirms what was noted.
 */
import { WriteInDoubtError } from './create-once.ts';
import { toHistoryChange } from '../records/history.ts';
import type { BegunChange } from '../records/history.ts';
import type { Change } from '../records/outcome.ts';
import type { HistoryPlace, HistoryStore } from '../state/history-store.ts';
import type { Delivery } from './flow.ts';
import { mayBeWritten } from './write-watch.ts';
import type { WriteWatch } from './write-watch.ts';

/** What a flow makes its writes through. */
export interface Journal {
  /** Notes what is about to be written, and sends it. @throws whatever sending it throws */
  readonly write: <T>(changes: readonly BegunChange[], send: () => Promise<T>) => Promise<T>;
}

/** That of a plan, which writes nothing. */
export const NO_JOURNAL: Journal = { write: (_changes, send) => send() };

/** The journal of one record in one delivery of its message. */
export const openJournal = (
  place: HistoryPlace,
  delivery: Delivery,
  {
    history,
    clock,
    watch,
  }: {
    readonly history: HistoryStore;
    readonly clock: { now(): number };
    readonly watch: WriteWatch;
  },
) => {
  const begun: BegunChange[] = [];
  const done: BegunChange[] = [];
  const inDoubt: BegunChange[] = [];
  const journal: Journal = {
    write: async (changes, send) => {
      await watch.before();
      if (changes.length > 0) await history.begin(place, changes, clock.now());
      begun.push(...changes);
      try {
        const sent = await send();
        done.push(...changes);
        await watch.after();
        return sent;
      } catch (error) {
        if (mayBeWritten(error)) await watch.after();
        if (error instanceof WriteInDoubtError && (error.wasSent || delivery === 'again')) inDoubt.push(...changes);
        throw error;
      }
    },
  };
  return {
    journal,

    /** A delivery before this one may have died right after a write. To be called before the record is worked on. */
    takeOver: async (): Promise<void> => {
      if (delivery === 'again' && (await history.hasBegun(place))) await watch.after();
    },

    /** The record has an outcome. @param told the changes that it tells of */
    settle: async (told: readonly Change[]): Promise<void> => {
      // A message that was delivered before may have left something.
      if (delivery === 'first' && begun.length === 0 && told.length === 0) return;
      await history.settle(place, { begun, done, inDoubt, told: told.map(toHistoryChange) }, clock.now());
    },

    /** The record has no outcome, perhaps for good: what is known to be written is confirmed. */
    interrupt: async (): Promise<void> => {
      if (done.length > 0) await history.confirm(place, done);
    },
  };
};
