import type { ScopeSettings } from '../../people/scope.ts';
import type { XledgerSettings } from './settings.ts';

/** What a run of this flow follows: what it shares with the other flows of a company, and what is its own. */
export interface XledgerRunSettings {
  readonly scope: ScopeSettings;
  readonly plans: { readonly keepDays: number; readonly values: 'shown' | 'names-only' };
  readonly history: { readonly keepMonths: number };
  /** `plan`: until people have been linked, whatever starts a run makes a plan, which somebody has to approve. */
  readonly firstRun: 'plan' | 'apply';
  /** For how long a read from X-ledger may not yet show what was written before it. */
  readonly replicaLagInSeconds: number;
  readonly writeTimeoutInSeconds: number;
  readonly forgetAfterMonths: number | null;
  readonly xledger: XledgerSettings;
}
