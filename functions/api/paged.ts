import type * as z from 'zod';
import { readCursor, toCursor } from '../../shared/api/cursor.ts';
import { takePage } from '../../shared/api/page.ts';
import { RefusedError } from './answer.ts';
import type { pageParameters } from './page-parameters.ts';

interface List<Row, Schema extends z.ZodType> {
  /** A cursor of a list by another name is refused. */
  readonly name: string;
  readonly positionSchema: Schema;
  readonly positionOf: (row: Row) => z.input<Schema>;
  /** The rows behind a position; null begins at the first. */
  readonly rowsAfter: (position: z.output<Schema> | null) => Iterable<Row> | AsyncIterable<Row>;
}

/**
 * Where a page begins; null at the first.
 * @throws RefusedError INPUT_INVALID when the cursor is not of this list
 */
export const readPosition = <Schema extends z.ZodType>(
  { after }: Pick<z.output<typeof pageParameters>, 'after'>,
  { name, positionSchema }: Pick<List<never, Schema>, 'name' | 'positionSchema'>,
): z.output<Schema> | null => {
  const position = after === undefined ? null : readCursor(name, positionSchema, after);
  if (after === undefined || position !== null) return position;
  throw new RefusedError('INPUT_INVALID', 'A parameter of the address is wrong.', {
    details: ['after: not the "next" of a page of this list'],
  });
};

/**
 * One page of a list, and the cursor of the next: null at the end.
 * @throws RefusedError INPUT_INVALID when the cursor is not of this list
 */
export const paged = async <Row, Schema extends z.ZodType>(
  { limit, after }: z.output<typeof pageParameters>,
  { name, positionSchema, positionOf, rowsAfter }: List<Row, Schema>,
): Promise<{ readonly rows: readonly Row[]; readonly next: string | null }> => {
  const position = readPosition({ after }, { name, positionSchema });
  const { rows, last } = await takePage(rowsAfter(position), limit);
  return { rows, next: last === null ? null : toCursor(name, positionOf(last)) };
};
