/*
 * The settings of time off, all under `timeOff`. Each has a default that writes nothing which nobody has confirmed: a type
 * that is not mapped is held back, nothing is deleted, and no flag that changes pay is sent. They come as JSON, of which
 * any part may be left out, and a name that is not known is refused. For example,
 * `{"timeOff":{"leaveTypes":{"Velferdspermisjon":"OtherNonStatutory"}}}` sends leaves of that type.
 */
import * as z from 'zod';

const name = z.string().trim().min(1);

/** What the authorities know a leave as, by PowerOffice's names (PowerOffice fact 54). */
export const TYPES_OF_LEAVE = [
  'EducationalNonStatutory',
  'EducationalStatutory',
  'Maternity',
  'Military',
  'OtherNonStatutory',
  'OtherStatutory',
] as const;
export type TypeOfLeave = (typeof TYPES_OF_LEAVE)[number];

/** Both change what is paid out (PowerOffice fact 60). */
const paySchema = z.strictObject({
  adjustFixedWage: z.boolean().optional(),
  excludeFromPayroll: z.boolean().optional(),
});

/** Parses what stands under `timeOff`, of which any part may be left out; an unknown name is a typing error. */
export const timeOffSettingsSchema = z.strictObject({
  /** Simployer's leave type, by id, code or name -> what it is in PowerOffice, or `ignore`. */
  leaveTypes: z.record(name, z.enum([...TYPES_OF_LEAVE, 'ignore'])).default({}),
  /** `allActive`: one leave for each employment that covers the first day. */
  employments: z.enum(['main', 'allActive']).default('main'),
  /** Leaves of fewer calendar days are not sent. */
  minimumDays: z.int().min(1).max(366).default(14),
  /** What becomes of a degree or a type that changes on a leave that may be reported already. */
  onTermsChange: z.enum(['hold', 'patch']).default('hold'),
  /** What becomes of a leave that was withdrawn after it was sent. */
  onWithdrawal: z.enum(['report', 'delete']).default('report'),
  /** `withEmployees`: new and changed leaves go to PowerOffice by themselves, once the scheduled run of employees has had its time. */
  schedule: z.enum(['off', 'withEmployees']).default('off'),
  /** What is set when a leave of this type is created, and is payroll's from then on. */
  pay: z.partialRecord(z.enum(TYPES_OF_LEAVE), paySchema).default({}),
});

/** What flows of time off follow. */
export type TimeOffSettings = Readonly<z.output<typeof timeOffSettingsSchema>>;

export const DEFAULT_TIME_OFF_SETTINGS: TimeOffSettings = timeOffSettingsSchema.parse({});
