import { RUN_ABORTS, RunAbortedError } from '../../run/abort.ts';
import type { AbortWords } from '../../run/abort.ts';

/** Why a run of this flow is given up, and who mends it: its own reasons, then those of every flow. */
export const EMPLOYEE_ABORTS = {
  ...RUN_ABORTS,
  CREDENTIALS_REFUSED: {
    summary: 'A vendor does not accept the keys.',
    hint: 'IT: store working keys with "npm run secrets", or on a computer of your own in .env. A Simployer access token dies when the user who created it is removed or loses the owner role; PowerOffice keys must all belong to the same environment, and the integration needs its privileges.',
  },
  SOURCE_INCOMPLETE: {
    summary: 'Simployer did not give everything that it counted.',
    hint: 'Nothing to do at first: the next run reads everything again. If it happens again, check the status of Simployer and, on a computer of your own, its network and proxy; then ask the support of Simployer.',
  },
  SOURCE_EMPTY: {
    summary: 'Simployer gave nobody, although people are linked.',
    hint: 'IT: check in Simployer that the token belongs to the right company and that its employees are there. Nothing was written.',
  },
  ARCHIVE_GUARD: {
    summary: 'More people became inactive at once than the guard allows.',
    hint: 'HR: check in Simployer that these people really left. If they did, IT raises guards.archiveAbsolute or guards.archiveShare in the settings for one run.',
  },
  IDENTITY_GUARD: {
    summary: "The records of more people than the guard allows look like somebody else's.",
    hint: 'IT: check that both keys lead to the companies that are meant. If they do, HR and payroll compare these people: a plan for one of them (--employee) says who is who. Should all of it be right, IT raises guards.identityAbsolute or guards.identityShare in the settings for one run.',
  },
  WRONG_CLIENT: {
    summary: 'The keys lead to another PowerOffice client than this connection is linked to.',
    hint: 'IT: nothing was written. Store the keys of the client that this connection is linked to; or give the other client a connection of its own: another data folder (--data-dir), or another stack.',
  },
  WRONG_COMPANY: {
    summary: 'The token leads to another Simployer company than this connection is linked to.',
    hint: 'IT: nothing was written. Store a token of the company that this connection is linked to; or give the other company a connection of its own: another data folder (--data-dir), or another stack.',
  },
  ENTERPRISE_DEFAULT_MISSING: {
    summary: 'PowerOffice has no default enterprise, or several.',
    hint: 'Payroll: mark exactly one enterprise (virksomhet) as default in PowerOffice Go > Settings > Payroll.',
  },
  POWEROFFICE_UNAVAILABLE: {
    summary: 'PowerOffice did not answer for a long time.',
    hint: 'Nothing to do at first: the next run tries again. If it happens again, check the status of PowerOffice Go and, on a computer of your own, its network and proxy.',
  },
} as const satisfies AbortWords;

/** Ends the run: to be thrown. @param people whom a guard speaks of: employee numbers, or the source's ids */
export const abortRun = (
  code: keyof typeof EMPLOYEE_ABORTS,
  message: string,
  people: readonly string[] = [],
): RunAbortedError => new RunAbortedError(code, message, people);
