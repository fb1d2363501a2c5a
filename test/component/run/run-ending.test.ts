import { FIRST_FLOW } from '../../../shared/records/first-flow.ts';
import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import { totalsOf } from '../../../shared/records/outcome.ts';
import { createRunStore } from '../../../shared/state/run-store.ts';
import { giveUpRun } from '../../../shared/run/give-up.ts';
import { createEmployeeStore } from '../../../shared/flows/employees-to-poweroffice/employee-store.ts';
import { createRunEnding } from '../../../shared/run/run-ending.ts';
import { LEASE_IN_MILLIS } from '../../../shared/run/limits.ts';
import { takeLease } from '../../../shared/run/take-lease.ts';

const ABORT = { code: 'RUN_LOST', message: 'It was lost.', hint: 'Nothing to do.', people: [] };
const REQUEST = { mode: 'apply', flow: FIRST_FLOW, trigger: 'schedule', requestedBy: null, employees: null } as const;

const arrange = () => {
  const table = createMemoryTable();
  const runs = createRunStore(table);
  const time = { now: Date.parse('2026-03-02T04:30:00Z') };
  const clock = { now: () => time.now };
  const told: string[] = [];
  const endingOf = (tell: 'told' | 'killed' | 'none') =>
    createRunEnding({
      runs,
      clock,
      tell:
        tell === 'none'
          ? null
          : ({ runId }) => {
              if (tell === 'killed') return Promise.reject(new Error('killed'));
              told.push(runId);
              return Promise.resolve();
            },
    });
  const begin = async (runId: string) => {
    await takeLease({ ...REQUEST, runId, now: time.now }, { runs, ending: endingOf('told') });
    await runs.markRunning(runId);
  };
  const dependencies = { runs, employees: createEmployeeStore(table), ending: endingOf('told'), clock };
  return { runs, time, told, endingOf, begin, dependencies };
};

describe('the end of a run', () => {
  test('is told once by whoever stored it, and noted as told', async () => {
    const { runs, told, endingOf, begin } = arrange();
    await begin('run');
    const ending = endingOf('told');

    const ends = await Promise.all([1, 2, 3].map(() => ending.endRun('run', { totals: totalsOf([]) })));
    await ending.tellUntold();

    expect(ends.filter((run) => run !== null)).toHaveLength(1);
    expect(told).toEqual(['run']);
    expect((await runs.getRun('run'))?.toldAt).not.toBeNull();
  });

  test.each(['killed', 'none'] as const)(
    'that its process did not tell (%s) is told by the next start',
    async (how) => {
      const { time, told, endingOf, begin } = arrange();
      await begin('run');
      await endingOf(how)
        .endRun('run', { abort: ABORT })
        .catch(() => null);
      expect(told).toEqual([]);

      time.now += 29_000;
      await endingOf('told').tellUntold();
      // Whoever stored it may still be about to tell.
      expect(told).toEqual([]);

      time.now += 2_000;
      await endingOf('told').tellUntold();
      await endingOf('told').tellUntold();
      expect(told).toEqual(['run']);
    },
  );

  test('of a run that is under way is nothing to tell', async () => {
    const { time, told, endingOf, begin } = arrange();
    await begin('run');

    time.now += 24 * 3600_000;
    await endingOf('told').tellUntold();

    expect(told).toEqual([]);
  });

  test('comes by a takeover, told like any other', async () => {
    const { runs, time, told, endingOf, begin } = arrange();
    await begin('dead');
    time.now += LEASE_IN_MILLIS;

    const lease = await takeLease({ ...REQUEST, runId: 'next', now: time.now }, { runs, ending: endingOf('told') });

    expect(lease).toMatchObject({ taken: true, run: { runId: 'next', runNumber: 2 } });
    expect(await runs.getRun('dead')).toMatchObject({ status: 'aborted', abort: { code: 'RUN_LOST' } });
    expect(told).toEqual(['dead']);
  });

  test('comes to a run whose process died before it had the lease, by the next start after twenty minutes', async () => {
    const { runs, time, told, endingOf, dependencies } = arrange();
    await runs.addLostRun({ ...REQUEST, runId: 'orphan', now: time.now });
    time.now += LEASE_IN_MILLIS - 1;
    await takeLease({ ...REQUEST, runId: 'soon', now: time.now }, { runs, ending: endingOf('told') });
    expect(await runs.getRun('orphan')).toMatchObject({ status: 'starting' });

    await dependencies.ending.endRun('soon', { abort: ABORT });
    time.now += 1;
    await takeLease({ ...REQUEST, runId: 'later', now: time.now }, { runs, ending: endingOf('told') });

    expect(await runs.getRun('orphan')).toMatchObject({ status: 'aborted', abort: { code: 'RUN_LOST' } });
    expect(await runs.getRun('later')).toMatchObject({ status: 'starting' });
    expect(told).toEqual(['soon', 'orphan']);
  });

  test('comes to such a run of a flow that runs seldom, by its next start, however often others ran meanwhile', async () => {
    const { runs, time, told, endingOf, begin } = arrange();
    const next = (runId: string) =>
      takeLease({ ...REQUEST, flow: 'monthly', runId, now: time.now }, { runs, ending: endingOf('told') });
    await runs.addLostRun({ ...REQUEST, flow: 'monthly', runId: '0-orphan', now: time.now });
    await next('1-right-after');
    await endingOf('none').endRun('1-right-after', { abort: ABORT });
    for (let night = 0; night < 40; night += 1) {
      time.now += 24 * 3600_000;
      await begin(`2-night-${night}`);
      await endingOf('none').endRun(`2-night-${night}`, { totals: totalsOf([]) });
    }

    await next('3-next-month');

    expect(await runs.getRun('0-orphan')).toMatchObject({ status: 'aborted', abort: { code: 'RUN_LOST' } });
    expect(told).toEqual(['0-orphan']);
  });

  test('does not come to a run of another flow that is under way for longer than a lease holds', async () => {
    const { runs, time, told, endingOf } = arrange();
    await takeLease({ ...REQUEST, flow: 'other', runId: 'long', now: time.now }, { runs, ending: endingOf('told') });
    time.now += LEASE_IN_MILLIS - 1;
    await runs.renewLease({ runId: 'long', flow: 'other' }, time.now, LEASE_IN_MILLIS);
    time.now += 1;

    await takeLease({ ...REQUEST, runId: 'first', now: time.now }, { runs, ending: endingOf('told') });

    expect(await runs.getRun('long')).toMatchObject({ status: 'starting' });
    expect(told).toEqual([]);
  });

  test('comes by giving up a start that never got as far as the lease', async () => {
    const { runs, told, dependencies } = arrange();

    await giveUpRun('ghost', REQUEST, ABORT, dependencies);
    await giveUpRun('ghost', REQUEST, ABORT, dependencies);

    expect(await runs.getRun('ghost')).toMatchObject({
      ...REQUEST,
      requestedBy: 'schedule',
      status: 'aborted',
      abort: ABORT,
    });
    expect(told).toEqual(['ghost']);
  });
});
