import { tellRunEnd } from '../../../functions/composition/tell-run-end.ts';
import { newPlan } from '../../../shared/state/plan.ts';
import type { EndedRun } from '../../../shared/state/run.ts';
import { buildRun } from '../../builders/run.ts';

const ABORT = {
  code: 'CREDENTIALS_REFUSED',
  message: 'PowerOffice said no.',
  hint: 'IT: store working keys.',
  people: [],
};
const WAITING = { ...newPlan(true, 0), isGated: true };
const TOTALS = { inScope: 9, created: 1, updated: 2, unchanged: 3, skipped: 1, failed: 2 };

/** What was said of a run. */
const told = async (run: EndedRun) => {
  const events: unknown[] = [];
  const metrics: Record<string, number> = {};
  const order: string[] = [];
  await tellRunEnd({
    log: (event, fields) => events.push({ event, ...fields }),
    recordMetric: (name, value) => {
      metrics[name] = value;
      order.push(name);
    },
    publishMetrics: () => order.push('published'),
    requestMails: (runId) => Promise.resolve(void order.push(`mails ${runId}`)),
  })(run);
  return { events, metrics, lastStep: order.at(-1) };
};

describe('the end of a run', () => {
  test.each([
    ['an aborted plan', buildRun({ mode: 'plan', status: 'aborted', abort: ABORT })],
    ['an aborted run for one number', buildRun({ employees: ['101'], status: 'aborted', abort: ABORT })],
    ['a plan', buildRun({ mode: 'plan', totals: TOTALS })],
    ['a run for one number', buildRun({ employees: ['101'], totals: TOTALS })],
    [
      'a run that carries out a plan for one number',
      buildRun({ applies: { planId: 'plan-1', accept: [], isForSome: true }, totals: TOTALS }),
    ],
    ['a waiting plan for one number', buildRun({ mode: 'plan', plan: WAITING, employees: ['101'], totals: TOTALS })],
  ])('of %s is logged, and neither raises nor clears an alarm', async (_what, run) => {
    const { events, metrics, lastStep } = await told(run);

    expect(events).toEqual([expect.objectContaining({ runId: run.runId, mode: run.mode })]);
    expect(metrics).toEqual({});
    expect(lastStep).toBe('published');
  });

  test.each([
    ['CREDENTIALS_REFUSED', 1],
    ['SOURCE_INCOMPLETE', 0],
    ['RUN_LOST', 0],
  ])('of a run for everybody given up with %s counts as aborted, with refused keys %i', async (code, refused) => {
    const { events, metrics, lastStep } = await told(buildRun({ status: 'aborted', abort: { ...ABORT, code } }));

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
  ] as const)('of a run for everybody that is %s gives its figures, and clears the alarms', async (status, kind) => {
    const { events, metrics, lastStep } = await told(buildRun({ status, totals: TOTALS }));

    expect(events).toEqual([expect.objectContaining({ event: 'RUN_ENDED', status, ...TOTALS, durationInSeconds: 90 })]);
    expect(metrics).toEqual({
      ...kind,
      RunAborted: 0,
      CredentialsRefused: 0,
      PlanWaiting: 0,
      RunDuration: 90,
      EmployeesInScope: 9,
      EmployeesCreated: 1,
      EmployeesUpdated: 2,
      EmployeesUnchanged: 3,
      EmployeesSkipped: 1,
      EmployeesFailed: 2,
    });
    expect(lastStep).toBe('mails run-1');
  });

  test('of a run that became a plan which waits says so, and asks for the mail', async () => {
    const { events, metrics, lastStep } = await told(buildRun({ mode: 'plan', plan: WAITING, totals: TOTALS }));

    expect(events).toEqual([expect.objectContaining({ event: 'RUN_ENDED', mode: 'plan' })]);
    expect(metrics).toEqual({ PlanWaiting: 1 });
    expect(lastStep).toBe('mails run-1');
  });

  test('is untold while the mails cannot be asked for, so that somebody asks again', async () => {
    const tell = tellRunEnd({
      log: () => undefined,
      recordMetric: () => undefined,
      publishMetrics: () => undefined,
      requestMails: () => Promise.reject(new Error('The queue is silent.')),
    });
    await expect(tell(buildRun({ totals: TOTALS }))).rejects.toThrow('silent');
  });
});
