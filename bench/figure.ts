import * as z from 'zod';

/** What a figure is to be; several may hold at once. */
const goalSchema = z.object({
  atMost: z.number().optional(),
  atLeast: z.number().optional(),
  exactly: z.number().optional(),
});

/** One figure of the benchmark. */
export const figureSchema = z.object({
  /** What is measured, in words. */
  what: z.string(),
  unit: z.string(),
  value: z.number(),
  goal: goalSchema,
  /** Of a figure that was measured several times: the least and the most of them, and how many. */
  spread: z.object({ least: z.number(), most: z.number(), of: z.int() }).optional(),
  /** The same on every machine: counted, or timed by the virtual clock. The others are this computer's. */
  deterministic: z.boolean(),
});
export type Figure = z.infer<typeof figureSchema>;

export const passes = ({ value, goal: { atMost, atLeast, exactly } }: Figure): boolean =>
  (atMost === undefined || value <= atMost) &&
  (atLeast === undefined || value >= atLeast) &&
  (exactly === undefined || value === exactly);

/** At most four significant digits after rounding, thousands set apart. */
export const showNumber = (value: number): string =>
  value.toLocaleString(
    'en-GB',
    Math.abs(value) >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 },
  );

export const showValue = ({ value, unit }: Figure): string => `${showNumber(value)} ${unit}`.trim();

/** Least and most of those measured, and how many; nothing for what was measured once, or is the same each time. */
export const showSpread = ({ spread }: Figure): string =>
  spread === undefined ? '' : `${showNumber(spread.least)} to ${showNumber(spread.most)}, ${spread.of} times`;

/** What several measurements of one figure come to: the middle one, and how far they lie apart. */
export const medianOf = (values: readonly number[]): { readonly value: number } & Pick<Figure, 'spread'> => {
  const sorted = values.toSorted((one, other) => one - other);
  return {
    value: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    spread: { least: sorted[0] ?? Number.NaN, most: sorted.at(-1) ?? Number.NaN, of: sorted.length },
  };
};

export const showGoal = ({ goal: { atMost, atLeast, exactly } }: Figure): string =>
  [
    atLeast === undefined ? [] : [`≥ ${showNumber(atLeast)}`],
    atMost === undefined ? [] : [`≤ ${showNumber(atMost)}`],
    exactly === undefined ? [] : [`exactly ${showNumber(exactly)}`],
  ]
    .flat()
    .join(', ');
