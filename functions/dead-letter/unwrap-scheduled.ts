import * as z from 'zod';
import { parseBody } from '../composition/sqs-records.ts';

/**
 * EventBridge Scheduler does not put the target's input into its dead-letter queue but the call that it could not make,
 * which for a queue is SendMessage (EventBridge Scheduler, "Configuring a dead-letter queue").
 */
const callSchema = z.object({ MessageBody: z.string(), QueueUrl: z.string() });

/** The message that the schedule wanted to send; any other body as it is. */
export const unwrapScheduled = (body: string): string => parseBody(callSchema, body)?.MessageBody ?? body;
