/*
 * Makes the bases of a person's records in PowerOffice at the end of a run: one of the employee, with the account that
 * salary is paid to, and one of each employment, with the pay under it. A field is named as PowerOffice names it; one of
 * a salary line has the line's date before it. A field is confirmed when PowerOffice's last answer, be it to a read or
 * to the write itself, has the value that the mapping wants. One that was refused, is left alone, cannot be read or is
 * not mapped for this person keeps what it had. For example, a run finds Kari's name as it should be, writes her title,
 * and is refused her phone number: `FirstName`, `LastName` and `JobTitle` are of this run, and `PhoneNumber` is still
 * the one that PowerOffice took last year. A base decides nothing but whose pay CHANGE_GUARD need not read.
 *
 * What has no base: what PowerOffice never shows (NationalIdNumber, Gender), for nothing could be compared with it, and
 * what is set once and then belongs to PowerOffice (Number, ReportingId, EnterpriseId; rows 1, 32 and 35).
 */
import {
  causesOf,
  compareWithBase,
  digestFieldsOf,
  fieldsLeft,
  fieldsOf,
  isReadable,
  renewBase,
} from '../../records/link.ts';
import type { Base, ComparedField } from '../../records/link.ts';
import type { Cause } from '../../records/outcome.ts';
import { toMoney } from '../../records/values/money.ts';
import type { PayrollBankAccount } from '../../vendors/poweroffice/bank-accounts.ts';
import type { PayrollEmployee } from '../../vendors/poweroffice/employees.ts';
import type { PayrollEmployment } from '../../vendors/poweroffice/employments.ts';
import type { EmploymentId } from '../../vendors/poweroffice/ids.ts';
import type { MappingSettings } from './mapping-settings.ts';
import { compareFields } from './plan/diff.ts';
import { wantsArchived } from './plan/plan-employee.ts';
import { accountKey } from '../../records/values/bank-account.ts';
import type { DesiredEmployee, DesiredEmployment } from './rules/desired-employee.ts';

export type KeyedDigest = Parameters<typeof digestFieldsOf>[0];

interface FoundEmployee {
  /** As PowerOffice answered it last. */
  readonly record: PayrollEmployee;
  /** The record's bank accounts. */
  readonly accounts: readonly Pick<PayrollBankAccount, 'id' | 'bankAccountNumber'>[];
}

/**
 * The base of the employee record.
 * @param former as remembered; null when nothing is
 */
export const renewEmployeeBase = (
  former: Base | null,
  desired: DesiredEmployee,
  found: FoundEmployee,
  settings: MappingSettings,
  digest: KeyedDigest,
  renewedAt: number | null = null,
): Base => renewBase(former, compareEmployee(desired, found, settings), digestOfEmployee(found, digest), renewedAt);

/** The fields of the employee record that PowerOffice no longer has as a run left them. */
export const employeeLeft = (former: Base | null, found: FoundEmployee, digest: KeyedDigest): readonly string[] =>
  fieldsLeft(
    former,
    [
      ...compareFields({}, found.record),
      { field: 'IsArchived', held: flagOf(found.record.isArchived) },
      comparePaidAccount({ bankAccount: null }, found.record, found.accounts),
    ],
    digestOfEmployee(found, digest),
  );

/** Whether a base is of this very record, and made under today's key. */
export const isBaseOf = (base: Base | null, record: number, digest: KeyedDigest): boolean =>
  isReadable(base, digestFieldsOf(digest, `poweroffice/employee/${record}`));

/** Why fields of the employee record differ. */
export const employeeCauses = (
  former: Base | null,
  desired: DesiredEmployee,
  found: FoundEmployee,
  settings: MappingSettings,
  digest: KeyedDigest,
): ReadonlyMap<string, Cause> =>
  causesOf(former, compareEmployee(desired, found, settings), digestOfEmployee(found, digest));

const digestOfEmployee = ({ record }: FoundEmployee, digest: KeyedDigest) =>
  digestFieldsOf(digest, `poweroffice/employee/${record.id}`);

const compareEmployee = (
  desired: DesiredEmployee,
  { record, accounts }: FoundEmployee,
  settings: MappingSettings,
): readonly ComparedField[] => [
  ...compareFields(desired.fields, record),
  { field: 'IsArchived', wanted: flagOf(wantsArchived(desired, record, settings)), held: flagOf(record.isArchived) },
  comparePaidAccount(desired, record, accounts),
];

/** The bank account that salary is paid to (rows 10-13). */
const comparePaidAccount = (
  { bankAccount }: Pick<DesiredEmployee, 'bankAccount'>,
  { salaryBankAccountId }: PayrollEmployee,
  accounts: readonly Pick<PayrollBankAccount, 'id' | 'bankAccountNumber'>[],
): ComparedField => {
  const paid = accounts.find(({ id }) => id === salaryBankAccountId);
  return {
    field: 'BankAccountNumber',
    wanted: bankAccount === null ? undefined : accountKey(bankAccount.bankAccountNumber),
    held: salaryBankAccountId === null ? null : paid && accountKey(paid.bankAccountNumber),
  };
};

/** The pay under an employment, as far as the run has looked at it. */
export interface ComparedPay {
  /** The fields of every salary line that is wanted; null when none was looked at. */
  readonly salaries: readonly ComparedField[] | null;
  /** Not there when it was not looked at. */
  readonly ftePercentage?: ComparedField | undefined;
}

/**
 * The base of one employment.
 * @param former as remembered; null when nothing is
 */
export const renewEmploymentBase = (
  former: Base | null,
  desired: DesiredEmployment,
  found: FoundEmployment,
  settings: MappingSettings,
  digest: KeyedDigest,
  renewedAt: number | null = null,
): Base =>
  renewBase(former, compareFound(former, desired, found, settings), digestOfEmployment(found, digest), renewedAt);

/** The fields of an employment that PowerOffice no longer has as a run left them; pay is not looked at. */
export const employmentLeft = (
  former: Base | null,
  record: PayrollEmployment,
  digest: KeyedDigest,
): readonly string[] =>
  fieldsLeft(
    former,
    [...heldInEmployment(record), { field: 'IsDefault', held: flagOf(record.isDefault) }],
    digestOfEmployment({ record }, digest),
  );

/** Why fields of an employment differ, and of the pay under it. */
export const employmentCauses = (
  former: Base | null,
  desired: DesiredEmployment,
  found: FoundEmployment,
  settings: MappingSettings,
  digest: KeyedDigest,
): ReadonlyMap<string, Cause> =>
  causesOf(former, compareFound(former, desired, found, settings), digestOfEmployment(found, digest));

/**
 * Whether the pay that is wanted under an employment may be another than PowerOffice has: it is no longer what a run last
 * wrote or confirmed there, or no run has. What payroll has changed since cannot be told without reading it.
 * @param wanted the fields of every salary line that is wanted
 */
export const mayPayDiffer = (
  former: Base | null,
  employment: EmploymentId,
  wanted: readonly ComparedField[],
  digest: KeyedDigest,
): boolean => {
  const digestField = digestOfEmployment({ record: { id: employment } }, digest);
  return wanted.some((line) => compareWithBase(former, line.field, line.wanted ?? null, digestField) !== 'same');
};

interface FoundEmployment {
  /** As PowerOffice answered it last. */
  readonly record: PayrollEmployment;
  /** Whether it is to be the default employment; not there when the flag is left where it is. */
  readonly isDefault: boolean | undefined;
  readonly pay: ComparedPay;
}

const digestOfEmployment = ({ record }: { readonly record: Pick<PayrollEmployment, 'id'> }, digest: KeyedDigest) =>
  digestFieldsOf(digest, `poweroffice/employment/${record.id}`);

const compareFound = (
  former: Base | null,
  desired: DesiredEmployment,
  { record, isDefault, pay }: FoundEmployment,
  settings: MappingSettings,
): readonly ComparedField[] => [
  ...compareEmployment(desired, record, settings),
  { field: 'IsDefault', wanted: flagOf(isDefault), held: flagOf(record.isDefault) },
  pay.ftePercentage ?? asBefore('FtePercentage'),
  ...(pay.salaries ?? salariesAsBefore(former ?? {})),
];

const compareEmployment = (
  { startDate, endDate, professionCode, employmentForm }: DesiredEmployment,
  record: PayrollEmployment,
  settings: MappingSettings,
): readonly ComparedField[] => {
  const wanted: Readonly<Record<EmploymentField, ComparedField['wanted']>> = {
    StartDate: startDate,
    EndDate: endDate,
    EndDateReason: endDate === undefined || endDate === null ? endDate : settings.endDateReason,
    FullTimeHoursPerWeek: toMoney(String(settings.fullTimeHoursPerWeek)),
    EmploymentForm: employmentForm,
    ProfessionCode: professionCode,
    WorkingHoursArrangement: settings.workingHoursArrangement,
    EmploymentType: settings.employmentType,
  };
  return heldInEmployment(record).map(({ field, held }) => ({ field, wanted: wanted[field], held }));
};

const EMPLOYMENT_FIELDS = [
  'StartDate',
  'EndDate',
  'EndDateReason',
  'FullTimeHoursPerWeek',
  'EmploymentForm',
  'ProfessionCode',
  'WorkingHoursArrangement',
  'EmploymentType',
] as const;
type EmploymentField = (typeof EMPLOYMENT_FIELDS)[number];

/** What PowerOffice has of an employment, in the form in which it is compared. */
const heldInEmployment = (
  record: PayrollEmployment,
): readonly { readonly field: EmploymentField; readonly held: ComparedField['held'] }[] => {
  const held: Readonly<Record<EmploymentField, ComparedField['held']>> = {
    StartDate: record.startDate,
    EndDate: record.endDate,
    EndDateReason: record.endDateReason,
    FullTimeHoursPerWeek: record.fullTimeHoursPerWeek && toMoney(record.fullTimeHoursPerWeek),
    EmploymentForm: record.employmentForm,
    ProfessionCode: record.professionCode,
    WorkingHoursArrangement: record.workingHoursArrangement,
    EmploymentType: record.employmentType,
  };
  return EMPLOYMENT_FIELDS.map((field) => ({ field, held: held[field] }));
};

/** A field that was not looked at. */
const asBefore = (field: string): ComparedField => ({ field, wanted: undefined, held: undefined });

/** Whether a field of an employment's base is one of its salary lines: they alone have something before a point, their date. */
export const isFieldOfPay = (field: string): boolean => field.includes('.');

const salariesAsBefore = (former: Base): readonly ComparedField[] =>
  fieldsOf(former).filter(isFieldOfPay).map(asBefore);

const flagOf = (flag: boolean | undefined): string | undefined => (flag === undefined ? undefined : String(flag));
