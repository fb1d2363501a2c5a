import * as z from 'zod';
import type { FieldValue } from '../../records/field-value.ts';
import type { BeforeSend } from './exchange.ts';
import { objectKindId, objectValueId } from './ids.ts';
import type { ObjectKindId } from './ids.ts';
import type { OwnerSet, Reads } from './reads.ts';
import { orNull, text } from './wire.ts';
import { withValue } from './writes.ts';
import type { Mutation, Writes, Written } from './writes.ts';

/** What is asked of a value wherever it stands. */
export const OBJECT_VALUE = 'dbId code description objectKindDbId';

/**
 * A value of a list that a company keeps: a position value (which is a title), a value of a posting dimension, a reason
 * (X-ledger fact 22).
 */
export const objectValueSchema = z
  .object({ dbId: objectValueId, code: text, description: text, objectKindDbId: orNull(objectKindId) })
  .transform(({ dbId, objectKindDbId, ...value }) => ({ id: dbId, ...value, objectKindId: objectKindDbId }));
export type ObjectValue = Readonly<z.output<typeof objectValueSchema>>;

/** The kind of which a list is asked goes into the query as it stands, so it must be digits (X-ledger fact 16). */
const DIGITS = /^\d{1,10}$/;

export interface ObjectValueReads {
  /**
   * The values of one list that hold today, of every entity that the token reaches: a list may be kept for all of them.
   * @param kind see `objectKindId` of any value of it; one that is not all digits has no values
   */
  objectValues(kind: ObjectKindId, ownerSet?: OwnerSet): Promise<readonly ObjectValue[]>;
}

export const objectValueReads = ({ list }: Reads): ObjectValueReads => ({
  objectValues: async (kind, ownerSet = 'ALL') => {
    if (!DIGITS.test(kind)) return [];
    const values = await list({
      name: 'objectValues',
      literals: `filter: { objectKindDbId: ${kind} }, ownerSet: ${ownerSet}, objectStatus: OPEN`,
      selection: OBJECT_VALUE,
      schema: objectValueSchema,
    });
    // A filter that is not understood may be ignored.
    return values.filter(({ objectKindId: own }) => own === null || own === kind);
  },
});

const addObjectValues: Mutation<ObjectValue> = {
  name: 'addObjectValues',
  inputType: 'AddObjectValuesInput',
  selection: OBJECT_VALUE,
  schema: objectValueSchema,
  isSecret: () => false,
};

export interface ObjectValueWrites {
  /** Adds a value to a list of the company: nobody has seen X-ledger take one of positions (X-ledger fact 23). */
  createObjectValue(sent: readonly FieldValue[], beforeSend?: BeforeSend): Promise<Written<ObjectValue>>;
}

export const objectValueWrites = ({ write }: Writes): ObjectValueWrites => ({
  createObjectValue: (sent, beforeSend) => write(addObjectValues, withValue(sent), () => true, beforeSend),
});
