import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import * as z from 'zod';
import { createTempFolder } from '../builders/temp-folder.ts';
import { typeCommand } from './command-session.ts';
import { startSmallVendors } from './small-vendors.ts';

const FLOW = 'employees-to-xledger';
const problem = z.strictObject({ code: z.string(), severity: z.string(), message: z.string(), hint: z.string() });
const count = z.int().nonnegative();

/** The document of a run to X-ledger: nothing more and nothing less. */
const runSchema = z.strictObject({
  runId: z.string(),
  planId: z.string().optional(),
  flow: z.literal(FLOW),
  mode: z.enum(['apply', 'plan']),
  status: z.enum(['succeeded', 'completed_with_errors', 'aborted']),
  connection: z
    .strictObject({
      simployer: z.strictObject({ id: z.string(), name: z.string(), organisationNumber: z.string().nullable() }),
      xledger: z.strictObject({
        entityId: z.string(),
        name: z.string(),
        organisationNumber: z.string().nullable(),
        environment: z.string(),
      }),
    })
    .nullable(),
  abort: z
    .strictObject({ code: z.string(), message: z.string(), hint: z.string(), people: z.array(z.string()) })
    .nullable(),
  totals: z.strictObject({
    inScope: count,
    created: count,
    updated: count,
    unchanged: count,
    skipped: count,
    failed: count,
  }),
  apiCalls: z.strictObject({ simployer: count, xledger: count }),
  requestedBy: z.string().nullable(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  problems: z.array(problem),
  records: z.array(
    z.strictObject({
      kind: z.literal('employee'),
      number: z.string().nullable(),
      sourceId: z.string().min(1),
      targetId: z.string().min(1).nullable(),
      outcome: z.enum(['created', 'updated', 'unchanged', 'skipped', 'failed']),
      changes: z.array(
        z.strictObject({
          entity: z.enum(['employee', 'contact']),
          action: z.enum(['create', 'update']),
          field: z.string().optional(),
        }),
      ),
      problems: z.array(problem),
    }),
  ),
});
const runOf = ({ stdout }: { readonly stdout: string }) => runSchema.parse(JSON.parse(stdout));

test('X-ledger by the command line: planned, carried out, looked at, and beside PowerOffice in one data folder', async () => {
  await using cleanUp = new AsyncDisposableStack();
  const vendors = await startSmallVendors(4);
  cleanUp.defer(() => vendors.close());
  const { xledger, powerOffice, simployer, company } = vendors;
  const OF_XLEDGER = ['SIMPLOYER_BASE_URL', 'SIMPLOYER_ACCESS_TOKEN', 'XLEDGER_URL', 'XLEDGER_TOKEN'];
  const keys = Object.entries(vendors.environment).filter(([name]) => OF_XLEDGER.includes(name));
  const environment = {
    ...Object.fromEntries(keys),
    // The demo X-ledger shows at once what was written.
    SYNC_SETTINGS: JSON.stringify({
      replicaLagInSeconds: 0,
      xledger: { fullTimeOnly: false, maxRequestsPerFiveSeconds: 20 },
    }),
  };
  const folder = join(await createTempFolder('sync'), 'data');
  const typed = (own: Readonly<Record<string, string>>, ...argv: string[]) =>
    typeCommand([...argv, '--data-dir', folder], { environment: own });
  /** With the keys of Simployer and X-ledger alone. */
  const sync = (...argv: string[]) => typed(environment, ...argv, '--flow', FLOW);

  const withoutToken = { ...environment, XLEDGER_TOKEN: '' };
  const refused = await typed(withoutToken, 'plan', '--json', '--flow', FLOW);
  expect(refused.exitCode).toBe(2);
  expect(runOf(refused)).toMatchObject({
    mode: 'plan',
    status: 'aborted',
    abort: { code: 'CONFIGURATION_INVALID', message: expect.stringMatching(/XLEDGER_TOKEN.*employees-to-xledger/) },
    records: [],
  });

  const made = await sync('plan', '--json');
  const plan = JSON.parse(made.stdout);
  expect({ code: made.exitCode, plan }).toMatchObject({
    code: 3,
    plan: {
      flow: FLOW,
      state: 'open',
      guards: [],
      match: { new: 4 },
      totals: { inScope: 4, created: 4 },
      connection: { xledger: { name: 'Fjordlys Entreprenør AS' } },
    },
  });
  expect(plan).not.toHaveProperty('employees');
  expect(plan).not.toHaveProperty('findings');
  expect(plan.problems.map(({ code }: any) => code)).toContain('SALARY_NOT_SUPPORTED');
  expect(plan.records[0]).toMatchObject({ kind: 'employee', name: expect.any(String), group: 'new', targetId: null });
  expect(xledger.writes).toBe(0);

  const text = stripVTControlCharacters((await sync('plans', plan.planId)).stdout);
  expect(text).toMatch(/^Fjordlys Entreprenør AS [\d ]+\(Simployer\) -> Fjordlys Entreprenør AS \(X-ledger entity, /);
  expect(text).toContain('▌ New: 4');
  expect(text).toContain(`apply ${plan.planId} --data-dir ${folder} --flow ${FLOW}`);
  expect(text).not.toContain('PowerOffice');

  const applied = runOf(await sync('apply', plan.planId, '--json'));
  expect(applied).toMatchObject({ planId: plan.planId, status: 'succeeded', totals: { created: 4 } });
  expect(applied.problems).toEqual(plan.problems);
  expect(applied.apiCalls.xledger).toBeGreaterThan(4);
  expect(xledger.employees).toHaveLength(4);
  expect(new Set(xledger.employees.map(({ fields }) => fields['code']))).toEqual(
    new Set(['1001', '1002', '1003', '1004']),
  );

  const again = await sync('apply', plan.planId, '--json');
  expect(again.exitCode).toBe(2);
  expect(runOf(again)).toMatchObject({ status: 'aborted', abort: { code: 'PLAN_NOT_OPEN' }, records: [] });
  const unknown = runOf(await sync('apply', '20260302T050000-1ab2cd', '--json'));
  expect(unknown).toMatchObject({ status: 'aborted', abort: { code: 'PLAN_NOT_FOUND' } });

  // HR changes one name; nothing else is written, and the history tells who was changed by which run.
  simployer.editEmployee(company.employees[0]?.id ?? '', { lastName: 'Nybakk' });
  const second = await sync('--yes', '--json');
  expect({ code: second.exitCode, ...runOf(second).totals }).toMatchObject({ code: 0, updated: 1, unchanged: 3 });
  const retried = runOf(await sync('retry', '--employee', '1002', '--json'));
  expect(retried.totals).toMatchObject({ inScope: 1, unchanged: 1 });

  // Payroll edits one field by hand; what people do beside running it looks and decides, and writes nothing there.
  const { dbId = 0 } = xledger.employees.find(({ fields }) => fields['code'] === '1002') ?? {};
  xledger.editEmployee(dbId, { email: 'payroll@example.com' });
  const { writes } = xledger;
  const checked = JSON.parse((await sync('check', '--json')).stdout);
  expect(checked.checks.filter(({ state }: any) => state === 'fail')).toEqual([]);
  expect(checked).toMatchObject({ connection: { xledger: { name: 'Fjordlys Entreprenør AS' } } });
  const explained = stripVTControlCharacters((await sync('explain', '1002')).stdout);
  expect(explained).toContain(`X-ledger: record ${dbId}, by the stored link.`);
  expect(explained).toContain('employee email: payroll@example.com -> ');
  expect(explained).toMatch(
    /changed by hand in X-ledger \(row 6: [^]*Requests: \d+ to Simployer, \d+ to X-ledger\.\n$/,
  );
  const linked = await sync('link', '1002', '--to', String(dbId), '--json');
  expect({ code: linked.exitCode, ...JSON.parse(linked.stdout) }).toMatchObject({
    code: 0,
    connection: { xledger: {} },
    employeeNumber: '1002',
    decision: { kind: 'link', to: String(dbId) },
  });
  expect(stripVTControlCharacters((await sync('unlink', '1002')).stdout)).toContain('1002 is linked to nothing');
  expect(stripVTControlCharacters((await sync('drift')).stdout)).toContain('changed in X-ledger by hand');
  expect(xledger.writes).toBe(writes);

  const history = JSON.parse((await sync('history', '1001', '--json')).stdout);
  expect(history).toMatchObject({ employeeNumber: '1001', connection: { xledger: {} } });
  expect(history.entries[0]).toMatchObject({ runId: runOf(second).runId, entity: 'employee', row: '2, 4' });

  const status = stripVTControlCharacters((await sync('status')).stdout);
  expect(status).toMatch(/X-ledger entity[^]*Requests of the last run: \d+ to Simployer, \d+ to X-ledger\n$/);
  const problems = JSON.parse((await sync('problems', '--json')).stdout);
  expect(problems).toMatchObject({ problems: [], connection: { xledger: {} } });

  // The first flow in the same folder knows nothing of it.
  const first = JSON.parse((await typed(vendors.environment, 'plan', '--json')).stdout);
  expect(first).toMatchObject({ flow: 'employees-to-poweroffice', match: { new: 4, linked: 0 } });
  const ofFirst = JSON.parse((await typed(vendors.environment, 'runs', '--json')).stdout);
  expect(ofFirst.runs.map(({ runId }: any) => runId)).toEqual([first.planId]);
  const ofXledger = JSON.parse((await sync('runs', '--json')).stdout);
  expect(ofXledger.runs.map(({ runId }: any) => runId)).not.toContain(first.planId);
  expect(powerOffice.writes).toBe(0);
});
