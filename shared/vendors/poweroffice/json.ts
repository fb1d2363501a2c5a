import * as z from 'zod';
import type { HttpResponse } from '../../http/transport.ts';

// Standard since ES2026 and in Node 24, but not yet in TypeScript's libraries.
declare global {
  interface JSON {
    rawJSON(text: string): unknown;
  }
}

/**
 * An answer whose body is not what PowerOffice publishes: HTML, cut JSON, nothing at all, or rows without their keys.
 */
export class UnreadableAnswerError extends Error {
  override readonly name = 'UnreadableAnswerError';
}

/** No double holds every whole number of 16 digits and more. */
const LONG_NUMBER = /\d{16}/;
const WHOLE_NUMBER = /^-?\d+$/;

const keepExact = (_key: string, value: unknown, context?: { readonly source?: string }): unknown => {
  const source = context?.source;
  return typeof value === 'number' && !Number.isSafeInteger(value) && source !== undefined && WHOLE_NUMBER.test(source)
    ? BigInt(source)
    : value;
};

/** JSON as data; whole numbers that a double cannot hold (int64) come as `bigint`. @throws SyntaxError */
export const parseJson = (text: string): unknown =>
  LONG_NUMBER.test(text) ? JSON.parse(text, keepExact) : JSON.parse(text);

/** Data as JSON; a `bigint` is written digit by digit as a number. */
export const toJson = (value: unknown): string =>
  JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'bigint' ? JSON.rawJSON(member.toString()) : member,
  );

/** @throws UnreadableAnswerError, which quotes nothing of the body */
export const readAnswer = <S extends z.ZodType>(response: HttpResponse, schema: S): z.output<S> => {
  const parsed = schema.safeParse(parseBody(response));
  if (parsed.success) return parsed.data;
  throw lacks(parsed.error.issues.map(({ path }) => path));
};

/**
 * The rows of a list. Each as it came is let go of once it is read: of 20,000 people at once they are several times as
 * large as what is made of them.
 * @throws UnreadableAnswerError when one of them cannot be read, which quotes nothing of the body
 */
export const readRows = <T>(response: HttpResponse, schema: z.ZodType<T>): readonly T[] => {
  const received = rowsSchema.safeParse(parseBody(response));
  if (!received.success) throw lacks(received.error.issues.map(({ path }) => path));
  const rows: T[] = [];
  const missing: PropertyKey[][] = [];
  for (const [index, row] of received.data.entries()) {
    received.data[index] = null;
    const parsed = schema.safeParse(row);
    if (parsed.success) rows.push(parsed.data);
    else missing.push(...parsed.error.issues.map(({ path }) => [index, ...path]));
  }
  if (missing.length > 0) throw lacks(missing);
  return rows;
};

const rowsSchema = z.array(z.unknown());

/** @throws UnreadableAnswerError */
const parseBody = ({ body }: HttpResponse): unknown => {
  try {
    return parseJson(body);
  } catch {
    throw new UnreadableAnswerError('The answer is not JSON.');
  }
};

/** @param missing where in the answer something is missing, or is something else */
const lacks = (missing: readonly (readonly PropertyKey[])[]): UnreadableAnswerError => {
  const places = missing.slice(0, 3).map((path) => path.join('.') || 'the answer itself');
  return new UnreadableAnswerError(`The answer lacks what the contract promises: ${places.join(', ')}.`);
};

/**
 * An answer about one record, which has to be the record that was asked for: what is written next would go to it.
 * @param isMeant whether it is
 * @throws UnreadableAnswerError
 */
export const readRecord = <T>(response: HttpResponse, schema: z.ZodType<T>, isMeant: (record: T) => boolean): T => {
  const record = readAnswer(response, schema);
  if (!isMeant(record)) throw new UnreadableAnswerError('The answer is another record than the one asked for.');
  return record;
};
