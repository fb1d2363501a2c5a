import type { SummaryOf } from '../../shared/records/problem.ts';
import type { Log } from '../../shared/observability/log-events.ts';
import { describeError } from '../../shared/observability/logger.ts';
import type { SyncBatchEvent } from '../../shared/run/sync-batch.ts';

/** Writes what happened to a record, or would in a plan, to the log: codes and summaries, never values. */
export const logBatchEvent = (happened: SyncBatchEvent, summaryOf: SummaryOf, log: Log): void => {
  const { runId, mode, number: employeeNumber } = happened.envelope;
  switch (happened.event) {
    case 'record-synced': {
      const { outcome, changes, problems } = happened.outcome;
      log('EMPLOYEE_SYNCED', { runId, mode, employeeNumber, outcome, changeCount: changes.length });
      for (const { code, severity, hint } of problems) {
        log('EMPLOYEE_PROBLEM', { runId, mode, employeeNumber, code, severity, summary: summaryOf(code), hint });
      }
      return;
    }
    case 'record-postponed': {
      const { code, receiveCount, delayInMillis } = happened;
      log('EMPLOYEE_POSTPONED', { runId, employeeNumber, code, receiveCount, delayInSeconds: delayInMillis / 1000 });
      return;
    }
    case 'record-unexpected':
      log('UNEXPECTED_ERROR', { runId, employeeNumber, ...describeError(happened.error) });
  }
};
