import * as z from 'zod';
import type { PayrollBankAccount, PayrollEmployee, PayrollEmploymentSummary } from '../employee/payroll-record.ts';
import type { SourceEmployee } from '../employee/source-employee.ts';
import { RUN_MODES } from '../state/run.ts';
import { problemSchema } from '../state/employee-state.ts';

const text = z.string().nullable();
const id = z.number().int();

const sourceEmployeeSchema = z.object({
  id: z.string(),
  employeeNumber: text,
  userId: text,
  active: z.boolean(),
  created: text,
  departmentId: text,
  officeId: text,
  firstName: text,
  lastName: text,
  title: text,
  workEmail: text,
  privateEmail: text,
  privatePhoneSanitized: text,
  privatePhone: text,
  workPhoneSanitized: text,
  workPhone: text,
  hireDate: text,
  birthDate: text,
  ssn: text,
  ssnCountry: text,
  gender: text,
  homeAddress: z.object({ street: text, city: text, postalCode: text, country: text }),
  bankAccount: z.object({ number: text, iban: text, bic: text, bank: text, clearing: text, country: text }),
  mainEmploymentId: text,
  compensationId: text,
  employments: z
    .array(
      z.object({
        id: z.string(),
        typeId: text,
        typeName: text,
        startDate: text,
        endDate: text,
        note: text,
        rate: text,
      }),
    )
    .readonly(),
  compensations: z
    .array(z.object({ id: z.string(), effectiveDate: text, amount: text, payoutPeriod: text, currency: text }))
    .readonly(),
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

/** The message of one person of one run: everything the worker needs, so that a person costs no read of their own. */
export const employeeTaskSchema = z.object({
  runId: z.string(),
  runNumber: z.number().int(),
  mode: z.enum(RUN_MODES),
  /** The list of pending people that the person is on. */
  list: z.number().int(),
  sourceId: z.string(),
  /** As the source has it. */
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
