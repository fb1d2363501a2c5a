/*
 * What each function reads from its environment, as schemas: the template is made from the same names, so that a variable
 * which nobody sets, or nobody reads, does not compile. What a variable means is said where it stands. For example, an
 * empty MAIL_QUEUE_URL says that nobody is told by mail, as on one machine; a missing TABLE_NAME stops the function.
 */
import * as z from 'zod';
import { parseConfiguration } from './configuration-error.ts';
import { LANGUAGES } from '../records/words.ts';
import { schedulesVariable } from './schedule.ts';
import { allSettingsSchema } from './settings.ts';
import { vendorAddress } from './vendor-address.ts';

const text = z.string().trim().min(1);
const url = z.url({ protocol: /^https?$/, error: 'not a URL that begins with http:// or https://' });

/** JSON text -> complete settings; without text the defaults. */
const settings = z
  .string()
  .default('{}')
  .transform((json, context): unknown => {
    try {
      return JSON.parse(json.trim() === '' ? '{}' : json);
    } catch {
      context.addIssue({ code: 'custom', message: 'not JSON' });
      return z.NEVER;
    }
  })
  .pipe(allSettingsSchema);

const state = {
  /** The state table. */
  TABLE_NAME: text,
};

/** Of the words for people. */
const language = { LANGUAGE: z.enum(LANGUAGES).default('en') };

/** What any flow needs of the vendors. */
const source = {
  VENDOR_KEYS_SECRET_ARN: text,
  HASH_KEY_SECRET_ARN: text,
  SIMPLOYER_BASE_URL: vendorAddress,
  /** Where the pace is kept: the state table itself, or a table shared by all clients of one subscription key. */
  PACE_TABLE_NAME: text,
  SETTINGS: settings,
};

const powerOffice = {
  POWEROFFICE_BASE_URL: vendorAddress,
  POWEROFFICE_TOKEN_URL: vendorAddress,
  /** In any rolling second as the server sees it, over everything that shares the subscription key. */
  POWEROFFICE_MAX_REQUESTS_PER_SECOND: z.coerce.number().positive().max(1000),
};

const xledger = {
  XLEDGER_URL: vendorAddress,
};

const schedule = {
  /** The flows that the stack carries, with when their runs start by themselves, as it was deployed. */
  SCHEDULES: schedulesVariable,
};

/** Empty on one machine, where nobody is told by mail. */
const orNothing = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([z.literal('').transform(() => null), schema]).default(null);

const mails = {
  /** Where mails are asked for. */
  MAIL_QUEUE_URL: orNothing(url),
};

const topics = {
  /** Whom alarms are told, and what has to be approved. */
  ALARM_TOPIC_ARN: orNothing(text),
  /** Whom it is told how the list of problems changed; empty unless the stage has `hrEmail`. */
  HR_TOPIC_ARN: orNothing(text),
};

const exports = {
  /** Where files of absence wait to be fetched; empty where the stage makes none. */
  EXPORT_BUCKET: orNothing(text),
};

/** What each function reads from its environment: no more than it needs. The template is built from the same names. */
export const startRunEnvironment = z.object({
  ...state,
  ...source,
  ...powerOffice,
  ...xledger,
  ...mails,
  /** Of the records of each flow; empty where the stage does not carry it. */
  EMPLOYEE_QUEUE_URL: orNothing(url),
  XLEDGER_QUEUE_URL: orNothing(url),
  LEAVES_QUEUE_URL: orNothing(url),
  ...exports,
  START_QUEUE_URL: url,
});
export const syncEmployeeEnvironment = z.object({
  ...state,
  ...source,
  ...powerOffice,
  ...mails,
  EMPLOYEE_QUEUE_URL: url,
});
export const xledgerWorkerEnvironment = z.object({ ...state, ...source, ...xledger, ...mails, XLEDGER_QUEUE_URL: url });
export const leaveWorkerEnvironment = z.object({
  ...state,
  ...source,
  ...powerOffice,
  ...mails,
  LEAVES_QUEUE_URL: url,
});
export const deadLetterEnvironment = z.object({ ...state, ...mails });
export const mailEnvironment = z.object({
  ...state,
  ...language,
  ...topics,
  /** As "npm run sync" takes it. */
  STACK_NAME: text,
  /** Where the runbook can be read. */
  RUNBOOK: text,
});
export const apiEnvironment = z.object({ ...state, ...language, ...schedule, ...exports, START_QUEUE_URL: url });
export const widgetEnvironment = z.object({
  ...state,
  ...language,
  ...schedule,
  EXPLAIN_FUNCTION_ARN: text,
  OPERATOR_ACTIONS_ARN: text,
  APPROVER_ACTIONS_ARN: text,
});
/** As the API's, and whose buttons it is behind. */
export const actionsEnvironment = apiEnvironment.extend({ ROLE: z.enum(['operator', 'approver']) });
const looking = {
  ...state,
  ...source,
  ...powerOffice,
  ...xledger,
  ...schedule,
  /** How long API Gateway waits for an answer, with some reserve; empty on one machine, where nobody is in a hurry. */
  ANSWER_WITHIN_SECONDS: orNothing(z.coerce.number().positive()),
};
export const inspectEnvironment = z.object({ ...looking, ...topics });
export const decideEnvironment = z.object(looking);

export const explainEnvironment = z.object({ ...looking, ...language });

export type StartRunEnvironment = z.output<typeof startRunEnvironment>;

/**
 * A function's environment, parsed once at its start.
 * @param schema one of the schemas above
 * @param variables `process.env`
 * @throws ConfigurationError naming every variable that is missing or wrong
 */
export const readEnvironment = <Schema extends z.ZodType>(
  schema: Schema,
  variables: Readonly<Record<string, string | undefined>>,
): z.output<Schema> => parseConfiguration(schema, variables, '');
