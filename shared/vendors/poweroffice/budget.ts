import type { Budget } from '../../http/budget.ts';

/** What PowerOffice takes under one subscription key: so many requests in any second (PowerOffice fact 8). */
export const powerOfficeBudget = (requestsPerSecond: number): Budget => ({
  limit: requestsPerSecond,
  windowInMillis: 1_000,
});
