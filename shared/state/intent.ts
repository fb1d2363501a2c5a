import * as z from 'zod';

export const INTENT_KINDS = ['employee', 'bankAccount', 'employment', 'salary', 'ftePercentage'] as const;
export type IntentKind = (typeof INTENT_KINDS)[number];

/**
 * The record of a POST (spec: reliability, "A POST whose outcome is unknown"). `open` from just before the POST
 * until its outcome is known; `applied` with the new record's id from then on.
 */
export const intentSchema = z.object({
  sourceId: z.string(),
  kind: z.enum(INTENT_KINDS),
  /** The natural key of the record within the person. Never a national id, an account number or a salary. */
  key: z.string(),
  status: z.enum(['open', 'applied']),
  /** How many times the POST was sent: at most twice, ever. */
  attempts: z.number().int(),
  /** When the last POST was about to be sent, epoch milliseconds. */
  sentAt: z.number(),
  /** Set when applied. */
  id: z.number().nullable(),
  /** Changes with every write of the item; what conditions compare. */
  version: z.number().int(),
});
export type Intent = z.infer<typeof intentSchema>;
