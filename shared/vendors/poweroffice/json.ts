/*
 * How what PowerOffice answers becomes data. Whole numbers that a double cannot hold stay exact, a list is read row by row
 * while it arrives, and an answer that lacks what the contract promises is unreadable, which is told without a word of
 * it. For example, of `[{"Id": 7}, {"Id": "x"}]` one hears that the answer lacks `1.Id`.
 */
import type { HttpResponse } from '../../http/transport.ts';
import { createTextSharing } from '../../records/share-texts.ts';
import { createListElements } from './list-elements.ts';

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

/**
 * What reads a value as it came: any Zod schema, or one that is made of it for a single call. To make a Zod schema takes
 * longer than to read an answer with it.
 */
export interface WireSchema<T> {
  readonly safeParse: (value: unknown) => WireValue<T>;
}
type WireValue<T> =
  | { readonly success: true; readonly data: T }
  | {
      readonly success: false;
      readonly error: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] };
    };

/** @throws UnreadableAnswerError, which quotes nothing of the body */
export const readAnswer = <T>(response: HttpResponse, schema: WireSchema<T>): T => {
  const data = jsonOrUndefined(response.body);
  if (data === undefined) throw noJson();
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw lacks(parsed.error.issues.map(({ path }) => path));
};

/** Reads a list while it arrives: of what its rows are like on the wire, only one is ever held. */
export interface RowReader<T> {
  /** Takes the next piece of the answer's text. Throws nothing. */
  readonly take: (piece: string) => void;
  /** @throws UnreadableAnswerError when it is no list, or a row cannot be read, which quotes nothing of the answer */
  readonly rows: () => readonly T[];
}

export const createRowReader = <T>(schema: WireSchema<T>): RowReader<T> => {
  const rows: T[] = [];
  const missing: PropertyKey[][] = [];
  const share = createTextSharing();
  let count = 0;
  let isJson = true;
  const readRow = (element: string): void => {
    const index = count;
    count += 1;
    const row = jsonOrUndefined(element);
    if (row === undefined) isJson = false;
    const parsed = schema.safeParse(row);
    if (parsed.success) rows.push(share(parsed.data));
    else missing.push(...parsed.error.issues.map(({ path }) => [index, ...path]));
  };
  const { take, otherThanList } = createListElements(readRow);
  return {
    take,
    rows: () => {
      const other = otherThanList();
      if (!isJson || (other !== null && jsonOrUndefined(other) === undefined)) throw noJson();
      if (other !== null) throw lacks([[]]);
      if (missing.length > 0) throw lacks(missing);
      return rows;
    },
  };
};

/** @returns `undefined` for what is not JSON */
const jsonOrUndefined = (text: string): unknown => {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
};

const noJson = (): UnreadableAnswerError => new UnreadableAnswerError('The answer is not JSON.');

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
export const readRecord = <T>(response: HttpResponse, schema: WireSchema<T>, isMeant: (record: T) => boolean): T => {
  const record = readAnswer(response, schema);
  if (!isMeant(record)) throw new UnreadableAnswerError('The answer is another record than the one asked for.');
  return record;
};
