/*
 * The settings of this flow, all under `xledger`. Each has a default that does what the mapping says; one whose rule
 * nobody has confirmed is off by default. They come as JSON, of which any part may be left out, and a name that is not
 * known is refused. For example, `{"xledger":{"fullTimeOnly":false}}` lets people in who work part time, and leaves
 * everything else as it is.
 */
import * as z from 'zod';

const name = z.string().trim().min(1);
const code = z.strictObject({ code: name });
const count = z.int().min(0);
const share = z.number().min(0).max(1);
const GL_OBJECTS = ['glObject1', 'glObject2', 'glObject3', 'glObject4', 'glObject5'] as const;
const FLEXI_FIELDS = [
  'flexiField.text1',
  'flexiField.text2',
  'flexiField.text3',
  'flexiField.text4',
  'flexiField.text5',
  'flexiField.text6',
  'flexiField.text7',
  'flexiField.text8',
] as const;

/** A run in which more people than the greater of figure and share are concerned is given up before it writes. */
const guardsSchema = z.strictObject({
  /** So many people may be created (`CREATE_GUARD`). */
  createAbsolute: count.default(10),
  /** This share of the linked people, 0 to 1. */
  createShare: share.default(0.2),
  /** So many people may get an end date on or before today (`END_GUARD`). */
  endAbsolute: count.default(5),
  /** This share of the linked people, 0 to 1. */
  endShare: share.default(0.2),
  /** On so many adopted people one field may change in the first run (`OVERWRITE_GUARD`). */
  overwriteAbsolute: count.default(5),
  /** This share of the adopted people, 0 to 1. */
  overwriteShare: share.default(0.5),
  /** The records of so many people may look like somebody else's (`IDENTITY_GUARD`). */
  identityAbsolute: count.default(5),
  /** This share of the people in scope, 0 to 1. */
  identityShare: share.default(0.2),
  /** So many people of the last run for everybody may be out of scope (`SCOPE_GUARD`). */
  scopeAbsolute: count.default(5),
  /** This share of the people who were in scope then, 0 to 1. */
  scopeShare: share.default(0.2),
});

/** Written when somebody is created, and never again; nobody has confirmed what X-ledger makes of them. */
const fixedValuesSchema = z.strictObject({
  employmentType: code.optional(),
  employeeType: code.optional(),
  compensationType: code.optional(),
  paySlipDeliveryMethod: code.optional(),
  timesheet: z.boolean().optional(),
  overtime: z.boolean().optional(),
  flextime: z.boolean().optional(),
  timebased: z.boolean().optional(),
});

/** Parses what stands under `xledger`, of which any part may be left out; an unknown name is a typing error. */
export const xledgerSettingsSchema = z.strictObject({
  /** Ids or names of the employment types that go to X-ledger. */
  employmentTypes: z.array(name).default(['permanent_employment']),
  /** Whether an employment must be of 100 %. */
  fullTimeOnly: z.boolean().default(true),
  /** What becomes of several active records of one person with one number. */
  severalRecords: z.enum(['earliestHired', 'block']).default('earliestHired'),
  /** Whether the private e-mail address stands in for one of work that is missing. */
  privateEmailFallback: z.boolean().default(true),
  /** Whether nobody is created without a Norwegian national id. */
  requireNationalId: z.boolean().default(false),
  /** Where the work phone goes. */
  workPhone: z.enum(['none', 'contactPhone2']).default('none'),
  /** Which of the employee's dates is the last day. */
  lastDay: z.enum(['endDate', 'offboardDate']).default('endDate'),
  /** Where the job title goes. */
  title: z.enum(['positionValue', 'contactJobTitle', 'none']).default('positionValue'),
  /** Which list has the titles, by X-ledger's id of its kind; null: that of any title in use. */
  positionKind: z
    .union([z.string(), z.int().nonnegative()])
    .transform((kind) => String(kind).trim())
    .refine((kind) => /^\d{1,10}$/.test(kind), 'the id of an object kind has digits only')
    .nullable()
    .default(null),
  /** Whether a title that X-ledger does not know is added to its list (unverified). */
  createPositionValues: z.boolean().default(false),
  /** X-ledger's codes of the genders; null: not sent (unverified). */
  gender: z.strictObject({ female: code, male: code }).nullable().default(null),
  /** Whether the contact of an employee gets what belongs there. */
  contacts: z.enum(['update', 'off']).default('update'),
  /** Employment type, by id or name -> code of X-ledger's employee group. */
  employeeGroups: z.record(name, name).default({}),
  /** Which posting dimension takes the cost centre. */
  costCenter: z.enum(['none', ...GL_OBJECTS]).default('none'),
  /** Whether the manager is sent. */
  manager: z.boolean().default(false),
  /** Ids or names of the employment types that are probations. */
  probationTypes: z.array(name).default([]),
  /** X-ledger's code of the reason that goes with an end date; null: not sent (unverified). */
  exitReason: code.nullable().default(null),
  fixedValues: fixedValuesSchema.prefault({}),
  /** No way to write salaries is known: neither value sends any. */
  salary: z.enum(['off', 'unverified']).default('off'),
  /** Which free text of an employee holds the Simployer user; it must be free in X-ledger (unverified). */
  correlationField: z.enum(FLEXI_FIELDS).nullable().default(null),
  /** Whether codes that differ in leading zeros alone are one. */
  looseCodes: z.boolean().default(true),
  /** Whose employees are read. */
  ownerSet: z.enum(['CURRENT', 'LOWER', 'UPPER', 'MINE', 'ALL']).default('CURRENT'),
  /** What becomes of a hidden value of which X-ledger shows nothing, on a record that is adopted. */
  hiddenOnAdoption: z.enum(['keep', 'write']).default('keep'),
  /** `auto`: an account that X-ledger shows whole is compared with it. */
  accountCompare: z.enum(['auto', 'hash']).default('auto'),
  /** Whether the record of a leaver is closed for payroll. */
  closeRecords: z.boolean().default(false),
  /** How many records a call has at the most. A worker has ten people at a time, so more than ten change nothing. */
  batchSize: z.int().min(1).max(500).default(1),
  /** Over all functions that use the token; X-ledger takes 20. */
  maxRequestsPerFiveSeconds: z.int().min(1).max(20).default(15),
  guards: guardsSchema.prefault({}),
});

/** What a run of this flow follows. */
export type XledgerSettings = Readonly<z.output<typeof xledgerSettingsSchema>>;
export type XledgerGuardSettings = XledgerSettings['guards'];

export const DEFAULT_XLEDGER_SETTINGS: XledgerSettings = xledgerSettingsSchema.parse({});
