import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { systemClock } from '../../shared/http/clock.ts';
import { createTempFolder } from '../builders/temp-folder.ts';
import { hasTerminal, runOnTerminal } from './command-line.ts';
import { leaveFolder, typeCommand } from './command-session.ts';
import { createDemoCompany } from '../../local/demo-vendors/company/create-demo-company.ts';
import { startSmallVendors } from './small-vendors.ts';

test('a plan is made, looked at and carried out; then it is done, and a guard of the next one asks for a word', async () => {
  await using cleanUp = new AsyncDisposableStack();
  const onlyInPayroll = {
    Number: 500,
    FirstName: 'Gro',
    LastName: 'Aas',
    DateOfBirth: '1962-01-01',
    IsArchived: false,
  };
  const vendors = await startSmallVendors(5, systemClock, { employees: [onlyInPayroll] });
  cleanUp.defer(() => vendors.close());
  const folder = join(await createTempFolder('sync'), 'data');
  const sync = (...argv: string[]) =>
    typeCommand([...argv, '--data-dir', folder], { environment: vendors.environment });

  const made = await sync('plan', '--json');
  const plan = JSON.parse(made.stdout);
  expect(made.exitCode).toBe(3);
  expect(plan).toMatchObject({
    state: 'open',
    flow: 'employees-to-poweroffice',
    guards: [],
    match: { new: 5, linked: 0, onlyInPowerOffice: 1 },
    onlyInPowerOffice: [{ employeeNumber: '500', name: 'Gro Aas', archived: false }],
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
    await leaveFolder();
    const there = ['plans', planId, '--show-pay', '--data-dir', folder];
    const shown = await runOnTerminal(there, '', { environment: vendors.environment, functionsInside: true });
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

  // All salaries divided by twelve, and one new title.
  const [someone] = vendors.company.employees;
  vendors.simployer.editEmployee(someone?.id ?? '', { title: 'Foreman' });
  for (const { id, amount } of vendors.company.compensations) {
    vendors.simployer.editCompensation(id, { amount: Math.round(amount / 12) });
  }
  const guarded = (...argv: string[]) =>
    typeCommand([...argv, '--data-dir', folder], {
      environment: { ...vendors.environment, SYNC_SETTINGS: '{"guards":{"changeAbsolute":2}}' },
    });
  const { writes } = vendors.powerOffice;
  const stopped = await guarded('--yes', '--json');
  expect(stopped.exitCode).toBe(2);
  expect(JSON.parse(stopped.stdout)).toMatchObject({ abort: { code: 'CHANGE_GUARD', people: { length: 5 } } });

  const warning = await guarded('plan', '--json');
  const warned = JSON.parse(warning.stdout);
  expect(warned).toMatchObject({ guards: [{ code: 'CHANGE_GUARD', people: { length: 5 } }], match: { linked: 5 } });
  const text = (await guarded('plans', warned.planId)).stdout;
  expect(text).toMatch(/Who is who\n5 {2}linked/);
  expect(text).toContain('only in PowerOffice, left as they are  500 Gro Aas');
  expect(text).toContain(`apply ${warned.planId} --accept CHANGE_GUARD`);
  expect((await guarded('apply', warned.planId, '--json')).stdout).toContain('CHANGE_GUARD');
  expect(vendors.powerOffice.writes).toBe(writes);

  // Accepted, nobody's pay becomes a twelfth all the same: each has to be allowed.
  const accepted = await guarded('apply', warned.planId, '--accept', 'CHANGE_GUARD', '--json');
  expect(accepted.exitCode).toBe(1);
  const { employees } = JSON.parse(accepted.stdout);
  expect(employees.map(({ problems }: any) => problems.map(({ code }: any) => code))).toEqual(
    employees.map(() => ['SALARY_IMPLAUSIBLE']),
  );
  expect(vendors.powerOffice.writes).toBe(writes + 1);
});

test('a first run that waits is shown as the plan that it is, with each guard that has to be accepted', async () => {
  await using cleanUp = new AsyncDisposableStack();
  const company = createDemoCompany({ today: '2026-03-02', size: 5, flaws: false });
  const [leaver] = company.people;
  const vendors = await startSmallVendors(5, systemClock, {
    employees: [
      {
        Number: 1001,
        FirstName: leaver?.firstName ?? '',
        LastName: leaver?.lastName ?? '',
        DateOfBirth: leaver?.birthDate ?? '',
        IsArchived: false,
      },
    ],
  });
  cleanUp.defer(() => vendors.close());
  vendors.simployer.deactivateEmployee(company.employees[0]?.id ?? '');
  const folder = join(await createTempFolder('sync'), 'data');
  const environment = {
    ...vendors.environment,
    SYNC_SETTINGS: '{"firstRun":"plan","guards":{"archiveAbsolute":0,"archiveShare":0}}',
  };
  const first = await typeCommand(['--yes', '--data-dir', folder], { environment });
  expect(first.stdout).toContain('No plan for everybody has been approved yet');
  expect(first.stdout).toContain('▌ Who is who');
  const typed = /npm run sync -- (?<words>apply \S+ --accept ARCHIVE_GUARD --data-dir .*)$/m.exec(first.stdout);
  expect(vendors.powerOffice.writes).toBe(0);

  const applied = await typeCommand(typed?.groups?.['words']?.split(' ') ?? [], { environment });
  expect(applied.stdout).toContain('▌ Archived: 1');
});
