import type { Condition, FilterOperator, SimployerQuery } from './parse-query.ts';

export type Row = Readonly<Record<string, unknown>>;

/** The rows that meet all conditions, in the order asked for; in insertion order when none is asked for. */
export const queryRows = (rows: Iterable<Row>, { conditions, sort }: SimployerQuery): readonly Row[] => {
  const found = [...rows].filter((row) => conditions.every((condition) => meets(row, condition)));
  if (sort.length === 0) return found;
  return found.sort((one, other) => {
    for (const { field, descending } of sort) {
      const order = compare(one[field], other[field]);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
};

/** Only the selected fields; every field when nothing is selected. */
export const selectFields = (row: Row, select: readonly string[] | null): Row => {
  if (select === null) return row;
  return Object.fromEntries(select.flatMap((field) => (row[field] === undefined ? [] : [[field, row[field]]])));
};

const meets = (row: Row, { field, operator, values }: Condition): boolean => {
  const actual = row[field];
  if (actual === undefined) return operator === '$neq' || operator === '$nin';
  return HOLDS[operator](values.map((value) => compare(actual, typed(value, actual))));
};

/** Whether an operator holds, given how the row's value stands to each of the condition's: below, at or above 0. */
const HOLDS: Readonly<Record<FilterOperator, (orders: readonly number[]) => boolean>> = {
  $eq: (orders) => orders.includes(0),
  $all: (orders) => orders.includes(0),
  $in: (orders) => orders.includes(0),
  $neq: (orders) => !orders.includes(0),
  $nin: (orders) => !orders.includes(0),
  $gt: ([order = 0]) => order > 0,
  $gte: ([order = 0]) => order >= 0,
  $lt: ([order = 0]) => order < 0,
  $lte: ([order = 0]) => order <= 0,
  $between: ([least = 0, most = 0]) => least >= 0 && most <= 0,
};

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T/;
const DATE = /^\d{4}-\d{2}-\d{2}(T|$)/;

/** A filter value in the type of the field it is compared with. A bare date means its first moment in UTC. */
const typed = (value: string, actual: unknown): unknown => {
  if (typeof actual === 'number') return Number(value);
  if (typeof actual === 'boolean') return value === 'true';
  if (typeof actual === 'string' && DATE_TIME.test(actual) && DATE.test(value)) {
    const epochMillis = Date.parse(value);
    return Number.isNaN(epochMillis) ? value : new Date(epochMillis).toISOString();
  }
  return value;
};

/** As a database orders values of one type: missing ones first, text by code unit, date-times by moment. */
const compare = (one: unknown, other: unknown): number => {
  if (one === undefined || other === undefined) return Number(one !== undefined) - Number(other !== undefined);
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [oneText, otherText] = [asText(one), asText(other)];
  if (DATE_TIME.test(oneText) && DATE_TIME.test(otherText)) return Date.parse(oneText) - Date.parse(otherText);
  return oneText < otherText ? -1 : Number(oneText > otherText);
};

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
