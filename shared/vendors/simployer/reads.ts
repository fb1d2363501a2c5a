/*
 * Reads whole lists of Simployer, a few pages at a time, and notices when one is not whole. A list says how many rows it has;
 * rows that are missing could look like people who have left, so a list that does not add up is read once more and then
 * refused. For example, a list of 250 rows breaks off after 200: the read ends as `incomplete`, the run is given up,
 * and nobody is taken for gone.
 */
import * as z from 'zod';
import { createTextSharing } from '../../records/share-texts.ts';
import { isVendorError } from '../../records/vendor-error.ts';
import type { SourceEmployeeId } from '../../model/employee.ts';
import { REQUESTS_AT_ONCE } from './get.ts';
import type { Get, Query } from './get.ts';
import { simployerError } from './errors.ts';

/** The ways to read, which the resources share. */
export interface Reads {
  readonly get: Get;
  /**
   * A complete list. One that does not add up is read once more, for it may have changed underneath.
   * @throws VendorError of kind `incomplete`
   */
  readonly list: <T extends { readonly id: string }>(
    path: string,
    schema: z.ZodType<T>,
    filter?: Query,
  ) => Promise<readonly T[]>;
  /**
   * A complete list, and the rows of one relation that hang on it, each once. A row of the relation that cannot be read is
   * left out.
   */
  readonly listWith: <T extends { readonly id: string }, R extends { readonly id: string }>(
    path: string,
    schema: z.ZodType<T>,
    relation: { readonly name: string; readonly schema: z.ZodType<R> },
  ) => Promise<{ readonly rows: readonly T[]; readonly related: readonly R[] }>;
  /** The rows of a list that are one employee's, and those that do not say whose they are. */
  readonly ofEmployee: <T extends { readonly id: string; readonly employeeId: SourceEmployeeId | null }>(
    path: string,
    schema: z.ZodType<T>,
    employeeId: SourceEmployeeId,
  ) => Promise<readonly T[]>;
}

/** No maximum is published, so a modest page, and the rows received decide the next offset (Simployer fact 5). */
const PAGE_SIZE = 100;

/** One page of a list as it comes; its rows are read one by one. */
const pageSchema = z.object({
  data: z.array(z.unknown()),
  total: z.int().nonnegative(),
  /** By the name of the relation; what was not asked for, or has no row, need not be there (Simployer fact 23). */
  relations: z.record(z.string(), z.array(z.unknown()).catch([])).catch({}).default({}),
});

export const createReads = (get: Get): Reads => {
  /** Of a page only what was read of its rows is kept: as they came, those of 20,000 people are several times as large. */
  const readPage = async <T>({ path, schema, filter, share }: List<T>, offset: number): Promise<Page<T>> => {
    const query = { limit: String(PAGE_SIZE), offset: String(offset), 'sort[id]': 'asc', ...filter };
    const page = await get(path, path, query, pageSchema).catch((error: unknown) => {
      // The list did answer before: it is this page that is missing.
      if (offset === 0 || !isVendorError(error, 'unavailable')) throw error;
      throw simployerError('incomplete', `The list ${path} broke off after ${offset} rows. ${error.message}`);
    });
    if (page === null) {
      throw simployerError('unavailable', `Simployer knows no ${path}. IT: check the base URL in the settings.`);
    }
    const { total, data, relations } = page;
    return { offset, total, rows: data.map((row) => share(schema.safeParse(row).data ?? null)), relations };
  };

  /** One page after the other: the rows that came decide the next offset. */
  const readInOrder = async <T>(list: List<T>): Promise<readonly Page<T>[]> => {
    const pages: Page<T>[] = [];
    for (let offset = 0; ;) {
      const page = await readPage(list, offset);
      pages.push(page);
      offset += page.rows.length;
      if (offset >= page.total || page.rows.length === 0) return pages;
    }
  };

  /** The first page, and the others at the offsets that follow when all of them are as long. */
  const readAtOnce = async <T>(list: List<T>): Promise<readonly Page<T>[]> => {
    const first = await readPage(list, 0);
    const step = first.rows.length;
    const count = step === 0 ? 0 : Math.ceil(first.total / step) - 1;
    const offsets = Array.from({ length: count }, (_, index) => (index + 1) * step);
    return [first, ...(await mapAtOnce(offsets, (offset) => readPage(list, offset)))];
  };

  const readWhole = async <T extends { readonly id: string }>(list: List<T>): Promise<Pass<T>> => {
    const first = toPass(await readAtOnce(list));
    if (first.rows.length === first.total && first.isStill) return first;
    const second = toPass(await readInOrder(list));
    if (second.rows.length === second.total) return second;
    const why =
      second.firstWithoutId === null
        ? ''
        : ` Row ${second.firstWithoutId} of the list, sorted by id, has no id that can be used.`;
    throw simployerError(
      'incomplete',
      `The list ${list.path} has ${second.total} rows according to Simployer, but ${second.rows.length} usable ones arrived.${why}`,
    );
  };

  const list = async <T extends { readonly id: string }>(
    path: string,
    schema: z.ZodType<T>,
    filter: Query = {},
  ): Promise<readonly T[]> => (await readWhole({ path, schema, filter, share: createTextSharing() })).rows;

  const listWith: Reads['listWith'] = async (path, schema, relation) => {
    const { rows, pages } = await readWhole({
      path,
      schema,
      filter: { relations: relation.name },
      share: createTextSharing(),
    });
    const related = pages
      .flatMap((page) => page.relations[relation.name] ?? [])
      .map((row) => relation.schema.safeParse(row))
      .flatMap(({ data }) => data ?? []);
    return { rows, related: [...new Map(related.map((row) => [row.id, row])).values()] };
  };

  const ofEmployee = async <T extends { readonly id: string; readonly employeeId: SourceEmployeeId | null }>(
    path: string,
    schema: z.ZodType<T>,
    employeeId: SourceEmployeeId,
  ): Promise<readonly T[]> => {
    const rows = await list(path, schema, { 'filters[employeeId][$eq]': employeeId });
    // A filter that is not understood may be ignored; whose a row without an owner is, is for its reader.
    return rows.filter((row) => row.employeeId === employeeId || row.employeeId === null);
  };

  return { get, list, listWith, ofEmployee };
};

/** What is read, and how its rows are. */
interface List<T> {
  readonly path: string;
  readonly schema: z.ZodType<T>;
  readonly filter: Query;
  /** Lets its rows share their texts. */
  readonly share: <Row>(row: Row) => Row;
}

interface Page<T> extends Pick<z.output<typeof pageSchema>, 'total' | 'relations'> {
  readonly offset: number;
  /** Null in the place of one without an id. */
  readonly rows: readonly (T | null)[];
}

/** @returns in the order of the inputs. @throws what one of them threw; no further is begun then, and none goes on */
const mapAtOnce = async <T, U>(inputs: readonly T[], work: (input: T) => Promise<U>): Promise<readonly U[]> => {
  const results: U[] = [];
  const waiting = inputs.entries();
  let hasFailed = false;
  const takeNext = async (): Promise<void> => {
    for (const [index, input] of waiting) {
      if (hasFailed) return;
      try {
        results[index] = await work(input);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: REQUESTS_AT_ONCE }, takeNext));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return results;
};

/** What the pages hold together. Rows without an id are left out, so that their absence shows. */
const toPass = <T extends { readonly id: string }>(pages: readonly Page<T>[]): Pass<T> => {
  const rows = new Map<string, T>();
  let firstWithoutId: number | null = null;
  for (const page of pages) {
    for (const [index, row] of page.rows.entries()) {
      if (row !== null) rows.set(row.id, row);
      else firstWithoutId ??= page.offset + index + 1;
    }
  }
  const total = pages.at(-1)?.total ?? 0;
  const isStill = pages.every(
    (page, index) => page.total === total && (index === pages.length - 1 || page.rows.length === pages[0]?.rows.length),
  );
  return { pages, rows: [...rows.values()], total, isStill, firstWithoutId };
};

interface Pass<T> {
  readonly pages: readonly Page<T>[];
  readonly rows: readonly T[];
  /** As the last page says. */
  readonly total: number;
  /** Every page gives the same total, and as many rows as the first: otherwise rows may have moved between pages. */
  readonly isStill: boolean;
  /** The place of the first row without an id, counted from 1. */
  readonly firstWithoutId: number | null;
}
