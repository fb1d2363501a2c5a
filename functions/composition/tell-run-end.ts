import type { Log } from '../../shared/observability/log-events.ts';
import type { RecordMetric } from '../../shared/observability/metrics.ts';
import { concernsPeople, isForEverybody, waitsForApproval } from '../../shared/run/mail-request.ts';
import type { EndedRun } from '../../shared/state/run.ts';

export interface Telling {
  readonly log: Log;
  readonly recordMetric: RecordMetric;
  /** Hands over what was recorded so far, so that it survives this process. */
  readonly publishMetrics: () => void;
  /** Asks for the mails about a run. Null where nobody is told by mail, as on one machine. */
  readonly requestMails: ((runId: string) => Promise<void>) | null;
}

/**
 * Tells the log and the metrics how a run ended, and asks for the mails about it; run-ending is the one place that calls
 * it. A plan, or a run for some people, says nothing about everybody: it neither raises nor clears an alarm.
 */
export const tellRunEnd =
  ({ log, recordMetric, publishMetrics, requestMails }: Telling) =>
  async (run: EndedRun): Promise<void> => {
    logEnd(run, log);
    for (const [name, value] of metricsOf(run)) recordMetric(name, value, run.flow);
    publishMetrics();
    if (concernsPeople(run)) await requestMails?.(run.runId);
  };

const durationOf = ({ startedAt, finishedAt }: EndedRun): number => (finishedAt - startedAt) / 1000;

const logEnd = (run: EndedRun, log: Log): void => {
  const { runId, trigger, mode, requestedBy, status } = run;
  if (run.abort !== null) {
    const { code, hint } = run.abort;
    log('RUN_ABORTED', { runId, trigger, mode, requestedBy, code, hint });
    return;
  }
  log('RUN_ENDED', {
    runId,
    trigger,
    mode,
    requestedBy,
    status,
    ...run.totals,
    simployerRequests: run.apiCalls['simployer'] ?? 0,
    powerOfficeRequests: run.apiCalls['poweroffice'] ?? 0,
    xledgerRequests: run.apiCalls['xledger'] ?? 0,
    durationInSeconds: durationOf(run),
  });
};

const metricsOf = (run: EndedRun): readonly (readonly [Parameters<RecordMetric>[0], number])[] => {
  if (waitsForApproval(run)) return [['PlanWaiting', 1]];
  if (!isForEverybody(run)) return [];
  if (run.abort !== null) {
    return [
      ['RunAborted', 1],
      ['CredentialsRefused', run.abort.code === 'CREDENTIALS_REFUSED' ? 1 : 0],
    ];
  }
  const { totals } = run;
  return [
    ['RunAborted', 0],
    ['CredentialsRefused', 0],
    ['PlanWaiting', 0],
    [run.status === 'succeeded' ? 'RunSucceeded' : 'RunCompletedWithErrors', 1],
    ['RunDuration', durationOf(run)],
    ['EmployeesInScope', totals.inScope],
    ['EmployeesCreated', totals.created],
    ['EmployeesUpdated', totals.updated],
    ['EmployeesUnchanged', totals.unchanged],
    ['EmployeesSkipped', totals.skipped],
    ['EmployeesFailed', totals.failed],
  ];
};
