/*
 * What a deployment can be told: when runs start, who gets the alarms, what the mapping does, which clients there are.
 * The settings of a stage are checked when the stack is made, so that a wrong one stops a deployment and not a run at
 * night. Nearly every setting has a default. For example, a stage with `time: '02:30'` is refused with the reason: that
 * hour does not exist on one Sunday in spring.
 */
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';
import { parseConfiguration } from '../shared/config/configuration-error.ts';
import { WEEKDAYS } from '../shared/config/schedule.ts';
import { allSettingsSchema } from '../shared/config/settings.ts';
import type { AllSettings } from '../shared/config/settings.ts';
import { FLOW_NAMES } from '../shared/config/vendor-keys.ts';
import type { FlowName } from '../shared/config/vendor-keys.ts';
import { customHosts, describeForeignHost, vendorAddress } from '../shared/config/vendor-address.ts';
import { VENDOR_DEFAULTS } from '../shared/config/vendor-defaults.ts';
import { flowsOf, missingFlows, scheduleOf } from './flow-schedules.ts';
import { FLOW_DEPLOYMENTS } from './flows/flow-deployments.ts';

export type Weekday = (typeof WEEKDAYS)[number];

/** Everything that differs between one deployment and another. */
export interface StageSettings {
  /** What a company has: which of its records go where. Taking one out later takes its queue and alarms away. */
  readonly flows: readonly FlowName[];
  readonly schedule: ScheduleSettings;
  /** Of one flow, instead of `schedule`. */
  readonly flowSchedules: FlowSchedules;
  readonly pace: {
    /** What PowerOffice grants a subscription key: requests in any rolling second. */
    readonly maxRequestsPerSecond: number;
  };
  readonly vendors: VendorAddresses;
  /**
   * Who is told when an alarm begins and ends. Null: nobody, which only a stage may have that is paused or holds nothing
   * of value; the topic is there all the same.
   */
  readonly alarmEmail: string | null;
  /** Who is told how the list of open problems changed, after a run that changed it; null: nobody. */
  readonly hrEmail: string | null;
  /** Where people read the runbook, which every alarm and mail leads to; null: its place in the project. */
  readonly runbookUrl: string | null;
  /** How long a run may take before an alarm says so. */
  readonly longestRunInMinutes: number;
  readonly logRetentionInDays: RetentionDays;
  /** What becomes of table, secrets and their key when the stack is deleted. `destroy` is for stages that hold nothing of value. */
  readonly removalPolicy: 'retain' | 'destroy';
  /** What a run follows: mapping options, scope, guards. */
  readonly settings: AllSettings;
  /** One stack each. Adding one leaves the others as they are. */
  readonly clients: readonly ClientSettings[];
}

type FlowSchedules = Readonly<Partial<Record<FlowName, ScheduleSettings>>>;

export interface ScheduleSettings {
  readonly days: readonly Weekday[];
  /** HH:MM in Europe/Oslo, outside 02:00-02:59, the hour that does not exist on one Sunday and comes twice on another. */
  readonly time: string;
  /** True while payroll is running: nothing starts by itself, starting by hand still works. */
  readonly paused: boolean;
}

interface VendorAddresses {
  /** Hosts of a proxy or gateway that stands in for a vendor; no other host than the vendors' own is taken. */
  readonly customHosts: readonly string[];
  readonly simployerBaseUrl: string;
  readonly powerOfficeBaseUrl: string;
  readonly powerOfficeTokenUrl: string;
  readonly xledgerUrl: string;
}

/** One company. */
export interface ClientSettings {
  /** Part of the stack's name, for good. */
  readonly name: string;
  /** Clients that name the same subscription share its requests per second. */
  readonly subscription: string;
  /** Whether there is a dashboard; an account's first three are free, see docs/costs.md for the others. */
  readonly dashboard: boolean;
  /** Instead of the stage's. */
  readonly flows: readonly FlowName[] | null;
  /** Instead of the stage's, for every flow. */
  readonly schedule: ScheduleSettings | null;
  /** Of one flow, instead of any other. */
  readonly flowSchedules: FlowSchedules;
  /** Instead of the stage's. */
  readonly settings: AllSettings | null;
}

const scheduleSchema = z.strictObject({
  days: z.array(z.enum(WEEKDAYS)).min(1),
  time: z
    .string()
    .regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, 'expected HH:MM, 00:00 to 23:59')
    .refine(
      (time) => !time.startsWith('02:'),
      'expected a time outside 02:00-02:59, which daylight saving skips and repeats',
    ),
  paused: z.boolean().default(false),
});

const vendorAddressesSchema = z
  .strictObject({
    simployerBaseUrl: vendorAddress.default(VENDOR_DEFAULTS.simployerBaseUrl),
    powerOfficeBaseUrl: vendorAddress.default(VENDOR_DEFAULTS.powerOfficeBaseUrl),
    powerOfficeTokenUrl: vendorAddress.default(VENDOR_DEFAULTS.powerOfficeTokenUrl),
    xledgerUrl: vendorAddress.default(VENDOR_DEFAULTS.xledgerUrl),
    customHosts: customHosts.default([]),
  })
  .superRefine(({ customHosts: allowed, ...addresses }, context) => {
    for (const [name, address] of Object.entries(addresses)) {
      const message = describeForeignHost(address, allowed, 'vendors.customHosts');
      if (message !== null) context.addIssue({ code: 'custom', path: [name], message });
    }
  });

const slug = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'expected 1 to 31 of a-z, 0-9 and -, beginning with a letter');

/** Nobody watches a schedule: the first run of a deployed connection waits for somebody to approve its plan. */
const deployedSettingsSchema = allSettingsSchema.extend({
  firstRun: allSettingsSchema.shape.firstRun.unwrap().default('plan'),
});

const flowsSchema = z
  .array(z.enum(FLOW_NAMES))
  .min(1)
  .refine((flows) => new Set(flows).size === flows.length, 'expected each flow once');

/** The flows that have a time of their own; the others start after the one whose links they use. */
const SCHEDULED_FLOWS = FLOW_NAMES.filter((flow) => FLOW_DEPLOYMENTS[flow].usesLinksOf === null);

const flowSchedulesSchema = z.partialRecord(z.enum(SCHEDULED_FLOWS), scheduleSchema).default({});

const clientSchema = z.strictObject({
  name: slug,
  flows: flowsSchema.nullable().default(null),
  subscription: slug.default('default'),
  dashboard: z.boolean().default(true),
  schedule: scheduleSchema.nullable().default(null),
  flowSchedules: flowSchedulesSchema,
  settings: deployedSettingsSchema.nullable().default(null),
});

/** Every setting of a stage, each by itself; `parseStageSettings` also asks what has to hold between them. */
export const allStageSettingsSchema = z.strictObject({
  flows: flowsSchema.default(['employees-to-poweroffice']),
  schedule: scheduleSchema,
  flowSchedules: flowSchedulesSchema,
  pace: z
    .strictObject({
      maxRequestsPerSecond: z.number().positive().max(100).default(VENDOR_DEFAULTS.powerOfficeRequestsPerSecond),
    })
    .prefault({}),
  vendors: vendorAddressesSchema.prefault({}),
  alarmEmail: z.email().nullable().default(null),
  hrEmail: z.email().nullable().default(null),
  runbookUrl: z
    .url({ protocol: /^https?$/, error: 'expected an address that begins with https://' })
    .max(300)
    .refine((address) => !address.includes('#'), 'expected the address of the page, without # and a section')
    .nullable()
    .default(null),
  longestRunInMinutes: z.int().positive().max(1440).default(60),
  logRetentionInDays: z.enum(RetentionDays).default(RetentionDays.THREE_MONTHS),
  removalPolicy: z.enum(['retain', 'destroy']).default('retain'),
  settings: deployedSettingsSchema.prefault({}),
  clients: z
    .array(clientSchema)
    .min(1)
    .refine(
      (clients) => new Set(clients.map(({ name }) => name)).size === clients.length,
      'expected a name of its own for each',
    )
    .prefault([{ name: 'main' }]),
});

const stageSettingsSchema = allStageSettingsSchema
  .superRefine(({ clients, ...stage }, context) => {
    for (const [index, client] of clients.entries()) {
      const path = client.flows === null ? ['flows'] : ['clients', index, 'flows'];
      for (const { flow, missing } of missingFlows(stage, client)) {
        const message = `${flow} uses what ${missing} has linked, which is not named; name it too`;
        context.addIssue({ code: 'custom', path, message });
      }
    }
  })
  // A run that fails unseen leaves payroll with old data: somebody must be told.
  .refine(
    ({ alarmEmail, removalPolicy, clients, ...stage }) =>
      alarmEmail !== null ||
      removalPolicy === 'destroy' ||
      clients.every((client) =>
        flowsOf(stage, client).every((flow) => scheduleOf(stage, client, flow)?.paused !== false),
      ),
    {
      path: ['alarmEmail'],
      error:
        'nobody would be told when a run fails; name an address, and confirm the mail that AWS sends it (or keep schedule.paused: true until then)',
    },
  );

/** A stage as a person writes it: only what differs from the defaults. */
export type StageSettingsInput = z.input<typeof stageSettingsSchema>;

/**
 * A complete stage.
 * @param name the stage's, for the messages
 * @throws ConfigurationError naming the path of each wrong setting and what is allowed there
 */
export const parseStageSettings = (name: string, input: unknown): StageSettings =>
  parseConfiguration(stageSettingsSchema, input, `stages.${name}`);
