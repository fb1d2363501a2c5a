import { RUN_PARTITIONS, SCHEDULE_PARTITION, WITHDRAWN_FROM } from '../../../infra/constructs/state-table.ts';
import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import { createApiClient } from '../../builders/api-client.ts';

/** A table that notes where it is written. */
const watchedTable = () => {
  const table = createMemoryTable();
  const written = new Set<string>();
  const removed = new Set<string>();
  return {
    written,
    removed,
    table: {
      ...table,
      put: (...item: Parameters<typeof table.put>) => {
        written.add(item[0].pk);
        return table.put(...item);
      },
      remove: (...key: Parameters<typeof table.remove>) => {
        removed.add(key[0].pk);
        return table.remove(...key);
      },
    },
  };
};

const HOURS_LATER = Date.parse('2026-03-02T18:00:00Z');

test.each([
  ['a start', {}],
  ['a start that cannot be queued', { queueStart: () => Promise.reject(new Error('refused')) }],
  ['a start that takes the lease over', { clock: { now: () => HOURS_LATER } }],
])('The API writes where its function may, and removes nothing: %s', async (_, overrides) => {
  const { table, written, removed } = watchedTable();
  await createApiClient(table).call('POST', '/runs', { body: {} });
  await createApiClient(table, overrides).call('POST', '/runs', { body: {} });
  expect([...written].sort()).toEqual([...RUN_PARTITIONS].sort());
  expect([...removed]).toEqual([]);
});

test('Of several starts at once, one is taken; the others remove their run, where the function may, and nothing else', async () => {
  const { table, written, removed } = watchedTable();
  const api = createApiClient(table);
  const answers = await Promise.all([1, 2, 3, 4].map(() => api.call('POST', '/runs')));
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([202, 409, 409, 409]);
  expect(await table.query('runs')).toHaveLength(1);
  expect([...written].sort()).toEqual([...RUN_PARTITIONS].sort());
  expect([...removed]).toEqual(WITHDRAWN_FROM);
});

test('To pause the schedule, the API writes the partition that its function may write beside', async () => {
  const { table, written, removed } = watchedTable();
  const schedule = { days: ['MON' as const], time: '05:30', paused: false };
  await createApiClient(table, { schedules: { 'employees-to-poweroffice': schedule } }).call('PUT', '/schedule', {
    body: { paused: true },
  });
  expect([...written]).toEqual([SCHEDULE_PARTITION]);
  expect([...removed]).toEqual([]);
});
