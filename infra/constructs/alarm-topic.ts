import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { addMailTopic } from './mail-topic.ts';

interface AlarmTopicProps {
  readonly key: Key;
  /** Null: nobody is told, but the topic is there to subscribe to. */
  readonly email: string | null;
}

/** Where every alarm says that it began and that it ended. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { key, email }: AlarmTopicProps) {
    super(scope, id);
    this.topic = addMailTopic(this, 'Topic', { key, email });

    const alarmsOfThisAccount = {
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
    };
    this.topic.addToResourcePolicy(
      new PolicyStatement({ ...alarmsOfThisAccount, actions: ['sns:Publish'], resources: [this.topic.topicArn] }),
    );
    // A key's own policy names the key as "*".
    key.addToResourcePolicy(
      new PolicyStatement({
        ...alarmsOfThisAccount,
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
      }),
    );
  }
}
