/** Page size when nobody says, and the most that can be asked for. */
export const ROWS_PER_PAGE = { default: 100, most: 500 } as const;

/** Rows end here although more were asked for. A whole answer stays below 1 MB with it, and Lambda takes six. */
const MOST_BYTES_OF_ROWS = 900_000;

export interface PageOf<Row> {
  readonly rows: readonly Row[];
  /** The last row when others follow; null at the end of the list. */
  readonly last: Row | null;
}

/**
 * The first rows of a list: at most so many, and fewer when they are large. At least one, if there is any. It looks at
 * one row more, so that a page which says that others follow is right.
 */
export const takePage = async <Row>(rows: Iterable<Row> | AsyncIterable<Row>, limit: number): Promise<PageOf<Row>> => {
  const taken: Row[] = [];
  let bytes = 0;
  for await (const row of rows) {
    bytes += Buffer.byteLength(JSON.stringify(row)) + 1;
    const last = taken.at(-1);
    if (last !== undefined && (taken.length === limit || bytes > MOST_BYTES_OF_ROWS)) {
      return { rows: taken, last };
    }
    taken.push(row);
  }
  return { rows: taken, last: null };
};
