import type { ReportedEmployee, RunSummary } from '../../shared/flows/employees-to-poweroffice/report.ts';
import type { Finding } from '../../shared/state/plan.ts';
import type { ApiCalls } from '../../shared/state/run.ts';
import type { ShownPair } from './flow-words.ts';

/** What a run did for one person, as the command line shows it whatever the flow's document calls it. */
export interface ShownPerson extends Omit<ReportedEmployee, 'powerOfficeEmployeeId'> {
  /** Of plans of leaves alone. */
  readonly leave?: ShownLeave;
}

/** A leave as whoever approves it may see it; null is what Simployer does not say. */
export interface ShownLeave {
  readonly type: string | null;
  readonly code: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly grade: number | null;
  /** By which rule it is not for the target. */
  readonly rule?: string;
  /** Of the file: which share of its working days the leave is. */
  readonly shares?: { readonly periodShare: number | null; readonly leaveShare: number | null };
}

/** What a run of any flow did, as the command line shows it. */
export interface ShownRun extends Omit<RunSummary, 'connection' | 'apiCalls'> {
  readonly connection: ShownPair;
  readonly apiCalls: ApiCalls;
  readonly employees: readonly ShownPerson[];
  /** What there is to say of the run as a whole; of flows whose documents have it. */
  readonly problems?: readonly Pick<Finding, 'code' | 'message'>[];
}
