/*
 * A table that speaks DynamoDB's protocol as far as the sync does: it gives an item, writes one over the version before,
 * and queries a partition page by page. Everything else is refused. It is quick with tens of thousands of items, which the
 * loopback runtime's database is not. For example, a query over 20,000 links answers twenty pages.
 */
import * as z from 'zod';
import type { Item } from '../shared/state/table.ts';

/** A page of DynamoDB's is a megabyte, and an item about a kilobyte. */
const ITEMS_PER_PAGE = 1_000;

const text = z.object({ S: z.string() });
const wireKeySchema = z.object({ pk: text, sk: text });
const wireItemSchema = wireKeySchema.loose().extend({ version: z.object({ N: z.string() }) });
type WireItem = z.infer<typeof wireItemSchema>;

const requestSchema = z.object({
  Key: wireKeySchema.optional(),
  Item: wireItemSchema.optional(),
  ExpressionAttributeValues: z.record(z.string(), z.looseObject({ S: z.string().optional() })).default({}),
  ExclusiveStartKey: z.object({ sk: text }).optional(),
  ScanIndexForward: z.boolean().default(true),
  Limit: z.number().default(ITEMS_PER_PAGE),
});
type TableRequest = z.infer<typeof requestSchema>;

/** A value as the protocol writes it. */
const toWire = (value: unknown): object => {
  if (value === null || value === undefined) return { NULL: true };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(toWire) };
  if (typeof value === 'object') return { M: toWireItem(value) };
  return { S: z.string().parse(value) };
};
const toWireItem = (item: object): Record<string, object> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, toWire(value)]));

const compareKeys = (one: WireItem, other: WireItem): number => (one.sk.S < other.sk.S ? -1 : 1);

/** What is answered: a status, and the body as JSON. */
export interface TableAnswer {
  readonly status: number;
  readonly body: object;
}

const REFUSED: TableAnswer = {
  status: 400,
  body: { __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', message: 'refused' },
};
const done = (body: object = {}): TableAnswer => ({ status: 200, body });

/** @param items what it holds at first */
export const createPretendTable = (items: readonly Item[]) => {
  const partitions = new Map<string, Map<string, WireItem>>();
  const rowsOf = (pk: string): Map<string, WireItem> => {
    const rows = partitions.get(pk) ?? new Map<string, WireItem>();
    partitions.set(pk, rows);
    return rows;
  };
  for (const item of items) rowsOf(item.pk).set(item.sk, wireItemSchema.parse(toWireItem(item)));

  const put = (item: WireItem): TableAnswer => {
    const rows = rowsOf(item.pk.S);
    const previous = Number(rows.get(item.sk.S)?.version.N ?? 0);
    if (previous !== Number(item.version.N) - 1) return REFUSED;
    rows.set(item.sk.S, item);
    return done();
  };

  const query = ({ ExpressionAttributeValues: values, ...request }: TableRequest): TableAnswer => {
    const { ScanIndexForward: isForward, Limit: limit, ExclusiveStartKey: start } = request;
    const prefix = values[':prefix']?.S ?? '';
    const sorted = [...rowsOf(values[':pk']?.S ?? '').values()].filter(({ sk }) => sk.S.startsWith(prefix));
    sorted.sort(compareKeys);
    if (!isForward) sorted.reverse();
    const rest = sorted.filter(({ sk }) => start === undefined || (isForward ? sk.S > start.sk.S : sk.S < start.sk.S));
    const page = rest.slice(0, Math.min(limit, ITEMS_PER_PAGE));
    const last = page.at(-1);
    const isLast = last === undefined || page.length === rest.length;
    return done({ Items: page, ...(!isLast && { LastEvaluatedKey: { pk: last.pk, sk: last.sk } }) });
  };

  /** @param operation the protocol's name, such as `GetItem` @throws Error for one that is not known */
  return (operation: string, json: string): TableAnswer => {
    const request = requestSchema.parse(JSON.parse(json));
    const { Key: key, Item: item } = request;
    if (operation === 'Query') return query(request);
    if (operation === 'PutItem' && item !== undefined) return put(item);
    if (operation === 'GetItem' && key !== undefined) {
      const found = partitions.get(key.pk.S)?.get(key.sk.S);
      return done(found === undefined ? {} : { Item: found });
    }
    throw new Error(`The table does not know ${operation}.`);
  };
};
