/*
 * All that the sync asks of a database: one table of items, reads that see every earlier write, and one kind of write,
 * which replaces the version that was read or does nothing. There are no transactions. Every promise about what is
 * stored is built from these few, so that DynamoDB, the simulation and a developer's machine keep it alike. For
 * example, `modify` reads an item, lets its caller say what it is to become, writes it, and begins again when somebody
 * else was first.
 */
/**
 * Where an item lives. The partitions: `lease`, `connection`, `runs`, `run#<id>`, `plans`, `pacing`, `schedule`, `mails`,
 * and those of each flow, of the first one for example `employees`, `decisions`, `intents#<source id>` and `history#<source id>`.
 */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/**
 * The version that every item written from now on carries. It rises when an item can no longer be read as one of the
 * version before; what is only new has a default where it is read, what is gone is passed over.
 */
export const ITEM_FORMAT = 2;

/** An item as stored: its key, a version that every write raises by one, and whatever it holds. */
export interface Item extends Key {
  readonly version: number;
  /** The version of what the item holds, see ITEM_FORMAT; items of the first version have none. */
  readonly format?: number;
  /** Epoch seconds after which DynamoDB may drop the item. */
  readonly expiresAt?: number;
  readonly [attribute: string]: unknown;
}

/** The table, as said above. */
export interface Table {
  get(key: Key): Promise<Item | null>;
  /** Writes when the stored version is `item.version - 1` (absent counts as 0); false when somebody else was first. */
  put(item: Item): Promise<boolean>;
  /** Deletes when the stored version is as given; false when it is not. */
  remove(key: Key, version: number): Promise<boolean>;
  /** All items of a partition whose sort key begins with the prefix, in its order. */
  query(pk: string, prefix?: string): Promise<Item[]>;
  /** One page of a partition, for views: at half the price of `query`, it may miss the writes of the last second. */
  page(pk: string, request: PageRequest): Promise<Page>;
}

/** Which items of a partition a view wants, in the order of their sort keys. */
export interface PageRequest {
  readonly prefix?: string;
  /** Begins behind this sort key, whether there is such an item or not. */
  readonly after?: string | null;
  /** At most so many items; the database may give fewer although more follow. */
  readonly limit?: number;
  readonly newestFirst?: boolean;
  /** Only these attributes, beside key and version; all of them when left out. */
  readonly attributes?: readonly string[];
}

export interface Page {
  readonly items: readonly Item[];
  /** The sort key behind which it goes on; null at the end. Behind it there may be nothing. */
  readonly next: string | null;
}

/** All that a view asks for, read page by page as it is needed. */
export const viewOf = async function* (table: Table, pk: string, request: PageRequest): AsyncGenerator<Item> {
  let after = request.after ?? null;
  do {
    const { items, next } = await table.page(pk, { ...request, after });
    yield* items;
    after = next;
  } while (after !== null);
};

export const collect = async (items: AsyncIterable<Item>): Promise<Item[]> => {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
};

/** The attributes an item is given; key and version are the table's business. */
export type Attributes = Readonly<Record<string, unknown>> & { readonly expiresAt?: number };

export interface Modified {
  /** False when `change` said that nothing is to be done. */
  readonly changed: boolean;
  /** The item as it stands after the call. */
  readonly item: Item | null;
}

/**
 * Reads an item, lets `change` say what it is to become, and writes it if nobody wrote in between; repeats until
 * it got through. `change` sees what is stored (null when absent) and answers null to leave it as it is. It runs
 * once for each try, so it must be pure.
 */
export const modify = async (
  table: Table,
  key: Key,
  change: (current: Item | null) => Attributes | null,
): Promise<Modified> => {
  for (;;) {
    const current = await table.get(key);
    const next = change(current);
    if (next === null) return { changed: false, item: current };
    const item = toNext(key, current, next);
    if (await table.put(item)) return { changed: true, item };
  }
};

/**
 * Writes an item that is hardly ever there yet, without a read before. One that is there stands: a refused write costs
 * more than a read, so this is for what is written once, but for a repetition now and then.
 */
export const create = async (table: Table, key: Key, attributes: Attributes): Promise<void> => {
  await table.put(toNext(key, null, attributes));
};

const toNext = (key: Key, current: Item | null, attributes: Attributes): Item => ({
  ...attributes,
  ...key,
  version: (current?.version ?? 0) + 1,
});
