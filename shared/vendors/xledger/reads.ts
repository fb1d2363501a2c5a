/*
 * Reads whole lists of X-ledger, page by page. The next page begins after the cursor of the last row (X-ledger fact 13).
 * A list that cannot be read to its end is refused, because a row that is missing looks like somebody who is not there
 * yet, and would be created once more. For example, a query of 1,000 people that X-ledger cuts off for taking too long is
 * asked for 500, and one whose cursor comes twice ends as `incomplete`.
 */
import * as z from 'zod';
import { isVendorError } from '../../records/vendor-error.ts';
import type { Caller } from './caller.ts';
import { isXledgerError, XledgerError } from './errors.ts';

/** Whose records: of the token's own entity, of all it reaches, and so on (X-ledger fact 15). */
export type OwnerSet = 'CURRENT' | 'UPPER' | 'LOWER' | 'MINE' | 'ALL';

/** A list of X-ledger. */
interface ListCall<T> {
  /** As X-ledger calls it. */
  readonly name: string;
  /** Its further arguments: our own words, digits and names of variables, never text of a person (X-ledger fact 16). */
  readonly literals: string;
  /** Variables by name, with their type in X-ledger's schema. */
  readonly variables?: Readonly<Record<string, { readonly type: string; readonly value: unknown }>>;
  /** What is asked of each row. */
  readonly selection: string;
  readonly schema: z.ZodType<T>;
  /** Attempts in all, for each page. */
  readonly tries?: number;
}

export interface Reads {
  /** Asks for one row, to see whether a list answers as it should. */
  readonly peek: <T extends { readonly id: string }>(call: ListCall<T>) => Promise<void>;
  /** All pages of a list, each row once. @throws XledgerError of kind `incomplete` */
  readonly list: <T extends { readonly id: string }>(call: ListCall<T>) => Promise<readonly T[]>;
}

/** What most clients ask for (X-ledger fact 14). */
const PAGE_SIZE = 1_000;
const SMALLEST_PAGE = 100;
const TIMEOUT_IN_MILLIS = 60_000;

export const createReads = (caller: Caller): Reads => ({
  peek: async (call) => {
    await readPage(caller, call, 1, null);
  },

  list: async (call) => {
    const { name, schema } = call;
    const rows = new Map<string, z.output<typeof schema>>();
    const cursors = new Set<string>();
    let first = PAGE_SIZE;
    let after: string | null = null;
    for (;;) {
      let page: Connection | undefined;
      try {
        page = await readPage(caller, call, first, after);
      } catch (error) {
        if (isXledgerError(error, 'tooHeavy') && first > SMALLEST_PAGE) {
          first = Math.max(SMALLEST_PAGE, Math.floor(first / 2));
          continue;
        }
        // The list did answer before: it is this page that is missing. What stands for every record stays as it is.
        const isPage = isVendorError(error, 'unavailable') && !isXledgerError(error, 'creditsUsedUp');
        if (isPage && (after !== null || isXledgerError(error, 'tooHeavy'))) {
          throw incomplete(`The list ${name} broke off after ${rows.size} rows. ${error.summary}`);
        }
        throw error;
      }
      const edges: Connection['edges'] = page?.edges ?? [];
      const before = rows.size;
      for (const [index, { node }] of edges.entries()) {
        const row = schema.safeParse(node);
        if (!row.success) throw incomplete(`Row ${before + index + 1} of the list ${name} has no id that can be used.`);
        rows.set(row.data.id, row.data);
      }
      const last = edges.at(-1)?.cursor;
      if (page?.pageInfo.hasNextPage !== true || last === undefined) return [...rows.values()];
      if (cursors.has(last)) throw incomplete(`The pages of the list ${name} repeat themselves.`);
      cursors.add(last);
      after = last;
    }
  },
});

const readPage = async (
  caller: Caller,
  { name, literals, variables = {}, selection, tries }: Omit<ListCall<unknown>, 'schema'>,
  first: number,
  after: string | null,
): Promise<Connection | undefined> => {
  const values = Object.fromEntries(Object.entries(variables).map(([variable, { value }]) => [variable, value]));
  const page = await caller.read(
    {
      name,
      text: listText({ name, literals, variables, selection }),
      variables: { first, after, ...values },
      timeoutInMillis: TIMEOUT_IN_MILLIS,
      ...(tries !== undefined && { tries }),
    },
    z.object({ [name]: connectionSchema }),
  );
  return page[name];
};

const incomplete = (summary: string): XledgerError => new XledgerError('incomplete', { summary });

const connectionSchema = z.object({
  edges: z.array(z.object({ cursor: z.union([z.string(), z.number()]).transform(String), node: z.unknown() })),
  pageInfo: z.object({ hasNextPage: z.boolean() }),
});
type Connection = z.output<typeof connectionSchema>;

const listText = ({
  name,
  literals,
  variables,
  selection,
}: Required<Pick<ListCall<unknown>, 'name' | 'literals' | 'variables' | 'selection'>>): string => {
  const declared = Object.entries(variables).map(([variable, { type }]) => `, $${variable}: ${type}`);
  return (
    `query($first: Int, $after: String${declared.join('')}) { ` +
    `${name}(first: $first, after: $after, ${literals}) { ` +
    `edges { cursor node { ${selection} } } pageInfo { hasNextPage } } }`
  );
};
