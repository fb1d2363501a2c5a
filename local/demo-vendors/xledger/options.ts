import * as z from 'zod';

/** The token that the demo accepts unless it is told otherwise. It opens nothing anywhere else. */
export const DEMO_XLEDGER_TOKEN = 'ZGVtby14bGVkZ2VyLXRva2Vu';

/** Everything that the sync needs of a token (X-ledger fact 4). */
export const allScopes = ['Human Resources', 'Common', 'Accounts payable', 'General Ledger'] as const;

const optionsSchema = z.object({
  /** Whether an error comes with HTTP status 200 or with one of its own (X-ledger fact 9). */
  errorStatus: z.enum(['ok', 'own']).default('ok'),
  /** Requests let through in any five seconds (X-ledger fact 7). */
  requestsPerFiveSeconds: z.int().positive().default(20),
  /** Requests worked on at once (X-ledger fact 8), and how long each takes. */
  concurrency: z.int().positive().default(1),
  workInMillis: z.number().nonnegative().default(20),
  /** Requests until the credits are used up, and for how long they stay so; null: never (X-ledger fact 11). */
  credits: z
    .object({ requests: z.int().nonnegative(), resetAfterInMillis: z.number().positive() })
    .nullable()
    .default(null),
  /** How the time of new credits is written (X-ledger fact 11). */
  resetAt: z.enum(['zoned', 'local', 'seconds', 'millis', 'absent']).default('local'),
  /** Rows of employees together with their contacts that a query may take before it is cut off (X-ledger fact 14). */
  heavyAbove: z.int().positive().default(500),
  /** The most rows in one page, whatever is asked for (X-ledger fact 14). */
  largestPage: z.int().positive().default(10_000),
  /** Whether every row of a list has the same cursor, so that its pages go in circles (X-ledger fact 13). */
  repeatsCursors: z.boolean().default(false),
  /** Whether one bad record keeps all of a call from being written (X-ledger fact 25). */
  batchFailure: z.enum(['all', 'each']).default('all'),
  /** How much of a national id is shown (X-ledger fact 20). */
  mask: z.enum(['full', 'birthday', 'lastDigits']).default('full'),
  /** What is shown of an account (X-ledger fact 21). */
  bankAccount: z.enum(['readable', 'masked', 'null', 'refused']).default('readable'),
  /** Whether a code that somebody else has is refused. By default it is taken: a duplicate (X-ledger fact 27). */
  refusesTakenCodes: z.boolean().default(false),
  /** Whether a new employee comes with a contact (X-ledger fact 19). */
  createsContact: z.boolean().default(true),
  /** Queries show the state of that long ago; answers to mutations show the state at once (X-ledger fact 29). */
  lagInMillis: z.number().nonnegative().default(0),
  /** Whether the schema may be asked about (X-ledger fact 12). */
  tellsSchema: z.boolean().default(true),
  /** Fields that are not there (any longer), as `Employee.trialTo`. */
  withoutFields: z.array(z.string()).default([]),
  /** Writes that nobody has ever seen (X-ledger fact 30). */
  unverified: z.boolean().default(false),
});

export type DemoXledgerOptions = z.output<typeof optionsSchema>;
export type PartialDemoXledgerOptions = z.input<typeof optionsSchema>;

/** The options with every default filled in. @throws ZodError for values out of range. */
export const completeOptions = (options: PartialDemoXledgerOptions): DemoXledgerOptions => optionsSchema.parse(options);
