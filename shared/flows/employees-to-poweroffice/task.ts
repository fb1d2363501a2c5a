import * as z from 'zod';
import { payrollBankAccountSchema } from '../../vendors/poweroffice/bank-accounts.ts';
import { payrollEmployeeSchema } from '../../vendors/poweroffice/employees.ts';
import { payrollEmploymentSummarySchema } from '../../vendors/poweroffice/employments.ts';
import { enterpriseId } from '../../vendors/poweroffice/ids.ts';
import { sourceEmployeeSchema } from '../../model/employee.ts';
import { personTask } from '../../people/task.ts';
import type { AddedToTask } from '../../people/task.ts';
import type { RecordTask } from '../../run/task.ts';

const text = z.string().nullable();

/** One person as both sides have them: what the worker compares. */
const subjectSchema = z.object({
  source: sourceEmployeeSchema,
  /** The matched PowerOffice record, null when there is none. */
  current: payrollEmployeeSchema.nullable(),
  /** The link pointed at a record that no longer exists. */
  linkLost: z.boolean(),
  employments: z.array(payrollEmploymentSummarySchema).readonly(),
  bankAccounts: z.array(payrollBankAccountSchema).readonly(),
  /** When the decision was made under which the person was recognised, epoch milliseconds; null without one. */
  linkDecidedAt: z.number().nullable(),
});
export type Subject = z.infer<typeof subjectSchema>;

/**
 * The version of the message. It rises with every change of what a message holds or means: one of another version, on
 * its way while a deployment takes place, is not believed (see read-task). A field that one of its records gains needs
 * no new version, for a message that lacks the field is not believed either.
 */
export const TASK_VERSION = 3;

/** The message of one person of one run: everything the worker needs, so that a person costs no read of their own. */
export const employeeTaskSchema = z.object({
  ...personTask,
  /** PowerOffice's default enterprise. */
  enterpriseId,
  /** Whether the integration may choose the account salary is paid to. */
  mayChooseAccount: z.boolean(),
  /** The employee numbers PowerOffice takes, inclusive, int64 as decimal text; empty when it did not say. */
  numberSeries: z.array(z.object({ from: z.string(), to: z.string() })).readonly(),
  /** Whether the salary is to be read although nothing seems to have changed. */
  isSalaryDue: z.boolean().default(false),
  /** Facts that need everybody in view. */
  peers: z.object({ sameNumber: z.array(z.string()).readonly(), userIdHeldBy: text }),
  /** Null when it did not fit into a message: the worker reads the person by itself. */
  subject: subjectSchema.nullable(),
});
export type EmployeeTask = z.infer<typeof employeeTaskSchema>;

/** What this flow hands to the engine for a person; the engine adds which run it belongs to. */
export type EmployeeRecordTask = RecordTask & Omit<EmployeeTask, AddedToTask>;
