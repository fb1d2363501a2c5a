import { stripVTControlCharacters } from 'node:util';
import { join } from 'node:path';
import { createTempFolder } from '../builders/temp-folder.ts';
import { runCommandLine } from './command-line.ts';
import { startSmallVendors } from './small-vendors.ts';

jest.setTimeout(240_000);

test('check, explain and status through the real bundles: nothing is written anywhere', async () => {
  await using cleanUp = new AsyncDisposableStack();
  const vendors = await startSmallVendors();
  cleanUp.defer(() => vendors.close());
  const folder = join(await createTempFolder('inspect'), 'data');
  const sync = async (...argv: string[]) => {
    const { stdout, exitCode } = await runCommandLine([...argv, '--data-dir', folder], {
      environment: vendors.environment,
    });
    return { text: stripVTControlCharacters(stdout), exitCode };
  };

  const check = await sync('check', '--json');
  const { state, checks } = JSON.parse(check.text);
  expect(checks.filter((row: any) => row.state === 'fail')).toEqual([]);
  expect(check.exitCode).toBe({ ok: 0, warn: 1 }[state as 'ok' | 'warn']);

  const explained = await sync('explain', '1001');
  expect(explained.exitCode).toBe(0);
  expect(explained.text).toMatch(/^Fjordlys.*\n\nSimployer has 1001, .*: active\.\nIn scope\./);
  expect(explained.text).toContain('PowerOffice: no record of theirs.');
  expect(explained.text).toMatch(/salary AnnualSalary: new from \S+, never synced \(row 39-41: /);
  expect(explained.text).toMatch(/A run would write \(created\): create employee; /);
  expect(explained.text).toMatch(/Nothing was written\. Requests: \d+ to Simployer, \d+ to PowerOffice\./);

  const unknown = await sync('explain', '4711', '--json');
  expect(unknown.exitCode).toBe(2);
  expect(JSON.parse(unknown.text)).toMatchObject({ code: 'EMPLOYEE_UNKNOWN' });
  expect(vendors.powerOffice.writes).toBe(0);

  const status = await sync('status', '--json');
  expect(status.exitCode).toBe(0);
  expect(JSON.parse(status.text)).toMatchObject({ lastRun: null, nextStart: null, paused: null, waiting: null });

  vendors.powerOffice.revokeClientKey();
  const refused = await sync('check');
  expect(refused.exitCode).toBe(2);
  expect(refused.text).toMatch(/✖ PowerOffice application key and client key: .*\n {4}IT: /);
});
