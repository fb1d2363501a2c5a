import { WORKING_PARTITIONS } from '../../../infra/constructs/state-table.ts';
import { LEAVES_TO_POWEROFFICE } from '../../../infra/flows/leaves-to-poweroffice.ts';
import type { Table } from '../../../shared/state/table.ts';
import { createLeaveSystem } from '../../builders/leave-system.ts';
import { buildSimployerLeave } from '../../builders/simployer-time-off.ts';

const OWN = LEAVES_TO_POWEROFFICE.working?.partitions ?? [];

/** As IAM compares the partition of a key: `*` stands for anything. */
const isLike = (pk: string, pattern: string): boolean =>
  pattern.endsWith('*') ? pk.startsWith(pattern.slice(0, -1)) : pk === pattern;

const day = (date: string): string => `${date}T00:00:00.000Z`;

/** Leaves that are created, changed and deleted, with a worker that is killed on the way: process -> partitions. */
const partitionsUsed = async (): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
  const used: Set<string>[] = [];
  const reach = (table: Table): Table => {
    const own = new Set<string>();
    used.push(own);
    const noting =
      <Rest extends readonly unknown[], Answer>(call: (pk: string, ...rest: Rest) => Answer) =>
      (pk: string, ...rest: Rest): Answer => {
        own.add(pk);
        return call(pk, ...rest);
      };
    return {
      ...table,
      get: (key) => noting(() => table.get(key))(key.pk),
      put: (item) => noting(() => table.put(item))(item.pk),
      remove: (key, version) => noting(() => table.remove(key, version))(key.pk),
      query: noting(table.query),
      page: noting(table.page),
    };
  };
  const system = await createLeaveSystem({
    reach,
    people: [{ number: 42 }, { number: 43 }, { number: 44 }],
    settings: { timeOff: { onWithdrawal: 'delete' } },
    timeOff: {
      leaves: [42, 43, 44].map((number) =>
        buildSimployerLeave({
          id: `leave-${number}`,
          employeeId: `person-${number}`,
          typeId: 'parental',
          startDate: day('2026-04-01'),
          endDate: day('2026-12-31'),
          gradePercentage: 100,
        }),
      ),
    },
  });
  let isKilled = false;
  system.setFaults({
    crash: ({ process, operation, moment }) => {
      if (isKilled || !process.startsWith('sync-records') || operation !== 'answer' || moment !== 'before')
        return false;
      isKilled = true;
      return true;
    },
  });
  await system.send();
  system.simployer.editLeave('leave-42', { endDate: day('2027-01-31') });
  system.simployer.editLeave('leave-43', { status: 'CANCELLED' });
  await system.send();
  const byProcess = new Map<string, Set<string>>();
  for (const [index, { name }] of system.processes.entries()) {
    const worker = name.replace(/-\d+$/, '');
    byProcess.set(worker, new Set([...(byProcess.get(worker) ?? []), ...(used[index] ?? [])]));
  }
  return byProcess;
};

test('The worker of leaves uses the partitions that its function may, each of them, and no other', async () => {
  const worker = [...((await partitionsUsed()).get('sync-records') ?? [])];
  const allowed = [...WORKING_PARTITIONS, ...OWN];
  expect(worker.filter((pk) => !allowed.some((pattern) => isLike(pk, pattern)))).toEqual([]);
  expect(allowed.filter((pattern) => !worker.some((pk) => isLike(pk, pattern)))).toEqual([]);
});

test('What the employees are linked with, the start of a run reads, and the worker may not', async () => {
  expect([...((await partitionsUsed()).get('start-run') ?? [])]).toContain('employees');
  expect([...WORKING_PARTITIONS, ...OWN].some((pattern) => isLike('employees', pattern))).toBe(false);
});
