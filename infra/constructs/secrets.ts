import type { RemovalPolicy } from 'aws-cdk-lib';
import { Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { FLOWS_TAG } from '../../shared/config/vendor-keys.ts';
import { allowDecryption } from './data-key.ts';
import { targetsOf } from './flow-deployment.ts';
import type { FlowDeployment } from './flow-deployment.ts';

interface SecretsProps {
  readonly key: IKey;
  readonly removalPolicy: RemovalPolicy;
  /** Whose keys are kept. */
  readonly flows: readonly FlowDeployment[];
}

/** The vendors' keys and the key of our own hashes. No value of either ever stands in a template. */
export class Secrets extends Construct {
  /** Empty until `npm run secrets` has stored the keys; a deployment never touches its value. */
  readonly vendorKeysArn: string;
  /** Generated once. */
  readonly hashKeyArn: string;
  private readonly key: IKey;

  constructor(scope: Construct, id: string, props: SecretsProps) {
    super(scope, id);
    this.key = props.key;

    const vendorKeys = new CfnSecret(this, 'VendorKeys', {
      description: `Keys for Simployer One and ${targetsOf(props.flows)}`,
      tags: [{ key: FLOWS_TAG, value: props.flows.map(({ name }) => name).join(' ') }],
      kmsKeyId: props.key.keyArn,
    });
    Validations.of(vendorKeys).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'No vendor can rotate a key by program; "npm run secrets" replaces the keys at any time.',
    });

    const hashKey = new CfnSecret(this, 'HashKey', {
      description: 'Key of the hashes in the state table',
      kmsKeyId: props.key.keyArn,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    Validations.of(hashKey).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'Hashes made with an older key could no longer be compared: every salary would be read again.',
    });

    for (const secret of [vendorKeys, hashKey]) secret.applyRemovalPolicy(props.removalPolicy);
    this.vendorKeysArn = vendorKeys.ref;
    this.hashKeyArn = hashKey.ref;
  }

  allowReading(grantee: IGrantable): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['secretsmanager:GetSecretValue'],
        resources: [this.vendorKeysArn, this.hashKeyArn],
      }),
    );
    allowDecryption(grantee, this.key);
  }
}
