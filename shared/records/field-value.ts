/**
 * One field of a write: the target's own name of it, nested ones with a dot ("MailAddress.City"), and its value.
 * `bigint` for int64 values that a double may not hold; `null` removes the field.
 */
export interface FieldValue {
  readonly field: string;
  readonly value: string | number | bigint | boolean | null;
}

/** An object as it is sent. */
export interface Members {
  [name: string]: FieldValue['value'] | Members;
}

/** Fields as one object, those with a dot nested: `MailAddress.City` is `City` of the object `MailAddress`. */
export const nestFields = (fields: readonly FieldValue[]): Members => {
  const members: Members = {};
  for (const { field, value } of fields) {
    const path = field.split('.');
    const last = path.pop() ?? field;
    let place = members;
    for (const name of path) {
      const nested = place[name];
      const inner = typeof nested === 'object' && nested !== null ? nested : {};
      place[name] = inner;
      place = inner;
    }
    place[last] = value;
  }
  return members;
};
