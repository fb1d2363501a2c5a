import { tellRunEnd } from '../../../functions/composition/tell-run-end.ts';
import type { EndedRun } from '../../../shared/state/run.ts';
import { buildRun } from '../../builders/run.ts';

const ABORT = {
  code: 'CREDENTIALS_REFUSED',
  message: 'PowerOffice said no.',
  hint: 'IT: store working keys.',
  people: [],
};
const TOTALS = { inScope: 9, created: 1, updated: 2, unchanged: 3, skipped: 1, failed: 2 };

/** What was said of a run. */
const told = (run: EndedRun) => {
  const events: unknown[] = [];
  const metrics: Record<string, number> = {};
  const order: string[] = [];
  tellRunEnd({
    log: (event, fields) => events.push({ event, ...fields }),
    recordMetric: (name, value) => {
      metrics[name] = value;
      order.push(name);
    },
    publishMetrics: () => order.push('published'),
  })(run);
  return { events, metrics, lastStep: order.at(-1) };
};

describe('the end of a run', () => {
  test.each([
    ['an aborted plan', buildRun({ mode: 'plan', status: 'aborted', abort: ABORT })],
    ['an aborted run for one number', buildRun({ employees: ['101'], status: 'aborted', abort: ABORT })],
    ['a plan', buildRun({ mode: 'plan', totals: TOTALS })],
    ['a run for one number', buildRun({ employees: ['101'], totals: TOTALS })],
  ])('of %s is logged, and neither raises nor clears an alarm', (_what, run) => {
    const { events, metrics } = told(run);

    expect(events).toEqual([expect.objectContaining({ runId: run.runId, mode: run.mode })]);
    expect(metrics).toEqual({});
  });

  test.each([
    ['CREDENTIALS_REFUSED', 1],
    ['SOURCE_INCOMPLETE', 0],
    ['RUN_LOST', 0],
  ])('of a run for everybody given up with %s counts as aborted, with refused keys %i', (code, refused) => {
    const { events, metrics, lastStep } = told(buildRun({ status: 'aborted', abort: { ...ABORT, code } }));

    expect(events).toEqual([
      {
        event: 'RUN_ABORTED',
        runId: 'run-1',
        trigger: 'schedule',
        mode: 'apply',
        requestedBy: 'schedule',
        code,
        hint: ABORT.hint,
      },
    ]);
    expect(metrics).toEqual({ RunAborted: 1, CredentialsRefused: refused });
    expect(lastStep).toBe('published');
  });

  test.each([
    ['succeeded', { RunSucceeded: 1 }],
    ['completed_with_errors', { RunCompletedWithErrors: 1 }],
  ] as const)('of a run for everybody that is %s gives its figures, and clears the alarms', (status, kind) => {
    const { events, metrics, lastStep } = told(buildRun({ status, totals: TOTALS }));

    expect(events).toEqual([expect.objectContaining({ event: 'RUN_ENDED', status, ...TOTALS, durationInSeconds: 90 })]);
    expect(metrics).toEqual({
      ...kind,
      RunAborted: 0,
      CredentialsRefused: 0,
      RunDuration: 90,
      EmployeesInScope: 9,
      EmployeesCreated: 1,
      EmployeesUpdated: 2,
      EmployeesUnchanged: 3,
      EmployeesSkipped: 1,
      EmployeesFailed: 2,
    });
    expect(lastStep).toBe('published');
  });
});
