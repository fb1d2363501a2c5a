import { PEOPLE_ABORTS_NB } from '../../people/aborts.nb.ts';
import type { Words } from '../../records/words.ts';
import { RUN_ABORTS_NB } from '../../run/abort.nb.ts';
import type { XLEDGER_ABORTS } from './aborts.ts';

const ACCEPT =
  'lager IT en plan ("npm run plan -- --flow employees-to-xledger") og gjennomfører den med "npm run sync -- apply ID --flow employees-to-xledger --accept';

/** Why a run of this flow is given up, in Norwegian (bokmål), code by code as in aborts.ts. */
export const XLEDGER_ABORTS_NB: Readonly<Record<keyof typeof XLEDGER_ABORTS, Words>> = {
  ...RUN_ABORTS_NB,
  ...PEOPLE_ABORTS_NB,
  CREDENTIALS_REFUSED: {
    summary: 'Simployer eller X-ledger godtar ikke tokenet.',
    hint: 'IT: lagre tokener som virker, med "npm run secrets", eller i .env på egen maskin. Et tilgangstoken fra Simployer slutter å virke når brukeren som laget det, blir fjernet eller ikke lenger er eier. Et token fra X-ledger trenger rettighetene "Human Resources", "Common", "Accounts payable" og "General Ledger".',
  },
  CREDITS_USED_UP: {
    summary: 'X-ledger tar ikke imot flere forespørsler nå.',
    hint: 'Ingenting å gjøre: den første kjøringen etter tidspunktet i meldingen gjør resten.',
  },
  CONTRACT_BROKEN: {
    summary: 'X-ledger har ikke lenger et felt eller en type som synkroniseringen trenger.',
    hint: 'IT: ingenting ble skrevet. Meld feltet som meldingen nevner, til dem som vedlikeholder synkroniseringen.',
  },
  TARGET_INCOMPLETE: {
    summary: 'X-ledger ga ikke alle sine ansatte.',
    hint: 'Ingenting å gjøre i første omgang: neste kjøring leser alt på nytt. Skjer det igjen, spør IT brukerstøtten hos X-ledger.',
  },
  CREATE_GUARD: {
    summary: 'Flere ansatte enn sperren tillater, ville blitt opprettet, eller ingen ble funnet i X-ledger.',
    hint: `IT: kontroller at tokenet fører til riktig enhet. Lønn kontrollerer om ansattnumrene er skrevet likt i begge systemene. Er disse personene nye, ${ACCEPT} CREATE_GUARD". Bare det som er meningen hver gang, hører hjemme i innstillingene: xledger.guards.createAbsolute, xledger.guards.createShare.`,
  },
  END_GUARD: {
    summary: 'Flere ansatte enn sperren tillater, ville fått en siste dag som allerede er passert.',
    hint: `HR: kontroller i Simployer at disse personene virkelig har sluttet. Har de det, ${ACCEPT} END_GUARD". Bare det som er meningen hver gang, hører hjemme i innstillingene: xledger.guards.endAbsolute, xledger.guards.endShare.`,
  },
  OVERWRITE_GUARD: {
    summary: 'Den første kjøringen ville overskrevet ett felt hos de fleste ansatte.',
    hint: 'HR og lønn: se i en plan ("npm run plan -- --flow employees-to-xledger") hvilket av de to systemene som har rett. Er det Simployer, gjennomfører IT planen med "npm run sync -- apply ID --flow employees-to-xledger --accept OVERWRITE_GUARD". Bare det som er meningen hver gang, hører hjemme i innstillingene: xledger.guards.overwriteAbsolute, xledger.guards.overwriteShare.',
  },
  IDENTITY_GUARD: {
    summary: 'Ansattkortene til flere personer enn sperren tillater, ser ut til å tilhøre andre.',
    hint: `IT: kontroller at begge tokenene fører til de riktige selskapene. Gjør de det, sammenligner HR og lønn disse personene i en plan. Er alt riktig, ${ACCEPT} IDENTITY_GUARD": ingenting blir skrevet for disse personene, og de andre blir synkronisert. Bare det som er meningen hver gang, hører hjemme i innstillingene: xledger.guards.identityAbsolute, xledger.guards.identityShare.`,
  },
  SCOPE_GUARD: {
    summary: 'Flere ansatte enn sperren tillater, er ikke lenger i utvalget.',
    hint: `IT: kontroller at settings.scope nevner de riktige avdelingene, kontorene og ansatte. HR: kontroller om disse personene hører til et annet sted i Simployer nå. Er det meningen, ${ACCEPT} SCOPE_GUARD". Bare det som er meningen hver gang, hører hjemme i innstillingene: xledger.guards.scopeAbsolute, xledger.guards.scopeShare.`,
  },
  WRONG_COMPANY: {
    summary: 'Tokenene fører til forskjellige selskaper, eller til et annet enn det som er koblet.',
    hint: 'IT: ingenting ble skrevet. Lagre tokener fra riktig selskap, eller gi det andre selskapet sin egen kobling: en annen datamappe (--data-dir) eller en annen stakk.',
  },
  XLEDGER_UNAVAILABLE: {
    summary: 'X-ledger svarte ikke på lang tid.',
    hint: 'Ingenting å gjøre i første omgang: neste kjøring prøver igjen. Skjer det igjen, ser IT på driftsstatusen til X-ledger og på nettverk og proxy på egen maskin.',
  },
};
