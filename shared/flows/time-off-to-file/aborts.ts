import { RUN_ABORTS, RunAbortedError } from '../../run/abort.ts';
import type { AbortWords } from '../../run/abort.ts';
import { TIME_OFF_ABORTS } from '../../time-off/aborts.ts';

/** Why a run of this flow is given up, and who mends it: its own reasons, then those of time off and of every flow. */
export const FILE_ABORTS = {
  ...RUN_ABORTS,
  ...TIME_OFF_ABORTS,
  WRONG_COMPANY: {
    summary: 'The token leads to another Simployer company than these leaves were exported for.',
    hint: 'IT: nothing was written. Store a token of the company that this connection was used for; or give the other company a connection of its own: another data folder (--data-dir), or another stack.',
  },
} as const satisfies AbortWords;

/** Ends the run: to be thrown. */
export const abortRun = (
  code: keyof typeof FILE_ABORTS,
  message: string = FILE_ABORTS[code].summary,
): RunAbortedError => new RunAbortedError(code, message);
