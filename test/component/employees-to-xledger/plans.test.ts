/*
 * Plans of runs to X-ledger: what they show, that they write nothing, and that carrying one out writes just that.
 */
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createXledgerSystem } from '../../builders/xledger-system.ts';
import type { XledgerSystemInput } from '../../builders/xledger-system.ts';

const LAG_IN_MILLIS = 40_000;
const ID = '13097248022';
const people = [41, 42].map((number) => buildSimployerPerson({ number, employee: { ssn: ID } }));
const systemOf = (input: XledgerSystemInput = {}) =>
  createXledgerSystem({
    people,
    ...input,
    seed: { positionValues: ['Engineer', 'Welder'], ...input.seed },
    xledger: { positionKind: 70_001 },
  });
const plan = { mode: 'plan', isStored: true } as const;
const carryOut = (planId: string) => ({ applies: { planId, accept: [] } });

test('a plan shows who is created and what is changed, writes nothing, and is carried out as it stands', async () => {
  const system = systemOf();
  await system.sync({ employees: ['41'] });
  await system.advance(LAG_IN_MILLIS);
  system.simployer.editEmployee('person-41', { title: 'Welder', ssn: '29029600013' });

  const made = await system.sync({ ...plan, runId: 'plan' });

  expect(made.writes).toBe(0);
  expect(made.run.plan?.overview).toMatchObject({
    guards: [],
    match: { linked: 1, new: 1, byCode: 0, byLooseCode: 0, blocked: 0, onlyInXledger: 0 },
    findings: [{ code: 'SALARY_NOT_SUPPORTED', count: 1 }],
  });
  const byNumber = new Map(made.outcomes.map((outcome) => [outcome.number, outcome]));
  expect(byNumber.get('41')).toMatchObject({
    outcome: 'updated',
    planned: { name: 'Kari Nordmann', matchedBy: 'link', group: 'linked' },
    changes: [
      { field: 'positionValue.dbId', from: 'Engineer', to: 'Welder', cause: 'source' },
      { field: 'socialSec', to: 'changed', cause: 'source' },
    ],
  });
  expect(byNumber.get('42')).toMatchObject({
    outcome: 'created',
    planned: { matchedBy: null, group: 'new' },
    changes: expect.arrayContaining([
      { entity: 'employee', action: 'create', to: 'born 1990-05-01, from 2020-01-01', cause: 'first' },
    ]),
  });
  expect(JSON.stringify(made.outcomes)).not.toContain('29029600013');

  const applied = await system.sync(carryOut('plan'));
  expect(applied.told).toEqual(['41: updated', '42: created']);
  expect((await system.runs.getRun('plan'))?.plan?.state).toBe('applied');
  await system.advance(LAG_IN_MILLIS);
  expect((await system.sync()).writes).toBe(0);
});

test('a field that payroll has changed is told as such', async () => {
  const system = systemOf();
  await system.sync();
  await system.advance(LAG_IN_MILLIS);
  system.xledger.editEmployee(system.record('41').dbId, { email: 'by.hand@example.com' });
  const { outcomes } = await system.sync(plan);
  expect(outcomes.find(({ number }) => number === '41')?.changes).toEqual([
    {
      entity: 'employee',
      action: 'update',
      field: 'email',
      from: 'by.hand@example.com',
      to: 'kari.41@example.com',
      cause: 'target',
    },
  ]);
});

test('whoever has moved since the plan is left out and told; the others are written', async () => {
  const system = systemOf();
  await system.sync();
  await system.advance(LAG_IN_MILLIS);
  for (const id of ['person-41', 'person-42']) system.simployer.editEmployee(id, { title: 'Welder' });
  await system.sync({ ...plan, runId: 'plan' });
  system.simployer.editEmployee('person-42', { lastName: 'Hansen' });

  const { told, outcomes } = await system.sync(carryOut('plan'));

  expect(told).toEqual(['41: updated', '42: skipped PLAN_STALE']);
  expect(outcomes.find(({ number }) => number === '42')?.problems[0]?.message).toContain('employee.lastName');
});

test('names and values stay away where the settings say so', async () => {
  const system = systemOf({ settings: { plans: { values: 'names-only' } } });
  const { outcomes } = await system.sync(plan);
  expect(JSON.stringify(outcomes)).not.toContain('Nordmann');
  expect(outcomes[0]?.changes[0]).toEqual({ entity: 'employee', action: 'create', cause: 'first' });
});

test('records that are nobody’s are kept with the plan, those that are over last', async () => {
  const employee = (code: string, description: string, employmentTo: string | null = null) => ({
    fields: { code, description, employmentTo },
    contact: { firstName: 'Ola', lastName: 'Hansen', birthday: '1980-01-01' },
  });
  const seed = { employees: [employee('8', 'Over Hansen', '2025-12-31'), employee('9', 'There Hansen')] };
  const system = systemOf({ seed });
  const { run } = await system.sync({ ...plan, runId: 'plan' });
  expect(run.plan?.overview?.match['onlyInXledger']).toBe(2);
  const kept: unknown[] = [];
  for await (const { record } of system.runs.unmatchedFrom('plan', 0)) kept.push(record);
  expect(kept).toMatchObject([
    { number: '9', name: 'There Hansen', isArchived: false },
    { number: '8', name: 'Over Hansen', isArchived: true },
  ]);
});

test('a first run that waits for approval is a plan, and writes nothing', async () => {
  const system = systemOf({ settings: { firstRun: 'plan' } });
  const { run, writes } = await system.sync();
  expect([run.mode, run.plan?.isGated, writes]).toEqual(['plan', true, 0]);
  expect((await system.sync(carryOut(run.runId))).told).toEqual(['41: created', '42: created']);
});
