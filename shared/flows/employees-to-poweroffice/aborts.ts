import { PEOPLE_ABORTS } from '../../people/aborts.ts';
import { RUN_ABORTS, RunAbortedError } from '../../run/abort.ts';
import type { AbortWords } from '../../run/abort.ts';

/** Why a run of this flow is given up, and who mends it: its own reasons, then those of people and of every flow. */
export const EMPLOYEE_ABORTS = {
  ...RUN_ABORTS,
  ...PEOPLE_ABORTS,
  CREDENTIALS_REFUSED: {
    summary: 'A vendor does not accept the keys.',
    hint: 'IT: store working keys with "npm run secrets", or on a computer of your own in .env. A Simployer access token dies when the user who created it is removed or loses the owner role; PowerOffice keys must all belong to the same environment, and the integration needs its privileges.',
  },
  ARCHIVE_GUARD: {
    summary: 'More people became inactive at once than the guard allows.',
    hint: 'HR: check in Simployer that these people really left. If they did, make a plan ("npm run plan") and carry it out with "npm run sync -- apply ID --accept ARCHIVE_GUARD". Only what is meant every time belongs into the settings: guards.archiveAbsolute, guards.archiveShare.',
  },
  IDENTITY_GUARD: {
    summary: "The records of more people than the guard allows look like somebody else's.",
    hint: 'IT: check that both keys lead to the companies that are meant. If they do, HR and payroll compare these people: a plan ("npm run plan") says who is who. Should all of it be right, carry the plan out with "npm run sync -- apply ID --accept IDENTITY_GUARD": nothing is written for these people, and the others are synced. Only what is meant every time belongs into the settings: guards.identityAbsolute, guards.identityShare.',
  },
  CHANGE_GUARD: {
    summary:
      'More people than the guard allows would get much other pay, another salary account or a second employment.',
    hint: 'HR and payroll: look at these people in a plan ("npm run plan"). If it is meant, carry it out with "npm run sync -- apply ID --accept CHANGE_GUARD"; pay that would become five times as much or a fifth is held all the same (SALARY_IMPLAUSIBLE), until it is allowed for each person. Only what is meant every time belongs into the settings: guards.changeAbsolute, guards.changeShare, guards.changePay.',
  },
  SCOPE_GUARD: {
    summary: 'More people than the guard allows are no longer in scope.',
    hint: 'IT: check that settings.scope names the right departments, offices and employees, and HR, whether these people belong elsewhere in Simployer by now. If it is meant, make a plan ("npm run plan") and carry it out with "npm run sync -- apply ID --accept SCOPE_GUARD". Only what is meant every time belongs into the settings: guards.scopeAbsolute, guards.scopeShare.',
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

export type AbortCode = keyof typeof EMPLOYEE_ABORTS;

/** Ends the run: to be thrown. @param people whom a guard speaks of: employee numbers, or the source's ids */
export const abortRun = (code: AbortCode, message: string, people: readonly string[] = []): RunAbortedError =>
  new RunAbortedError(code, message, people);
