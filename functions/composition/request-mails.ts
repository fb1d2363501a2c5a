import type { SQSClient } from '@aws-sdk/client-sqs';
import { createMessageQueue } from '../../shared/queue/message-queue.ts';
import type { MailRequest } from '../../shared/run/mail-request.ts';
import type { Telling } from './tell-run-end.ts';

/** Asks for mails through their queue. @param queueUrl null where nobody is told by mail */
export const requestMailsThrough = (
  client: Pick<SQSClient, 'send'>,
  queueUrl: string | null,
): Telling['requestMails'] => {
  if (queueUrl === null) return null;
  const queue = createMessageQueue(client, queueUrl);
  return (tellOf) => queue.send({ tellOf } satisfies MailRequest);
};
