import { Stack } from 'aws-cdk-lib';
import type { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

interface DataKeyProps {
  readonly removalPolicy: RemovalPolicy;
}

/** The one key that encrypts table, queues, secrets, logs and alarms. It outlives the stack with the table that it opens. */
export class DataKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string, props: DataKeyProps) {
    super(scope, id);
    const { partition, region, account, stackName } = Stack.of(this);
    this.key = new Key(this, 'Key', {
      description: `Data of ${stackName}`,
      enableKeyRotation: true,
      removalPolicy: props.removalPolicy,
    });
    // CloudWatch Logs uses the key in its own name, for log groups of this account only.
    this.key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncryptFrom',
          'kms:ReEncryptTo',
          'kms:GenerateDataKey',
          'kms:DescribeKey',
        ],
        resources: ['*'],
        conditions: {
          ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*` },
        },
      }),
    );
  }
}

/** Lets a role read what the key encrypts. */
export const allowDecryption = ({ grantPrincipal }: IGrantable, key: IKey): void => {
  grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['kms:Decrypt', 'kms:DescribeKey'], resources: [key.keyArn] }),
  );
};

/** Lets a role send messages to queues that the key encrypts: SQS needs no more of a sender. */
export const allowSendingEncrypted = ({ grantPrincipal }: IGrantable, key: IKey): void => {
  grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [key.keyArn] }),
  );
};

/** Lets a role read and write what the key encrypts. Spelt out, since the CDK's own grants use wildcards. */
export const allowEncryption = ({ grantPrincipal }: IGrantable, key: IKey): void => {
  grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: [
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:Encrypt',
        'kms:GenerateDataKey',
        'kms:GenerateDataKeyWithoutPlaintext',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
      ],
      resources: [key.keyArn],
    }),
  );
};
