import type { TimeOffSettings } from '../../time-off/settings.ts';

/** What a run of this flow follows: its own settings, and of those that every flow has the ones that it heeds. */
export interface LeaveRunSettings {
  readonly timeOff: TimeOffSettings;
  readonly plans: { readonly values: 'shown' | 'names-only' };
  readonly history: { readonly keepMonths: number };
  /** For how long a read from PowerOffice may not yet show what was written before it. */
  readonly replicaLagInSeconds: number;
  readonly writeTimeoutInSeconds: number;
}
