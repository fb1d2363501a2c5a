import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createTempFolder } from '../builders/temp-folder.ts';
import {
  canMount,
  hasTerminal,
  runOnSmallDisk,
  runOnTerminal,
  runThroughNpm,
  startCommandLine,
} from './command-line.ts';
import type { Finished } from './command-line.ts';
import { requestsCounted, typeCommand } from './command-session.ts';
import { requestCounts, startSmallVendors } from './small-vendors.ts';

const MINUTE_IN_MILLIS = 60_000;
/** The demo PowerOffice neither lags nor hangs here: what a killed process has sent need not be waited for longer. */
const NO_LAG = JSON.stringify({ replicaLagInSeconds: 1, writeTimeoutInSeconds: 1 });
type Vendors = Awaited<ReturnType<typeof startSmallVendors>>;

let vendors: Vendors;
let folder: string;
beforeEach(async () => {
  vendors = await startSmallVendors();
  folder = join(await createTempFolder('sync'), 'data');
});
afterEach(() => vendors.close());

const plan = (...argv: string[]): Promise<Finished> =>
  typeCommand(['--data-dir', folder, '--plan', ...argv], { environment: vendors.environment });
const sync = (...argv: string[]): Promise<Finished> =>
  typeCommand(['--data-dir', folder, '--yes', ...argv], { environment: vendors.environment });

/** Waits for what another process does. */
const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
};

describe('a sync', () => {
  test('as a user types it: exit code 0, one document on standard output, logs on standard error; the second writes nothing', async () => {
    expect(existsSync(folder)).toBe(false);
    const first = await runThroughNpm(['--json', '--yes', '--data-dir', folder], { environment: vendors.environment });

    expect(first.exitCode).toBe(0);
    expect(first.document).toMatchObject({
      mode: 'apply',
      status: 'succeeded',
      abort: null,
      totals: { inScope: 5, created: 5, failed: 0 },
    });
    expect(first.document.runId).not.toBe('');
    expect(first.document.employees.map(({ employeeNumber }) => employeeNumber)).toEqual(
      vendors.company.employees.map(({ employeeNumber }) => employeeNumber),
    );
    const lines = first.stderr.trim().split('\n');
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
    expect(lines.some((line) => line.includes('RUN_ENDED'))).toBe(true);
    // It creates the folder, keeps its state there, and counts requests as the vendors do.
    expect(await readdir(folder)).toContain('dynamodb');
    const before = requestCounts(vendors);
    expect(await requestsCounted(first, folder)).toEqual(before);

    const { writes } = vendors.powerOffice;
    const second = await sync('--json');

    expect(second.exitCode).toBe(0);
    expect(vendors.powerOffice.writes).toBe(writes);
    expect(second.document.totals).toEqual({ inScope: 5, created: 0, updated: 0, unchanged: 5, skipped: 0, failed: 0 });
    expect(second.document.employees.map(({ powerOfficeEmployeeId }) => powerOfficeEmployeeId)).toEqual(
      first.document.employees.map(({ powerOfficeEmployeeId }) => powerOfficeEmployeeId),
    );
    const after = requestCounts(vendors);
    expect(await requestsCounted(second, folder)).toEqual({
      simployer: after.simployer - before.simployer,
      poweroffice: after.poweroffice - before.poweroffice,
    });
    expect(second.document.runId > first.document.runId).toBe(true);
    expect((await plan()).exitCode).toBe(0);

    // Nothing to write needs nobody's word, in a script as on a terminal.
    const unasked = await typeCommand(['run', '--employee', '1001', '--data-dir', folder], {
      environment: vendors.environment,
    });
    expect(unasked.stdout).toContain('There is nothing to write.');
    expect(unasked.stdout).not.toContain('CONFIRMATION_MISSING');
    expect(unasked.exitCode).toBe(0);
  });

  test('writes nothing unless somebody says yes: it keeps a plan and names it, and exit code 2 says that a word is missing', async () => {
    const refused = await typeCommand(['--json', '--data-dir', folder], { environment: vendors.environment });

    expect(refused.exitCode).toBe(2);
    expect(refused.document).toMatchObject({
      mode: 'plan',
      status: 'aborted',
      abort: { code: 'CONFIRMATION_MISSING' },
      totals: { inScope: 5, created: 5 },
    });
    expect(refused.document.abort?.hint).toContain('npm run sync -- --yes');
    expect(vendors.powerOffice.writes).toBe(0);

    const { planId = '' } = refused.document;
    expect(refused.document.abort?.message).toContain(`npm run sync -- apply ${planId} --data-dir ${folder}`);
    const kept = await typeCommand(['plans', planId, '--json', '--data-dir', folder], { environment: {} });
    expect(JSON.parse(kept.stdout)).toMatchObject({ planId, state: 'open', totals: { created: 5 } });
  });

  (hasTerminal ? test : test.skip)(
    `writes after "yes" on a terminal, and not after anything else${hasTerminal ? '' : ' (skipped: no terminal to be had here)'}`,
    async () => {
      const inside = { environment: vendors.environment, functionsInside: true };
      const declined = await runOnTerminal(['--data-dir', folder], 'y\n', inside);
      expect(declined.stdout).toMatch(/New: 5.*1001.*Write this to PowerOffice\?.*CONFIRMATION_MISSING/s);
      expect(declined.exitCode).toBe(2);
      expect(vendors.powerOffice.writes).toBe(0);

      const accepted = await runOnTerminal(['--data-dir', folder], 'yes\n', inside);
      expect(accepted.stdout).toMatch(/Write this to PowerOffice\?.*5 created/s);
      expect(accepted.exitCode).toBe(0);
      // Just what was shown: the plan is done, and the one before it was never carried out.
      const { stdout } = await typeCommand(['plans', '--json', '--data-dir', folder], { environment: {} });
      expect(JSON.parse(stdout).plans.map(({ state }: { state: string }) => state)).toEqual(['applied', 'superseded']);
      expect(vendors.powerOffice.state.employees).toHaveLength(5);
    },
  );

  test('with a failure is exit code 1; a plan says beforehand exactly what it does; people read each problem with its code, message and hint', async () => {
    const [noCode, pastOne] = vendors.company.employments;
    vendors.simployer.editEmployment(noCode?.id ?? '', { note: 'uten kode' });
    vendors.simployer.editEmployee(pastOne?.employeeId ?? '', { active: false });

    const planned = await plan('--json');
    expect(vendors.powerOffice.writes).toBe(0);
    expect(planned.exitCode).toBe(1);
    expect(planned.document).toMatchObject({ mode: 'plan', status: 'completed_with_errors' });
    expect(planned.document.employees.map(({ powerOfficeEmployeeId }) => powerOfficeEmployeeId)).toEqual(
      planned.document.employees.map(() => null),
    );

    const applied = await sync('--json');
    expect(applied.exitCode).toBe(1);
    expect(applied.document.totals).toEqual({
      inScope: 5,
      created: 3,
      updated: 0,
      unchanged: 0,
      skipped: 1,
      failed: 1,
    });
    // What a plan alone has: names, how each was found, values and causes.
    const withoutIds = ({ document }: Finished) =>
      document.employees.map(({ name: _name, matchedBy: _matchedBy, group: _group, changes, ...employee }) => ({
        ...employee,
        changes: changes.map(({ entity, action, field }) => ({ entity, action, field })),
        powerOfficeEmployeeId: null,
      }));
    expect(planned.document.employees.every(({ name }) => name !== undefined)).toBe(true);
    expect(withoutIds(planned)).toEqual(withoutIds(applied));
    expect(applied.document.employees[0]).toMatchObject({
      outcome: 'failed',
      problems: [{ code: 'OCCUPATION_CODE_MISSING', severity: 'error' }],
    });
    // "failed", although everything but the employment was written.
    expect(applied.document.employees[0]?.changes).toContainEqual({ entity: 'employee', action: 'create' });

    // Whoever is blocked counts, whether anything is to be written or not.
    const unasked = await typeCommand(['run', '--data-dir', folder], { environment: vendors.environment });
    expect(unasked.stdout).toContain('There is nothing to write.');
    expect(unasked.exitCode).toBe(1);

    const shown = await sync();
    expect(shown.exitCode).toBe(1);
    expect(shown.stdout).toContain(
      'Fjordlys Entreprenør AS 313 000 028 (Simployer) -> Fjordlys Entreprenør AS (PowerOffice client, 127.0.0.1)',
    );
    const words = shown.stdout.replaceAll(/\s+/g, ' ');
    for (const part of ['1001', '1002', 'error, 1', '5 in scope', '1 failed']) expect(words).toContain(part);
    const [problem] = applied.document.employees[0]?.problems ?? [];
    const { code = '', message = '', hint = '' } = problem ?? {};
    for (const word of [code, ...`${message} ${hint}`.split(/\s+/)]) expect(words).toContain(word);
  });

  test('for some people only: numbers may be repeated and have leading zeros, and nobody else is touched', async () => {
    const result = await sync('--json', '--employee', '001002', '--employee', '1004', '--employee', '1002');

    expect(result.exitCode).toBe(0);
    expect(result.document.employees.map(({ employeeNumber }) => employeeNumber)).toEqual(['1002', '1004']);
    expect(
      vendors.powerOffice.state.employees.map(({ Number: number }) => Number(number)).toSorted((a, b) => a - b),
    ).toEqual([1002, 1004]);

    for (const { id } of vendors.company.employees) vendors.simployer.deactivateEmployee(id);
    const leaving = await sync('--json', '--employee', '1004');
    expect(leaving.document.employees).toMatchObject([{ employeeNumber: '1004', changes: [{ action: 'archive' }] }]);
    expect(vendors.powerOffice.state.employees.filter(({ IsArchived }) => IsArchived === true)).toHaveLength(1);
  });

  test('for a person whose number somebody else has too is refused, whoever was asked for', async () => {
    const [first, second] = vendors.company.employees;
    vendors.simployer.editEmployee(second?.id ?? '', { employeeNumber: `0${first?.employeeNumber ?? ''}` });

    const result = await sync('--json', '--employee', first?.employeeNumber ?? '');

    expect(result.exitCode).toBe(1);
    expect(result.document.employees.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(
      result.document.employees.map(() => 'NUMBER_DUPLICATE'),
    );
    expect(vendors.powerOffice.writes).toBe(0);
  });

  const hasSmallDisk = canMount();
  (hasSmallDisk ? test : test.skip)(
    `on a full disk is exit code 2, with the document${hasSmallDisk ? '' : ' (skipped: nothing can be mounted here)'}`,
    async () => {
      const result = await runOnSmallDisk(['--json', '--yes'], {
        environment: vendors.environment,
        functionsInside: true,
        mountPoint: await createTempFolder('sync'),
      });

      expect(result.exitCode).toBe(2);
      expect(result.document).toMatchObject({ status: 'aborted', abort: { code: 'DISK_FULL' } });
    },
  );

  test('is refused where a deployment does the work, until that is taken back; a plan is not', async () => {
    const noted = await typeCommand(['deployed', 'stack-one', '--json', '--data-dir', folder], { environment: {} });
    expect([noted.exitCode, JSON.parse(noted.stdout)]).toEqual([0, { stacks: ['stack-one'] }]);

    const refused = await sync('--json');
    expect(refused.exitCode).toBe(2);
    expect(refused.document).toMatchObject({ status: 'aborted', abort: { code: 'DEPLOYED_ELSEWHERE' }, employees: [] });
    expect(refused.document.abort?.message).toContain('stack-one');
    expect(refused.document.abort?.hint).toContain('npm run sync -- deployed --none');
    expect(vendors.powerOffice.requests).toEqual([]);
    expect((await plan('--employee', '1001')).exitCode).toBe(3);

    await typeCommand(['deployed', '--none', '--data-dir', folder], { environment: {} });
    expect((await sync('--employee', '1001')).exitCode).toBe(0);
  });

  test('that is given up in mid-run is exit code 2, with the document', async () => {
    let requests = 0;
    vendors.powerOffice.setFaults(({ method, path }) => {
      if (method === 'POST' && path.endsWith('/Employees')) requests += 1;
      return null;
    });
    const running = sync('--json');
    await until(() => requests > 0);
    vendors.powerOffice.revokeClientKey();

    const result = await running;

    expect(result.exitCode).toBe(2);
    expect(result.document).toMatchObject({ status: 'aborted', abort: { code: 'CREDENTIALS_REFUSED' } });
  });
});

describe('one folder', () => {
  test('takes one sync at a time: a second is told so at once, and the first goes on, although nobody reads its output any more, and ends with the code that it would have had', async () => {
    // The first cannot be done before the second is told.
    vendors.powerOffice.setFaults(({ method, path }) =>
      method === 'POST' && path.endsWith('/Employees') ? { before: 429 } : null,
    );
    const first = startCommandLine(['--json', '--yes', '--data-dir', folder], {
      environment: vendors.environment,
      functionsInside: true,
    });
    const { stdout, stderr } = first.process;
    stderr?.once('data', () => {
      stderr.destroy();
      stdout?.destroy();
    });
    await until(() => stdout?.destroyed === true && vendors.simployer.requests.length > 0);

    const second = await sync('--json');
    vendors.powerOffice.setFaults(null);

    expect(second.exitCode).toBe(2);
    expect(second.document).toMatchObject({ status: 'aborted', abort: { code: 'ALREADY_RUNNING' }, employees: [] });
    expect((await first.finished).exitCode).toBe(0);
    expect(vendors.powerOffice.state.employees).toHaveLength(5);
  });

  test('of a sync that was killed is taken up by the next one, twice over, without duplicates and at once', async () => {
    const environment = { ...vendors.environment, SYNC_SETTINGS: NO_LAG };
    const moments = [
      {
        when: 'while both sides are read',
        isTime: () => vendors.simployer.requests.length >= 3,
        functionsInside: true,
      },
      // Here functions go down with it that have their own processes.
      { when: 'in the middle of writing', isTime: () => vendors.powerOffice.writes >= 12, functionsInside: false },
    ];
    for (const { when, isTime, functionsInside } of moments) {
      // From then on nobody answers: what was killed, and is slow to notice it, comes no further.
      vendors.simployer.setFaults(() => (isTime() ? { kind: 'wire', fault: 'hang' } : null));
      vendors.powerOffice.setFaults(() => (isTime() ? { before: 'hang' } : null));
      const killed = startCommandLine(['--json', '--yes', '--data-dir', folder], { environment, functionsInside });
      await until(isTime);
      killed.process.kill('SIGKILL');
      const { exitCode, stdout } = await killed.finished;
      expect({ when, exitCode, stdout }).toEqual({ when, exitCode: null, stdout: '' });
    }
    vendors.simployer.setFaults([]);
    vendors.powerOffice.setFaults(null);

    const result = await typeCommand(['--data-dir', folder, '--yes', '--json'], { environment });

    expect(result.exitCode).toBe(0);
    expect(result.durationInMillis).toBeLessThan(3 * MINUTE_IN_MILLIS);
    expect(vendors.powerOffice.state.employees).toHaveLength(5);
    for (const employee of vendors.powerOffice.state.employees) {
      expect(employee).toMatchObject({ IsArchived: false, bankAccounts: [{}], employments: [{ IsDefault: true }] });
      expect(employee.SalaryBankAccountId).toBe(employee.bankAccounts[0]?.Id);
      expect(new Set(employee.employments[0]?.salaries.map(({ FromDate }) => FromDate)).size).toBe(
        employee.employments[0]?.salaries.length,
      );
      expect(employee.employments[0]?.salaries).not.toHaveLength(0);
    }
    const { writes } = vendors.powerOffice;
    expect((await sync('--json')).document.totals).toMatchObject({ unchanged: 5 });
    expect(vendors.powerOffice.writes).toBe(writes);
  });
});
