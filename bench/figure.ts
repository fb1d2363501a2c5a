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

export const showGoal = ({ goal: { atMost, atLeast, exactly } }: Figure): string =>
  [
    atLeast === undefined ? [] : [`≥ ${showNumber(atLeast)}`],
    atMost === undefined ? [] : [`≤ ${showNumber(atMost)}`],
    exactly === undefined ? [] : [`exactly ${showNumber(exactly)}`],
  ]
    .flat()
    .join(', ');
