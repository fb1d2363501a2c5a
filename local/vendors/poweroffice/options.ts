import * as z from 'zod';

/** The three keys of one integration at one client (PowerOffice contract 1.1). */
export interface DemoCredentials {
  readonly applicationKey: string;
  readonly clientKey: string;
  readonly subscriptionKey: string;
}

/** What the demo accepts unless it is told otherwise. They open nothing anywhere else. */
export const demoCredentials: DemoCredentials = {
  applicationKey: 'demo-application-key',
  clientKey: 'demo-client-key',
  subscriptionKey: 'demo-subscription-key',
};

/** Everything PowerOffice grants the sync when it is set up well (PowerOffice contract 1.8). */
export const allPrivileges = [
  'Employee_Full',
  'Employment_Full',
  'EmploymentSalary_Full',
  'EmploymentFtePercentage_Full',
  'ContactBankAccount_Full',
  'EmployeeBankAccounts',
  'Enterprises',
  'CommonServices',
] as const;

const optionsSchema = z.object({
  tokenLifetimeInSeconds: z.number().positive().default(1200),
  /** Requests let through in any rolling second, tokens included (1.4). */
  requestsPerSecond: z.int().positive().default(10),
  /** How the `Retry-After` header of a 429 reads (1.4: not documented). */
  retryAfter: z.enum(['seconds', 'date', 'garbage', 'absent']).default('seconds'),
  /** GETs show the state of that long ago; answers to writes show the state at once (1.4). */
  replicaLagInMillis: z.number().nonnegative().default(0),
  /** Question U1: a new employment comes with a salary line and an FTE line. */
  createsFirstLines: z.boolean().default(false),
  /** Question U3: a new default employment takes the mark from the old one. */
  clearsOtherDefaults: z.boolean().default(true),
  /** Question U5: the first account of an employee becomes the salary account by itself. */
  choosesOnlyBankAccount: z.boolean().default(false),
  /** Question U4: Norwegian account numbers are checked with modulus 11. */
  checksBankAccountDigits: z.boolean().default(true),
  /** Question U4: Norwegian account numbers are stored as "1234 56 78903", whatever was sent. */
  spacesBankAccountNumbers: z.boolean().default(true),
  /** Question U2: a second salary or FTE line with the same FromDate is refused. By default it is stored: a duplicate. */
  refusesSecondLineOnDate: z.boolean().default(false),
  /** A path below a MailAddress that is null leads somewhere (2.1: not stated). */
  takesPathsBelowNullAddress: z.boolean().default(true),
  /** Properties of an employee that no PATCH may change, whatever the value. */
  refusedInPatch: z.array(z.string()).default([]),
  /** The domain of an e-mail address may have letters beyond ASCII (2.1: not stated). */
  takesDomainsInAllLetters: z.boolean().default(true),
  /** The identity-number privilege: NationalIdNumber, InternationalIdNumber and Gender are readable (1.8). */
  showsHiddenFields: z.boolean().default(false),
  /** Dates read as "2021-01-01T00:00:00", which happens (1.6). */
  datesWithTime: z.boolean().default(false),
  /** Null properties are left out of answers instead of being written as null. */
  omitsNulls: z.boolean().default(false),
  /** Casing of title and detail in errors: the examples are lower, the schema is Pascal (1.7). */
  problemCasing: z.enum(['lower', 'pascal']).default('lower'),
});

export type DemoPowerOfficeOptions = z.output<typeof optionsSchema>;
export type PartialDemoPowerOfficeOptions = z.input<typeof optionsSchema>;

/** The options with every default filled in. @throws ZodError for values out of range. */
export function completeOptions(options: PartialDemoPowerOfficeOptions): DemoPowerOfficeOptions {
  return optionsSchema.parse(options);
}
