import { summaryOf } from '../../shared/flows/employees-to-poweroffice/problems.ts';
import type { Log } from '../../shared/observability/log-events.ts';
import { describeError } from '../../shared/observability/logger.ts';
import type { SyncBatchEvent } from '../../shared/run/sync-batch.ts';

/** Writes what happened to a person to the log: codes and summaries, never values. */
export const logBatchEvent = (happened: SyncBatchEvent, log: Log): void => {
  const { runId, employeeNumber } = happened.task;
  switch (happened.event) {
    case 'employee-synced': {
      const { outcome, changes, problems } = happened.outcome;
      log('EMPLOYEE_SYNCED', { runId, employeeNumber, outcome, changeCount: changes.length });
      for (const { code, severity, hint } of problems) {
        log('EMPLOYEE_PROBLEM', { runId, employeeNumber, code, severity, summary: summaryOf(code), hint });
      }
      return;
    }
    case 'employee-postponed': {
      const { code, receiveCount, delayInMillis } = happened;
      log('EMPLOYEE_POSTPONED', { runId, employeeNumber, code, receiveCount, delayInSeconds: delayInMillis / 1000 });
      return;
    }
    case 'employee-unexpected':
      log('UNEXPECTED_ERROR', { runId, employeeNumber, ...describeError(happened.error) });
  }
};
