import * as z from 'zod';
import { partitionOf } from './run.ts';
import { modify, viewOf } from './table.ts';
import type { Table } from './table.ts';

const unmatchedSchema = z.object({
  targetId: z.union([z.number(), z.string()]),
  /** What people call the record; see `employeeLabel`. */
  number: z.string().nullable(),
  /** Null where names are not kept. */
  name: z.string().nullable(),
  isArchived: z.boolean(),
});

/** A record of the target that no record of the source is. */
export type UnmatchedRecord = Readonly<z.infer<typeof unmatchedSchema>>;

const pageSchema = z.object({ records: z.array(unmatchedSchema) });

/** DynamoDB takes no item above 400 KB. */
const RECORDS_PER_ITEM = 200;

const PREFIX = 'unmatched#';
const placeOf = (place: number): string => String(place).padStart(6, '0');

/**
 * The records of the target that a stored plan found nobody for, in the order of the plan. They are kept as long as what the
 * plan says of single people, and go with it.
 *
 * Example: 1,200 of 3,000 records in PowerOffice are of people who left before Simployer came. A plan keeps them in six
 * items, and a view reads the one in which its page begins.
 */
export const createUnmatchedStore = (table: Table) => ({
  /** @param keptUntil when their names go, epoch milliseconds. Repeating it replaces what was kept. */
  keepUnmatched: async (planId: string, records: readonly UnmatchedRecord[], keptUntil: number): Promise<void> => {
    const pk = partitionOf(planId);
    const expiresAt = Math.floor(keptUntil / 1000);
    for (let place = 0; place < records.length; place += RECORDS_PER_ITEM) {
      const page = { records: records.slice(place, place + RECORDS_PER_ITEM), expiresAt };
      await modify(table, { pk, sk: PREFIX + placeOf(place) }, () => page);
    }
    const surplus = await table.query(pk, PREFIX);
    for (const item of surplus.filter(({ sk }) => sk >= PREFIX + placeOf(records.length))) {
      await table.remove(item, item.version);
    }
  },

  /** For views: the records from a place on, each with its place. */
  unmatchedFrom: async function* (
    planId: string,
    from: number,
  ): AsyncGenerator<{ readonly place: number; readonly record: UnmatchedRecord }> {
    const first = Math.floor(from / RECORDS_PER_ITEM) * RECORDS_PER_ITEM;
    const after = first === 0 ? null : PREFIX + placeOf(first - RECORDS_PER_ITEM);
    for await (const item of viewOf(table, partitionOf(planId), { prefix: PREFIX, after, limit: 1 })) {
      const start = Number(item.sk.slice(PREFIX.length));
      for (const [index, record] of pageSchema.parse(item).records.entries()) {
        if (start + index >= from) yield { place: start + index, record };
      }
    }
  },
});
