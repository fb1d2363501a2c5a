import { PublishCommand, SNSServiceException } from '@aws-sdk/client-sns';
import type { SNSClient } from '@aws-sdk/client-sns';
import { MailRefusedError } from './mail.ts';
import type { SendMail } from './mail.ts';

/** An answer that says that the fault is the caller's: nothing was sent. */
const isRefusal = (error: unknown): boolean => error instanceof SNSServiceException && error.$fault === 'client';

/** Mails through topics of SNS. @param client must not repeat a request by itself: a mail would be sent again */
export const sendThrough =
  (client: Pick<SNSClient, 'send'>): SendMail =>
  async (topicArn, { subject, body }) => {
    try {
      await client.send(new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: body }));
    } catch (error) {
      if (isRefusal(error)) throw new MailRefusedError('SNS refused the mail.', { cause: error });
      throw error;
    }
  };
