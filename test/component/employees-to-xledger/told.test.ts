import { readFileSync } from 'node:fs';
import { createDemoCompany } from '../../../local/demo-vendors/company/create-demo-company.ts';
import { xledgerPayroll } from '../../../local/demo-vendors/company/xledger-payroll.ts';
import { createWorld } from '../../../local/simulation/world.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createXledgerSystem } from '../../builders/xledger-system.ts';

/* What neither a rule nor X-ledger says of somebody, but the run itself. */

test('somebody who was asked for by id and has left the scope is told so, and nothing is written', async () => {
  const ids = ['a', 'b'].map((letter) => letter.repeat(24));
  const people = ids.map((id, index) => {
    const of = [{ employeeId: id }];
    return buildSimployerPerson({ number: 42 + index, employee: { id }, employments: of, compensations: of });
  });
  const xledger = { positionKind: 70_001 };
  const system = createXledgerSystem({ people, seed: { positionValues: ['Engineer'] }, xledger });
  await system.sync();
  system.simployer.editEmployee(ids[0] ?? '', { lastName: 'Hansen' });
  system.configure({ scope: { employees: ['43'] }, xledger });

  const asked = await system.sync({ employees: ids });
  expect(asked).toMatchObject({ told: ['42: skipped OUT_OF_SCOPE', '43: unchanged NATIONAL_ID_MISSING'], writes: 0 });
});

test.each<[what: string, xledger: { positionKind?: number; title?: 'none' }, findings: readonly string[]]>([
  ['which list has the titles is not known', {}, ['SALARY_NOT_SUPPORTED', 'TITLE_LIST_UNKNOWN']],
  ['the settings name the list', { positionKind: 70_001 }, ['SALARY_NOT_SUPPORTED']],
  ['titles are not sent', { title: 'none' }, ['SALARY_NOT_SUPPORTED']],
])('what is so of the whole run is told once: %s', async (_what, xledger, findings) => {
  const people = [buildSimployerPerson(), buildSimployerPerson({ number: 43 })];
  const system = createXledgerSystem({ people, seed: { positionValues: ['Engineer'] }, xledger });
  const { run, told } = await system.sync();
  expect(run.findings.map(({ code }) => code)).toEqual(findings);
  expect(told).toEqual(['42: created NATIONAL_ID_MISSING', '43: created NATIONAL_ID_MISSING']);
});

test('a person whose message fails every time is told as failed, and holds up nobody else', async () => {
  const company = createDemoCompany({ today: '2026-03-02', size: 5, flaws: false });
  const poison = company.employees[3]?.id ?? '';
  const world = createWorld({
    company,
    options: {
      flow: 'employees-to-xledger',
      startsAt: '2026-03-02T06:00:00Z',
      xledgerSeed: xledgerPayroll(company),
      hasNearServices: true,
      replace: {
        table: (table) => ({
          ...table,
          get: async (key) => {
            if (key.pk.startsWith('intents#') && key.pk.includes(poison)) throw new Error('Poison');
            return table.get(key);
          },
        }),
      },
    },
  });
  await world.start({ runId: 'run-1' });
  await world.untilQueuesAreEmpty();

  const outcomes = await world.runs.outcomes('run-1');
  expect(await world.runs.getRun('run-1')).toMatchObject({ status: 'completed_with_errors', abort: null });
  expect(
    outcomes
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ sourceId, problems }) => [sourceId, problems[0]?.code]),
  ).toEqual([[poison, 'PROCESSING_FAILED']]);
  expect(await world.runs.holder('employees-to-xledger')).toBeNull();
});

test('the runbook names every key under which a person stands', async () => {
  const runbook = readFileSync('docs/runbook.md', 'utf8').split('## Delete one person')[1] ?? '';
  const system = createXledgerSystem({ people: [buildSimployerPerson()], xledger: { positionKind: 70_001 } });
  await system.sync();
  const keys = system.table
    .items()
    .filter((item) => JSON.stringify(item).includes('person-42'))
    .map(({ pk }) => pk.replace('person-42', 'SIMPLOYER-ID').replace('run-1', 'RUN-ID'));
  expect([...new Set(keys)].toSorted()).toEqual([
    'history#employees-to-xledger#SIMPLOYER-ID',
    'intents#employees-to-xledger#SIMPLOYER-ID',
    'people#employees-to-xledger',
    'run#RUN-ID',
  ]);
  for (const key of [...keys, 'decisions#employees-to-xledger']) expect(runbook).toContain(`\`${key}\``);
});
