import { Duration, Stack, Validations } from 'aws-cdk-lib';
import type { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import * as z from 'zod';
import { allowDecryption, allowEncryption } from './data-key.ts';
import type { SyncFunction } from './sync-function.ts';

const attributeSchema = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) });

interface ExportBucketProps {
  readonly key: IKey;
  /** After so many days a file is deleted, fetched or not. */
  readonly keepDays: number;
  readonly removalPolicy: RemovalPolicy;
}

/** Where files of absence wait to be fetched: encrypted with the stack's key, over TLS alone, for nobody but by a link. */
export class ExportBucket extends Construct {
  readonly bucket: Bucket;
  private readonly key: IKey;

  constructor(scope: Construct, id: string, { key, keepDays, removalPolicy }: ExportBucketProps) {
    super(scope, id);
    this.key = key;
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [
        { expiration: Duration.days(keepDays), abortIncompleteMultipartUploadAfter: Duration.days(1), enabled: true },
      ],
      removalPolicy,
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Two functions reach it, and people by links of minutes: who asked for one stands in the access log of the API. A log of the bucket would keep the names of files for longer than the files.',
    });
  }

  /** Lets a role store files, and read none. */
  allowStoring(grantee: SyncFunction): void {
    this.allow(grantee, 's3:PutObject');
    allowEncryption(grantee, this.key);
  }

  /** Lets a role make links to single files: whoever has one reads as this role. */
  allowLinking(grantee: SyncFunction): void {
    this.allow(grantee, 's3:GetObject');
    allowDecryption(grantee, this.key);
  }

  private allow(grantee: SyncFunction, action: string): void {
    const statement = new PolicyStatement({ actions: [action], resources: [this.bucket.arnForObjects('*')] });
    grantee.grantPrincipal.addToPrincipalPolicy(statement);
    // cdk-nag names a resource with what it refers to.
    const [id] = attributeSchema.parse(Stack.of(this).resolve(this.bucket.bucketArn))['Fn::GetAtt'];
    Validations.of(grantee).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${id}.Arn>/*]`,
      reason: 'The star stands for the name of a file, which has the id of its export.',
    });
  }
}
