/**
 * One field of a write: the target's own name of it, nested ones with a dot ("MailAddress.City"), and its value.
 * `bigint` for int64 values that a double may not hold; `null` removes the field.
 */
export interface FieldValue {
  readonly field: string;
  readonly value: string | number | bigint | boolean | null;
}
