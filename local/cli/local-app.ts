/*
 * The app on this machine over one data folder: what every command that works there begins with. Whatever run a killed
 * process left open is ended first, and a run that is under way can be interrupted: nobody is taken any more, and those
 * in hand are finished. For example, `runs` opens the app without any key, reads, and closes it again.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { FLOW_NAMES } from '../../shared/config/vendor-keys.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { toRunAbort } from '../../shared/run/abort.ts';
import { createRunEnding } from '../../shared/run/run-ending.ts';
import type { RunEnding } from '../../shared/run/run-ending.ts';
import { createDynamoDbTable } from '../../shared/state/dynamodb-table.ts';
import { createRunStore } from '../../shared/state/run-store.ts';
import type { RunStore } from '../../shared/state/run-store.ts';
import { isOpen } from '../../shared/state/run.ts';
import type { Run } from '../../shared/state/run.ts';
import { startRuntime } from '../loopback/start-runtime.ts';
import type { Runtime, RuntimeOptions } from '../loopback/start-runtime.ts';
import { DEPLOYMENT_NOTE } from './deployment-note.ts';
import { describeStop } from './describe-stop.ts';
import { readLanguage, readVariables } from './environment.ts';
import type { VendorConfiguration } from './environment.ts';
import type { Progress } from './progress.ts';
import { projectAssembly } from './project-assembly.ts';
import { removeExpiredPlans } from './remove-expired-plans.ts';
import { userName } from './user-name.ts';

/** The app of the template, on loopback, over one data folder. */
export interface LocalApp {
  readonly runtime: Runtime;
  readonly runs: RunStore;
  readonly ending: RunEnding;
  progressOf(run: Run): Promise<Progress>;
  /** Takes nobody any more, for good, lets those finish who are in hand, and ends the run. */
  interrupt(runId: string): Promise<void>;
  close(): Promise<void>;
}

export interface LocalAppOptions extends Pick<RuntimeOptions, 'dynamoDbUrl' | 'startFunction' | 'onLog'> {
  /** Null where nothing asks a vendor, as for reading what is stored: no key is needed then. */
  readonly vendors: VendorConfiguration | null;
  /** Where everything is kept; null keeps it in memory. */
  readonly dataFolder: string | null;
}

/**
 * Starts the app on loopback, exactly as its template describes it. Whatever run a killed process left behind is
 * ended first: the data folder belongs to this process alone, so nobody can still be working on it.
 * @throws DataFolderInUseError, DataFolderUnusableError
 */
export const startLocalApp = async ({ vendors, dataFolder, ...more }: LocalAppOptions): Promise<LocalApp> => {
  const caller = userName();
  const runtime = await startRuntime({
    assemblyFolder: await projectAssembly(),
    dataFolder,
    callersFiles: [DEPLOYMENT_NOTE],
    ...(vendors !== null && { secrets: { VendorKeysSecretArn: JSON.stringify(vendors.keys) } }),
    environment: {
      // Those of the template are a stage's, whose first run waits for an approval.
      SETTINGS: '',
      ...(vendors === null ? readLanguage(readVariables()) : vendors.environment),
      // On this machine nothing starts by itself, nobody is told by mail, and whoever asks waits as long as it takes.
      ANSWER_WITHIN_SECONDS: '',
      SCHEDULES: '',
      MAIL_QUEUE_URL: '',
      ALARM_TOPIC_ARN: '',
      HR_TOPIC_ARN: '',
    },
    ...(caller !== null && { caller }),
    ...more,
  });
  const dynamoDb = new DynamoDBClient(runtime.clientOptions('dynamodb'));
  const table = createDynamoDbTable(DynamoDBDocumentClient.from(dynamoDb), runtime.tableName('StateTableName'));
  const runs = createRunStore(table);
  // The functions have the log: the next start tells of what this process ends.
  const ending = createRunEnding({ runs, clock: systemClock, tell: null });
  for (const flow of FLOW_NAMES) {
    const lostRun = await runs.holder(flow);
    if (lostRun === null) continue;
    await ending.endRun(lostRun, { abort: toRunAbort('RUN_LOST', 'The run was killed before its end.') });
  }
  await removeExpiredPlans(table, runs, systemClock.now());
  const progressOf = async ({ runId, inScope }: Run): Promise<Progress> => ({
    done: inScope === 0 ? 0 : Math.max(0, inScope - (await runs.pending(runId))),
    inScope,
  });
  return {
    runtime,
    runs,
    ending,
    progressOf,
    interrupt: async (runId) => {
      const run = await runs.getRun(runId);
      if (run === null || !isOpen(run)) return;
      // As long as both sides are being read, nobody is in hand.
      if (run.inScope > 0) await runtime.drain();
      await ending.endRun(runId, { abort: toRunAbort('INTERRUPTED', describeStop(run, await progressOf(run))) });
    },
    close: async () => {
      dynamoDb.destroy();
      await runtime.close();
    },
  };
};
