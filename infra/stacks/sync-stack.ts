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
} from '../../shared/config/function-environment.ts';
import { DEAD_LETTER_TIMEOUT_IN_SECONDS, RECORD_LIMITS, START_LIMITS } from '../../shared/run/limits.ts';
import { ApiPolicies } from '../constructs/api-policies.ts';
import { RunApi } from '../constructs/api.ts';
import type { FunctionName } from '../bundle-functions.ts';
import { DataKey } from '../constructs/data-key.ts';
import { addMonitoring } from '../constructs/monitoring.ts';
import { QueueWorker } from '../constructs/queue-worker.ts';
import { RunSchedule } from '../constructs/schedule.ts';
import { Secrets } from '../constructs/secrets.ts';
import type { ClientSettings, StageSettings } from '../stage-settings.ts';
import { StateTable, allowKeepingPace } from '../constructs/state-table.ts';
import { SyncFunction } from '../constructs/sync-function.ts';
import type { SyncFunctionProps } from '../constructs/sync-function.ts';

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

/** What differs from function to function. */
type FunctionOptions = Omit<SyncFunctionProps, 'codeFolder' | 'key' | 'logRetentionInDays'>;

const WORKER_MEMORY_IN_MEGABYTES = 512;
/** Enough to look through the problems of 20,000 people, and more than half a processor to do it within seconds. */
const VIEW_MEMORY_IN_MEGABYTES = 1024;

/** Everything that one PowerOffice client needs. */
export class SyncStack extends Stack {
  constructor(scope: Construct, id: string, props: SyncStackProps) {
    super(scope, id, props);
    const { stage, client, codeFolders } = props;
    const { logRetentionInDays } = stage;
    const removalPolicy =
      stage.removalPolicy === 'retain' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
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

    const employees = new QueueWorker(this, 'Employees', { key, limits: RECORD_LIMITS });
    const starts = new QueueWorker(this, 'Starts', { key, limits: START_LIMITS });
    const employeeQueueVariable = { EMPLOYEE_QUEUE_URL: employees.queue.queueUrl };

    const addFunction = (id: string, name: FunctionName, options: FunctionOptions): SyncFunction =>
      new SyncFunction(this, id, { ...options, codeFolder: codeFolders[name], key, logRetentionInDays });

    const syncEmployeeVariables: Variables<typeof syncEmployeeEnvironment> = {
      TABLE_NAME: tableName,
      ...vendorVariables,
      ...employeeQueueVariable,
    };
    const syncEmployee = addFunction('SyncEmployee', 'sync-employee', {
      description: 'Brings one employee after another in step',
      timeoutInSeconds: RECORD_LIMITS.timeoutInSeconds,
      memorySizeInMegabytes: WORKER_MEMORY_IN_MEGABYTES,
      environment: syncEmployeeVariables,
    });
    employees.workedOnBy(syncEmployee);

    const deadLetterVariables: Variables<typeof deadLetterEnvironment> = { TABLE_NAME: tableName };
    const deadLetter = addFunction('DeadLetter', 'dead-letter', {
      description: 'Records the employees that were given up',
      timeoutInSeconds: DEAD_LETTER_TIMEOUT_IN_SECONDS,
      memorySizeInMegabytes: 256,
      environment: deadLetterVariables,
    });
    employees.deadLettersWorkedOnBy(deadLetter);
    starts.deadLettersWorkedOnBy(deadLetter);

    const startRunVariables: Variables<typeof startRunEnvironment> = {
      TABLE_NAME: tableName,
      ...vendorVariables,
      ...employeeQueueVariable,
      START_QUEUE_URL: starts.queue.queueUrl,
    };
    const startRun = addFunction('StartRun', 'start-run', {
      description: 'Reads both vendors and sends one message per employee',
      timeoutInSeconds: START_LIMITS.timeoutInSeconds,
      memorySizeInMegabytes: WORKER_MEMORY_IN_MEGABYTES,
      environment: startRunVariables,
    });
    starts.workedOnBy(startRun);

    const apiVariables: Variables<typeof apiEnvironment> = {
      TABLE_NAME: tableName,
      START_QUEUE_URL: starts.queue.queueUrl,
    };
    const apiHandler = addFunction('ApiHandler', 'api', {
      description: 'Starts a run, shows runs and open problems',
      timeoutInSeconds: 29,
      memorySizeInMegabytes: VIEW_MEMORY_IN_MEGABYTES,
      environment: apiVariables,
    });
    const { api } = new RunApi(this, 'RunApi', { handler: apiHandler, key, logRetentionInDays });
    const { arns: apiPolicies } = new ApiPolicies(this, 'ApiPolicies', { api });
    const { longestRunInMinutes } = stage;
    const { groupName: scheduleGroupName } = new RunSchedule(this, 'RunSchedule', {
      schedule,
      longestRunInMinutes,
      starter: starts,
      key,
    });

    const widgetVariables: Variables<typeof widgetEnvironment> = { TABLE_NAME: tableName };
    const widget = addFunction('Widget', 'widget', {
      description: 'Shows the open problems on the dashboard',
      timeoutInSeconds: 20,
      memorySizeInMegabytes: VIEW_MEMORY_IN_MEGABYTES,
      environment: widgetVariables,
    });

    state.allowReading(widget);
    state.allowStartingRuns(apiHandler);
    for (const grantee of [startRun, syncEmployee, deadLetter]) state.allowReadingAndWriting(grantee);
    for (const grantee of [startRun, syncEmployee]) {
      secrets.allowReading(grantee);
      if (props.paceTable !== undefined) allowKeepingPace(grantee, props.paceTable);
    }
    employees.allowSending(startRun);
    starts.allowSending(apiHandler);
    // A scheduled start that another run is in the way of comes again as a new message.
    starts.allowSending(startRun);

    const monitoring = addMonitoring(this, {
      key,
      alarmEmail: stage.alarmEmail,
      dashboard: client.dashboard,
      startRun,
      syncEmployee,
      deadLetter,
      apiHandler,
      widget,
      employees,
      starts,
      schedule,
      scheduleGroupName,
      longestRunInMinutes,
    });

    const outputs = {
      ApiUrl: api.url,
      ...monitoring,
      ReaderPolicyArn: apiPolicies.reader,
      OperatorPolicyArn: apiPolicies.operator,
      ApproverPolicyArn: apiPolicies.approver,
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
