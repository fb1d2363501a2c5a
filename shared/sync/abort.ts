import { printable } from '../employee/values/shown-value.ts';
import type { RunAbort } from '../state/run.ts';

/** Why a run is given up, before its first write where the cause is known by then (spec: mapping, run aborts). */
export const RUN_ABORTS = {
  CREDENTIALS_REFUSED:
    'IT: store working keys with "npm run secrets". A Simployer access token dies when the user who created it is removed or loses the owner role; PowerOffice keys must all belong to the same environment, and the integration needs its privileges.',
  SOURCE_INCOMPLETE:
    'Nothing to do at first: the next run reads everything again. If it happens again, check the status of Simployer and ask its support.',
  SOURCE_EMPTY:
    'IT: check in Simployer that the token belongs to the right company and that its employees are there. Nothing was written.',
  ARCHIVE_GUARD:
    'HR: check in Simployer that these people really left. If they did, IT raises guards.archiveAbsolute or guards.archiveShare in the settings for one run.',
  ENTERPRISE_DEFAULT_MISSING:
    'Payroll: mark exactly one enterprise (virksomhet) as default in PowerOffice Go > Settings > Payroll.',
  CLOCK_WRONG:
    "IT: set this computer's clock and let it set itself by the network, then start again. In AWS the clock is right: ask the vendor that the message names.",
  CONFIGURATION_INVALID: 'IT: correct the setting that the message names.',
  ALREADY_RUNNING: 'Nothing to do: wait for the run that is under way, or look at it with GET /runs/{runId}.',
  POWEROFFICE_UNAVAILABLE:
    'Nothing to do at first: the next run tries again. If it happens again, check the status of PowerOffice Go.',
  CONFIRMATION_MISSING: 'IT: read the plan; to write it, type "npm run sync -- --yes", or answer "yes" on a terminal.',
  DEPLOYED_ELSEWHERE:
    'IT: start the run in AWS (POST /runs). A plan is allowed here: "npm run plan". When the stack is gone for good, "npm run sync -- deployed --none" takes it back.',
  RUN_LOST: 'Nothing to do: the next run covers everybody. If it happens again, see the runbook.',
} as const satisfies Record<string, string>;

export type RunAbortCode = keyof typeof RUN_ABORTS;

/** Thrown to end a run at once. The message says what is wrong with which value, and holds no personal data. */
export class RunAbortedError extends Error {
  override readonly name = 'RunAbortedError';
  readonly code: RunAbortCode;

  constructor(code: RunAbortCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The abort as it is stored and shown. */
export const toRunAbort = (code: RunAbortCode, message: string): RunAbort => ({
  code,
  message: printable(message),
  hint: RUN_ABORTS[code],
});
