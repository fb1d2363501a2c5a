import { paginateListSubscriptionsByTopic } from '@aws-sdk/client-sns';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { MailAddress } from '../../shared/records/mail-address.ts';

/** What SNS says in place of a subscription's ARN while nobody has confirmed it (Amazon SNS, ListSubscriptionsByTopic). */
const PENDING = 'PendingConfirmation';

/** Counts who is subscribed to a topic, and who of them has confirmed it. */
export type CountSubscribers = (topicArn: string) => Promise<Omit<MailAddress, 'audience'>>;

/** Asks SNS. */
export const countSubscribersOf =
  (client: SNSClient): CountSubscribers =>
  async (topicArn) => {
    let confirmed = 0;
    let pending = 0;
    for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn: topicArn })) {
      const waiting = Subscriptions.filter(({ SubscriptionArn }) => SubscriptionArn === PENDING).length;
      pending += waiting;
      confirmed += Subscriptions.length - waiting;
    }
    return { confirmed, pending };
  };

/** The addresses of a stack; null on one machine, which has no topic. */
export const readMailAddresses = async (
  { alarms, hr }: { readonly alarms: string | null; readonly hr: string | null },
  count: CountSubscribers,
): Promise<readonly MailAddress[] | null> => {
  if (alarms === null) return null;
  return Promise.all([
    count(alarms).then((counts) => ({ audience: 'alarms', ...counts }) as const),
    ...(hr === null ? [] : [count(hr).then((counts) => ({ audience: 'hr', ...counts }) as const)]),
  ]);
};
