import * as z from 'zod';

/*
 * Ids of PowerOffice, each of a kind of its own: the id of an employee cannot be passed where that of an account belongs.
 * They come from PowerOffice's answers, from messages and from stored items, where they are parsed; nothing else makes
 * one. Record ids fit a double.
 */
const id = z.int().positive();

export const employeeId = id.brand<'PowerOffice employee'>();
/** Also the id of the employee's contact (PowerOffice fact 51). */
export type EmployeeId = z.infer<typeof employeeId>;

export const employmentId = id.brand<'PowerOffice employment'>();
export type EmploymentId = z.infer<typeof employmentId>;

export const bankAccountId = id.brand<'PowerOffice bank account'>();
export type BankAccountId = z.infer<typeof bankAccountId>;

export const enterpriseId = id.brand<'PowerOffice enterprise'>();
export type EnterpriseId = z.infer<typeof enterpriseId>;

export const salaryId = id.brand<'PowerOffice salary'>();
export type SalaryId = z.infer<typeof salaryId>;

/** A GUID, in lower case. */
export const leaveLineId = z.string().min(1).toLowerCase().brand<'PowerOffice leave'>();
export type LeaveLineId = z.infer<typeof leaveLineId>;

export const ftePercentageId = id.brand<'PowerOffice share of full time'>();
export type FtePercentageId = z.infer<typeof ftePercentageId>;
