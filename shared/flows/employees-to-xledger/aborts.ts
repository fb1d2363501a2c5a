import { PEOPLE_ABORTS } from '../../people/aborts.ts';
import { RUN_ABORTS } from '../../run/abort.ts';
import type { AbortWords } from '../../run/abort.ts';

const ACCEPT =
  'make a plan ("npm run plan -- --flow employees-to-xledger") and carry it out with "npm run sync -- apply ID --flow employees-to-xledger --accept';

/** Why a run of this flow is given up, and who mends it: its own reasons, then those of people and of every flow. */
export const XLEDGER_ABORTS = {
  ...RUN_ABORTS,
  ...PEOPLE_ABORTS,
  CREDENTIALS_REFUSED: {
    summary: 'Simployer or X-ledger does not accept the token.',
    hint: 'IT: store working tokens with "npm run secrets", or on a computer of your own in .env. A Simployer token dies when the user who created it is removed or loses the owner role; one of X-ledger needs the scopes Human Resources, Common, Accounts payable and General Ledger.',
  },
  CREDITS_USED_UP: {
    summary: 'X-ledger takes no more requests for now.',
    hint: 'Nothing to do: the next run after the time that the message names does what was left.',
  },
  CONTRACT_BROKEN: {
    summary: 'X-ledger no longer has a field or a type that the sync needs.',
    hint: 'IT: nothing was written. Report the field that the message names to whoever maintains the sync.',
  },
  TARGET_INCOMPLETE: {
    summary: 'X-ledger did not give all of its employees.',
    hint: 'Nothing to do at first: the next run reads everything again. If it happens again, ask the support of X-ledger.',
  },
  CREATE_GUARD: {
    summary: 'More people than the guard allows would be created, or nobody was found in X-ledger.',
    hint: `IT: check that the token leads to the right entity, and payroll, whether employee numbers are written the same way in both systems. If these people are new, ${ACCEPT} CREATE_GUARD". Only what is meant every time belongs into the settings: xledger.guards.createAbsolute, xledger.guards.createShare.`,
  },
  END_GUARD: {
    summary: 'More people than the guard allows would get a last day that is over.',
    hint: `HR: check in Simployer that these people really left. If they did, ${ACCEPT} END_GUARD". Only what is meant every time belongs into the settings: xledger.guards.endAbsolute, xledger.guards.endShare.`,
  },
  OVERWRITE_GUARD: {
    summary: 'The first run would overwrite one field of most people.',
    hint: `HR and payroll: look in a plan ("npm run plan -- --flow employees-to-xledger") which of the two systems is right. If Simployer is, carry it out with "npm run sync -- apply ID --flow employees-to-xledger --accept OVERWRITE_GUARD". Only what is meant every time belongs into the settings: xledger.guards.overwriteAbsolute, xledger.guards.overwriteShare.`,
  },
  IDENTITY_GUARD: {
    summary: "The records of more people than the guard allows look like somebody else's.",
    hint: `IT: check that both tokens lead to the companies that are meant. If they do, HR and payroll compare these people in a plan. Should all of it be right, ${ACCEPT} IDENTITY_GUARD": nothing is written for these people, and the others are synced. Only what is meant every time belongs into the settings: xledger.guards.identityAbsolute, xledger.guards.identityShare.`,
  },
  SCOPE_GUARD: {
    summary: 'More people than the guard allows are no longer in scope.',
    hint: `IT: check that settings.scope names the right departments, offices and employees, and HR, whether these people belong elsewhere in Simployer by now. If it is meant, ${ACCEPT} SCOPE_GUARD". Only what is meant every time belongs into the settings: xledger.guards.scopeAbsolute, xledger.guards.scopeShare.`,
  },
  WRONG_COMPANY: {
    summary: 'The tokens lead to different companies, or to another one than this connection is linked to.',
    hint: 'IT: nothing was written. Store tokens of the company that is meant; or give the other company a connection of its own: another data folder (--data-dir), or another stack.',
  },
  XLEDGER_UNAVAILABLE: {
    summary: 'X-ledger did not answer for a long time.',
    hint: 'Nothing to do at first: the next run tries again. If it happens again, check the status of X-ledger and, on a computer of your own, its network and proxy.',
  },
} as const satisfies AbortWords;
export type AbortCode = keyof typeof XLEDGER_ABORTS;
