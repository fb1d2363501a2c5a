import { createHmac } from 'node:crypto';
import type { DemoEmployee } from '../../local/demo-vendors/poweroffice/demo-poweroffice.ts';
import { KEYS } from '../../local/simulation/simulated-vendors.ts';
import type { World } from '../../local/simulation/world.ts';
import { accountKey } from '../../shared/records/values/bank-account.ts';
import type { RememberedRecord } from '../../shared/flows/employees-to-poweroffice/state.ts';
import { compareWithBase, digestFieldsOf, fieldsOf } from '../../shared/records/link.ts';
import type { Base } from '../../shared/records/link.ts';
import { emailAddressKey } from '../../shared/records/values/email-address.ts';
import { toMoney } from '../../shared/records/values/money.ts';
import { phoneNumberKey } from '../../shared/records/values/phone-number.ts';
import { trimmedText } from '../../shared/records/values/text.ts';

/** Field -> what has become of it since the run that confirmed it last. */
export type BesidePayroll = Readonly<Record<string, ReturnType<typeof compareWithBase>>>;

type Members = Readonly<Record<string, unknown>>;
type DemoEmployment = DemoEmployee['employments'][number];

const COMPARED: Readonly<Record<string, (value: string) => string | null>> = {
  EmailAddress: emailAddressKey,
  PhoneNumber: phoneNumberKey,
  FullTimeHoursPerWeek: toMoney,
  FtePercentage: toMoney,
  AnnualSalary: toMoney,
  HourlyRate: toMoney,
};

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null;

const valueAt = (row: unknown, path: readonly string[]): string | null => {
  const value = path.reduce<unknown>((place, name) => (isMembers(place) ? place[name] : null), row) ?? null;
  if (value === null) return null;
  const typed = typeof value === 'string' || typeof value === 'bigint' ? String(value) : JSON.stringify(value);
  const text = trimmedText(typed.replace(/^(\d{4}-\d{2}-\d{2})T00:00:00.*/, '$1'));
  return text === null ? null : (COMPARED[path.at(-1) ?? ''] ?? String)(text);
};

const ofEmployee = (employee: DemoEmployee, field: string): string | null => {
  if (field !== 'BankAccountNumber') return valueAt(employee, field.split('.'));
  const paid = employee.bankAccounts.find(({ Id }) => Id === employee.SalaryBankAccountId);
  return paid === undefined ? null : accountKey(paid.BankAccountNumber ?? '');
};

const ofEmployment = (employment: DemoEmployment, field: string): string | null => {
  if (field === 'FtePercentage') return valueAt(employment.ftePercentages[0], [field]);
  const [date, name] = field.split('.');
  if (name === undefined) return valueAt(employment, [field]);
  return valueAt(
    employment.salaries.findLast(({ FromDate }) => FromDate?.startsWith(date ?? '') === true),
    [name],
  );
};

const compareAll = (
  base: Base | null | undefined,
  record: string,
  valueOf: (field: string) => string | null,
  hashKey: string,
): BesidePayroll => {
  const digest = (text: string) => createHmac('sha256', hashKey).update(text).digest('base64url');
  const digestField = digestFieldsOf(digest, `poweroffice/${record}`);
  const fields = fieldsOf(base ?? {});
  return Object.fromEntries(
    fields.map((field) => [field, compareWithBase(base ?? null, field, valueOf(field), digestField)]),
  );
};

/** What is remembered of a record as last written or confirmed, beside what PowerOffice has now. */
export const besidePayroll = (
  { powerOffice }: Pick<World, 'powerOffice'>,
  { id, base, employments }: RememberedRecord,
  hashKey: string = KEYS.hashKey,
): { readonly employee: BesidePayroll; readonly employments: readonly BesidePayroll[] } => {
  const employee = powerOffice.state.employee(id);
  if (employee === undefined) throw new Error(`PowerOffice has no record ${id}`);
  return {
    employee: compareAll(base, `employee/${id}`, (field) => ofEmployee(employee, field), hashKey),
    employments: Object.values(employments).map((link) => {
      const employment = employee.employments.find(({ Id }) => Id === link.id);
      if (employment === undefined) throw new Error(`PowerOffice has no employment ${link.id}`);
      return compareAll(link.base, `employment/${link.id}`, (field) => ofEmployment(employment, field), hashKey);
    }),
  };
};

/** The names of the fields that differ from what was remembered. */
export const leftIn = (compared: BesidePayroll): string[] =>
  Object.entries(compared).flatMap(([field, verdict]) => (verdict === 'same' ? [] : [field]));
