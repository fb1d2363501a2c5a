import * as z from 'zod';
import type {
  PayrollBankAccount,
  PayrollEmployee,
  PayrollEmploymentSummary,
} from '../../vendors/poweroffice/payroll-record.ts';
import type { SourceEmployee } from '../../model/source-employee.ts';
import { isSourceField } from '../../model/source-fields.ts';
import type { Unreadable } from '../../model/source-value.ts';
import { RUN_MODES } from '../../state/run.ts';
import { problemSchema } from './state.ts';

const text = z.string().nullable();
const unreadableSchema = z.object({
  field: z.string().refine(isSourceField),
  typed: z.string(),
  code: z.enum(['VALUE_UNREADABLE', 'DATE_IMPLAUSIBLE']),
}) satisfies z.ZodType<Unreadable>;
const value = z.union([z.string(), unreadableSchema]).nullable();
const id = z.number().int();

const sourceEmployeeSchema = z.object({
  id: z.string(),
  employeeNumber: text,
  userId: value,
  active: z.boolean().nullable(),
  created: text,
  departmentId: text,
  officeId: text,
  firstName: value,
  lastName: value,
  title: value,
  workEmail: value,
  privateEmail: value,
  privatePhoneSanitized: value,
  privatePhone: value,
  workPhoneSanitized: value,
  workPhone: value,
  hireDate: value,
  birthDate: value,
  ssn: value,
  ssnCountry: value,
  gender: value,
  homeAddress: z.union([z.object({ street: value, city: value, postalCode: value, country: value }), unreadableSchema]),
  bankAccount: z.union([
    z.object({ number: value, iban: value, bic: value, bank: value, clearing: value, country: value }),
    unreadableSchema,
  ]),
  mainEmploymentId: value,
  compensationId: value,
  employments: z
    .array(
      z.object({
        id: z.string(),
        typeId: value,
        typeName: text,
        startDate: value,
        endDate: value,
        note: value,
        rate: value,
      }),
    )
    .readonly(),
  compensations: z
    .array(z.object({ id: z.string(), effectiveDate: value, amount: value, payoutPeriod: value, currency: value }))
    .readonly(),
  /** Messages of the version before have none. */
  faults: z
    .array(z.object({ row: z.enum(['employee', 'employment', 'compensation']), id: z.string(), field: z.string() }))
    .readonly()
    .default([]),
}) satisfies z.ZodType<SourceEmployee>;

const payrollEmployeeSchema = z.object({
  id,
  number: text,
  externalNumber: text,
  externalImportReference: text,
  emailAddress: text,
  jobTitle: text,
  isArchived: z.boolean(),
  hiredDate: text,
  startDate: text,
  endDate: text,
  firstName: text,
  lastName: text,
  dateOfBirth: text,
  internationalIdCountryCode: text,
  phoneNumber: text,
  mailAddress: z.object({ addressLine1: text, addressLine2: text, city: text, zipCode: text, countryCode: text }),
  hasNationalIdNumber: z.boolean(),
  salaryBankAccountId: id.nullable(),
  lastChanged: text,
  addressLastChanged: text,
}) satisfies z.ZodType<PayrollEmployee>;

/** One person as both sides have them: what the worker compares. */
const subjectSchema = z.object({
  source: sourceEmployeeSchema,
  /** The matched PowerOffice record, null when there is none. */
  current: payrollEmployeeSchema.nullable(),
  /** The link pointed at a record that no longer exists. */
  linkLost: z.boolean(),
  employments: z
    .array(z.object({ id, employeeId: id, startDate: text, endDate: text, lastChanged: text }))
    .readonly() satisfies z.ZodType<readonly PayrollEmploymentSummary[]>,
  bankAccounts: z
    .array(z.object({ id, contactId: id, bankAccountNumber: z.string(), isActive: z.boolean() }))
    .readonly() satisfies z.ZodType<readonly PayrollBankAccount[]>,
});
export type Subject = z.infer<typeof subjectSchema>;

/**
 * The version of the message. It rises with every change of what a message holds or means: one of another version, on
 * its way while a deployment takes place, is not believed (see read-task).
 */
export const TASK_VERSION = 2;

/** The message of one person of one run: everything the worker needs, so that a person costs no read of their own. */
export const employeeTaskSchema = z.object({
  /** Messages of the first version have none. */
  version: z.number().int().default(1),
  runId: z.string(),
  runNumber: z.number().int(),
  mode: z.enum(RUN_MODES),
  /** The list of pending people that the person is on. */
  list: z.number().int(),
  sourceId: z.string(),
  /** What the person is called in reports and logs, see `employeeLabel`. */
  employeeNumber: text,
  /** When the run began, epoch milliseconds. */
  runStartedAt: z.number(),
  /** The run's day in Oslo. */
  today: z.string(),
  /** PowerOffice's default enterprise. */
  enterpriseId: id,
  /** Whether the integration may choose the account salary is paid to. */
  mayChooseAccount: z.boolean(),
  /** The employee numbers PowerOffice takes, inclusive, int64 as decimal text; empty when it did not say. */
  numberSeries: z.array(z.object({ from: z.string(), to: z.string() })).readonly(),
  /** Facts that need everybody in view. */
  peers: z.object({ sameNumber: z.array(z.string()).readonly(), userIdHeldBy: text }),
  /** Problems that forbid any write for the person, found with everybody in view. */
  blockedBy: z.array(problemSchema).readonly(),
  /** Null when it did not fit into a message: the worker reads the person by itself. */
  subject: subjectSchema.nullable(),
});
export type EmployeeTask = z.infer<typeof employeeTaskSchema>;
