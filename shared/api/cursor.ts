import * as z from 'zod';

/** A sort key of the table has at most 1,024 bytes, of which the kind of item takes some. */
const LONGEST_TEXT_IN_BYTES = 900;
const LONGEST_CURSOR = 2_000;

/** A position that becomes part of a sort key. */
export const keyPosition = z
  .string()
  .refine((text) => text.isWellFormed() && Buffer.byteLength(text) <= LONGEST_TEXT_IN_BYTES);

const partsSchema = z.tuple([z.string(), z.unknown()]);

/** A position in one list, as callers hand it back: opaque, and good for that list alone. */
export const toCursor = (list: string, position: unknown): string =>
  Buffer.from(JSON.stringify([list, position])).toString('base64url');

/**
 * The position behind a cursor.
 * @param schema what the list's positions look like
 * @returns null when the cursor is not one of this list
 */
export const readCursor = <Schema extends z.ZodType>(
  list: string,
  schema: Schema,
  cursor: string,
): z.output<Schema> | null => {
  if (cursor.length > LONGEST_CURSOR) return null;
  const parts = partsSchema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (!parts.success || parts.data[0] !== list) return null;
  return schema.safeParse(parts.data[1]).data ?? null;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
