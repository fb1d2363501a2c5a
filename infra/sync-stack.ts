import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type * as z from 'zod';
import type {
  apiEnvironment,
  deadLetterEnvironment,
  startRunEnvironment,
  syncEmployeeEnvironment,
  widgetEnvironment,
} from '../shared/config/function-environment.ts';
import { AlarmTopic } from './alarm-topic.ts';
import { Alarms } from './alarms.ts';
import { RunApi } from './api.ts';
import type { FunctionName } from './bundle-functions.ts';
import { DataKey } from './data-key.ts';
import { QueueWorker } from './queue-worker.ts';
import { RunDashboard } from './run-dashboard.ts';
import { SavedQueries } from './saved-queries.ts';
import { RunSchedule } from './schedule.ts';
import { Secrets } from './secrets.ts';
import type { ClientSettings, StageSettings } from './stage-settings.ts';
import { StateTable, allowKeepingPace } from './state-table.ts';
import { SyncFunction } from './sync-function.ts';

interface SyncStackProps extends StackProps {
  readonly stage: StageSettings;
  readonly client: ClientSettings;
  /** Function -> its bundle's folder. */
  readonly codeFolders: Readonly<Record<FunctionName, string>>;
  /** Where clients that share a subscription key share its pace; without it the state table keeps the pace. */
  readonly paceTable?: Table;
}

/** The variables that a function reads, as names: the compiler finds one that is missing here or read for nothing there. */
type Variables<Schema extends z.ZodType> = Readonly<Record<keyof z.output<Schema> & string, string>>;

/** As long as Lambda lets it: a first load reads everything there is. */
const START_RUN_TIMEOUT_IN_SECONDS = 900;
/** Ten people of a batch, with PowerOffice at its slowest. */
const SYNC_EMPLOYEE_TIMEOUT_IN_SECONDS = 180;
const DEAD_LETTER_TIMEOUT_IN_SECONDS = 60;
const WORKER_BATCH_SIZE = 10;
/** PowerOffice's 10 requests a second keep about ten requests busy; more invocations would only wait for each other. */
const WORKER_CONCURRENCY = 3;

/** Everything that one PowerOffice client needs. */
export class SyncStack extends Stack {
  constructor(scope: Construct, id: string, props: SyncStackProps) {
    super(scope, id, props);
    const { stage, client, codeFolders } = props;
    const { logRetentionInDays } = stage;
    const removalPolicy = stage.removalPolicy === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const schedule = client.schedule ?? stage.schedule;
    const settings = client.settings ?? stage.settings;

    const { key } = new DataKey(this, 'DataKey', { removalPolicy });
    const state = new StateTable(this, 'State', { key, removalPolicy });
    const secrets = new Secrets(this, 'Secrets', { key, removalPolicy });
    const { tableName } = state.table;

    const vendorVariables = {
      VENDOR_KEYS_SECRET_ARN: secrets.vendorKeysArn,
      HASH_KEY_SECRET_ARN: secrets.hashKeyArn,
      SIMPLOYER_BASE_URL: stage.vendors.simployerBaseUrl,
      POWEROFFICE_BASE_URL: stage.vendors.powerOfficeBaseUrl,
      POWEROFFICE_TOKEN_URL: stage.vendors.powerOfficeTokenUrl,
      POWEROFFICE_MAX_REQUESTS_PER_SECOND: String(stage.pace.maxRequestsPerSecond),
      PACE_TABLE_NAME: props.paceTable?.tableName ?? tableName,
      SETTINGS: JSON.stringify(settings),
    };

    const employees = new QueueWorker(this, 'Employees', {
      key,
      timeoutInSeconds: SYNC_EMPLOYEE_TIMEOUT_IN_SECONDS,
      deadLetterTimeoutInSeconds: DEAD_LETTER_TIMEOUT_IN_SECONDS,
      batchSize: WORKER_BATCH_SIZE,
      maxConcurrency: WORKER_CONCURRENCY,
      maxReceiveCount: 8,
    });
    const starts = new QueueWorker(this, 'Starts', {
      key,
      timeoutInSeconds: START_RUN_TIMEOUT_IN_SECONDS,
      deadLetterTimeoutInSeconds: DEAD_LETTER_TIMEOUT_IN_SECONDS,
      batchSize: 1,
      maxConcurrency: 2,
      maxReceiveCount: 5,
    });
    const employeeQueueVariable = { EMPLOYEE_QUEUE_URL: employees.queue.queueUrl };

    const syncEmployeeVariables: Variables<typeof syncEmployeeEnvironment> = {
      TABLE_NAME: tableName,
      ...vendorVariables,
      ...employeeQueueVariable,
    };
    const syncEmployee = new SyncFunction(this, 'SyncEmployee', {
      description: 'Brings one employee after another in step',
      codeFolder: codeFolders['sync-employee'],
      timeoutInSeconds: SYNC_EMPLOYEE_TIMEOUT_IN_SECONDS,
      memorySizeInMegabytes: 512,
      environment: syncEmployeeVariables,
      key,
      logRetentionInDays,
    });
    employees.workedOnBy(syncEmployee);

    const deadLetterVariables: Variables<typeof deadLetterEnvironment> = { TABLE_NAME: tableName };
    const deadLetter = new SyncFunction(this, 'DeadLetter', {
      description: 'Records the employees that were given up',
      codeFolder: codeFolders['dead-letter'],
      timeoutInSeconds: DEAD_LETTER_TIMEOUT_IN_SECONDS,
      memorySizeInMegabytes: 256,
      environment: deadLetterVariables,
      key,
      logRetentionInDays,
    });
    employees.deadLettersWorkedOnBy(deadLetter);
    starts.deadLettersWorkedOnBy(deadLetter);

    const startRunVariables: Variables<typeof startRunEnvironment> = {
      TABLE_NAME: tableName,
      ...vendorVariables,
      ...employeeQueueVariable,
      START_QUEUE_URL: starts.queue.queueUrl,
    };
    const startRun = new SyncFunction(this, 'StartRun', {
      description: 'Reads both vendors and sends one message per employee',
      codeFolder: codeFolders['start-run'],
      timeoutInSeconds: START_RUN_TIMEOUT_IN_SECONDS,
      memorySizeInMegabytes: 512,
      environment: startRunVariables,
      key,
      logRetentionInDays,
    });
    starts.workedOnBy(startRun);

    const apiVariables: Variables<typeof apiEnvironment> = {
      TABLE_NAME: tableName,
      START_QUEUE_URL: starts.queue.queueUrl,
    };
    const apiHandler = new SyncFunction(this, 'ApiHandler', {
      description: 'Starts a run, shows runs and open problems',
      codeFolder: codeFolders.api,
      timeoutInSeconds: 29,
      memorySizeInMegabytes: 256,
      environment: apiVariables,
      key,
      logRetentionInDays,
    });
    const { api } = new RunApi(this, 'RunApi', { handler: apiHandler, key, logRetentionInDays });
    new RunSchedule(this, 'RunSchedule', { schedule, starter: starts, key });

    const widgetVariables: Variables<typeof widgetEnvironment> = { TABLE_NAME: tableName };
    const widget = new SyncFunction(this, 'Widget', {
      description: 'Shows the open problems on the dashboard',
      codeFolder: codeFolders.widget,
      timeoutInSeconds: 20,
      memorySizeInMegabytes: 256,
      environment: widgetVariables,
      key,
      logRetentionInDays,
    });
    state.allowReading(widget);

    for (const grantee of [startRun, syncEmployee, deadLetter, apiHandler]) state.allowReadingAndWriting(grantee);
    for (const grantee of [startRun, syncEmployee]) {
      secrets.allowReading(grantee);
      if (props.paceTable !== undefined) allowKeepingPace(grantee, props.paceTable);
    }
    employees.allowSending(startRun);
    starts.allowSending(apiHandler);

    const logGroups = [startRun, syncEmployee, deadLetter, apiHandler, widget].map(({ logGroup }) => logGroup);
    new SavedQueries(this, 'SavedQueries', { logGroups });
    const { topic } = new AlarmTopic(this, 'AlarmTopic', { key, email: stage.alarmEmail });
    const { alarms } = new Alarms(this, 'Alarms', {
      topic,
      employees,
      starts,
      schedule,
      longestRunInMinutes: stage.longestRunInMinutes,
    });
    const { url: dashboardUrl } = new RunDashboard(this, 'RunDashboard', {
      alarms,
      logGroups,
      widget,
      employees,
      starts,
    });

    const outputs = {
      ApiUrl: api.url,
      DashboardUrl: dashboardUrl,
      AlarmTopicArn: topic.topicArn,
      StateTableName: tableName,
      EmployeeQueueUrl: employees.queue.queueUrl,
      EmployeeDeadLetterQueueUrl: employees.deadLetterQueue.queueUrl,
      StartQueueUrl: starts.queue.queueUrl,
      StartDeadLetterQueueUrl: starts.deadLetterQueue.queueUrl,
      VendorKeysSecretArn: secrets.vendorKeysArn,
      NextStep: `npm run secrets -- ${secrets.vendorKeysArn}`,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
