import { Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { allowSendingEncrypted } from './data-key.ts';

interface MailTopicOptions {
  readonly key: Key;
  /** Null: nobody is told, but the topic is there to subscribe to. */
  readonly email: string | null;
}

/** A topic whose messages are mailed to one address, once it has confirmed that it wants them. */
export const addMailTopic = (scope: Construct, id: string, { key, email }: MailTopicOptions): Topic => {
  const topic = new Topic(scope, id, { masterKey: key, enforceSSL: true });
  if (email !== null) topic.addSubscription(new EmailSubscription(email));
  Validations.of(topic).acknowledge({
    id: 'Serverless-SNSRedrivePolicy',
    reason:
      'An e-mail that cannot be delivered need not be kept: alarms stay in CloudWatch until they clear, and problems on the dashboard until they are solved.',
  });
  return topic;
};

/** Lets a role send mails through a topic. */
export const allowMailing = ({ grantPrincipal }: IGrantable, topic: Topic, key: Key): void => {
  grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions: ['sns:Publish'], resources: [topic.topicArn] }));
  allowSendingEncrypted({ grantPrincipal }, key);
};

/** Lets a role see who is subscribed to a topic, and whether they have confirmed it. */
export const allowSeeingSubscribers = ({ grantPrincipal }: IGrantable, topic: Topic): void => {
  grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['sns:ListSubscriptionsByTopic'], resources: [topic.topicArn] }),
  );
};
