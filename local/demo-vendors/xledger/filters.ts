import * as z from 'zod';

/** The fields of a row that a filter may ask for. */
type Asked = Readonly<Record<string, unknown>>;

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const OPERATORS: Readonly<Record<string, (held: string, given: unknown) => boolean>> = {
  gt: (held, given) => held > asText(given),
  gte: (held, given) => held >= asText(given),
  lt: (held, given) => held < asText(given),
  lte: (held, given) => held <= asText(given),
  in: (held, given) => Array.isArray(given) && given.map(asText).includes(held),
};

/**
 * Whether a row is what a filter asks for: a name alone means equal, an explicit null means empty, and `_gt` and the
 * like compare texts (X-ledger fact 16).
 */
export const isAskedFor = (row: Asked, filter: Asked | null | undefined): boolean =>
  Object.entries(filter ?? {}).every(([key, given]) => {
    if (key === 'AND') return filters(given).every((one) => isAskedFor(row, one));
    if (key === 'OR') return filters(given).some((one) => isAskedFor(row, one));
    const [, name = key, operator = ''] = /^(.+)_(gte?|lte?|in)$/.exec(key) ?? [];
    const held = row[name] ?? null;
    const compare = OPERATORS[operator];
    if (compare !== undefined) return held !== null && compare(asText(held), given);
    return given === null ? held === null : held !== null && asText(held) === asText(given);
  });

const filtersSchema = z.array(z.record(z.string(), z.unknown())).catch([]);
const filters = (value: unknown): readonly Asked[] => filtersSchema.parse(value);
