import * as z from 'zod';

/*
 * Ids of X-ledger, each of a kind of its own. They come as numbers or as text, whichever the kind of record, and are
 * kept and compared as text (X-ledger fact 17). They come from X-ledger's answers, from messages and from stored items,
 * where they are parsed; nothing else makes one.
 */
const id = z
  .union([z.int().nonnegative(), z.string()])
  .transform((value) => String(value).trim())
  .refine((value) => /^[\w.:=+/-]{1,64}$/.test(value), 'no id');

export const xledgerEmployeeId = id.brand<'X-ledger employee'>();
export type XledgerEmployeeId = z.output<typeof xledgerEmployeeId>;

export const contactId = id.brand<'X-ledger contact'>();
export type ContactId = z.output<typeof contactId>;

/** Of a position value, a value of a posting dimension, or of any other list that a company keeps. */
export const objectValueId = id.brand<'X-ledger object value'>();

/** Which of those lists a value belongs to. */
export const objectKindId = id.brand<'X-ledger object kind'>();
export type ObjectKindId = z.output<typeof objectKindId>;

export const employeeGroupId = id.brand<'X-ledger employee group'>();

export const entityId = id.brand<'X-ledger entity'>();
