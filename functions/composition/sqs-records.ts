import * as z from 'zod';
import { newRunId } from '../../shared/run/start-message.ts';
import type { StartMessage } from '../../shared/run/start-message.ts';

/** The part of an SQS event that the functions read; the rest is AWS's own business. */
export const sqsEventSchema = z.object({
  Records: z.array(
    z.object({
      messageId: z.string(),
      receiptHandle: z.string(),
      body: z.string(),
      attributes: z.object({
        ApproximateReceiveCount: z.coerce.number().int(),
        SentTimestamp: z.coerce.number().int(),
      }),
    }),
  ),
});
export type SqsRecord = z.infer<typeof sqsEventSchema>['Records'][number];

/** Partial batch response: these messages are delivered again, the others are done. */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** A message's body by its schema; null when it is not one of ours. */
export const parseBody = <Schema extends z.ZodType>(schema: Schema, body: string): z.output<Schema> | null => {
  try {
    return schema.parse(JSON.parse(body));
  } catch {
    return null;
  }
};

/** The run that a start message is about. A schedule names none: what is the message's own makes every delivery the same run. */
export const runIdOf = (
  { runId }: Pick<StartMessage, 'runId'>,
  { messageId, attributes }: Pick<SqsRecord, 'messageId' | 'attributes'>,
): string => runId ?? newRunId(attributes.SentTimestamp, idToFraction(messageId));

/** A number from 0 up to 1 that is always the same for an id. */
const idToFraction = (id: string): number =>
  Number.parseInt(id.replaceAll(/[^0-9a-f]/gi, '').slice(0, 8) || '0', 16) / 2 ** 32;
