import { createDemoCompany } from '../../local/demo-vendors/company/create-demo-company.ts';
import { xledgerPayroll } from '../../local/demo-vendors/company/xledger-payroll.ts';
import { XLEDGER_STORY } from '../../local/demo-vendors/company/xledger-story.ts';
import { findRunProblems } from '../../shared/flows/employees-to-xledger/run-findings.ts';
import { DEFAULT_XLEDGER_SETTINGS } from '../../shared/flows/employees-to-xledger/settings.ts';
import type { EmployeePlan } from '../../shared/flows/employees-to-xledger/plan/plan-employee.ts';
import { trimmedText } from '../../shared/records/values/text.ts';
import { toSources } from '../builders/demo-sources.ts';
import { branded } from '../builders/branded.ts';
import { runThrough } from '../builders/xledger-record.ts';
import { openXledger } from '../builders/xledger-session.ts';

const outcomeOf = (plan: EmployeePlan | undefined): string => {
  if (plan === undefined) return 'lost';
  if (plan.action === 'update') return plan.employee.length + plan.contact.length === 0 ? 'unchanged' : 'updated';
  return { create: 'created', skip: 'skipped', blocked: 'failed' }[plan.action];
};

test.each(['2026-03-02', '2026-12-31', '2028-02-29'])(
  'the rules make of everybody on %s what the story of X-ledger says, read from the demo X-ledger',
  async (today) => {
    const company = createDemoCompany({ today });
    const session = openXledger({ seed: xledgerPayroll(company), options: { mask: 'lastDigits' } });
    const records = await session.run(({ reader }) => reader.employees('CURRENT'));
    const everywhere = await session.run(({ reader }) => reader.employees('ALL'));
    const [kind] = records.flatMap(({ positionValue }) => positionValue?.objectKindId ?? []);
    const titles = await session.run(({ reader }) => reader.objectValues(branded(kind ?? '')));
    expect(findRunProblems(records, DEFAULT_XLEDGER_SETTINGS).map(({ code }) => code)).toEqual([
      'SALARY_NOT_SUPPORTED',
    ]);

    const own = new Set(records.map(({ id }) => id));
    const sources = toSources(company);
    const { plans } = runThrough(
      sources,
      { records, links: new Map() },
      {
        context: { today, lists: { titles, employeeGroups: [], dimension: [] } },
        elsewhere: everywhere
          .filter(({ id }) => !own.has(id))
          .map(({ code }) => ({ code, entity: 'Fjordlys Alta AS' })),
      },
    );
    const found = sources.map(({ id, employeeNumber }, index) => {
      const plan = plans.get(id);
      return [index, trimmedText(employeeNumber), outcomeOf(plan), plan?.problems.map(({ code }) => code)];
    });
    const told = sources.map(({ employeeNumber }, index) => {
      const line = XLEDGER_STORY.find((one) => one.index === index);
      return [index, trimmedText(employeeNumber), line?.outcome ?? 'created', line?.problems ?? []];
    });
    expect(found).toEqual(told);
  },
);
