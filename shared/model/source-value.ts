import * as z from 'zod';

/** Where people find a field of the source. */
export interface FieldPlace {
  /** What HR calls the field. */
  readonly name: string;
  /** Where Simployer has it, below "Simployer > employee". */
  readonly place: string;
  /** Never shown, whatever it holds. */
  readonly isSecret: boolean;
}

const places = z.registry<FieldPlace>();

/**
 * How the fields of a record are made that may hold a value which cannot be read. Each carries its name and place.
 * @param isField whether a name is one of a field of the record, asked when a value is parsed
 */
export const createFields = (isField: (name: string) => boolean) => {
  const unreadable: z.ZodType<Unreadable> = z.object({
    field: z.string().refine(isField),
    typed: z.string(),
    code: z.enum(['VALUE_UNREADABLE', 'DATE_IMPLAUSIBLE']),
  });
  const anyValue = () => z.union([z.string(), unreadable]).nullable();
  return {
    value: (name: string, place: string) => anyValue().register(places, { name, place, isSecret: false }),
    secret: (name: string, place: string) => anyValue().register(places, { name, place, isSecret: true }),
    /** An object of the record, read as a whole or not. */
    part: <S extends z.ZodObject>(schema: S, place: FieldPlace) => {
      const whole = z.union([schema, unreadable]);
      places.add(whole, place);
      return whole;
    },
  };
};

/** The places of the record's fields that were made with `createFields`, by their names. */
export const placesOf = (record: z.ZodObject, prefix: string = ''): readonly (readonly [string, FieldPlace])[] =>
  Object.entries(record.shape).flatMap(([name, schema]) => {
    const place = places.get(schema);
    return place === undefined ? [] : [[`${prefix}${name}`, place] as const];
  });

/**
 * A value that the source has and that cannot be used: text that is no date, a boolean where text belongs, a date that
 * is a typing error. It is neither a value nor missing: it leaves its field alone, and erases nothing, not even where a
 * missing value would clear (ground rule "Unreadable is not missing").
 */
export interface Unreadable {
  /** The field's own name, with its record's before it when that is not the employee: "employment.endDate". */
  readonly field: string;
  /** The value as text, JSON when it is no text; cut when it is long. May hold anything: only `shown` may show it. */
  readonly typed: string;
  readonly code: 'VALUE_UNREADABLE' | 'DATE_IMPLAUSIBLE';
}

/** A value of the source: there, missing (`null`), or there but unreadable. */
export type SourceValue<T> = T | Unreadable | null;

/** The fields of a record that may hold a value which cannot be read. */
export type ReadableFieldsOf<T> = { [Field in keyof T & string]: Unreadable extends T[Field] ? Field : never }[keyof T &
  string];

export const isUnreadable = (value: unknown): value is Unreadable =>
  typeof value === 'object' && value !== null && 'typed' in value;

/** The value, or `null` when there is none to be read: for fields that a missing value leaves alone as well. */
export const readOrNull = <T>(value: SourceValue<T>): T | null => (isUnreadable(value) ? null : value);

/** A record of which every field can be read. */
export type Read<T> = { readonly [Field in keyof T]: Exclude<T[Field], Unreadable> };

/** Whether a record of the source, such as the address, can be read and has no field that cannot. */
export const isReadThrough = <T extends object>(record: T | Unreadable): record is T & Read<T> =>
  !isUnreadable(record) && !Object.values(record).some(isUnreadable);
