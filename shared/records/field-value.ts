/**
 * One field of a write: PowerOffice's own name, nested ones with a dot ("MailAddress.City"), and its value.
 * `bigint` for int64 values that a double may not hold; `null` removes the field.
 */
export interface FieldValue {
  readonly field: string;
  readonly value: string | number | bigint | boolean | null;
}
