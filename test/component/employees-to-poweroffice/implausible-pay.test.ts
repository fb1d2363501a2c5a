import type { DemoEmployee } from '../../../local/demo-vendors/poweroffice/demo-poweroffice.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { buildSeedEmployee, buildSeedEmployment } from '../../builders/seed-employee.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import { changesOf, codesOf } from './check-person.ts';
import { A_WHILE_IN_MILLIS, resync, synced } from './sync-person.ts';

/** What PowerOffice pays, whatever the employment. */
const paid = ({ employments }: DemoEmployee): readonly unknown[] =>
  employments.flatMap(({ salaries }) => salaries.map(({ AnnualSalary }) => AnnualSalary));

const PAY = 'compensation-42-1';

test('annual pay typed as monthly is not written, and the rest of the person is', async () => {
  const system = await synced();

  const { person, record } = await resync(system, () => {
    system.simployer.editCompensation(PAY, { payoutPeriod: 'MONTHLY' });
    system.simployer.editEmployee('person-42', { title: 'Foreman' });
  });

  expect(person.outcome).toBe('failed');
  expect(codesOf(person)).toEqual(['SALARY_IMPLAUSIBLE']);
  expect(changesOf(person)).toEqual(['employee update JobTitle']);
  expect(record.JobTitle).toBe('Foreman');
  expect(paid(record)).toEqual([600_000]);
});

test('once HR has corrected it, the pay is written and the problem is gone', async () => {
  const system = await synced();
  await resync(system, () => system.simployer.editCompensation(PAY, { amount: 50_000 }));

  const { person, record } = await resync(system, () => system.simployer.editCompensation(PAY, { amount: 660_000 }));

  expect(codesOf(person)).toEqual(['SALARY_BACKDATED']);
  expect(paid(record)).toEqual([660_000]);
});

test('a raise of the future that would be twelve times the pay holds the pay of today back as well', async () => {
  const system = await synced();

  const { person, record } = await resync(system, () => {
    system.simployer.editCompensation(PAY, { amount: 610_000 });
    system.simployer.addCompensation({
      ...buildSimployerPerson().compensations[0]!,
      id: 'compensation-42-2',
      amount: 7_200_000,
      effectiveDate: '2026-08-01T00:00:00.000Z',
    });
  });

  expect(codesOf(person)).toEqual(['SALARY_IMPLAUSIBLE']);
  expect(person.problems[0]?.message).toContain('2026-08-01');
  expect(paid(record)).toEqual([600_000]);
});

test('pay under a second employment is compared with what the first one pays', async () => {
  const system = await synced();

  const { person, record } = await resync(system, () => {
    system.simployer.editEmployment('employment-42-1', { startDate: '2026-02-01T00:00:00.000Z' });
    system.simployer.editCompensation(PAY, { amount: 50_000 });
  });

  expect(codesOf(person)).toEqual(['EMPLOYMENT_KEY_CHANGED', 'SALARY_IMPLAUSIBLE']);
  expect(record.employments).toHaveLength(2);
  expect(paid(record)).toEqual([600_000]);
});

test("payroll's other employment says nothing of the pay", async () => {
  const system = createSyncSystem({
    people: [buildSimployerPerson()],
    seed: {
      employees: [
        buildSeedEmployee({
          employments: [
            buildSeedEmployment(),
            buildSeedEmployment({
              StartDate: '2022-01-01',
              ProfessionCode: '1120109',
              IsDefault: false,
              salaries: [{ FromDate: '2022-01-01', RemunerationType: 'FixedWage', AnnualSalary: 30_000 }],
            }),
          ],
        }),
      ],
    },
  });

  expect(codesOf((await system.run()).employees[0]!)).toEqual([]);
});

test('somebody without pay in PowerOffice gets whatever Simployer has', async () => {
  const system = createSyncSystem({
    people: [buildSimployerPerson({ compensations: [{ amount: 9_000_000 }] })],
    seed: { employees: [buildSeedEmployee({ employments: [buildSeedEmployment({ salaries: [] })] })] },
  });

  const [person] = (await system.run()).employees;

  expect(codesOf(person!)).toEqual([]);
  expect(changesOf(person!)).toContain('salary create');
});

test('a plan shows the problem, and no change of the pay', async () => {
  const system = await synced();
  system.simployer.editCompensation(PAY, { amount: 50_000 });
  await system.wait(A_WHILE_IN_MILLIS);

  const [person] = (await system.run({ mode: 'plan' })).employees;

  expect(codesOf(person!)).toEqual(['SALARY_IMPLAUSIBLE']);
  expect(person!.changes).toEqual([]);
});
