import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { createTempFolder } from '../builders/temp-folder.ts';
import { hasTerminal, runCommandLine, runOnTerminal } from './command-line.ts';
import { startSmallVendors } from './small-vendors.ts';

jest.setTimeout(240_000);

test('a plan is made, looked at and carried out; then it is done', async () => {
  await using cleanUp = new AsyncDisposableStack();
  const vendors = await startSmallVendors();
  cleanUp.defer(() => vendors.close());
  const folder = join(await createTempFolder('sync'), 'data');
  const sync = (...argv: string[]) =>
    runCommandLine([...argv, '--data-dir', folder], { environment: vendors.environment });

  const made = await sync('plan', '--json');
  const plan = JSON.parse(made.stdout);
  expect(made.exitCode).toBe(3);
  expect(plan).toMatchObject({
    state: 'open',
    flow: 'employees-to-poweroffice',
    guards: [],
    totals: { inScope: 5, created: 5 },
    connection: { simployer: { name: 'Fjordlys Entreprenør AS' } },
  });
  expect(plan.employees[0]).toMatchObject({ name: expect.any(String), matchedBy: null });
  expect(vendors.powerOffice.writes).toBe(0);

  expect((await sync('plans')).stdout).toContain(plan.planId);

  // Pay in full is read anew for whoever sits at a terminal; everywhere else it stays away.
  const { planId } = plan;
  const paid = /(AnnualSalary|HourlyRate) from [\d-]+: \d/;
  const away = await sync('plans', planId, '--show-pay');
  expect(away.stdout).not.toContain('\u001B');
  expect(away.stdout).toMatch(/1001 {2}.*(AnnualSalary|HourlyRate) from/);
  expect(away.stdout).not.toMatch(paid);
  if (hasTerminal) {
    const there = ['plans', planId, '--show-pay', '--data-dir', folder];
    const shown = await runOnTerminal(there, '', { environment: vendors.environment });
    expect(stripVTControlCharacters(shown.stdout).replaceAll(/\s+/g, ' ')).toMatch(paid);
    expect(vendors.powerOffice.writes).toBe(0);
  }

  const applied = await sync('apply', plan.planId, '--json');
  expect(JSON.parse(applied.stdout)).toMatchObject({
    planId: plan.planId,
    status: 'succeeded',
    totals: { inScope: 5, created: 5 },
  });
  expect(applied.exitCode).toBe(0);
  expect(applied.stdout).not.toContain(plan.employees[0].name);

  const again = await sync('apply', plan.planId, '--json');
  expect(again.exitCode).toBe(2);
  expect(JSON.parse(again.stdout)).toMatchObject({ status: 'aborted', abort: { code: 'PLAN_APPLIED' } });
  expect((await sync('apply', 'no-such-plan', '--json')).stdout).toContain('PLAN_UNKNOWN');
});
