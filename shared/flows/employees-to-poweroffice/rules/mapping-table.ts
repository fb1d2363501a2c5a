import { BANK_ACCOUNT_ROWS } from './bank-account.ts';
import { EMPLOYEE_ROWS } from './employee-fields.ts';
import { EMPLOYMENT_ROWS } from './employments.ts';
import type { MappingRow } from './mapping-row.ts';
import { SALARY_ROWS } from './salaries.ts';

/** The whole table in its sections. */
export const MAPPING_SECTIONS: readonly { readonly title: string; readonly rows: readonly MappingRow[] }[] = [
  { title: 'Employee', rows: EMPLOYEE_ROWS },
  { title: 'Bank account', rows: BANK_ACCOUNT_ROWS },
  { title: 'Employments', rows: EMPLOYMENT_ROWS },
  { title: 'Salaries', rows: SALARY_ROWS },
];

/** What a field is called in a change, for what the table calls otherwise: the account that is chosen is that of BankAccountNumber, row 10. */
const TABLE_NAMES: Readonly<Record<string, string>> = {
  'bankAccount.SalaryBankAccountId': 'bankAccount.BankAccountNumber',
  'employment.FtePercentage': 'ftePercentage.FtePercentage',
};

/** What an entity of the table is called in a change. */
const ENTITIES: Readonly<Record<string, string>> = {
  ContactBankAccount: 'bankAccount',
  Employment: 'employment',
  Salary: 'salary',
  FtePercentage: 'ftePercentage',
};

/** The fields that a row names, as `entity.Field`: of `Employment.StartDate, EndDate` two of an employment. */
const fieldsOf = ({ target }: MappingRow): readonly string[] => {
  const [first = '', ...others] = target.split(', ');
  const [prefix] = /^\w+(?=\.)/.exec(first) ?? [];
  const entity = prefix === undefined ? undefined : ENTITIES[prefix];
  if (prefix === undefined) return [first, ...others].map((field) => `employee.${field}`);
  if (entity === undefined)
    return [first, ...others.map((field) => `${prefix}.${field}`)].map((field) => `employee.${field}`);
  return [first.slice(prefix.length + 1), ...others].map((field) => `${entity}.${field}`);
};

const ROWS_BY_FIELD = new Map(
  MAPPING_SECTIONS.flatMap(({ rows }) => rows.flatMap((row) => fieldsOf(row).map((field) => [field, row] as const)))
    // Of two rows about one field the first says where its value comes from.
    .toReversed(),
);

/** What archives a record, or takes it back, is the one field of row 6. */
const ARCHIVED = 'IsArchived';

/**
 * The rows of the mapping table that a change rests on: `5, 9`.
 * @param fields of it by PowerOffice's names; none where a whole record is made
 * @returns null where a whole record is made, and for fields of no row
 */
export const mappingRowsOf = (entity: string, action: string, fields: readonly string[]): string | null => {
  const named = action === 'archive' || action === 'unarchive' ? [ARCHIVED] : fields;
  const rows = new Set(named.flatMap((field) => mappingRowOf(entity, field)?.row ?? []));
  return rows.size === 0 ? null : [...rows].join(', ');
};

/**
 * The row of the mapping table that writes a field.
 * @param entity as changes name it: `employee`, `salary`
 * @param field PowerOffice's name
 * @returns null for a field that no row writes
 */
export const mappingRowOf = (entity: string, field: string): MappingRow | null => {
  const name = `${entity}.${field}`;
  return ROWS_BY_FIELD.get(TABLE_NAMES[name] ?? name) ?? null;
};
