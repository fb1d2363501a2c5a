import * as z from 'zod';
import type { HttpResponse } from '../../http/transport.ts';
import type { Call, Caller, Understand } from './caller.ts';
import { PowerOfficeError } from './errors.ts';
import { createRowReader, parseJson } from './json.ts';
import type { RowReader, WireSchema } from './json.ts';

/** What a read asks for. */
interface ReadCall {
  readonly path: string;
  readonly privilege: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Of everybody: such a list may take a while. */
  readonly isBulk?: boolean;
}

/** The two ways to read, which the resources share. */
export interface Reads {
  /** All pages of a list, each row once. */
  readonly list: <T extends { readonly id: number | string }>(
    call: ReadCall,
    schema: WireSchema<T>,
  ) => Promise<readonly T[]>;
  /** One answer. */
  readonly get: <T>(call: ReadCall, understand: Understand<T>) => Promise<T>;
}

/** The most that PowerOffice gives at once (PowerOffice fact 14). */
const PAGE_SIZE = 20_000;
const TIMEOUT_IN_MILLIS = 20_000;
/** For the lists that hold everybody. */
const BULK_TIMEOUT_IN_MILLIS = 60_000;

export const createReads = (caller: Caller): Reads => {
  const toCall = ({ path, privilege, query = {}, isBulk = false }: ReadCall): Call => ({
    method: 'GET',
    path,
    query,
    body: null,
    privilege,
    timeoutInMillis: isBulk ? BULK_TIMEOUT_IN_MILLIS : TIMEOUT_IN_MILLIS,
  });

  return {
    get: (call, understand) => caller.read(toCall(call), () => ({ understand })),

    list: async <T extends { readonly id: number | string }>(call: ReadCall, schema: WireSchema<T>) => {
      const rows = new Map<number | string, T>();
      for (let pageNumber = 1; ; pageNumber += 1) {
        const paging = { PageNumber: String(pageNumber), PageSize: String(PAGE_SIZE), OrderBy: 'Id asc' };
        const page = await caller.read(toCall({ ...call, query: { ...call.query, ...paging } }), () => {
          const reader = createRowReader(schema);
          return { takeText: reader.take, understand: (response) => readPage(response, reader) };
        });
        const before = rows.size;
        for (const row of page.rows) rows.set(row.id, row);
        if (page.next === 'no') return [...rows.values()];
        if (rows.size === before) {
          if (page.next === 'perhaps') return [...rows.values()];
          throw new PowerOfficeError('unavailable', { summary: `The pages of GET ${call.path} repeat themselves.` });
        }
      }
    },
  };
};

interface Page<T> {
  readonly rows: readonly T[];
  readonly next: 'yes' | 'no' | 'perhaps';
}

/** An empty list is 204 without a body (PowerOffice fact 15), and nothing else. @throws UnreadableAnswerError */
const readPage = <T>(response: HttpResponse, reader: RowReader<T>): Page<T> => {
  if (response.status === 204) return { rows: [], next: 'no' };
  reader.take(response.body);
  const rows = reader.rows();
  return { rows, next: hasNext(response, rows.length) };
};

const hasNext = (response: HttpResponse, rowCount: number): Page<never>['next'] => {
  if (rowCount >= PAGE_SIZE) return 'perhaps';
  const link = nextPageLink(response.headers['x-pagination']);
  if (link !== null) return link === '' ? 'no' : 'yes';
  // Without the header a short page is the last one; but a round figure looks like a smaller maximum than documented.
  return rowCount > 0 && rowCount % 1_000 === 0 ? 'perhaps' : 'no';
};

/** Only its next link is of use; not in the published schema (PowerOffice fact 16). */
const paginationSchema = z.object({ nextPageLink: z.string().nullish() });

/** @returns "" on the last page, `null` when the header does not tell */
const nextPageLink = (header: string | undefined): string | null => {
  try {
    const parsed = paginationSchema.safeParse(parseJson(header ?? ''));
    return parsed.success ? (parsed.data.nextPageLink ?? '') : null;
  } catch {
    return null;
  }
};
