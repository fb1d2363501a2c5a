/*
 * The one table of a client, and who may do what in it. A function gets the actions that the code needs, and where it
 * writes but a part, the partitions of that part alone. For example, the function that sends mails may read everything
 * and write under `mails`; whatever else it tried to write, DynamoDB would refuse.
 */
import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { allowDecryption, allowEncryption } from './data-key.ts';

interface StateTableProps {
  readonly key: IKey;
  readonly removalPolicy: RemovalPolicy;
}

/** What the code does to a table; `shared/state` sends nothing else. */
const READ_ACTIONS = ['dynamodb:GetItem', 'dynamodb:Query'];
/** Where the lease and the runs are kept, without what came out for whom. */
export const RUN_PARTITIONS = ['lease', 'runs'];
/** Where a start removes its run again when another start got the lease first. */
export const WITHDRAWN_FROM = ['runs'];
/** Where people pause the schedule. */
export const SCHEDULE_PARTITION = 'schedule';
/** Where it is kept what was exported, and what people say of it: taken back, corrected by hand. */
export const EXPORT_PARTITIONS = ['file-exports', 'exported-leaves', 'acknowledged-leaves'];
/** Where it is kept what people were told by mail. */
export const MAIL_PARTITION = 'mails';
/** Where decisions, writes in doubt and the history are kept, by the beginnings of their partitions. */
export const DECISION_PARTITIONS = ['decisions', 'decisions#*', 'intents#*', 'history#*'];
const PACE_PARTITION = 'pacing';
/** What the worker of any flow reads and writes beside its own: the runs, what came of each record, the plans, and the pace. */
export const WORKING_PARTITIONS = ['lease', 'runs', 'run#*', 'plans', PACE_PARTITION];
const WRITE_ACTIONS = ['dynamodb:PutItem', 'dynamodb:DeleteItem'];

/** Links, intents, runs, outcomes, lease and pace: losing it means matching everybody afresh, so it is kept and can be restored. */
export class StateTable extends Construct {
  readonly table: Table;
  private readonly key: IKey;

  constructor(scope: Construct, id: string, props: StateTableProps) {
    super(scope, id);
    this.key = props.key;
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'expiresAt',
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: props.key,
      removalPolicy: props.removalPolicy,
      deletionProtection: props.removalPolicy !== RemovalPolicy.DESTROY,
    });
  }

  allowReading(grantee: IGrantable): void {
    allowTableActions(grantee, this.table, READ_ACTIONS);
    allowDecryption(grantee, this.key);
  }

  /**
   * Lets a role read everything, take the lease and note a run; it changes nothing of anybody.
   * @param others partitions that it may write beside
   */
  allowStartingRuns(grantee: IGrantable, ...others: readonly string[]): void {
    allowTableActions(grantee, this.table, READ_ACTIONS);
    for (const [action, partitions] of [
      ['dynamodb:PutItem', [...RUN_PARTITIONS, ...others]],
      ['dynamodb:DeleteItem', WITHDRAWN_FROM],
    ] as const) {
      grantee.grantPrincipal.addToPrincipalPolicy(
        new PolicyStatement({
          actions: [action],
          resources: [this.table.tableArn],
          conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': partitions } },
        }),
      );
    }
    allowEncryption(grantee, this.key);
  }

  /** Lets a role write the pace of its requests, and nothing else. */
  allowKeepingPace(grantee: IGrantable): void {
    this.allowWritingOnly(grantee, PACE_PARTITION);
  }

  /** Lets a role read everything and write what people were told by mail, and nothing else. */
  allowNotingMails(grantee: IGrantable): void {
    allowTableActions(grantee, this.table, READ_ACTIONS);
    this.allowWritingOnly(grantee, MAIL_PARTITION);
  }

  private allowWritingOnly(grantee: IGrantable, partition: string): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['dynamodb:PutItem'],
        resources: [this.table.tableArn],
        conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [partition] } },
      }),
    );
    allowEncryption(grantee, this.key);
  }

  /** Lets a role store what people decide, and note it; it changes no link, and no run. */
  allowDeciding(grantee: IGrantable): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['dynamodb:PutItem'],
        resources: [this.table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': DECISION_PARTITIONS } },
      }),
    );
    allowEncryption(grantee, this.key);
  }

  /** Lets a role work on the records of a flow, and read nothing of another's. @param own the flow's partitions */
  allowWorking(grantee: IGrantable, own: readonly string[]): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: [...READ_ACTIONS, ...WRITE_ACTIONS],
        resources: [this.table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...WORKING_PARTITIONS, ...own] } },
      }),
    );
    allowEncryption(grantee, this.key);
  }

  allowReadingAndWriting(grantee: IGrantable): void {
    allowTableActions(grantee, this.table, [...READ_ACTIONS, ...WRITE_ACTIONS]);
    allowEncryption(grantee, this.key);
  }
}

const allowTableActions = ({ grantPrincipal }: IGrantable, table: Table, actions: string[]): void => {
  grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions, resources: [table.tableArn] }));
};

/** Lets a role keep the pace in a table that it may otherwise not use: one item is read and written over. */
export const allowKeepingPace = (grantee: IGrantable, table: Table): void =>
  allowTableActions(grantee, table, ['dynamodb:GetItem', 'dynamodb:PutItem']);
