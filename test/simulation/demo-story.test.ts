import { createDemoCompany } from '../../local/demo-vendors/company/create-demo-company.ts';
import { demoPayroll } from '../../local/demo-vendors/company/demo-payroll.ts';
import { createWorld } from '../../local/simulation/world.ts';

test('the first run of the demo company makes of everybody what the story says, and the second writes nothing', async () => {
  const company = createDemoCompany({ today: '2026-03-02' });
  const world = createWorld({ company, options: { payroll: demoPayroll(company) } });
  const { employees } = await world.run();

  const found = employees.map(({ employeeNumber, outcome, problems }) => ({
    employeeNumber: employeeNumber?.trim() ?? null,
    outcome,
    // What is for information about a salary is no flaw of anybody.
    problems: problems.map(({ code }) => code).filter((code) => code !== 'SALARY_BACKDATED'),
  }));
  const told = found.map(({ employeeNumber }) => {
    const line = company.story.find((one) => one.employeeNumber === employeeNumber);
    return { employeeNumber, outcome: line?.outcome ?? 'created', problems: line?.problems ?? [] };
  });
  expect(found).toEqual(told);

  const { writes } = world.powerOffice;
  await world.run();
  expect(world.powerOffice.writes).toBe(writes);
});
