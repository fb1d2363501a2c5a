import type { DemoPowerOfficeOptions } from './options.ts';

/** An object as it goes over the wire. */
export type Dto = Readonly<Record<string, unknown>>;

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The named properties of a row, in the spelling the options ask for: nulls left out, dates with a time part.
 * A property that the row does not have is left out.
 */
export const dtoOf = (row: object, names: readonly string[], options: DemoPowerOfficeOptions): Dto => {
  const dto: Record<string, unknown> = {};
  for (const name of names) {
    const value: unknown = Reflect.get(row, name);
    if (value === undefined || (value === null && options.omitsNulls)) continue;
    dto[name] = options.datesWithTime && typeof value === 'string' && DATE.test(value) ? `${value}T00:00:00` : value;
  }
  return dto;
};
