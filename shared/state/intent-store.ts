import { intentSchema } from './intent.ts';
import type { Intent, IntentKey } from './intent.ts';
import { readableMembers } from './lenient.ts';
import type { Table } from './table.ts';

/** An applied intent is only looked at for as long as a read may lag behind it; a month is ample, for a person too. */
export const INTENT_RETENTION_IN_DAYS = 30;

export type IntentStore = ReturnType<typeof createIntentStore>;

/**
 * The intents of a flow's POSTs.
 * @param partition what the partitions of the flow's intents begin with
 */
export const createIntentStore = (table: Table, partition: string) => {
  const partitionOf = (sourceId: string): string => `${partition}#${sourceId}`;
  const keyOf = ({ sourceId, kind, key }: IntentKey) => ({ pk: partitionOf(sourceId), sk: `${kind}#${key}` });
  return {
    getIntent: async (intentKey: IntentKey): Promise<Intent | null> => {
      const item = await table.get(keyOf(intentKey));
      return item === null ? null : intentSchema.parse(item);
    },

    /** Writes an intent over the version that was read (0: none was there). False when somebody else was first. */
    putIntent: (intent: Intent): Promise<boolean> =>
      table.put({
        ...intent,
        ...keyOf(intent),
        // An open intent waits for its answer for as long as it takes.
        ...(intent.status === 'applied' && {
          expiresAt: Math.floor(intent.sentAt / 1000) + INTENT_RETENTION_IN_DAYS * 24 * 3600,
        }),
      }),

    /** Takes an intent back: its POST was certainly not applied. */
    removeIntent: (intent: Intent): Promise<boolean> => table.remove(keyOf(intent), intent.version),

    /** What was created for a record, or may have been, the latest a month ago. */
    intents: async (sourceId: string): Promise<Intent[]> =>
      readableMembers(intentSchema).parse(await table.query(partitionOf(sourceId))),

    /** Removes the intents of a record. */
    removeIntents: async (sourceId: string): Promise<void> => {
      for (const intent of await table.query(partitionOf(sourceId))) await table.remove(intent, intent.version);
    },
  };
};
