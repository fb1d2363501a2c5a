import { refuse, titles } from './problem-details.ts';
import { ticksOf } from './timestamp.ts';

/**
 * Reads what a query parameter asks for and tells which rows that keeps (PowerOffice fact 18).
 * @throws Refusal for text the parameter cannot take.
 */
export type Filter<Row> = (wanted: string) => (row: Row) => boolean;

type Numeric = number | bigint;

const RANGE = /^\s*(\d+)\s*(?:(-)\s*(\d*))?\s*$/;

/** Lists and ranges of numbers: `1,100-200,500-`. */
export const inRanges =
  <Row>(name: string, numberOf: (row: Row) => Numeric | null): Filter<Row> =>
  (wanted) => {
    const ranges = wanted.split(',').map((part) => {
      const [, from, dash, to] = RANGE.exec(part) ?? [];
      if (from === undefined) return refuse(400, titles.cast, `${name} contains values that are not numbers.`);
      if (dash === undefined) return { from: BigInt(from), to: BigInt(from) };
      return { from: BigInt(from), to: to === undefined || to === '' ? null : BigInt(to) };
    });
    return (row) => {
      const value = numberOf(row);
      return value !== null && ranges.some(({ from, to }) => value >= from && (to === null || value <= to));
    };
  };

/** Lists of single numbers; ranges are refused. */
export const inNumbers =
  <Row>(name: string, numbersOf: (row: Row) => readonly Numeric[]): Filter<Row> =>
  (wanted) => {
    const numbers = wanted.split(',').map((part) => part.trim());
    if (!numbers.every((part) => /^\d+$/.test(part))) {
      refuse(
        400,
        titles.cast,
        `${name} contains negative numbers and/or range of numbers. '-' is not allowed, only comma ',' separated single positive numbers are allowed.`,
      );
    }
    const set = new Set(numbers);
    return (row) => numbersOf(row).some((value) => set.has(String(value)));
  };

/** Lists of texts. @param normalised is applied to both sides. */
export const inTexts =
  <Row>(
    textOf: (row: Row) => string | null,
    normalised: (text: string) => string = (text) => text.trim(),
  ): Filter<Row> =>
  (wanted) => {
    const set = new Set(wanted.split(',').map(normalised));
    return (row) => {
      const text = textOf(row);
      return text !== null && set.has(normalised(text));
    };
  };

/** One text, commas and all. */
export const isText =
  <Row>(textOf: (row: Row) => string | null): Filter<Row> =>
  (wanted) =>
  (row) =>
    textOf(row) === wanted;

/** Stamps later than the wanted one; the wanted one itself is left out. */
export const laterThan =
  <Row>(name: string, stampOf: (row: Row) => string): Filter<Row> =>
  (wanted) => {
    const limit = ticksOf(wanted) ?? refuse(400, titles.cast, `${name} is not a valid timestamp.`);
    return (row) => (ticksOf(stampOf(row)) ?? 0n) > limit;
  };

/** `true` or `false`. */
export const isFlag =
  <Row>(name: string, flagOf: (row: Row) => boolean): Filter<Row> =>
  (wanted) => {
    if (!/^(true|false)$/i.test(wanted)) refuse(400, titles.cast, `${name} is not a valid boolean.`);
    return (row) => flagOf(row) === (wanted.toLowerCase() === 'true');
  };
