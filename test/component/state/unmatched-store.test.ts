import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import { createUnmatchedStore } from '../../../shared/state/unmatched-store.ts';

const recordsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    targetId: index,
    number: String(index),
    name: null,
    isArchived: false,
  }));

const placesFrom = async (store: ReturnType<typeof createUnmatchedStore>, from: number): Promise<number[]> => {
  const places: number[] = [];
  const records: unknown[] = [];
  for await (const { place, record } of store.unmatchedFrom('plan', from)) {
    places.push(place);
    records.push(record.targetId);
  }
  expect(records).toEqual(places);
  return places;
};

test.each([0, 1, 199, 200, 201, 1_000])('of %d records, each is given once from every place on', async (count) => {
  const store = createUnmatchedStore(createMemoryTable());
  await store.keepUnmatched('plan', recordsOf(count), 1_000);
  for (const from of [0, 1, 199, 200, 201, 999, 1_000]) {
    const all = recordsOf(count).map(({ targetId }) => targetId);
    expect(await placesFrom(store, from)).toEqual(all.slice(from));
  }
});

test('a start that is delivered again replaces what was kept, and leaves nothing behind', async () => {
  const table = createMemoryTable();
  const store = createUnmatchedStore(table);
  await store.keepUnmatched('plan', recordsOf(500), 1_000);
  await store.keepUnmatched('plan', recordsOf(3), 2_000);

  expect(await placesFrom(store, 0)).toEqual([0, 1, 2]);
  expect(table.items().map(({ expiresAt }) => expiresAt)).toEqual([2]);
});

test('an item stays below what DynamoDB takes, however long the names are', async () => {
  const table = createMemoryTable();
  const longest = { targetId: 1, number: '9'.repeat(60), name: '🙂'.repeat(200), isArchived: true };
  await createUnmatchedStore(table).keepUnmatched(
    'plan',
    Array.from({ length: 250 }, () => longest),
    1_000,
  );

  for (const item of table.items()) expect(Buffer.byteLength(JSON.stringify(item))).toBeLessThan(400 * 1024);
});
