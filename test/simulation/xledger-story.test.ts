import { createDemoCompany } from '../../local/demo-vendors/company/create-demo-company.ts';
import { demoChange } from '../../local/demo-vendors/company/demo-change.ts';
import { xledgerPayroll } from '../../local/demo-vendors/company/xledger-payroll.ts';
import { XLEDGER_STORY } from '../../local/demo-vendors/company/xledger-story.ts';
import { createWorld } from '../../local/simulation/world.ts';
import { trimmedText } from '../../shared/records/values/text.ts';

test.each(['2026-03-02', '2028-02-29'])(
  'on %s the first run into X-ledger makes of everybody what its story says, the second writes nothing, and a third what HR has changed',
  async (today) => {
    const company = createDemoCompany({ today });
    const world = createWorld({
      company,
      options: {
        flow: 'employees-to-xledger',
        startsAt: `${today}T06:00:00Z`,
        xledgerSeed: xledgerPayroll(company),
        xledger: { mask: 'lastDigits' },
        hasNearServices: true,
      },
    });
    const sync = async (runId: string) => {
      await world.start({ runId });
      await world.untilQueuesAreEmpty();
      return world.runs.outcomes(runId);
    };
    const others = () =>
      JSON.stringify(world.xledger.employees.filter(({ fields }) => ['9001', '1036'].includes(String(fields['code']))));
    const before = others();
    const outcomes = await sync('first');
    const found = company.employees.map(({ id, employeeNumber }, index) => {
      const one = outcomes.find(({ sourceId }) => sourceId === id);
      return [index, trimmedText(employeeNumber), one?.outcome, one?.problems.map(({ code }) => code)];
    });
    const told = company.employees.map(({ employeeNumber }, index) => {
      const line = XLEDGER_STORY.find((one) => one.index === index);
      return [index, trimmedText(employeeNumber), line?.outcome ?? 'created', line?.problems ?? []];
    });
    expect(found).toEqual(told);

    // Neither somebody of whom Simployer knows nothing, nor who is in the company below.
    expect(others()).toBe(before);

    const { writes } = world.xledger;
    await sync('second');
    expect(world.xledger.writes).toBe(writes);

    const change = demoChange(company);
    change.apply(world.simployer);
    const third = await sync('third');
    // Of three, one has another salary, which X-ledger is not told.
    const [bride, , moved] = change.employeeNumbers;
    const updated = third.filter(({ outcome }) => outcome === 'updated').map(({ number }) => String(number));
    expect(updated.toSorted()).toEqual([bride, moved]);
  },
);
