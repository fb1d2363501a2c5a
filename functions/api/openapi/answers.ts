/*
 * What each route of the API answers with, and why it may refuse, for `GET /openapi.json`. What may go wrong on every
 * route is not repeated here. A route without an entry does not compile. For example, `POST /plans/{planId}/apply` answers
 * 202 with a run, refuses a plan that no longer holds, and names the guard that nobody has accepted.
 */
import type { RouteKey } from '../../../shared/api/routes.ts';
import type { RefusalCode } from '../answer.ts';
import type { DocumentName } from './documents.ts';

interface RouteAnswer {
  /** What the route answers with when the call is carried out, and as which document. */
  readonly status: 200 | 202;
  readonly document: DocumentName;
  /** Why it may refuse, beside what every route may: a wrong input, and a fault of ours. */
  readonly refusals: readonly RefusalCode[];
  /** Also with the code of a guard that speaks against it, and that nobody has accepted: 409. */
  readonly asksGuards?: true;
}

/** Of a run that is started, or of reading both vendors live: what would end a run. */
const ALREADY_RUNNING = ['ALREADY_RUNNING'] as const;
const LIVE = [
  'WRONG_CLIENT',
  'WRONG_COMPANY',
  'ENTERPRISE_DEFAULT_MISSING',
  'CONFIGURATION_INVALID',
  'CREDENTIALS_REFUSED',
  'CLOCK_WRONG',
  'SOURCE_INCOMPLETE',
  'POWEROFFICE_UNAVAILABLE',
  'CONTRACT_BROKEN',
  'CREDITS_USED_UP',
  'TARGET_INCOMPLETE',
  'XLEDGER_UNAVAILABLE',
  'OUT_OF_TIME',
] as const;

/** What each route answers. A route without an entry does not compile. */
export const ANSWERS: Readonly<Record<RouteKey, RouteAnswer>> = {
  'GET /openapi.json': { status: 200, document: 'OpenApi', refusals: [] },
  'POST /runs': {
    status: 202,
    document: 'RunStarted',
    refusals: ['APPROVER_NEEDED', 'PERIOD_MISSING', 'PLAN_FIRST', 'TARGET_UNVERIFIED', ...ALREADY_RUNNING],
  },
  'POST /retries': {
    status: 202,
    document: 'RunStarted',
    refusals: ['EMPLOYEE_UNKNOWN', 'RUN_UNKNOWN', 'TOO_LARGE', 'PLAN_FIRST', ...ALREADY_RUNNING],
  },
  'GET /runs': { status: 200, document: 'Runs', refusals: [] },
  'GET /runs/{runId}': { status: 200, document: 'Run', refusals: ['RUN_UNKNOWN'] },
  'GET /problems': { status: 200, document: 'Problems', refusals: ['RUN_UNKNOWN'] },
  'GET /check': { status: 200, document: 'Check', refusals: LIVE },
  'GET /employees/{number}/explain': {
    status: 200,
    document: 'Explanation',
    refusals: ['EMPLOYEE_UNKNOWN', ...LIVE],
  },
  'GET /employees/{number}/history': { status: 200, document: 'History', refusals: ['EMPLOYEE_UNKNOWN'] },
  'GET /drift': { status: 200, document: 'Drift', refusals: ['EMPLOYEE_UNKNOWN', ...LIVE] },
  'PUT /employees/{number}/link': {
    status: 200,
    document: 'Decision',
    refusals: ['EMPLOYEE_UNKNOWN', 'RECORD_UNKNOWN', 'LINK_TAKEN', ...LIVE],
  },
  'DELETE /employees/{number}/link': { status: 200, document: 'Decision', refusals: ['EMPLOYEE_UNKNOWN', ...LIVE] },
  'PUT /employees/{number}/allow': {
    status: 200,
    document: 'Decision',
    refusals: ['EMPLOYEE_UNKNOWN', 'NOTHING_HELD', ...LIVE],
  },
  'POST /employees/{number}/settle': {
    status: 200,
    document: 'Decision',
    refusals: ['EMPLOYEE_UNKNOWN', 'RECORD_UNKNOWN', 'LINK_TAKEN', 'NOTHING_IN_DOUBT', ...LIVE],
  },
  'GET /status': { status: 200, document: 'Status', refusals: [] },
  'PUT /schedule': { status: 200, document: 'Schedule', refusals: ['NO_SCHEDULE'] },
  'POST /plans': {
    status: 202,
    document: 'PlanStarted',
    refusals: ['PERIOD_MISSING', 'TARGET_UNVERIFIED', ...ALREADY_RUNNING],
  },
  'GET /plans': { status: 200, document: 'Plans', refusals: [] },
  'GET /plans/{planId}': { status: 200, document: 'Plan', refusals: ['PLAN_UNKNOWN', 'PLAN_NOT_FOUND'] },
  'POST /plans/{planId}/apply': {
    status: 202,
    document: 'PlanApplied',
    refusals: [
      'PLAN_UNKNOWN',
      'PLAN_NOT_FOUND',
      'PLAN_NOT_READY',
      'PLAN_APPLIED',
      'PLAN_SUPERSEDED',
      'PLAN_EXPIRED',
      'PLAN_NOT_OPEN',
      ...ALREADY_RUNNING,
    ],
    asksGuards: true,
  },
  'GET /exports': { status: 200, document: 'Exports', refusals: ['EXPORT_UNKNOWN'] },
  'POST /exports/{exportId}/link': { status: 200, document: 'ExportLink', refusals: ['EXPORT_UNKNOWN', 'FILE_GONE'] },
  'POST /exports/{exportId}/again': {
    status: 202,
    document: 'ExportRebuilt',
    refusals: ['EXPORT_UNKNOWN', ...ALREADY_RUNNING],
  },
  'POST /exports/{exportId}/unmark': { status: 200, document: 'Export', refusals: ['EXPORT_UNKNOWN'] },
  'POST /acknowledgements': {
    status: 200,
    document: 'Acknowledged',
    refusals: ['EXPORT_UNKNOWN', 'NOTHING_TO_ACKNOWLEDGE'],
  },
};
