import type { DecidingRouteKey, LiveRouteKey, RouteKey } from '../../shared/api/routes.ts';
import type { Schedules } from '../../shared/config/schedule.ts';
import type { Language } from '../../shared/records/words.ts';
import type { Clock } from '../../shared/http/clock.ts';
import type { Log } from '../../shared/observability/log-events.ts';
import type { EmployeeStore } from '../../shared/flows/employees-to-poweroffice/employee-store.ts';
import type { PauseStore } from '../../shared/state/pause-store.ts';
import type { HistoryStore } from '../../shared/state/history-store.ts';
import type { RunStore } from '../../shared/state/run-store.ts';
import type { RunEnding } from '../../shared/run/run-ending.ts';
import type { StartMessage } from '../../shared/run/start-message.ts';
import type { ApiFlow } from '../composition/api-flows.ts';
import type { Answer } from './answer.ts';
import { answerCall } from './answer-call.ts';
import type { Responders } from './answer-call.ts';
import { acknowledge, linkToExport, listExports, rebuildExport, unmarkExport } from './exports.ts';
import type { ApiExports } from './exports.ts';
import { showHistory } from './history.ts';
import { applyPlan, listPlans, requestPlan, showPlan } from './plans.ts';
import { showOpenApi } from './openapi/show-openapi.ts';
import { requestRetry } from './retries.ts';
import { requestRun } from './request-run.ts';
import { showProblems } from './problems.ts';
import { changeSchedule } from './schedule.ts';
import { showStatus } from './status.ts';
import { listRuns, showRun } from './views.ts';

export interface ApiDependencies {
  readonly runs: RunStore;
  readonly employees: EmployeeStore;
  readonly history: HistoryStore;
  readonly flows: readonly ApiFlow[];
  /** Of the file of absence; null where none is made. */
  readonly exports: ApiExports | null;
  readonly pauses: PauseStore;
  readonly ending: Pick<RunEnding, 'endRun'>;
  /** Puts the message on the queue of starts. */
  readonly queueStart: (message: StartMessage) => Promise<void>;
  readonly clock: Pick<Clock, 'now'>;
  /** When runs of each flow start by themselves; null on one machine. */
  readonly schedules: Schedules | null;
  /** Of the problems, unless the call says otherwise. */
  readonly language: Language;
  /** 0 <= r < 1. */
  readonly random: () => number;
  readonly log: Log;
}

/** What answers each route of the table that the gateway is made from; the live ones have a function of their own. */
const RESPONDERS: Responders<Exclude<RouteKey, LiveRouteKey | DecidingRouteKey>, ApiDependencies> = {
  'GET /openapi.json': showOpenApi,
  'POST /runs': requestRun,
  'POST /retries': requestRetry,
  'GET /runs': listRuns,
  'GET /runs/{runId}': showRun,
  'GET /problems': showProblems,
  'POST /plans': requestPlan,
  'GET /employees/{number}/history': showHistory,
  'GET /status': showStatus,
  'PUT /schedule': changeSchedule,
  'GET /plans': listPlans,
  'GET /plans/{planId}': showPlan,
  'POST /plans/{planId}/apply': applyPlan,
  'GET /exports': listExports,
  'POST /exports/{exportId}/link': linkToExport,
  'POST /exports/{exportId}/again': rebuildExport,
  'POST /exports/{exportId}/unmark': unmarkExport,
  'POST /acknowledgements': acknowledge,
};

/** Answers one call of the API, see `answerCall`. */
export const answerRequest = (event: unknown, dependencies: ApiDependencies): Promise<Answer> =>
  answerCall(event, RESPONDERS, dependencies);
