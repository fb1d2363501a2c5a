import type { Budget } from '../../http/budget.ts';

/** What we ask of X-ledger with one token: so many requests in any five seconds (X-ledger fact 7). */
export const xledgerBudget = (requestsPerFiveSeconds: number): Budget => ({
  limit: requestsPerFiveSeconds,
  windowInMillis: 5_000,
});
