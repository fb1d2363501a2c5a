import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import * as z from 'zod';
import { createTempFolder } from '../builders/temp-folder.ts';
import { typeCommand } from './command-session.ts';
import { awayIn2031, LEAVES, PERIOD } from './leaves-away.ts';
import { startSmallVendors } from './small-vendors.ts';

const FLOW = 'leaves-to-poweroffice';
const problem = z.strictObject({ code: z.string(), severity: z.string(), message: z.string(), hint: z.string() });
const count = z.int().nonnegative();
const text = z.string().nullable();
const totals = z.strictObject({
  inScope: count,
  created: count,
  updated: count,
  unchanged: count,
  skipped: count,
  failed: count,
});
const connection = z
  .strictObject({
    simployer: z.strictObject({ id: z.string(), name: z.string(), organisationNumber: text }),
    powerOffice: z.strictObject({ clientId: z.string(), name: z.string() }),
  })
  .nullable();
const change = z.strictObject({
  entity: z.literal('leave'),
  action: z.enum(['create', 'update', 'delete']),
  field: z.string().optional(),
});
const group = z.enum(['new', 'changed', 'same', 'withdrawn', 'held', 'notForTarget']);
const record = z.strictObject({
  kind: z.literal('leave'),
  group,
  number: text,
  sourceId: z.string().min(1),
  targetId: z.string().min(1).nullable(),
  outcome: z.enum(['created', 'updated', 'unchanged', 'skipped', 'failed']),
  changes: z.array(change),
  problems: z.array(problem),
});
const ofAny = { flow: z.literal(FLOW), connection, requestedBy: z.string().nullable(), problems: z.array(problem) };

/** The document of a run of leaves: nothing more and nothing less, and above all nothing of what a leave is. */
const runSchema = z.strictObject({
  ...ofAny,
  runId: z.string(),
  planId: z.string().optional(),
  mode: z.enum(['apply', 'plan']),
  status: z.enum(['succeeded', 'completed_with_errors', 'aborted']),
  abort: z
    .strictObject({ code: z.string(), message: z.string(), hint: z.string().min(1), people: z.array(z.string()) })
    .nullable(),
  totals,
  apiCalls: z.strictObject({ simployer: count, poweroffice: count }),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  records: z.array(record),
});
/** The document of a plan. */
const planSchema = z.strictObject({
  ...ofAny,
  planId: z.string(),
  state: z.literal('open'),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  totals,
  guards: z.array(z.unknown()),
  match: z.strictObject({
    new: count,
    changed: count,
    same: count,
    withdrawn: count,
    held: count,
    notForTarget: count,
  }),
  records: z.array(
    record.extend({
      name: z.string(),
      matchedBy: text,
      leave: z.strictObject({
        type: text,
        code: text,
        from: text,
        to: text,
        grade: z.number().nullable(),
        rule: z.literal('kind').optional(),
      }),
      changes: z.array(change.extend({ from: text.optional(), to: text.optional(), cause: z.string() })),
    }),
  ),
  onlyInPowerOffice: z.array(z.unknown()),
});

test('leaves by the command line: planned, carried out, changed, withdrawn, and never written without a plan', async () => {
  await using cleanUp = new AsyncDisposableStack();
  const vendors = await startSmallVendors(4, undefined, {}, awayIn2031);
  cleanUp.defer(() => vendors.close());
  const { powerOffice, simployer } = vendors;
  // The demo vendors show at once what was written: no plan has to wait for it.
  const environment = { ...vendors.environment, SYNC_SETTINGS: JSON.stringify({ replicaLagInSeconds: 0 }) };
  const folder = join(await createTempFolder('sync'), 'data');
  const typed = (...argv: string[]) => typeCommand([...argv, '--data-dir', folder], { environment });
  const sync = (...argv: string[]) => typed(...argv, '--flow', FLOW);
  const run = async (...argv: string[]) => {
    const { exitCode, stdout } = await sync(...argv, '--json');
    return { exitCode, ...runSchema.parse(JSON.parse(stdout)) };
  };
  const plan = async (...argv: string[]) => {
    const { exitCode, stdout } = await sync('plan', ...PERIOD, ...argv, '--json');
    return { exitCode, ...planSchema.parse(JSON.parse(stdout)) };
  };
  const show = async (...argv: string[]) => stripVTControlCharacters((await sync(...argv)).stdout);
  const inPayroll = () =>
    powerOffice.state.employees.flatMap(({ Number, employments }) =>
      employments.flatMap(({ leaves }) =>
        leaves.map(({ TypeOfLeave, StartDate, EndDate, LeavePercentage, ReportingId }) =>
          [Number, TypeOfLeave, StartDate, EndDate, LeavePercentage, ReportingId].join(' '),
        ),
      ),
    );
  const groupsOf = ({ records }: Awaited<ReturnType<typeof plan>>) =>
    Object.fromEntries(records.map(({ sourceId, group }) => [sourceId, group]));

  // Employees first, then absence.
  expect(await plan()).toMatchObject({ exitCode: 1, totals: { inScope: 5, failed: 4 }, match: { held: 4 } });
  expect((await typed('--yes')).exitCode).toBe(0);
  const { writes } = powerOffice;

  const first = await plan();
  expect(first).toMatchObject({
    exitCode: 1,
    match: { new: 2, changed: 0, same: 0, withdrawn: 0, held: 2, notForTarget: 1 },
    totals: { inScope: 5, created: 2, skipped: 2, failed: 1 },
    connection: { simployer: { name: 'Fjordlys Entreprenør AS' }, powerOffice: { name: 'Fjordlys Entreprenør AS' } },
  });
  expect(groupsOf(first)).toEqual({
    [LEAVES.parental]: 'new',
    [LEAVES.military]: 'new',
    [LEAVES.pending]: 'held',
    [LEAVES.unmapped]: 'held',
    [LEAVES.vacation]: 'notForTarget',
  });
  expect(first.records.find(({ sourceId }) => sourceId === LEAVES.parental)).toMatchObject({
    number: '1001',
    leave: { type: 'Foreldrepermisjon', code: 'PARENTAL_BENEFITS', from: '2031-04-01', to: '2031-09-30', grade: 80 },
  });
  expect(new Date(first.expiresAt).getTime() - Date.parse(first.createdAt)).toBeLessThan(24.1 * 3_600_000);
  const shown = await show('plans', first.planId);
  expect(shown).toMatch(/^Fjordlys Entreprenør AS [\d ]+\(Simployer\) -> Fjordlys Entreprenør AS \(PowerOffice client/);
  expect(shown).toContain('▌ New: 2');
  expect(shown).toMatch(/Foreldrepermisjon \(PARENTAL_BENEFITS\), 2031-04-01 to 2031-09-30, 80 % -> Maternity from/);
  expect(shown).toContain(`apply ${first.planId} --data-dir ${folder} --flow ${FLOW}`);
  expect(powerOffice.writes).toBe(writes);

  const sent = await run('apply', first.planId);
  expect(sent).toMatchObject({
    exitCode: 1,
    planId: first.planId,
    totals: { inScope: 5, created: 2, skipped: 2, failed: 1 },
  });
  expect(inPayroll().toSorted()).toEqual([
    `1001 Maternity 2031-04-01 2031-09-30 80 SIM-${LEAVES.parental}`,
    `1002 Military 2031-04-01 2031-09-30 100 SIM-${LEAVES.military}`,
  ]);
  expect(powerOffice.writes).toBe(writes + 2);

  // The second time there is nothing to write, by this plan or by a new one.
  expect(await run('apply', first.planId)).toMatchObject({
    exitCode: 2,
    abort: { code: 'PLAN_NOT_OPEN' },
    records: [],
  });
  const second = await plan('--type', 'ferie', '--type', 'MILITARY_SERVICE', '--type', 'Foreldrepermisjon');
  expect(second).toMatchObject({ exitCode: 0, match: { same: 2, held: 1, notForTarget: 1 }, totals: { unchanged: 2 } });
  expect(await run('apply', second.planId)).toMatchObject({ exitCode: 0, totals: { created: 0, updated: 0 } });
  expect(powerOffice.writes).toBe(writes + 2);

  // HR prolongs one and takes the other back. Only the chosen one is in the plan, and payroll is told of the other.
  simployer.editLeave(LEAVES.parental, { endDate: '2031-10-31T00:00:00.000Z' });
  simployer.editLeave(LEAVES.military, { status: 'CANCELLED' });
  const chosen = await plan('--employee', '1001', '--leave', LEAVES.parental);
  expect(chosen).toMatchObject({
    exitCode: 3,
    totals: { inScope: 1, updated: 1 },
    records: [{ changes: [{ action: 'update', field: 'EndDate', from: '2031-09-30', to: '2031-10-31' }] }],
  });
  expect(await run('apply', chosen.planId)).toMatchObject({
    exitCode: 0,
    records: [{ sourceId: LEAVES.parental, outcome: 'updated', changes: [{ action: 'update', field: 'EndDate' }] }],
  });
  const third = await plan();
  expect(groupsOf(third)).toMatchObject({ [LEAVES.parental]: 'same', [LEAVES.military]: 'withdrawn' });
  expect((await run('apply', third.planId)).exitCode).toBe(1);
  expect(inPayroll().toSorted()).toEqual([
    `1001 Maternity 2031-04-01 2031-10-31 80 SIM-${LEAVES.parental}`,
    `1002 Military 2031-04-01 2031-09-30 100 SIM-${LEAVES.military}`,
  ]);
  expect(powerOffice.writes).toBe(writes + 3);

  // What is remembered names leaves by id and number, and no leave by what it is.
  const problems = await show('problems');
  expect(problems).toContain(`1002 [${LEAVES.military}]`);
  expect(problems).toContain('LEAVE_WITHDRAWN  warning, 1');
  const told = [problems, await show('status'), await show('runs'), await show('plans'), await show('history', '1001')];
  // Ids of runs have a time of day, which may be 20:31.
  const withoutIds = told.join('\n').replaceAll(/\b\d{8}T\d{6}-[0-9a-z]{6}\b/g, 'ID');
  expect(withoutIds).not.toMatch(/Foreldrepermisjon|Førstegangstjeneste|PARENTAL_|Military|2031/);

  // Nothing is written by any other way, and a plan is refused for what nobody has.
  for (const argv of [[], ['--yes'], ['run', '--employee', '1001', '--yes'], ['retry', '--employee', '1001']]) {
    expect(await run(...argv)).toMatchObject({
      exitCode: 2,
      mode: 'apply',
      abort: { code: 'PLAN_FIRST' },
      records: [],
    });
  }
  expect(await run('plan')).toMatchObject({ exitCode: 2, mode: 'plan', abort: { code: 'PERIOD_MISSING' } });
  expect(await run('plan', ...PERIOD, '--type', 'Ferei')).toMatchObject({
    exitCode: 2,
    abort: { code: 'CONFIGURATION_INVALID', message: expect.stringMatching(/"Ferei".*"Ferie" \("FERIE"\)/) },
  });
  expect(await run('plan', ...PERIOD, '--leave', '6d2b1f00aaaa000000000009')).toMatchObject({
    abort: { code: 'CONFIGURATION_INVALID', message: expect.stringContaining(LEAVES.parental) },
  });
  expect(await run('apply', '20310401T050000-1ab2cd')).toMatchObject({
    exitCode: 2,
    abort: { code: 'PLAN_NOT_FOUND' },
  });
  expect((await typed('apply', third.planId)).stdout).toContain(`--flow ${FLOW}`);
  expect(powerOffice.writes).toBe(writes + 3);
});
