import type { FieldValue } from '../../../records/field-value.ts';
import type { ComparedField } from '../../../records/link.ts';
import { trimmedText } from '../../../records/values/text.ts';
import type { PayrollEmployee } from '../../../vendors/poweroffice/employees.ts';
import type { DesiredEmployeeFields, DesiredEmployeeOnCreate } from '../rules/desired-employee.ts';
import { EMPLOYEE_ROWS } from '../rules/employee-fields.ts';
import type { KeptField } from '../rules/employee-row.ts';

const KEPT_FIELDS = EMPLOYEE_ROWS.flatMap((row) => row.kept ?? []);
const CREATE_ONLY_FIELDS = EMPLOYEE_ROWS.flatMap((row) => row.createOnly ?? []);

/** Every field that a change of an employee may name: the mapped ones, and nothing else of the record. */
export const EMPLOYEE_FIELD_NAMES: readonly string[] = KEPT_FIELDS.map(({ field }) => field);

/**
 * The fields whose normalised value differs from what PowerOffice holds, in the table's order (ground rule "Compare
 * before write").
 *
 * @param desired a key that is not there leaves its field alone; `null` clears it
 * @param current the record, or `null` for everything that a new one is made of
 */
export const diffFields = (desired: DesiredEmployeeFields, current: PayrollEmployee | null): readonly FieldValue[] =>
  KEPT_FIELDS.flatMap((kept) => {
    const { field, wanted, held } = compareField(kept, desired, current);
    if (wanted === undefined || wanted === held) return [];
    const value = kept.wanted(desired) ?? null;
    return [{ field, value: value === null ? null : kept.toWire(value) }];
  });

/** The fields that are kept equal, as the mapping wants them and as PowerOffice holds them. */
export const compareFields = (desired: DesiredEmployeeFields, current: PayrollEmployee): readonly ComparedField[] =>
  KEPT_FIELDS.map((kept) => compareField(kept, desired, current));

const compareField = (
  { field, comparedAs, ...kept }: KeptField,
  desired: DesiredEmployeeFields,
  current: PayrollEmployee | null,
): ComparedField => {
  const wanted = kept.wanted(desired);
  const held = current === null ? null : trimmedText(kept.held(current));
  return { field, wanted: wanted && comparedAs(wanted), held: held && comparedAs(held) };
};

/** What is set on create only, in the table's order (Number, NationalIdNumber, Gender, rows 1, 16 and 18). */
export const createOnlyFields = (desired: DesiredEmployeeOnCreate): readonly FieldValue[] =>
  CREATE_ONLY_FIELDS.flatMap(({ field, wanted, toWire }) => {
    const value = wanted(desired);
    return value === undefined ? [] : [{ field, value: toWire(value) }];
  });
