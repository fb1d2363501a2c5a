import * as z from 'zod';
import { parseJson } from '../parse-json.ts';
import type { InvocationResult } from '../lambda/invocation-result.ts';

/** What becomes of a batch: `all` failed, or the messages of these ids, perhaps none. */
export type FailedMessages = 'all' | ReadonlySet<string>;

const responseSchema = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish() })
  .nullable();

/**
 * Which messages of a batch failed, as AWS reads a function's answer with ReportBatchItemFailures: those it names, none
 * when it names none or answers nothing, and the whole batch when the answer makes no sense or names a message that is
 * not in the batch.
 */
export const failedMessages = (result: InvocationResult, messageIds: readonly string[]): FailedMessages => {
  if (result.status === 'failed') return 'all';
  const answer = responseSchema.safeParse(parseJson(result.payload));
  if (!answer.success) return 'all';
  const failed = (answer.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
  return failed.every((id) => messageIds.includes(id)) ? new Set(failed) : 'all';
};
