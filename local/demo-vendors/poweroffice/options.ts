import * as z from 'zod';

/** The three keys of one integration at one client (PowerOffice fact 1). */
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

/** Everything PowerOffice grants the sync when it is set up well (PowerOffice facts 4 and 5). */
export const allPrivileges = [
  'Employee_Full',
  'Employment_Full',
  'EmploymentSalary_Full',
  'EmploymentFtePercentage_Full',
  'EmploymentLeave_Full',
  'ContactBankAccount_Full',
  'EmployeeBankAccounts',
  'Enterprises',
  'CommonServices',
] as const;

const optionsSchema = z.object({
  tokenLifetimeInSeconds: z.number().positive().default(1200),
  /** Requests let through in any rolling second, tokens included (PowerOffice fact 8). */
  requestsPerSecond: z.int().positive().default(10),
  /** How the `Retry-After` header of a 429 reads (PowerOffice fact 10). */
  retryAfter: z.enum(['seconds', 'date', 'garbage', 'absent']).default('seconds'),
  /** GETs show the state of that long ago; answers to writes show the state at once (PowerOffice fact 11). */
  replicaLagInMillis: z.number().nonnegative().default(0),
  /** A new employment comes with a salary line and an FTE line (PowerOffice fact 45). */
  createsFirstLines: z.boolean().default(false),
  /** A new default employment takes the mark from the old one (PowerOffice fact 44). */
  clearsOtherDefaults: z.boolean().default(true),
  /** The first account of an employee becomes the salary account by itself (PowerOffice fact 52). */
  choosesOnlyBankAccount: z.boolean().default(false),
  /** Norwegian account numbers are checked with modulus 11 (PowerOffice fact 53). */
  checksBankAccountDigits: z.boolean().default(true),
  /** Norwegian account numbers are stored as "1234 56 78903", whatever was sent (PowerOffice fact 53). */
  spacesBankAccountNumbers: z.boolean().default(true),
  /** A second line with the same FromDate is refused (PowerOffice fact 46). By default it is stored: a duplicate. */
  refusesSecondLineOnDate: z.boolean().default(false),
  /** A leave over the days of another of the same employment is refused (PowerOffice fact 58). */
  refusesOverlappingLeaves: z.boolean().default(false),
  /** A path below a MailAddress that is null leads somewhere (PowerOffice fact 36). */
  takesPathsBelowNullAddress: z.boolean().default(true),
  /** Properties of an employee that no PATCH may change, whatever the value. */
  refusedInPatch: z.array(z.string()).default([]),
  /** The domain of an e-mail address may have letters beyond ASCII (PowerOffice fact 37). */
  takesDomainsInAllLetters: z.boolean().default(true),
  /**
   * The identity-number privilege: NationalIdNumber, InternationalIdNumber and Gender are readable (PowerOffice fact
   * 6).
   */
  showsHiddenFields: z.boolean().default(false),
  /** Dates read as "2021-01-01T00:00:00", which happens (PowerOffice fact 25). */
  datesWithTime: z.boolean().default(false),
  /** Null properties are left out of answers instead of being written as null. */
  omitsNulls: z.boolean().default(false),
  /** Casing of title and detail in errors: the examples are lower, the schema is Pascal (PowerOffice fact 27). */
  problemCasing: z.enum(['lower', 'pascal']).default('lower'),
});

export type DemoPowerOfficeOptions = z.output<typeof optionsSchema>;
export type PartialDemoPowerOfficeOptions = z.input<typeof optionsSchema>;

/** The options with every default filled in. @throws ZodError for values out of range. */
export const completeOptions = (options: PartialDemoPowerOfficeOptions): DemoPowerOfficeOptions =>
  optionsSchema.parse(options);
