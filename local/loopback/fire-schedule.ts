import { randomUUID } from 'node:crypto';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { LocalQueue, LocalSchedule } from './template/local-app.ts';

/**
 * Sends a schedule's input to its queue, as EventBridge Scheduler does when the time has come.
 * @throws when its target is no queue of the template.
 */
export const fireSchedule = async (
  schedule: LocalSchedule,
  queues: readonly LocalQueue[],
  client: SQSClient,
): Promise<void> => {
  const queue = queues.find(({ arn }) => arn === schedule.targetArn);
  if (queue === undefined) {
    throw new Error(
      `The schedule ${schedule.logicalId} leads to ${schedule.targetArn}, which is no queue of the template`,
    );
  }
  const contextAttributes: Readonly<Record<string, string>> = {
    '<aws.scheduler.schedule-arn>': schedule.arn,
    '<aws.scheduler.scheduled-time>': new Date().toISOString(),
    '<aws.scheduler.execution-id>': randomUUID(),
    '<aws.scheduler.attempt-number>': '1',
  };
  const body = schedule.input.replaceAll(/<aws\.scheduler\.[a-z-]+>/g, (name) => contextAttributes[name] ?? name);
  await client.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody: body }));
};
