import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SAME_PRESS_IN_MILLIS } from '../../local/cli/watch-run.ts';
import type { VendorRequest } from '../../local/demo-vendors/vendor-request.ts';
import { createTempFolder } from '../builders/temp-folder.ts';
import { hasTerminal, startOnTerminal } from './command-line.ts';
import type { Finished } from './command-line.ts';
import { interruptCommand, leaveFolder, typeCommand } from './command-session.ts';
import { startSmallVendors } from './small-vendors.ts';

/** More than two batches of ten, which are in hand at a time, and all batches are full: whichever come first. */
const PEOPLE = 30;
const CTRL_C = '\u0003';
const HIDE_CURSOR = '\u001B[?25l';
const SHOW_CURSOR = '\u001B[?25h';

const isForNewPerson = ({ method, path }: VendorRequest): boolean => method === 'POST' && path === '/v2/Employees';

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await delay(5);
};

/** A company, a folder, and a PowerOffice where nobody after the first few is written before Ctrl-C is heard, however busy the machine is. */
const openInterrupted = async (stack: AsyncDisposableStack) => {
  const vendors = await startSmallVendors(PEOPLE);
  stack.defer(() => vendors.close());
  const { powerOffice, environment } = vendors;
  const folder = ['--data-dir', join(await createTempFolder('interrupt'), 'data')] as const;
  powerOffice.setFaults((request) =>
    isForNewPerson(request) && powerOffice.state.employees.length > 5 ? { before: 429 } : null,
  );
  return {
    environment,
    slow: { ...environment, POWEROFFICE_MAX_REQUESTS_PER_SECOND: '40' },
    folder,
    someAreWritten: () => until(() => powerOffice.state.employees.length > 5),
    goOn: () => powerOffice.setFaults(null),
    /** Those in hand are done, it says how far it came, and the next run takes the rest. */
    expectStopped: async (stopped: Finished): Promise<void> => {
      expect(stopped.exitCode).toBe(2);
      const done = powerOffice.state.employees.length;
      expect(done).toBeGreaterThan(5);
      expect(done).toBeLessThan(PEOPLE);
      expect(stopped.stdout + stopped.stderr).toContain('Stopping: those in hand are finished');
      expect(stopped.stdout).toMatch(new RegExp(`INTERRUPTED.*Stopped by Ctrl-C after ${done} of ${PEOPLE} people`));
      expect(stopped.stdout).toMatch(/start it\s+again/);

      const { stdout } = await typeCommand(['runs', '--json', ...folder], { environment: {} });
      const [run] = JSON.parse(stdout).runs;
      expect(run).toMatchObject({ status: 'aborted', abort: { code: 'INTERRUPTED' }, totals: { created: done } });
      const shown = await typeCommand(['runs', run.runId, '--json', ...folder], { environment: {} });
      expect(JSON.parse(shown.stdout).employees).toHaveLength(done);

      const rest = await typeCommand(['--yes', '--json', ...folder], { environment });
      expect(rest.document.totals).toMatchObject({ inScope: PEOPLE, created: PEOPLE - done, unchanged: done });
      expect(powerOffice.state.employees).toHaveLength(PEOPLE);
    },
  };
};

// The terminal sends it to functions too, which take no notice: they have their own processes here.
(hasTerminal ? test : test.skip)(
  `Ctrl-C during a run finishes those in hand, gives the terminal back and says how far it came; the next run takes the rest${hasTerminal ? '' : ' (skipped: no terminal to be had here)'}`,
  async () => {
    await using stack = new AsyncDisposableStack();
    const { slow, folder, someAreWritten, goOn, expectStopped } = await openInterrupted(stack);
    await leaveFolder();
    const running = startOnTerminal(['run', '--yes', ...folder], '', { environment: slow });
    await someAreWritten();
    running.process.stdin?.write(CTRL_C);
    await running.shown('Stopping');
    goOn();
    const stopped = await running.finished;

    expect(stopped.stdout.lastIndexOf(SHOW_CURSOR)).toBeGreaterThanOrEqual(stopped.stdout.lastIndexOf(HIDE_CURSOR));
    await expectStopped(stopped);
  },
);

test('Ctrl-C while a plan is carried out finishes those in hand and says how far it came; the next run takes the rest', async () => {
  await using stack = new AsyncDisposableStack();
  const { environment, slow, folder, someAreWritten, goOn, expectStopped } = await openInterrupted(stack);
  const planned = await typeCommand(['plan', '--json', ...folder], { environment });
  const applying = typeCommand(['apply', JSON.parse(planned.stdout).planId, ...folder], { environment: slow });
  await someAreWritten();
  await interruptCommand();
  goOn();
  await expectStopped(await applying);
});

(hasTerminal ? test : test.skip)('Ctrl-C before the demo company is synced ends serve --demo', async () => {
  const running = startOnTerminal(['serve', '--demo', '--port', '0'], '', { environment: {}, functionsInside: true });
  await running.shown('Reading both sides');
  running.process.stdin?.write(CTRL_C);
  const { exitCode, stdout } = await running.finished;
  expect(stdout).toContain('Stopping');
  expect(stdout).not.toContain('http://');
  expect(exitCode).toBe(0);
});

(hasTerminal ? test : test.skip)('the second Ctrl-C ends it at once, with the terminal given back', async () => {
  await using cleanUp = new AsyncDisposableStack();
  const { close, environment, powerOffice } = await startSmallVendors(1);
  cleanUp.defer(close);
  const dataFolder = join(await createTempFolder('interrupt'), 'data');
  let unanswered = 0;
  // Whoever is in hand takes as long as a write may take that is never answered, and as its look-ups.
  powerOffice.setFaults((request) => {
    if (!isForNewPerson(request)) return null;
    unanswered += 1;
    return { before: 'hang' };
  });
  const running = startOnTerminal(['--yes', '--data-dir', dataFolder], '', { environment, functionsInside: true });
  await until(() => unanswered > 0);
  running.process.stdin?.write(CTRL_C);
  await running.shown('Stopping:');
  // Sooner, it would count as the same; later is as good.
  await delay(1.2 * SAME_PRESS_IN_MILLIS);
  running.process.stdin?.write(CTRL_C);
  const killed = await running.finished;

  expect(killed.exitCode).toBe(130);
  expect(killed.stdout.lastIndexOf(SHOW_CURSOR)).toBeGreaterThan(killed.stdout.lastIndexOf(HIDE_CURSOR));
});
