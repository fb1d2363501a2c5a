import { tellRunEnd } from '../../functions/composition/tell-run-end.ts';
import type { RunReport } from '../../shared/flows/employees-to-poweroffice/report.ts';
import type { StartMessage } from '../../shared/run/start-message.ts';
import type { StartRunResult } from '../../shared/run/start-run.ts';
import type { SyncBatchEvent } from '../../shared/run/sync-batch.ts';
import type { EndedRun } from '../../shared/state/run.ts';

export type Trigger = StartMessage['trigger'];

/** What a start function made of its message. */
export interface StartEvent {
  readonly runId: string;
  readonly trigger: Trigger;
  readonly result: StartRunResult;
}

export interface LoggedEvent {
  readonly event: string;
  readonly fields: unknown;
}

export interface RecordedMetric {
  readonly name: string;
  readonly value: number;
}

/** What the functions of a world told about, each list with the oldest first. */
export interface Observations {
  /** What the workers told about. */
  readonly events: readonly SyncBatchEvent[];
  readonly starts: readonly StartEvent[];
  /** The runs whose end was told. */
  readonly ends: readonly EndedRun[];
  /** The runs about which mails were asked for. */
  readonly mailRequests: readonly string[];
  readonly logs: readonly LoggedEvent[];
  readonly metrics: readonly RecordedMetric[];
  /** Reports of runs that were followed to their end. */
  readonly reports: readonly RunReport[];
  /** What handlers threw. */
  readonly errors: readonly unknown[];
}

export type Observer = ReturnType<typeof createObserver>;

/** Takes the place of the log, the metrics and whoever else is told something. */
export const createObserver = () => {
  const seen = {
    events: new Array<SyncBatchEvent>(),
    starts: new Array<StartEvent>(),
    ends: new Array<EndedRun>(),
    mailRequests: new Array<string>(),
    logs: new Array<LoggedEvent>(),
    metrics: new Array<RecordedMetric>(),
    reports: new Array<RunReport>(),
    errors: new Array<unknown>(),
  };
  const log = (event: string, fields: unknown): void => void seen.logs.push({ event, fields });
  const recordMetric = (name: string, value: number): void => void seen.metrics.push({ name, value });
  const requestMails = (runId: string): Promise<void> => Promise.resolve(void seen.mailRequests.push(runId));
  const tellEnd = tellRunEnd({ log, recordMetric, publishMetrics: () => undefined, requestMails });
  const tell = async (run: EndedRun): Promise<void> => {
    seen.ends.push(run);
    await tellEnd(run);
  };
  return { seen, log, recordMetric, tell };
};
