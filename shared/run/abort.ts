import { printable } from '../records/values/shown-value.ts';
import type { RunAbort } from '../state/run.ts';

/** Why a run is given up, before its first write where the cause is known by then. */
export const RUN_ABORTS = {
  CREDENTIALS_REFUSED:
    'IT: store working keys with "npm run secrets", or on a computer of your own in .env. A Simployer access token dies when the user who created it is removed or loses the owner role; PowerOffice keys must all belong to the same environment, and the integration needs its privileges.',
  SOURCE_INCOMPLETE:
    'Nothing to do at first: the next run reads everything again. If it happens again, check the status of Simployer and, on a computer of your own, its network and proxy; then ask the support of Simployer.',
  SOURCE_EMPTY:
    'IT: check in Simployer that the token belongs to the right company and that its employees are there. Nothing was written.',
  ARCHIVE_GUARD:
    'HR: check in Simployer that these people really left. If they did, IT raises guards.archiveAbsolute or guards.archiveShare in the settings for one run.',
  IDENTITY_GUARD:
    'IT: check that both keys lead to the companies that are meant. If they do, HR and payroll compare these people: a plan for one of them (--employee) says who is who. Should all of it be right, IT raises guards.identityAbsolute or guards.identityShare in the settings for one run.',
  WRONG_CLIENT:
    'IT: nothing was written. Store the keys of the client that this connection is linked to; or give the other client a connection of its own: another data folder (--data-dir), or another stack.',
  WRONG_COMPANY:
    'IT: nothing was written. Store a token of the company that this connection is linked to; or give the other company a connection of its own: another data folder (--data-dir), or another stack.',
  ENTERPRISE_DEFAULT_MISSING:
    'Payroll: mark exactly one enterprise (virksomhet) as default in PowerOffice Go > Settings > Payroll.',
  CLOCK_WRONG:
    "IT: set this computer's clock and let it set itself by the network, then start again. In AWS the clock is right: ask the vendor that the message names.",
  CONFIGURATION_INVALID: 'IT: correct the setting that the message names.',
  ALREADY_RUNNING: 'Nothing to do: wait for the run that is under way, or look at it with GET /runs/{runId}.',
  POWEROFFICE_UNAVAILABLE:
    'Nothing to do at first: the next run tries again. If it happens again, check the status of PowerOffice Go and, on a computer of your own, its network and proxy.',
  CONFIRMATION_MISSING: 'IT: read the plan; to write it, type "npm run sync -- --yes", or answer "yes" on a terminal.',
  DEPLOYED_ELSEWHERE:
    'IT: start the run in AWS (POST /runs). A plan is allowed here: "npm run plan". When the stack is gone for good, "npm run sync -- deployed --none" takes it back.',
  DISK_FULL:
    'IT: make room on the disk that holds the data folder, and run it again: it finds what was written until then.',
  RUN_LOST: 'Nothing to do: the next run covers everybody. If it happens again, see the runbook.',
} as const satisfies Record<string, string>;

export type RunAbortCode = keyof typeof RUN_ABORTS;

/** Thrown to end a run at once. The message says what is wrong with which value, and holds no personal data. */
export class RunAbortedError extends Error {
  override readonly name = 'RunAbortedError';
  readonly code: RunAbortCode;
  /** Whom a guard speaks of: employee numbers, or Simployer ids. */
  readonly people: readonly string[];

  constructor(code: RunAbortCode, message: string, people: readonly string[] = []) {
    super(message);
    this.code = code;
    this.people = people;
  }
}

/** More of them help nobody, and an item of the table may have 400 KB. */
const MOST_PEOPLE_NAMED = 1_000;

/** The abort as it is stored and shown. Of very many people the first ones are named; the message has their number. */
export const toRunAbort = (code: RunAbortCode, message: string, people: readonly string[] = []): RunAbort => ({
  code,
  message: printable(message),
  hint: RUN_ABORTS[code],
  people: people.slice(0, MOST_PEOPLE_NAMED),
});
