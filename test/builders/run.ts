import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import type { EndedRun, Run } from '../../shared/state/run.ts';

const STARTED_AT = Date.parse('2026-03-02T04:30:00Z');

/** A run for everybody that has ended well, unless the overrides say otherwise. */
export const buildRun = (overrides: Partial<Run> = {}): EndedRun =>
  ({
    runId: 'run-1',
    flow: FIRST_FLOW,
    runNumber: 1,
    mode: 'apply',
    trigger: 'schedule',
    requestedBy: 'schedule',
    employees: null,
    connection: null,
    status: 'succeeded',
    abort: null,
    startedAt: STARTED_AT,
    finishedAt: STARTED_AT + 90_000,
    toldAt: null,
    inScope: 0,
    totals: null,
    apiCalls: {},
    unavailableSince: null,
    forbidden: null,
    hasWritten: false,
    findings: [],
    ...overrides,
  }) as EndedRun;
