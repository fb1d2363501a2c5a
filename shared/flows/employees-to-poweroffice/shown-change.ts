/*
 * How a change is shown to somebody who has to say yes to it: what PowerOffice holds, and what it is to hold. National
 * id, account number and gender read `changed`; pay reads as sign, percent and date; everything else stands as it is,
 * on one line. Real values come in, and nothing but what may be shown goes out. For example, a salary of 660 000 that
 * is to be 612 000 from 1 May 2023 reads `-7.3 % from 2023-05-01`, and a new account number reads `changed`.
 */
import type { Change } from '../../records/outcome.ts';
import type { FieldValue } from '../../records/field-value.ts';
import type { CalendarDate } from '../../records/values/calendar-date.ts';
import { employeeLabel, shownPhone, shownWhole } from '../../records/values/shown-value.ts';

type Value = FieldValue['value'];

/** A field with its real values; pay is decimal text. */
export interface RealChange {
  /** PowerOffice's name of it. */
  readonly field: string;
  /** What PowerOffice holds; null is empty, and not there is not known, for PowerOffice never shows it. */
  readonly from?: Value;
  readonly to: Value;
  /** Of a line of pay: from when it is. */
  readonly fromDate?: CalendarDate;
}

/** What a person may see of it. */
export type ShownChange = Pick<Change, 'from' | 'to'>;

/** Row 16, row 18, rows 10-13: known to PowerOffice and to whom it concerns, and to nobody else. */
const SECRET_FIELDS: ReadonlySet<string> = new Set([
  'NationalIdNumber',
  'Gender',
  'BankAccountNumber',
  'SalaryBankAccountId',
]);
const PAY_FIELDS: ReadonlySet<string> = new Set(['AnnualSalary', 'HourlyRate']);
const NUMBER_FIELDS: ReadonlySet<string> = new Set(['Number', 'ExternalNumber']);

/** What stands in the place of a value that is not shown. */
const CHANGED = 'changed';

/** @param showsPay pay in full, as somebody at a terminal has asked for it: never to be stored */
export const showChange = (
  { field, from, to, fromDate }: RealChange,
  { showsPay = false }: { readonly showsPay?: boolean } = {},
): ShownChange => {
  if (SECRET_FIELDS.has(field)) return { to: CHANGED };
  if (PAY_FIELDS.has(field) && !showsPay) return { to: showPay(from ?? null, to, fromDate) };
  return { ...(from !== undefined && { from: showValue(field, from) }), to: showValue(field, to) };
};

/**
 * What a record that is to be made is known by: of an employee the birth date and the first day, of an employment its
 * first day, code and form, of a salary line the change of pay.
 * @param fields those that it is to have; of pay with what is in force until then
 */
export const showCreation = (entity: Change['entity'], fields: readonly RealChange[]): ShownChange => {
  const valueOf = (name: string): Value => fields.find(({ field }) => field === name)?.to ?? null;
  const fact = (before: string, name: string): readonly string[] =>
    valueOf(name) === null ? [] : [before + (showValue(name, valueOf(name)) ?? '')];
  switch (entity) {
    case 'employee':
      return { to: [...fact('born ', 'DateOfBirth'), ...fact('from ', 'StartDate')].join(', ') };
    case 'employment':
      return {
        to: [
          [...fact('from ', 'StartDate'), ...fact('to ', 'EndDate')].join(' '),
          ...fact('code ', 'ProfessionCode'),
          ...fact('', 'EmploymentForm'),
        ].join(', '),
      };
    case 'salary': {
      const pay = fields.filter(({ field }) => PAY_FIELDS.has(field));
      return { to: pay.map((one) => `${one.field} ${showChange(one).to ?? ''}`).join(', ') };
    }
    default:
      return { to: CHANGED };
  }
};

const showValue = (field: string, value: Value): string | null => {
  if (value === null || value === '') return null;
  if (typeof value !== 'string') return NUMBER_FIELDS.has(field) ? employeeLabel(String(value)) : String(value);
  if (NUMBER_FIELDS.has(field)) return employeeLabel(value);
  return field === 'PhoneNumber' ? shownPhone(value) : shownWhole(value);
};

/** `-7.3 % from 2023-05-01`; `new from ...` where there was none, `removed from ...` where none is to be. */
const showPay = (from: Value, to: Value, fromDate: CalendarDate | undefined): string => {
  const since = fromDate === undefined ? '' : ` from ${fromDate}`;
  if (to === null) return `removed${since}`;
  return `${from === null || Number(from) === 0 ? 'new' : showPercent((Number(to) / Number(from) - 1) * 100)}${since}`;
};

/** One decimal; what is less than half of one still has its sign. */
const showPercent = (percent: number): string => {
  const sign = percent < 0 ? '-' : '+';
  const size = Math.abs(percent);
  return `${sign}${size < 0.05 ? 'less than 0.1' : size.toFixed(1)} %`;
};
