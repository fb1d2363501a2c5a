/*
 * Keeps what a flow remembers of each person, what was decided of them, and the intents of its POSTs. They stand in
 * partitions of their own, since a run writes the first and the last, and a person the second; whoever reads gets one
 * state in which the latest decision counts. For example, somebody unlinks Kari while a run works on her: the run stores
 * the link that it knew, and whoever reads next finds that a later decision has done away with it.
 */
import * as z from 'zod';
import { NO_DECISIONS } from '../records/decisions.ts';
import { createDecisionStore } from '../state/decision-store.ts';
import { createHistoryStore } from '../state/history-store.ts';
import { createIntentStore } from '../state/intent-store.ts';
import { createRecordStore } from '../state/record-store.ts';
import type { RecordKind } from '../state/record-store.ts';
import type { Table } from '../state/table.ts';
import { personItem, withDecisions } from './person-state.ts';
import type { PersonState } from './person-state.ts';

const labelSchema = z.object(personItem).pick({ sourceId: true, employeeNumber: true });
const namedSchema = labelSchema.transform(({ sourceId, employeeNumber }) => ({ sourceId, number: employeeNumber }));
const openSchema = labelSchema.extend({ problems: personItem.problems });
const problemsSchema = openSchema.transform(({ employeeNumber, ...open }) => ({ ...open, number: employeeNumber }));

/** How a flow keeps its people. */
export interface PersonKind<State extends PersonState> extends Pick<
  RecordKind<State>,
  'schema' | 'toItem' | 'newState'
> {
  readonly flow: string;
  /** The partitions of its people, their intents and what was decided of them. */
  readonly partitions: { readonly people: string; readonly intents: string; readonly decisions: string };
}

export type PersonStore<State extends PersonState = PersonState> = ReturnType<typeof createPersonStore<State>>;

/** What is remembered of each person, what was decided of them, and the intents of their POSTs. */
export const createPersonStore = <State extends PersonState>(
  table: Table,
  { flow, partitions, newState, ...kind }: PersonKind<State>,
) => {
  const records = createRecordStore<State>(table, {
    ...kind,
    newState,
    partition: partitions.people,
    problems: {
      attributes: Object.keys(openSchema.shape),
      schema: problemsSchema,
    },
    label: {
      attributes: Object.keys(labelSchema.shape),
      schema: namedSchema,
    },
  });
  const intents = createIntentStore(table, partitions.intents);
  const decisions = createDecisionStore(table, partitions.decisions);
  const history = createHistoryStore(table);
  return {
    ...records,
    ...intents,
    ...decisions,

    /** Everybody of whom something is remembered or decided. */
    all: async (): Promise<State[]> => {
      const [states, decided] = await Promise.all([records.all(), decisions.allDecisions()]);
      const met = new Set(states.map(({ sourceId }) => sourceId));
      const unmet = [...decided.keys()].filter((sourceId) => !met.has(sourceId));
      return [...states, ...unmet.map((sourceId) => newState(sourceId, null))].map((state) =>
        withDecisions(state, decided.get(state.sourceId) ?? NO_DECISIONS),
      );
    },

    /** Null of somebody of whom nothing is remembered or decided. */
    get: async (sourceId: string): Promise<State | null> => {
      const [state, decided] = await Promise.all([records.get(sourceId), decisions.decisions(sourceId)]);
      if (state === null && decided === NO_DECISIONS) return null;
      return withDecisions(state ?? newState(sourceId, null), decided);
    },

    /** Removes what is remembered of a person, themselves last, so that a repetition finds what is left. */
    forget: async (sourceId: string): Promise<void> => {
      await intents.removeIntents(sourceId);
      await decisions.removeDecisions(sourceId);
      await history.remove({ flow, sourceId });
      await records.remove(sourceId);
    },
  };
};
