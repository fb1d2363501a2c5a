import * as z from 'zod';

const queueSchema = z.object({
  messages: z.object({ inflight: z.array(z.object({ receiptHandle: z.string(), visibilityDeadline: z.number() })) }),
});

/**
 * For how much longer a queue hides the messages of a batch, which its function may have changed: receipt handle ->
 * milliseconds. SQS tells nobody; the embedded service (fauxqs) does.
 */
export const hiddenForMillis = async (queueUrl: string): Promise<ReadonlyMap<string, number>> => {
  const { origin, pathname } = new URL(queueUrl);
  const response = await fetch(`${origin}/_fauxqs/queues/${pathname.split('/').at(-1) ?? ''}`);
  const { messages } = queueSchema.parse(await response.json());
  return new Map(
    messages.inflight.map(({ receiptHandle, visibilityDeadline }) => [receiptHandle, visibilityDeadline - Date.now()]),
  );
};
