import { createDemoCompany } from '../../local/demo-vendors/company/create-demo-company.ts';
import { DEMO_ABSENCES } from '../../local/demo-vendors/company/demo-absences.ts';
import { demoPayroll } from '../../local/demo-vendors/company/demo-payroll.ts';
import { createWorld } from '../../local/simulation/world.ts';

/** From this month to the end of the next but one. */
const PERIOD = { from: ['2026-03-01'], to: ['2026-05-31'] };

test('a plan of leaves makes of every absence of the demo company what the story says, and its apply sends the new ones', async () => {
  const company = createDemoCompany({ today: '2026-03-02' });
  const people = createWorld({ company, options: { payroll: demoPayroll(company) } });
  await people.run();
  // The same payroll and the same memory, for a flow that finds who is linked there.
  const world = createWorld({
    company,
    beside: people,
    options: { flow: 'leaves-to-poweroffice', table: people.table },
  });

  await world.start({ mode: 'plan', isStored: true, selection: PERIOD, runId: 'plan-1' });
  await world.untilQueuesAreEmpty();
  const planned = await world.runs.outcomes('plan-1');
  const found = planned.map(({ number, group, problems }) => ({
    number,
    group,
    problems: problems.map(({ code }) => code),
  }));
  const told = DEMO_ABSENCES.filter(({ group }) => group !== null).map(({ index, group, problems }) => ({
    number: String(1001 + index),
    group,
    problems,
  }));
  expect(found).toHaveLength(told.length);
  expect(found).toEqual(expect.arrayContaining(told));

  await world.start({ mode: 'apply', applies: { planId: 'plan-1', accept: [] }, runId: 'run-2' });
  await world.untilQueuesAreEmpty();
  expect(await world.runs.getRun('run-2')).toMatchObject({
    status: 'completed_with_errors',
    totals: { created: 2, failed: 2 },
  });
  const sent = world.powerOffice.state.employees.flatMap(({ Number, employments }) =>
    employments.flatMap(({ leaves }) =>
      leaves.map(({ TypeOfLeave, LeavePercentage }) => [Number, TypeOfLeave, LeavePercentage]),
    ),
  );
  expect(sent).toEqual(
    expect.arrayContaining([
      [1001, 'OtherNonStatutory', 100],
      [1004, 'Maternity', 80],
      [1037, 'Military', 100],
    ]),
  );
  expect(sent).toHaveLength(3);
});
