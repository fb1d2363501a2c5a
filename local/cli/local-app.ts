import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { systemClock } from '../../shared/http/clock.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import { toRunAbort } from '../../shared/run/abort.ts';
import { createRunEnding } from '../../shared/run/run-ending.ts';
import type { RunEnding } from '../../shared/run/run-ending.ts';
import { createDynamoDbTable } from '../../shared/state/dynamodb-table.ts';
import { createRunStore } from '../../shared/state/run-store.ts';
import type { RunStore } from '../../shared/state/run-store.ts';
import type { OnLog } from '../loopback/lambda/function-log.ts';
import { startRuntime } from '../loopback/start-runtime.ts';
import type { Runtime } from '../loopback/start-runtime.ts';
import { DEPLOYMENT_NOTE } from './deployment-note.ts';
import { readLanguage, readVariables } from './environment.ts';
import type { VendorConfiguration } from './environment.ts';
import { projectAssembly } from './project-assembly.ts';
import { removeExpiredPlans } from './remove-expired-plans.ts';
import { userName } from './user-name.ts';

/** The app of the template, on loopback, over one data folder. */
export interface LocalApp {
  readonly runtime: Runtime;
  readonly runs: RunStore;
  readonly ending: RunEnding;
  close(): Promise<void>;
}

export interface LocalAppOptions {
  /** Null where nothing asks a vendor, as for reading what is stored: no key is needed then. */
  readonly vendors: VendorConfiguration | null;
  /** Where everything is kept; null keeps it in memory. */
  readonly dataFolder: string | null;
  readonly onLog?: OnLog;
  /** A DynamoDB that runs already, instead of the embedded one. */
  readonly dynamoDbUrl?: string;
}

/**
 * Starts the app on loopback, exactly as its template describes it. Whatever run a killed process left behind is
 * ended first: the data folder belongs to this process alone, so nobody can still be working on it.
 * @throws DataFolderInUseError, DataFolderUnusableError
 */
export const startLocalApp = async ({
  vendors,
  dataFolder,
  onLog,
  dynamoDbUrl,
}: LocalAppOptions): Promise<LocalApp> => {
  const caller = userName();
  const runtime = await startRuntime({
    assemblyFolder: await projectAssembly(),
    dataFolder,
    callersFiles: [DEPLOYMENT_NOTE],
    ...(vendors !== null && { secrets: { VendorKeysSecretArn: JSON.stringify(vendors.keys) } }),
    environment: {
      ...(vendors === null ? readLanguage(readVariables()) : vendors.environment),
      // On this machine nothing starts by itself, and whoever asks waits as long as it takes.
      ANSWER_WITHIN_SECONDS: '',
      SCHEDULE: '',
    },
    ...(caller !== null && { caller }),
    ...(onLog && { onLog }),
    ...(dynamoDbUrl !== undefined && { dynamoDbUrl }),
  });
  const dynamoDb = new DynamoDBClient(runtime.clientOptions('dynamodb'));
  const table = createDynamoDbTable(DynamoDBDocumentClient.from(dynamoDb), runtime.tableName('StateTableName'));
  const runs = createRunStore(table);
  // The functions have the log: the next start tells of what this process ends.
  const ending = createRunEnding({ runs, clock: systemClock, tell: null });
  const lostRun = await runs.holder(FIRST_FLOW);
  if (lostRun !== null) {
    await ending.endRun(lostRun, { abort: toRunAbort('RUN_LOST', 'The run was killed before its end.') });
  }
  await removeExpiredPlans(table, runs, systemClock.now());
  return {
    runtime,
    runs,
    ending,
    close: async () => {
      dynamoDb.destroy();
      await runtime.close();
    },
  };
};
