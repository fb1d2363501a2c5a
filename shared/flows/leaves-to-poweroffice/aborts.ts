import { RUN_ABORTS, RunAbortedError } from '../../run/abort.ts';
import type { AbortWords } from '../../run/abort.ts';
import { TIME_OFF_ABORTS } from '../../time-off/aborts.ts';

/** Why a run of this flow is given up, and who mends it: its own reasons, then those of time off and of every flow. */
export const LEAVE_ABORTS = {
  ...RUN_ABORTS,
  ...TIME_OFF_ABORTS,
  LEAVE_PRIVILEGE: {
    summary: 'The integration may not write leaves in PowerOffice.',
    hint: 'IT: ask go-api@poweroffice.no for the privilege EmploymentLeave_Full. Nothing was written.',
  },
  LEAVE_GUARD: {
    summary: 'More leaves that were sent are changed or withdrawn at once than the guard allows.',
    hint: 'Payroll: look at these leaves in the plan. If it is meant, carry the plan out with "npm run sync -- apply ID --flow leaves-to-poweroffice --accept LEAVE_GUARD".',
  },
  WRONG_CLIENT: {
    summary: 'The keys lead to another PowerOffice client than these employees are linked to.',
    hint: 'IT: nothing was written. Store the keys of the client that this connection is linked to; or give the other client a connection of its own: another data folder (--data-dir), or another stack.',
  },
  WRONG_COMPANY: {
    summary: 'The token leads to another Simployer company than these employees are linked to.',
    hint: 'IT: nothing was written. Store a token of the company that this connection is linked to; or give the other company a connection of its own: another data folder (--data-dir), or another stack.',
  },
  POWEROFFICE_UNAVAILABLE: {
    summary: 'PowerOffice did not answer for a long time.',
    hint: 'Nothing to do at first: the next plan tries again. If it happens again, check the status of PowerOffice Go and, on a computer of your own, its network and proxy.',
  },
} as const satisfies AbortWords;

/** Ends the run: to be thrown. @param people whom a guard speaks of: employee numbers, or ids of leaves */
export const abortRun = (
  code: keyof typeof LEAVE_ABORTS,
  message: string = LEAVE_ABORTS[code].summary,
  people: readonly string[] = [],
): RunAbortedError => new RunAbortedError(code, message, people);
