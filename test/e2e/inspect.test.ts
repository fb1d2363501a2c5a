import { stripVTControlCharacters } from 'node:util';
import { join } from 'node:path';
import { createTempFolder } from '../builders/temp-folder.ts';
import { typeCommand } from './command-session.ts';
import { startSmallVendors } from './small-vendors.ts';

test('check, explain, status, drift and history of one data folder: looking writes nothing anywhere', async () => {
  await using cleanUp = new AsyncDisposableStack();
  const vendors = await startSmallVendors();
  cleanUp.defer(() => vendors.close());
  const folder = join(await createTempFolder('inspect'), 'data');
  const sync = async (...argv: string[]) => {
    const { stdout, exitCode } = await typeCommand([...argv, '--data-dir', folder], {
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
  expect(explained.text).toMatch(/salary AnnualSalary: new from \S+, never synced \(row 39-41[:)]/);
  expect(explained.text).toMatch(/A run would write \(new\): create employee; /);
  expect(explained.text).toMatch(/Nothing was written\. Requests: \d+ to Simployer, \d+ to PowerOffice\./);

  const unknown = await sync('explain', '4711', '--json');
  expect(unknown.exitCode).toBe(2);
  expect(JSON.parse(unknown.text)).toMatchObject({ code: 'EMPLOYEE_UNKNOWN' });
  expect(vendors.powerOffice.writes).toBe(0);

  const status = await sync('status', '--json');
  expect(status.exitCode).toBe(0);
  expect(JSON.parse(status.text)).toMatchObject({ lastRun: null, nextStart: null, paused: null, waiting: null });

  expect((await sync('run', '--yes', '--json')).exitCode).toBe(0);
  const record = vendors.powerOffice.state.employees.find(({ Number: number }) => Number(number) === 1001);
  vendors.powerOffice.editEmployee(record?.Id ?? 0, { JobTitle: 'Skrevet for hånd' });
  const written = vendors.powerOffice.writes;
  const drift = await sync('drift');
  expect(drift.exitCode).toBe(0);
  expect(drift.text).toMatch(/^Fjordlys.*\n\n1001 +employee: JobTitle +the next run overwrites it; last synced \d{4}-/);
  expect(drift.text).toContain('1 field changed in PowerOffice by hand, of 5 people compared.');
  const named = await sync('drift', '--employee', '1001', '--json');
  expect(JSON.parse(named.text)).toMatchObject({
    fields: [{ employeeNumber: '1001', field: 'JobTitle', willBe: 'overwritten' }],
    notCompared: ['NationalIdNumber', 'Gender'],
    next: null,
  });
  const history = await sync('history', '1001');
  expect(history.exitCode).toBe(0);
  expect(history.text).toMatch(/^Fjordlys.*\n\n1001 \(Simployer id \S+\)\n/);
  expect(history.text).toContain('new employee');
  const nobody = await sync('history', '4711', '--json');
  expect([nobody.exitCode, JSON.parse(nobody.text).code]).toEqual([2, 'EMPLOYEE_UNKNOWN']);
  expect(vendors.powerOffice.writes).toBe(written);

  vendors.powerOffice.revokeClientKey();
  const refused = await sync('check');
  expect(refused.exitCode).toBe(2);
  expect(refused.text).toMatch(/✖ PowerOffice application key and client key: .*\n {4}IT: /);
});
