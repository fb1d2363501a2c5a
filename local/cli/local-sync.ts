/*
 * Runs a sync on this machine from its start to its end. It starts the app on loopback, puts a start message into the
 * same queue that the schedule uses in AWS, and waits until the run has ended. Nothing of the sync itself is here:
 * the functions do it, as they do in AWS. For example, when the process is killed in the middle, the run stays open
 * in the data folder; the next start ends it as lost, begins a run of its own, and brings up to date whoever is left.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import { SQSClient } from '@aws-sdk/client-sqs';
import { parseConfiguration } from '../../shared/config/configuration-error.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { createMessageQueue } from '../../shared/queue/message-queue.ts';
import { isOpen } from '../../shared/state/run.ts';
import type { EndedRun, RunMode } from '../../shared/state/run.ts';
import type { Outcome } from '../../shared/records/outcome.ts';
import { toRunAbort } from '../../shared/run/abort.ts';
import { reportNotStarted, reportEmployeeRun } from '../../shared/flows/employees-to-poweroffice/report.ts';
import { reportRun } from '../../shared/operate/run-report.ts';
import { newRunId, startMessageSchema, toRunRequest } from '../../shared/run/start-message.ts';
import type { StartMessage } from '../../shared/run/start-message.ts';
import { takeLease } from '../../shared/run/take-lease.ts';
import { isEmpty } from '../loopback/queue/queue-depth.ts';
import type { Runtime } from '../loopback/start-runtime.ts';
import { toShownRun } from './documents.ts';
import type { VendorConfiguration } from './environment.ts';
import { flowWords } from './flow-words.ts';
import { SHORTEST_PAUSE_IN_MILLIS } from './follow-run.ts';
import { startLocalApp } from './local-app.ts';
import type { LocalAppOptions } from './local-app.ts';
import { prepareRun } from './prepare-run.ts';
import type { Progress } from './progress.ts';
import type { ShownRun } from './shown-run.ts';
import { userName } from './user-name.ts';

/** Each step of a run is told of; in between, it is looked at for its progress. */
const LOOK_EVERY_MILLIS = 250;

export interface RunRequest extends Partial<Pick<StartMessage, 'selection' | 'isStored' | 'applies'>> {
  /** Default: the first. */
  readonly flow?: string;
  readonly mode: RunMode;
  /** Null means everybody in scope. */
  readonly employees: readonly string[] | null;
  readonly onProgress?: (progress: Progress) => void;
  /** Aborted, it takes nobody any more, lets those finish who are in hand, and ends the run. */
  readonly interrupted?: AbortSignal;
}

/** The whole app on this machine. */
export interface LocalSync {
  readonly runtime: Runtime;
  /** Which environment of its target a flow writes to: `production`, `demo`, or the host of any other address. */
  environmentOf(flow?: string): string | null;
  /** A flow's budget of requests to its target. */
  requestsPerSecondOf(flow?: string): number;
  /** Runs one sync to its end. */
  run(request: RunRequest): Promise<ShownRun>;
  close(): Promise<void>;
}

export interface LocalSyncOptions extends LocalAppOptions {
  readonly vendors: VendorConfiguration;
}

/** A run that has ended, as the command line shows those of any flow. */
const shownOf = (run: EndedRun, outcomes: readonly Outcome[]): ShownRun => {
  const { report } = flowWords(run.flow);
  return report === null ? reportEmployeeRun(run, outcomes) : toShownRun({ ...reportRun(run, outcomes, report) });
};

/**
 * Starts the app to run syncs.
 * @throws DataFolderInUseError, DataFolderUnusableError
 */
export const startLocalSync = async (options: LocalSyncOptions): Promise<LocalSync> => {
  const app = await startLocalApp(options);
  const { runtime, runs, ending } = app;
  const sqs = new SQSClient(runtime.clientOptions('sqs'));

  return {
    runtime,
    requestsPerSecondOf: (flow) => flowWords(flow).requestsPerSecond(options.vendors.environment),
    environmentOf: (flow) => flowWords(flow).environmentOf(options.vendors.environment),
    run: async ({ flow = FIRST_FLOW, onProgress, interrupted, ...asked }) => {
      const runId = newRunId(Date.now(), Math.random());
      const request = parseConfiguration(
        startMessageSchema,
        {
          trigger: 'command-line',
          ...asked,
          requestedBy: userName(),
          ...(flow !== FIRST_FLOW && { flow }),
          runId,
        },
        '',
      );

      void prepareRun(runtime, flow);
      // Taken here, so that a start that never comes up still has a run to be given up.
      await takeLease(toRunRequest(runId, request, systemClock.now()), { runs, ending });
      await createMessageQueue(sqs, runtime.queueUrl('StartQueueUrl')).send(request);
      for (;;) {
        // Taken before the look: a step while that is answered counts.
        const step = runtime.nextDelivery();
        const isTaken = isEmpty(await runtime.queueDepth('StartQueueUrl'));
        const run = await runs.getRun(runId);
        if (run === null && isTaken) {
          return reportNotStarted(
            { ...request, flow, runId },
            toRunAbort('RUN_LOST', 'The run could not be started: its function failed every time.'),
          );
        }
        if (run !== null && !isOpen(run)) return shownOf(run, await runs.outcomes(runId));
        if (run !== null && interrupted?.aborted === true) {
          await app.interrupt(runId);
          continue;
        }
        if (run !== null && onProgress) onProgress(await app.progressOf(run));
        await Promise.all([delay(SHORTEST_PAUSE_IN_MILLIS), Promise.race([step, delay(LOOK_EVERY_MILLIS)])]);
      }
    },
    close: async () => {
      sqs.destroy();
      await app.close();
    },
  };
};
