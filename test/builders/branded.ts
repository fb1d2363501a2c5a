import type * as z from 'zod';

/** A value with plain ids where it has ids of a kind of their own. */
export type Plain<T> = T extends z.core.$brand
  ? T extends string
    ? string
    : number
  : T extends readonly (infer Member)[]
    ? readonly Plain<Member>[]
    : T extends object
      ? { readonly [Name in keyof T]: Plain<T[Name]> }
      : T;

/** The value with its ids taken for ids of the kind that is wanted here. */
export const branded = <T>(value: NoInfer<Plain<T>>): T => value as T;
