/** How many requests a vendor takes under one key: at most `limit` in any `windowInMillis`, as it receives them. */
export interface Budget {
  readonly limit: number;
  readonly windowInMillis: number;
}
