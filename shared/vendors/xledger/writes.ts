/*
 * Writes a record of X-ledger: one mutation with one record, a new one or the fields of one that is there. An answer is
 * believed only when it shows the record that was meant. Values that must never be shown are named beforehand, so that
 * they are masked should X-ledger quote them. For example, an update of employee 7 whose answer shows the id 8 proves
 * nothing, and its outcome is unknown.
 */
import * as z from 'zod';
import { nestFields } from '../../records/field-value.ts';
import type { FieldValue } from '../../records/field-value.ts';
import type { Caller } from './caller.ts';
import type { BeforeSend } from './exchange.ts';

/** A mutation of X-ledger, with what is asked of its answer. */
export interface Mutation<T> {
  /** As X-ledger calls it. */
  readonly name: string;
  /** The type of one of its inputs in X-ledger's schema. */
  readonly inputType: string;
  readonly selection: string;
  readonly schema: z.ZodType<T>;
  /** Whether a value sent must never be shown. */
  readonly isSecret: (field: FieldValue) => boolean;
}

/** A record as a write left it. */
export type Written<T> = T & {
  /** What X-ledger found to say beside it, masked: the write stands all the same (X-ledger fact 25). */
  readonly remarks: readonly string[];
};

export interface Writes {
  /**
   * @param fields of the record; null clears a field
   * @param isMeant whether the answer is about the record that was meant
   */
  readonly write: <T extends object>(
    mutation: Mutation<T>,
    fields: readonly FieldValue[],
    isMeant: (record: T) => boolean,
    beforeSend?: BeforeSend,
  ) => Promise<Written<T>>;
}

export const createWrites = (caller: Caller, timeoutInMillis: number): Writes => ({
  write: async ({ name, inputType, selection, schema, isSecret }, fields, isMeant, beforeSend) => {
    const text =
      `mutation($inputs: [${inputType}!]!) { ${name}(inputs: $inputs) { ` +
      `edges { clientId node { ${selection} } } } }`;
    const resultSchema = z.object({ [name]: z.object({ edges: z.array(z.object({ node: z.unknown() })) }) });
    const { record, remarks } = await caller.write(
      {
        name,
        text,
        // Of a repeated mutation it makes no single one (X-ledger fact 32).
        variables: { inputs: [{ clientId: '1', node: nestFields(fields) }] },
        secrets: fields.filter((field) => field.value !== null && isSecret(field)).map(({ value }) => String(value)),
        timeoutInMillis,
      },
      (data) => {
        const node = resultSchema.safeParse(data).data?.[name]?.edges[0]?.node;
        const read = schema.safeParse(node);
        return read.success && isMeant(read.data) ? read.data : null;
      },
      beforeSend,
    );
    return { ...record, remarks };
  },
});

/** Fields with a value, for a new record. */
export const withValue = (fields: readonly FieldValue[]): readonly FieldValue[] =>
  fields.filter(({ value }) => value !== null);
