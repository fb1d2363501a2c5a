/*
 * Long lists, followed page by page to their end while what they list changes: no page is above 1 MB, and
 * whoever stands in the list all the time is on exactly one page. For example, people are solved on pages that were read
 * already and found on pages to come, and nobody else is left out or comes twice.
 */
import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import { problem } from '../../../shared/flows/employees-to-poweroffice/problems.ts';
import { newEmployeeState, toEmployeeItem } from '../../../shared/flows/employees-to-poweroffice/state.ts';
import { FIRST_FLOW } from '../../../shared/records/first-flow.ts';
import { newPlan } from '../../../shared/state/plan.ts';
import { runSchema, toRunItem } from '../../../shared/state/run.ts';
import { createApiClient } from '../../builders/api-client.ts';
import type { ApiResponse } from '../../builders/api-client.ts';

const NOW = Date.parse('2026-03-02T06:00:00Z');
/** Of 20,000 the table of the tests takes minutes, and the pages are as many with a limit as much higher. */
const EVERYBODY = 200;

/** Ids that lie between each other's. */
const sourceId = (index: number): string => `person-${String(index).padStart(6, '0')}`;
const indexes = Array.from({ length: EVERYBODY }, (_, index) => index);

/** Reads every page, and lets the list change after each. */
const follow = async (
  call: (path: string) => Promise<ApiResponse>,
  path: string,
  change: (page: number) => Promise<void>,
): Promise<any[]> => {
  const pages: any[] = [];
  let after = '';
  do {
    const { status, bytes, body } = await call(`${path}${path.includes('?') ? '&' : '?'}limit=10${after}`);
    expect({ status, isSmall: bytes < 1_000_000 }).toEqual({ status: 200, isSmall: true });
    pages.push(body);
    await change(pages.length);
    after = body.next === null ? '' : `&after=${body.next}`;
  } while (after !== '');
  return pages;
};

const changes = ['EmailAddress', 'FirstName', 'JobTitle'].map((field) => ({
  entity: 'employee',
  action: 'update' as const,
  field,
  from: 'x'.repeat(60),
  to: 'y'.repeat(60),
  cause: 'source' as const,
}));

/** A run, or a stored plan, of everybody, with its outcomes as they are stored. */
const tableWithRun = async (mode: 'apply' | 'plan') => {
  const table = createMemoryTable();
  const api = createApiClient(table);
  await api.runs.takeLease({
    runId: 'one',
    flow: FIRST_FLOW,
    mode,
    isStored: mode === 'plan',
    trigger: 'api',
    requestedBy: null,
    employees: null,
    now: NOW,
    leaseInMillis: 60_000,
  });
  const planned = { digest: 'd', name: 'Kari Nordmann', matchedBy: 'link' };
  const record = (index: number) =>
    api.runs.recordOutcome(
      'one',
      {
        sourceId: sourceId(index),
        number: String(index + 1),
        targetId: index,
        outcome: 'updated',
        changes: [...changes],
        problems: [problem('PHONE_INVALID')],
        ...(mode === 'plan' && { planned }),
      },
      NOW,
    );
  for (const index of indexes) await record(index * 2);
  return { api, record };
};

test.each([
  ['/runs/one', 'apply'],
  ['/plans/one', 'plan'],
] as const)('%s: everybody once, while outcomes come in', async (path, mode) => {
  const { api, record } = await tableWithRun(mode);
  // Behind what was read, and before it.
  const pages = await follow(
    (address) => api.call('GET', address),
    path,
    async (page) => {
      await record(page * 4 + 1);
      await record(EVERYBODY * 2 - page * 4 - 1);
    },
  );

  const seen = pages.flatMap(({ employees }) => employees.map(({ simployerEmployeeId }: any) => simployerEmployeeId));
  expect(new Set(seen).size).toBe(seen.length);
  expect(new Set(seen)).toEqual(new Set([...seen, ...indexes.map((index) => sourceId(index * 2))]));
});

test('/problems: everybody who has one all the time once, while others are solved and found', async () => {
  const table = createMemoryTable();
  const api = createApiClient(table);
  const told = { ...problem('EMPLOYMENT_AMBIGUOUS'), firstSeen: NOW, lastSeen: NOW };
  const stateOf = (index: number, isOpen: boolean) => ({
    ...newEmployeeState(sourceId(index), String(index + 1)),
    problems: isOpen ? [told] : [],
  });
  for (const index of indexes) {
    const item = toEmployeeItem(stateOf(index, true));
    await table.put({ ...item, pk: 'employees', sk: sourceId(index), version: 1 });
  }
  const touched = new Set<string>();
  const touch = async (index: number, isOpen: boolean): Promise<void> => {
    touched.add(sourceId(index));
    await api.employees.save({ ...stateOf(index, isOpen), runNumber: 1 });
  };
  const pages = await follow(
    (address) => api.call('GET', address),
    '/problems',
    async (page) => {
      await touch(page * 7, false);
      await touch(EVERYBODY - page * 7, false);
      await touch(EVERYBODY + page, true);
    },
  );

  const seen: string[] = pages.flatMap(({ problems }) => problems.map((one: any) => one.simployerEmployeeId));
  const stood = indexes.map(sourceId).filter((id) => !touched.has(id));
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.filter((id) => !touched.has(id)).toSorted()).toEqual(stood);
});

test('/runs and /plans: every run once, the newest first, while others are started', async () => {
  const table = createMemoryTable();
  const api = createApiClient(table);
  const put = async (index: number): Promise<void> => {
    const runId = `20260302T${String(index).padStart(6, '0')}-aaaaaa`;
    const run = runSchema.parse({
      runId,
      runNumber: index,
      mode: 'plan',
      trigger: 'api',
      employees: null,
      connection: null,
      status: 'succeeded',
      abort: null,
      startedAt: NOW,
      finishedAt: NOW,
      inScope: 0,
      totals: { inScope: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 },
      unavailableSince: null,
      forbidden: null,
      plan: newPlan(true, NOW + 1),
    });
    await table.put({ ...toRunItem(run), pk: 'runs', sk: runId, version: 1 });
  };
  for (let index = 0; index < 150; index += 1) await put(index);
  for (const [path, list, id] of [
    ['/runs', 'runs', 'runId'],
    ['/plans', 'plans', 'planId'],
  ] as const) {
    let next = 2_000;
    const pages = await follow(
      (address) => api.call('GET', address),
      path,
      async () => {
        next += 1;
        await put(next + (path === '/runs' ? 0 : 1_000));
      },
    );
    const seen: string[] = pages.flatMap((page) => page[list].map((one: any) => one[id]));
    expect(seen).toEqual([...new Set(seen)].toSorted().toReversed());
    expect(seen.filter((one) => one < '20260302T000150')).toHaveLength(150);
  }
});
