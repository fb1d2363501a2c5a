import type { Run } from '../../shared/state/run.ts';
import { log, recordMetric } from './observability.ts';

/**
 * Tells the log and the metrics how a run ended; called by whoever ended it, once. A plan, or a run for some people,
 * says nothing about everybody: it neither raises nor clears an alarm.
 */
export const logRunEnd = (run: Run): void => {
  const isForEverybody = run.mode === 'apply' && run.employees === null;
  const durationInSeconds = ((run.finishedAt ?? run.startedAt) - run.startedAt) / 1000;
  if (run.abort !== null) {
    log('RUN_ABORTED', { runId: run.runId, trigger: run.trigger, code: run.abort.code, hint: run.abort.hint });
    recordMetric('RunAborted', 1);
    recordMetric('CredentialsRefused', run.abort.code === 'CREDENTIALS_REFUSED' ? 1 : 0);
    return;
  }
  const totals = run.totals ?? { inScope: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 };
  log('RUN_ENDED', {
    runId: run.runId,
    trigger: run.trigger,
    mode: run.mode,
    status: run.status,
    ...totals,
    simployerRequests: run.simployerCalls,
    powerOfficeRequests: run.powerOfficeCalls,
    durationInSeconds,
  });
  if (!isForEverybody) return;
  recordMetric('RunAborted', 0);
  recordMetric('CredentialsRefused', 0);
  recordMetric(run.status === 'succeeded' ? 'RunSucceeded' : 'RunCompletedWithErrors', 1);
  recordMetric('RunDuration', durationInSeconds);
  recordMetric('EmployeesInScope', totals.inScope);
  recordMetric('EmployeesCreated', totals.created);
  recordMetric('EmployeesUpdated', totals.updated);
  recordMetric('EmployeesUnchanged', totals.unchanged);
  recordMetric('EmployeesSkipped', totals.skipped);
  recordMetric('EmployeesFailed', totals.failed);
};
