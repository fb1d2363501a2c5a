/*
 * What every part of a client's stack stands on: the key that encrypts everything, the table and the secrets, and what
 * the functions have in common. What a function may do is handed out here, by what it is there for, so that nobody gives
 * one more than that. For example, a function that looks at the vendors may read the table and their keys; one that
 * stores decisions may write those beside.
 */
import { RemovalPolicy } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { syncEmployeeEnvironment, xledgerWorkerEnvironment } from '../../shared/config/function-environment.ts';
import type { AllSettings } from '../../shared/config/settings.ts';
import type { FunctionName } from '../bundle-functions.ts';
import { settingsVariable } from '../settings-variable.ts';
import { FLOW_DEPLOYMENTS } from '../flows/flow-deployments.ts';
import { flowsOf, scheduleOf } from '../flow-schedules.ts';
import type { ClientSettings, StageSettings } from '../stage-settings.ts';
import { DataKey } from './data-key.ts';
import { Secrets } from './secrets.ts';
import { StateTable, allowKeepingPace } from './state-table.ts';
import { SyncFunction } from './sync-function.ts';
import type { SyncFunctionProps, Variables } from './sync-function.ts';

export interface FoundationOptions {
  readonly stage: StageSettings;
  readonly client: ClientSettings;
  /** Function -> its bundle's folder. */
  readonly codeFolders: Readonly<Record<FunctionName, string>>;
  /** Where clients that share a subscription key share its pace; without it the state table keeps the pace. */
  readonly paceTable?: Table;
}

/** What differs from function to function. */
type FunctionOptions = Omit<SyncFunctionProps, 'codeFolder' | 'key' | 'logRetentionInDays'>;

type OfPowerOffice = Variables<typeof syncEmployeeEnvironment>;
type OfXledger = Variables<typeof xledgerWorkerEnvironment>;

/** What functions read that work with the vendors. */
export interface VendorVariables {
  /** Whatever their target is. */
  readonly source: Omit<Pick<OfXledger, keyof OfPowerOffice & keyof OfXledger>, 'MAIL_QUEUE_URL'>;
  readonly powerOffice: Omit<OfPowerOffice, keyof OfXledger | 'EMPLOYEE_QUEUE_URL'>;
  readonly xledger: Omit<OfXledger, keyof OfPowerOffice | 'XLEDGER_QUEUE_URL'>;
}

/** What every part of a client's stack stands on. */
export interface Foundation {
  readonly key: Key;
  /** Of what holds data. */
  readonly removalPolicy: RemovalPolicy;
  readonly logRetentionInDays: RetentionDays;
  readonly state: StateTable;
  /** Of the secret that holds the vendors' keys. */
  readonly vendorKeysArn: string;
  readonly vendorVariables: VendorVariables;
  /** When runs of each flow start by themselves, as a variable. */
  readonly schedules: string;
  /** The settings of this client. */
  readonly settings: AllSettings;
  /** A function of `functions/`. */
  readonly addFunction: (scope: Construct, id: string, name: FunctionName, options: FunctionOptions) => SyncFunction;
  /**
   * Lets a function bring records in step: with the vendors' keys, the pace, and what is remembered.
   * @param partitions of its flow, when it may have no others beside the runs; null for everything
   */
  readonly allowSyncing: (grantee: SyncFunction, partitions: readonly string[] | null) => void;
  /** Lets a function look at both vendors and at everything that is remembered, and change nothing of it. */
  readonly allowInspecting: (grantee: SyncFunction) => void;
  /** The same, and lets it store decisions, settle writes in doubt, and note both in the history. */
  readonly allowDeciding: (grantee: SyncFunction) => void;
}

/** Key, table and secrets of a client, and what its functions have in common. */
export const createFoundation = (
  stack: Construct,
  { stage, client, codeFolders, paceTable }: FoundationOptions,
): Foundation => {
  const removalPolicy =
    stage.removalPolicy === 'retain' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
  const { logRetentionInDays, vendors, pace } = stage;
  const settings = client.settings ?? stage.settings;
  const { key } = new DataKey(stack, 'DataKey', { removalPolicy });
  const state = new StateTable(stack, 'State', { key, removalPolicy });
  const secrets = new Secrets(stack, 'Secrets', {
    key,
    removalPolicy,
    flows: flowsOf(stage, client).map((flow) => FLOW_DEPLOYMENTS[flow]),
  });
  const allowInspecting = (grantee: SyncFunction): void => {
    state.allowReading(grantee);
    secrets.allowReading(grantee);
    if (paceTable === undefined) state.allowKeepingPace(grantee);
    else allowKeepingPace(grantee, paceTable);
  };
  return {
    key,
    removalPolicy,
    logRetentionInDays,
    state,
    vendorKeysArn: secrets.vendorKeysArn,
    vendorVariables: {
      source: {
        TABLE_NAME: state.table.tableName,
        VENDOR_KEYS_SECRET_ARN: secrets.vendorKeysArn,
        HASH_KEY_SECRET_ARN: secrets.hashKeyArn,
        SIMPLOYER_BASE_URL: vendors.simployerBaseUrl,
        PACE_TABLE_NAME: paceTable?.tableName ?? state.table.tableName,
        SETTINGS: settingsVariable(settings),
      },
      powerOffice: {
        POWEROFFICE_BASE_URL: vendors.powerOfficeBaseUrl,
        POWEROFFICE_TOKEN_URL: vendors.powerOfficeTokenUrl,
        POWEROFFICE_MAX_REQUESTS_PER_SECOND: String(pace.maxRequestsPerSecond),
      },
      xledger: { XLEDGER_URL: vendors.xledgerUrl },
    },
    settings,
    schedules: JSON.stringify(
      Object.fromEntries(flowsOf(stage, client).map((flow) => [flow, scheduleOf(stage, client, flow)])),
    ),
    addFunction: (scope, id, name, options) =>
      new SyncFunction(scope, id, { ...options, codeFolder: codeFolders[name], key, logRetentionInDays }),
    allowInspecting,
    allowDeciding: (grantee) => {
      allowInspecting(grantee);
      state.allowDeciding(grantee);
    },
    allowSyncing: (grantee, partitions) => {
      if (partitions === null) state.allowReadingAndWriting(grantee);
      else state.allowWorking(grantee, partitions);
      secrets.allowReading(grantee);
      if (paceTable !== undefined) allowKeepingPace(grantee, paceTable);
    },
  };
};
