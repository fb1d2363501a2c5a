const WHOLE_NUMBER = /^-?\d+$/;

/**
 * JSON to values, with int64 numbers beyond 2^53 as exact bigints.
 * @throws SyntaxError for text that is no JSON.
 */
export const parseJson = (text: string): unknown =>
  JSON.parse(text, (_key, value: unknown, context?: { source?: string }) => {
    const source = context?.source;
    if (typeof value !== 'number' || source === undefined || Number.isSafeInteger(value)) return value;
    return WHOLE_NUMBER.test(source) ? BigInt(source) : value;
  });

/** Values to JSON; bigints become plain numbers of any length, `undefined` properties are left out. */
export const writeJson = (value: unknown): string =>
  JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'bigint' ? JSON.rawJSON(member.toString()) : member,
  ) ?? 'null';

/** The value as an object with string keys, or null when it is none. */
export const asObject = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
