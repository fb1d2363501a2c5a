import * as z from 'zod';

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
