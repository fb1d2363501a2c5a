import * as z from 'zod';

/** The states of an intent; docs/reliability.md says who moves it from one to the other. */
export const INTENT_STATUSES = ['open', 'applied'] as const;

/**
 * The record of a POST (docs/reliability.md, "A POST whose outcome is unknown"). `open` from just before the POST
 * until its outcome is known; `applied` with the new record's id from then on.
 */
export const intentSchema = z
  .object({
    sourceId: z.string(),
    /** What is made, as the flow calls it. */
    kind: z.string(),
    /** The natural key of what is made, within the source's record. Never a national id, an account number or a salary. */
    key: z.string(),
    status: z.enum(INTENT_STATUSES),
    /**
     * How often the target left it unknown whether the POST was applied (timeout, reset, 5xx): raised once that was
     * seen, never before, so that a process that dies does not count.
     */
    unanswered: z.number().int().optional(),
    /** What items of the version before hold in place of `unanswered`: it counted before each POST left. */
    attempts: z.number().int().optional(),
    /** When the last POST was about to be sent, epoch milliseconds. */
    sentAt: z.number(),
    /** Set when applied, or while open by somebody who has settled a write in doubt: that record it is. */
    id: z.union([z.number(), z.string()]).nullable(),
    /** Changes with every write of the item; what conditions compare. */
    version: z.number().int(),
  })
  .transform(({ attempts = 0, unanswered = attempts, ...intent }) => ({ ...intent, unanswered }));
export type Intent = z.output<typeof intentSchema>;

/** Which intent: whose record it is about, what is made, and the natural key of that. */
export type IntentKey = Pick<Intent, 'sourceId' | 'kind' | 'key'>;
