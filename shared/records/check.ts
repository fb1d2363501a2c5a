/** One thing that has to be right before a run can do its work. */
export interface Check {
  /** For programs: `simployer-key`. */
  readonly id: string;
  /** `warn`: runs work, and something of it will be told or left. `fail`: no run does its work. */
  readonly state: 'ok' | 'warn' | 'fail';
  readonly title: string;
  /** What was found, without anything personal but employee numbers. */
  readonly found: string;
  /** Who does what, where; null when there is nothing to do. */
  readonly todo: string | null;
}

/** The state of several: that of the worst. */
export const worstOf = (checks: readonly Pick<Check, 'state'>[]): Check['state'] =>
  (['fail', 'warn'] as const).find((state) => checks.some((check) => check.state === state)) ?? 'ok';
