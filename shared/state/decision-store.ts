/*
 * Keeps what people have decided of each record of a flow, apart from what runs remember of it: a run never writes here,
 * so that no run can lose or overrule a decision, however the two interleave. Whoever decides needs to write here and
 * nowhere near a link. For example, somebody links employee 1012 while a run works on her: the run stores what it
 * learned under the decision that it knew, and whoever reads next sees that a newer one stands.
 */
import * as z from 'zod';
import { NO_DECISIONS } from '../records/decisions.ts';
import type { Decisions } from '../records/decisions.ts';
import { connectionSchema } from './connection.ts';
import { readableMembers } from './lenient.ts';
import { modify } from './table.ts';
import type { Table } from './table.ts';

const decided = { by: z.string().nullable(), at: z.number() };
const targetId = z.union([z.number(), z.string()]);

const decisionsSchema = z.object({
  link: z
    .object({
      ...decided,
      kind: z.enum(['link', 'new', 'none']),
      to: targetId.nullable(),
      passedOver: z.array(targetId),
      companies: connectionSchema,
    })
    .nullable(),
  allowed: readableMembers(z.object({ ...decided, code: z.string(), digests: z.array(z.string()) })),
});

/** What people have decided of a flow's records. @param partition the partition that holds it */
export const createDecisionStore = (table: Table, partition: string) => {
  const keyOf = (sourceId: string) => ({ pk: partition, sk: sourceId });
  return {
    decisions: async (sourceId: string): Promise<Decisions> => {
      const item = await table.get(keyOf(sourceId));
      return item === null ? NO_DECISIONS : decisionsSchema.parse(item);
    },

    /** Of every record about which something was decided, by the source's id. */
    allDecisions: async (): Promise<ReadonlyMap<string, Decisions>> =>
      new Map((await table.query(partition)).map((item) => [item.sk, decisionsSchema.parse(item)])),

    /**
     * Stores a decision: of two at once, the later builds on the earlier.
     * @param change what stands from now on; `at` is when, epoch milliseconds, after whatever stood before
     */
    decide: async (
      sourceId: string,
      now: number,
      change: (standing: Decisions, at: number) => Decisions,
    ): Promise<Decisions> => {
      const { item } = await modify(table, keyOf(sourceId), (current) => {
        const standing = current === null ? NO_DECISIONS : decisionsSchema.parse(current);
        const latest = Math.max(standing.link?.at ?? 0, ...standing.allowed.map(({ at }) => at));
        return { sourceId, ...change(standing, Math.max(now, latest + 1)) };
      });
      return decisionsSchema.parse(item);
    },

    /** Forgets what was decided of a record. */
    removeDecisions: async (sourceId: string): Promise<void> => {
      const item = await table.get(keyOf(sourceId));
      if (item !== null) await table.remove(item, item.version);
    },
  };
};
