import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SAME_PRESS_IN_MILLIS } from '../../local/cli/watch-run.ts';
import type { VendorRequest } from '../../local/demo-vendors/vendor-request.ts';
import { createTempFolder } from '../builders/temp-folder.ts';
import { hasTerminal, startOnTerminal } from './command-line.ts';
import { leaveFolder, typeCommand } from './command-session.ts';
import { startSmallVendors } from './small-vendors.ts';

/** More than are in hand at a time: two batches of ten. */
const PEOPLE = 28;
const CTRL_C = '\u0003';
const HIDE_CURSOR = '\u001B[?25l';
const SHOW_CURSOR = '\u001B[?25h';

const isForNewPerson = ({ method, path }: VendorRequest): boolean => method === 'POST' && path === '/v2/Employees';

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await delay(5);
};

(hasTerminal ? test : test.skip).each(['run', 'apply'] as const)(
  `Ctrl-C during %s finishes those in hand, gives the terminal back and says how far it came; the next run takes the rest${hasTerminal ? '' : ' (skipped: no terminal to be had here)'}`,
  async (command) => {
    await using cleanUp = new AsyncDisposableStack();
    const vendors = await startSmallVendors(PEOPLE);
    cleanUp.defer(() => vendors.close());
    const { powerOffice, environment } = vendors;
    const dataFolder = join(await createTempFolder('interrupt'), 'data');
    const slow = { ...environment, POWEROFFICE_MAX_REQUESTS_PER_SECOND: '40' };

    const planned =
      command === 'run' ? null : await typeCommand(['plan', '--json', '--data-dir', dataFolder], { environment });
    const words = planned === null ? ['run', '--yes'] : ['apply', JSON.parse(planned.stdout).planId];
    await leaveFolder();
    // However busy the machine is, nobody else is written before the command has heard it.
    powerOffice.setFaults((request) =>
      isForNewPerson(request) && powerOffice.state.employees.length > 5 ? { before: 429 } : null,
    );
    const running = startOnTerminal([...words, '--data-dir', dataFolder], '', { environment: slow });
    await until(() => powerOffice.state.employees.length > 5);
    running.process.stdin?.write(CTRL_C);
    await running.shown('Stopping');
    powerOffice.setFaults(null);
    const stopped = await running.finished;

    expect(stopped.exitCode).toBe(2);
    const done = powerOffice.state.employees.length;
    expect(done).toBeGreaterThan(5);
    expect(done).toBeLessThan(PEOPLE);
    expect(stopped.stdout).toContain('Stopping: those in hand are finished');
    expect(stopped.stdout).toMatch(new RegExp(`INTERRUPTED.*Stopped by Ctrl-C after ${done} of ${PEOPLE} people`));
    expect(stopped.stdout).toMatch(/start it\s+again/);
    expect(stopped.stdout.lastIndexOf(SHOW_CURSOR)).toBeGreaterThanOrEqual(stopped.stdout.lastIndexOf(HIDE_CURSOR));

    const { stdout } = await typeCommand(['runs', '--json', '--data-dir', dataFolder], { environment: {} });
    const [run] = JSON.parse(stdout).runs;
    expect(run).toMatchObject({ status: 'aborted', abort: { code: 'INTERRUPTED' }, totals: { created: done } });
    const shown = await typeCommand(['runs', run.runId, '--json', '--data-dir', dataFolder], { environment: {} });
    expect(JSON.parse(shown.stdout).employees).toHaveLength(done);

    const rest = await typeCommand(['--yes', '--json', '--data-dir', dataFolder], { environment });
    expect(rest.document.totals).toMatchObject({ inScope: PEOPLE, created: PEOPLE - done, unchanged: done });
    expect(powerOffice.state.employees).toHaveLength(PEOPLE);
  },
);

(hasTerminal ? test : test.skip)('Ctrl-C before the demo company is synced ends serve --demo', async () => {
  const running = startOnTerminal(['serve', '--demo', '--port', '0'], '', { environment: {} });
  await running.shown('Reading both sides');
  running.process.stdin?.write(CTRL_C);
  const { exitCode, stdout } = await running.finished;
  expect(stdout).toContain('Stopping');
  expect(stdout).not.toContain('http://');
  expect(exitCode).toBe(0);
});

(hasTerminal ? test : test.skip)('the second Ctrl-C ends it at once, with the terminal given back', async () => {
  await using cleanUp = new AsyncDisposableStack();
  const vendors = await startSmallVendors(PEOPLE);
  cleanUp.defer(() => vendors.close());
  const dataFolder = join(await createTempFolder('interrupt'), 'data');
  let unanswered = 0;
  // Those in hand take as long as a write may take that is never answered, and as its look-ups.
  vendors.powerOffice.setFaults((request) => {
    if (!isForNewPerson(request)) return null;
    unanswered += 1;
    return { before: 'hang' };
  });
  const running = startOnTerminal(['--yes', '--data-dir', dataFolder], '', { environment: vendors.environment });
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
