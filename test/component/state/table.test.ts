import { modify, viewOf } from '../../../shared/state/table.ts';
import type { PageRequest, Table } from '../../../shared/state/table.ts';
import { openDynamoDb, TABLES } from './tables.ts';
import type { OpenTable } from './tables.ts';

describe.each(TABLES)('the table (%s)', (_name, open) => {
  let opened: OpenTable;
  let table: Table;
  let partitions = 0;
  let pk = '';

  beforeAll(async () => {
    opened = await open();
    table = opened.table;
  });
  afterAll(() => opened.close());
  beforeEach(() => {
    partitions += 1;
    pk = `partition-${partitions}`;
  });

  test('gives back what it was given, and null for what it has not', async () => {
    const item = { pk, sk: 'a', version: 1, list: ['x', { y: null }], number: 0.5, text: 'Ødegård' };

    expect(await table.put(item)).toBe(true);

    expect(await table.get({ pk, sk: 'a' })).toMatchObject(item);
    expect(await table.get({ pk, sk: 'b' })).toBeNull();
  });

  test('writes only over the version before', async () => {
    expect(await table.put({ pk, sk: 'a', version: 2 })).toBe(false);
    expect(await table.put({ pk, sk: 'a', version: 1, by: 'one' })).toBe(true);
    expect(await table.put({ pk, sk: 'a', version: 1, by: 'two' })).toBe(false);
    expect(await table.put({ pk, sk: 'a', version: 3, by: 'two' })).toBe(false);
    expect(await table.put({ pk, sk: 'a', version: 2, by: 'two' })).toBe(true);
    expect(await table.get({ pk, sk: 'a' })).toMatchObject({ version: 2, by: 'two' });
  });

  test('deletes only the version given', async () => {
    await table.put({ pk, sk: 'a', version: 1 });

    expect(await table.remove({ pk, sk: 'a' }, 2)).toBe(false);
    expect(await table.remove({ pk, sk: 'a' }, 1)).toBe(true);
    expect(await table.remove({ pk, sk: 'a' }, 1)).toBe(false);
    expect(await table.get({ pk, sk: 'a' })).toBeNull();
  });

  test('lists a partition in the order of its sort keys, and by their beginning', async () => {
    for (const sk of ['b#2', 'a#1', 'b#1', 'c#1']) await table.put({ pk, sk, version: 1 });
    const keys = (items: readonly { readonly sk: string }[]) => items.map(({ sk }) => sk);

    expect(keys(await table.query(pk))).toEqual(['a#1', 'b#1', 'b#2', 'c#1']);
    expect(keys(await table.query(pk, 'b#'))).toEqual(['b#1', 'b#2']);
    expect(keys(await table.query(pk, 'x'))).toEqual([]);
  });

  describe('a page', () => {
    beforeEach(async () => {
      for (const sk of ['a#1', 'b#1', 'b#2', 'b#3', 'c#1']) await table.put({ pk, sk, version: 1, one: sk, two: sk });
    });
    const keysOf = async (request: PageRequest) => {
      const { items, next } = await table.page(pk, request);
      return { keys: items.map(({ sk }) => sk), next };
    };

    test.each<[string, PageRequest, readonly string[], string | null]>([
      ['holds everything', {}, ['a#1', 'b#1', 'b#2', 'b#3', 'c#1'], null],
      ['keeps to a beginning', { prefix: 'b#' }, ['b#1', 'b#2', 'b#3'], null],
      ['keeps to a limit, and says where it goes on', { limit: 2 }, ['a#1', 'b#1'], 'b#1'],
      ['goes on behind a key', { after: 'b#1', limit: 2 }, ['b#2', 'b#3'], 'b#3'],
      ['goes on behind a key that is gone', { after: 'b#11', prefix: 'b#' }, ['b#2', 'b#3'], null],
      ['is empty behind the last', { after: 'c#1' }, [], null],
      ['begins with the newest', { newestFirst: true, limit: 2 }, ['c#1', 'b#3'], 'b#3'],
      ['goes on with older ones', { newestFirst: true, after: 'b#3', limit: 2 }, ['b#2', 'b#1'], 'b#1'],
      ['of nothing is empty', { prefix: 'x' }, [], null],
    ])('%s', async (_what, request, keys, next) => {
      expect(await keysOf(request)).toEqual({ keys, next });
    });

    test('leaves out attributes that were not asked for', async () => {
      const { items } = await table.page(pk, { attributes: ['two'], limit: 1 });
      expect(items).toEqual([{ pk, sk: 'a#1', version: 1, two: 'a#1' }]);
    });

    test('after page gives the whole partition, however large its items', async () => {
      const filling = 'x'.repeat(200_000);
      for (let index = 0; index < 8; index += 1) await table.put({ pk, sk: `d#${index}`, version: 1, filling });
      const seen: string[] = [];
      for await (const { sk } of viewOf(table, pk, { prefix: 'd#' })) seen.push(sk);
      expect(seen).toEqual(Array.from({ length: 8 }, (_, index) => `d#${index}`));
    });
  });

  test('takes no item above 400 KB', async () => {
    await expect(table.put({ pk, sk: 'a', version: 1, filling: 'x'.repeat(410 * 1024) })).rejects.toThrow('Item size');
    expect(await table.get({ pk, sk: 'a' })).toBeNull();
  });

  test('lists a partition of more than one page whole', async () => {
    const filling = 'x'.repeat(200_000);
    for (let index = 0; index < 8; index += 1) await table.put({ pk, sk: String(index), version: 1, filling });

    expect(await table.query(pk)).toHaveLength(8);
  });

  test('loses no change of many at once', async () => {
    const add = () =>
      modify(table, { pk, sk: 'counter' }, (current) => ({ count: Number(current?.['count'] ?? 0) + 1 }));

    await Promise.all(Array.from({ length: 8 }, add));

    expect(await table.get({ pk, sk: 'counter' })).toMatchObject({ count: 8, version: 8 });
  });

  test('a change that turns out to be none writes nothing', async () => {
    await table.put({ pk, sk: 'a', version: 1 });

    expect(await modify(table, { pk, sk: 'a' }, () => null)).toMatchObject({ changed: false, item: { version: 1 } });
    expect(await table.get({ pk, sk: 'a' })).toMatchObject({ version: 1 });
  });
});

describe('a write whose answer was lost, and which the client repeated', () => {
  /** DynamoDB, with the answer to the next write lost on its way. */
  const losing = async (before: (table: Table) => Promise<unknown>, meanwhile?: (table: Table) => Promise<unknown>) => {
    const opened = await openDynamoDb((client) => {
      let isLost = false;
      client.middlewareStack.add(
        (next, { commandName }) =>
          async (args) => {
            const answer = await next(args);
            if (!isPrepared || isLost || !/Put|Delete/u.test(String(commandName))) return answer;
            isLost = true;
            await meanwhile?.(opened.table);
            throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET', name: 'TimeoutError' });
          },
        { step: 'deserialize', name: 'loseAnswer', priority: 'high' },
      );
    });
    let isPrepared = false;
    await before(opened.table);
    isPrepared = true;
    return opened;
  };
  const key = { pk: 'p', sk: 'a' };

  test('counts as written, since the item is ours', async () => {
    const { table, close } = await losing(async () => null);

    expect(await table.put({ ...key, version: 1, by: 'us' })).toBe(true);

    expect(await table.get(key)).toMatchObject({ version: 1, by: 'us' });
    await close();
  });

  test('changes an item once', async () => {
    const { table, close } = await losing((open) => open.put({ ...key, version: 1, count: 0 }));

    const change = await modify(table, key, (current) => ({ count: Number(current?.['count']) + 1 }));

    expect(change).toMatchObject({ changed: true, item: { count: 1, version: 2 } });
    expect(await table.get(key)).toMatchObject({ count: 1, version: 2 });
    await close();
  });

  test('counts as refused when somebody else has written over it', async () => {
    const { table, close } = await losing(
      async () => null,
      (open) => open.put({ ...key, version: 2, by: 'them' }),
    );

    expect(await table.put({ ...key, version: 1, by: 'us' })).toBe(false);

    expect(await table.get(key)).toMatchObject({ version: 2, by: 'them' });
    await close();
  });

  test('counts as removed when the item is gone', async () => {
    const { table, close } = await losing((open) => open.put({ ...key, version: 1 }));

    expect(await table.remove(key, 1)).toBe(true);

    expect(await table.get(key)).toBeNull();
    await close();
  });
});
