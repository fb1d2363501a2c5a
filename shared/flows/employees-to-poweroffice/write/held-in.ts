import type { FieldValue } from '../../../records/field-value.ts';
import { toWireName } from '../../../vendors/poweroffice/wire.ts';

type Value = FieldValue['value'];

/** What a record that was read of PowerOffice has in a field. Null where there is no record, or nothing in the field. */
export const heldIn =
  (record: object | null) =>
  (field: string): Value => {
    const value = field.split('.').reduce<unknown>(memberOf, record);
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
  };

const memberOf = (record: unknown, field: string): unknown =>
  typeof record === 'object' && record !== null
    ? Object.entries(record).find(([name]) => toWireName(name) === field)?.[1]
    : null;
