import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import type { Outcome } from '../../../shared/records/outcome.ts';
import { RunAbortedError } from '../../../shared/run/abort.ts';
import { finishRunWhenDone } from '../../../shared/run/finish-run.ts';
import { createRunEnding } from '../../../shared/run/run-ending.ts';
import { takeLease } from '../../../shared/run/take-lease.ts';
import { newPlan } from '../../../shared/state/plan.ts';
import { createRunStore } from '../../../shared/state/run-store.ts';
import { createWordWorker, WORD_FLOW } from '../../builders/word-worker.ts';

/* Whoever is still busy with a run that has ended, while a newer run is at work or done. */

const SPELLED = { entity: 'word', action: 'update', field: 'Spelling' } as const;

const arrange = () => {
  const table = createMemoryTable();
  const runs = createRunStore(table);
  const time = { now: Date.parse('2026-03-02T04:30:00Z') };
  const clock = { now: () => time.now };
  const ending = createRunEnding({ runs, clock, tell: null });
  const begin = async (runId: string, mode: 'apply' | 'plan', sourceIds: readonly string[]): Promise<void> => {
    const request = {
      runId,
      mode,
      flow: WORD_FLOW.name,
      trigger: 'api',
      requestedBy: null,
      employees: null,
      now: time.now,
    };
    expect(await takeLease({ ...request, isStored: mode === 'plan' }, { runs, ending })).toMatchObject({ taken: true });
    if (mode === 'plan') await runs.notePlan(runId, newPlan(true, time.now + 1_000_000));
    await runs.listPending(runId, sourceIds, time.now);
    await runs.markRunning(runId);
  };
  return { table, runs, time, clock, ending, begin };
};

describe('a run that has ended', () => {
  test('writes nothing any more over what a newer one wrote', async () => {
    const { table, runs, time, clock, ending, begin } = arrange();
    const target: string[] = [];
    /** A worker that writes once, and once more when it is told to. */
    const work = (runId: string, sourceId: string, until: Promise<unknown>) =>
      createWordWorker<string>(
        async (value, _delivery, journal) => {
          for (const when of [Promise.resolve(), until]) {
            await when;
            await journal.write([{ ...SPELLED, key: '' }], () => {
              target.push(`${value} ${sourceId}`);
              return Promise.resolve();
            });
          }
          const outcome = 'updated';
          return { sourceId, number: null, targetId: 1, outcome, changes: [SPELLED], problems: [], forbidden: null };
        },
        { table, runs, ending, clock },
      )(runId, [{ sourceId, task: runId }]);

    await begin('old', 'apply', ['x', 'y']);
    const held = Promise.withResolvers<void>();
    const slow = work('old', 'x', held.promise);
    await work('old', 'y', Promise.reject(new RunAbortedError('CREDENTIALS_REFUSED', 'A privilege is missing.')));
    expect(await runs.getRun('old')).toMatchObject({ status: 'aborted' });
    await begin('new', 'apply', ['x']);
    await work('new', 'x', Promise.resolve());
    expect(await runs.getRun('new')).toMatchObject({ status: 'succeeded' });
    time.now += 60_000;
    held.resolve();
    await slow;

    expect(target).toEqual(['old x', 'old y', 'new x', 'new x']);
    expect(await runs.getRun('old')).toMatchObject({ status: 'aborted', abort: { code: 'CREDENTIALS_REFUSED' } });
  });

  test('takes no newer plan the place of the one that is open', async () => {
    const { runs, clock, ending, begin } = arrange();
    const outcome: Outcome = {
      sourceId: 'x',
      number: null,
      targetId: 1,
      outcome: 'updated',
      changes: [SPELLED],
      problems: [],
      planned: { digest: 'digest', name: null, matchedBy: null },
    };
    const make = async (planId: string): Promise<void> => {
      await begin(planId, 'plan', ['x']);
      await runs.recordOutcome(planId, outcome, clock.now());
      await runs.strikeOff(planId, [{ sourceId: 'x', list: 0 }]);
    };
    await make('first');
    const held = Promise.withResolvers<void>();
    const outcomes = async (runId: string) => {
      const found = await runs.outcomes(runId);
      await held.promise;
      return found;
    };
    const slow = finishRunWhenDone('first', { runs: { ...runs, outcomes }, ending });
    await finishRunWhenDone('first', { runs, ending });
    await make('second');
    await finishRunWhenDone('second', { runs, ending });
    held.resolve();
    await slow;

    expect((await runs.getRun('second'))?.plan?.state).toBe('open');
    expect((await runs.getRun('first'))?.plan?.state).toBe('superseded');
  });
});
