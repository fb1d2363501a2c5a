import { GraphQLError } from 'graphql';

/** An error as X-ledger words it: its code stands beside the message, within `extensions`, or nowhere. */
export interface XledgerFault {
  readonly message: string;
  /** Beside the message. */
  readonly code?: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Refuses a value of a record; X-ledger quotes it. */
export const refuseValue = (field: string, value: unknown, why: string): never => {
  throw new GraphQLError(`Invalid value for argument "${field}": "${String(value)}". ${why}`, {
    extensions: { code: 'INVALID_VALUE' },
  });
};

/** What is refused before a query is looked at. */
export const FAULTS = {
  badToken: { message: 'Bad format for API Token' },
  unknownToken: { message: 'The API token is not valid' },
  burst: { message: 'Too many requests', code: 'BAD_REQUEST.BURST_RATE_LIMIT_REACHED' },
  concurrency: { message: 'Too many requests', code: 'BAD_REQUEST.CONCURRENCY_LIMIT_REACHED' },
} as const satisfies Record<string, XledgerFault>;
