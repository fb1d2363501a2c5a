/*
 * The faults that a run to X-ledger may meet, each in a simulated world of five people, two of whom X-ledger has already:
 * whatever happens, the next run finds everything in order.
 */
import type { XledgerFaultCase } from '../../local/demo-vendors/xledger/demo-xledger.ts';
import { watchCrashMoments } from '../builders/crash-moments.ts';
import { MACHINERY_FAULTS } from './machinery-faults.ts';
import { createXledgerScenario, firstOf, isMutation, xledgerViolations } from './xledger-scenario.ts';
import { compareText } from '../../shared/records/values/text.ts';
import type { XledgerScenarioInput } from './xledger-scenario.ts';

const afterFirstRun = async (input: XledgerScenarioInput = {}, isPaced = true) => {
  const system = createXledgerScenario(input);
  const first = await system.sync();
  return { system, first, found: await xledgerViolations(system, isPaced) };
};

const strikes = (every: number) => (sequence: number) => sequence % every === 3;

test('without a fault there is nothing to complain about', async () => {
  const { first, found } = await afterFirstRun();
  expect(found).toEqual([]);
  expect(first.run.totals).toMatchObject({ created: 3, updated: 2, failed: 0 });
});

describe('An answer that is lost', () => {
  test.each([0, 2_000, 30_000])(
    'of an employee that was created, with a replica that lags %i ms',
    async (lagInMillis) => {
      for (const after of ['reset', 'emptyBody', 'html'] as const) {
        const { first, found, system } = await afterFirstRun({
          options: { lagInMillis },
          faults: { xledger: firstOf(3, isMutation('addEmployees'), { after }) },
        });
        expect([after, found]).toEqual([after, []]);
        expect(system.xledger.employees).toHaveLength(5);
        expect(first.run.totals).toMatchObject({ failed: 0 });
      }
    },
  );

  test('of several employees that were created in one call', async () => {
    const { found, system } = await afterFirstRun({
      xledger: { batchSize: 10 },
      options: { lagInMillis: 2_000 },
      faults: { xledger: firstOf(2, isMutation('addEmployees'), { after: 'reset' }) },
    });
    expect(found).toEqual([]);
    expect(system.xledger.employees).toHaveLength(5);
  });

  test.each(['updateEmployees', 'updateContacts'])('of %s', async (name) => {
    const { found } = await afterFirstRun({ faults: { xledger: firstOf(4, isMutation(name), { after: 'reset' }) } });
    expect(found).toEqual([]);
  });

  test('of nothing that was done: it is sent again, once', async () => {
    const { found, system } = await afterFirstRun({
      faults: { xledger: firstOf(3, isMutation('addEmployees'), { before: 'reset' }) },
    });
    expect(found).toEqual([]);
    expect(system.xledger.employees).toHaveLength(5);
  });

  test('twice in a row, with nothing found: a person decides, and nobody is created twice', async () => {
    const system = createXledgerScenario({
      faults: { xledger: (text) => (isMutation('addEmployees')(text) ? { before: 'reset' } : null) },
    });
    const { told } = await system.sync();
    expect(told.filter((line) => line.endsWith(' WRITE_IN_DOUBT'))).toHaveLength(3);
    expect(system.xledger.employees).toHaveLength(2);
  });
});

describe('Trouble on the way', () => {
  const BURST = { message: 'Too many requests', code: 'BAD_REQUEST.BURST_RATE_LIMIT_REACHED' };
  const UNKNOWN = { message: 'Something went wrong' };
  test.each<[what: string, fault: XledgerFaultCase, every: number]>([
    ['burst errors', { before: { error: BURST } }, 5],
    ['errors that nobody knows', { before: { error: UNKNOWN } }, 9],
    ['an error beside the data', { after: { error: UNKNOWN } }, 4],
    ['500', { before: 500 }, 7],
    ['502 after the work', { after: 502 }, 7],
    ['cut JSON', { after: 'cutBody' }, 7],
    ['resets', { before: 'reset' }, 7],
    ['a time-out', { slowInMillis: 90_000 }, 11],
  ])('%s', async (_what, fault, every) => {
    const isStruck = strikes(every);
    // The answers of the probe are asked for a few times only.
    const { found } = await afterFirstRun({
      faults: { xledger: (_text, sequence) => (sequence > 5 && isStruck(sequence) ? fault : null) },
    });
    expect(found).toEqual([]);
  });

  test('burst errors on everything for two minutes are waited out, or end the run', async () => {
    const system = createXledgerScenario();
    const until = system.clock.now() + 120_000;
    system.setFaults({ xledger: () => (system.clock.now() < until ? { before: { error: BURST } } : null) });
    const { run } = await system.sync();
    expect(['succeeded', 'aborted']).toContain(run.status);
    expect(await xledgerViolations(system)).toEqual([]);
  });

  test('X-ledger is down for an hour: the run is given up, once for all', async () => {
    const { first, found } = await afterFirstRun({ faults: { xledger: () => ({ before: 503 }) } });
    expect(first.run.abort?.code).toBe('XLEDGER_UNAVAILABLE');
    expect(found).toEqual([]);
  });

  test('X-ledger goes down after the first writes', async () => {
    const { first, found } = await afterFirstRun({
      faults: { xledger: (_text, sequence) => (sequence > 12 ? { before: 503 } : null) },
    });
    expect(first.run.abort?.code).toBe('XLEDGER_UNAVAILABLE');
    expect(found).toEqual([]);
  });

  test('credits that are used up in the middle end the run, and the next one does the rest', async () => {
    const { first, found } = await afterFirstRun({
      options: { credits: { requests: 13, resetAfterInMillis: 20 * 60_000 } },
      faults: {},
    });
    expect(first.run.abort?.code).toBe('CREDITS_USED_UP');
    // Thirteen requests are too few for the healed run as well.
    expect(found.filter((text) => text.includes('two employees') || text.includes('kept'))).toEqual([]);
  });
});

describe('Our own machinery', () => {
  test('killed at every third moment, nobody is created twice, and the next run finds the rest', async () => {
    const moments = watchCrashMoments();
    await createXledgerScenario({ people: 2, faults: { crash: moments.crash } }).sync();
    expect(moments.every(1).length).toBeGreaterThan(50);
    for (const kill of moments.distinct(3)) {
      const system = createXledgerScenario({ people: 2, faults: { crash: ({ index }) => index === kill } });
      await system.sync().catch(() => null);
      await system.untilQueuesAreEmpty();
      system.setFaults({});
      await system.advance(22 * 60_000);
      const healed = await system.sync();
      expect({ kill, status: healed.run.status }).toEqual({ kill, status: 'succeeded' });
      expect({
        kill,
        codes: system.xledger.employees.map(({ fields }) => String(fields['code'])).toSorted(compareText),
      }).toEqual({
        kill,
        codes: ['41', '42'],
      });
      await system.advance(60_000);
      expect({ kill, writes: (await system.sync()).writes }).toEqual({ kill, writes: 0 });
    }
  });

  test.each(MACHINERY_FAULTS)('%s', async (what, faults) => {
    const { found } = await afterFirstRun({ faults }, !what.startsWith('clocks'));
    expect(found).toEqual([]);
  });
});
