import * as z from 'zod';
import type {
  PayrollBankAccount,
  PayrollEmployee,
  PayrollEmploymentSummary,
} from '../../vendors/poweroffice/payroll-record.ts';
import { sourceEmployeeSchema } from '../../model/employee.ts';
import { RUN_MODES } from '../../state/run.ts';
import { problemSchema } from './state.ts';

const text = z.string().nullable();
const id = z.number().int();

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
