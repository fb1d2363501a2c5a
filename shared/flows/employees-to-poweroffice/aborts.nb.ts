import { PEOPLE_ABORTS_NB } from '../../people/aborts.nb.ts';
import type { Words } from '../../records/words.ts';
import { RUN_ABORTS_NB } from '../../run/abort.nb.ts';
import type { EMPLOYEE_ABORTS } from './aborts.ts';

/** Why a run of this flow is given up, in Norwegian (bokmål), code by code as in aborts.ts. */
export const EMPLOYEE_ABORTS_NB: Readonly<Record<keyof typeof EMPLOYEE_ABORTS, Words>> = {
  ...RUN_ABORTS_NB,
  ...PEOPLE_ABORTS_NB,
  CREDENTIALS_REFUSED: {
    summary: 'Simployer eller PowerOffice godtar ikke nøklene.',
    hint: 'IT: lagre nøkler som virker, med "npm run secrets", eller i .env på egen maskin. Et tilgangstoken fra Simployer slutter å virke når brukeren som laget det, blir fjernet eller ikke lenger er eier. Nøklene til PowerOffice må høre til samme miljø, og integrasjonen trenger rettighetene sine.',
  },
  ARCHIVE_GUARD: {
    summary: 'Flere ansatte ble inaktive på én gang enn sperren tillater.',
    hint: 'HR: kontroller i Simployer at disse personene virkelig har sluttet. Har de det, lager IT en plan ("npm run plan") og gjennomfører den med "npm run sync -- apply ID --accept ARCHIVE_GUARD". Bare det som er meningen hver gang, hører hjemme i innstillingene: guards.archiveAbsolute, guards.archiveShare.',
  },
  IDENTITY_GUARD: {
    summary: 'Ansattkortene til flere personer enn sperren tillater, ser ut til å tilhøre andre.',
    hint: 'IT: kontroller at begge nøklene fører til de riktige selskapene. Gjør de det, sammenligner HR og lønn disse personene: en plan ("npm run plan") viser hvem som er hvem. Er alt riktig, gjennomfører IT planen med "npm run sync -- apply ID --accept IDENTITY_GUARD": ingenting blir skrevet for disse personene, og de andre blir synkronisert. Bare det som er meningen hver gang, hører hjemme i innstillingene: guards.identityAbsolute, guards.identityShare.',
  },
  CHANGE_GUARD: {
    summary:
      'Flere ansatte enn sperren tillater, ville fått en helt annen lønn, en annen lønnskonto eller et arbeidsforhold nummer to.',
    hint: 'HR og lønn: se på disse personene i en plan ("npm run plan"). Er det meningen, gjennomfører IT planen med "npm run sync -- apply ID --accept CHANGE_GUARD". En lønn som ville blitt fem ganger så høy, eller en femtedel, blir likevel holdt tilbake (SALARY_IMPLAUSIBLE) til den er godkjent for hver enkelt. Bare det som er meningen hver gang, hører hjemme i innstillingene: guards.changeAbsolute, guards.changeShare, guards.changePay.',
  },
  SCOPE_GUARD: {
    summary: 'Flere ansatte enn sperren tillater, er ikke lenger i utvalget.',
    hint: 'IT: kontroller at settings.scope nevner de riktige avdelingene, kontorene og ansatte. HR: kontroller om disse personene hører til et annet sted i Simployer nå. Er det meningen, lager IT en plan ("npm run plan") og gjennomfører den med "npm run sync -- apply ID --accept SCOPE_GUARD". Bare det som er meningen hver gang, hører hjemme i innstillingene: guards.scopeAbsolute, guards.scopeShare.',
  },
  WRONG_CLIENT: {
    summary: 'Nøklene fører til en annen klient i PowerOffice enn den som er koblet.',
    hint: 'IT: ingenting ble skrevet. Lagre nøklene til klienten som er koblet, eller gi den andre klienten sin egen kobling: en annen datamappe (--data-dir) eller en annen stakk.',
  },
  WRONG_COMPANY: {
    summary: 'Tokenet fører til et annet selskap i Simployer enn det som er koblet.',
    hint: 'IT: ingenting ble skrevet. Lagre et token fra selskapet som er koblet, eller gi det andre selskapet sin egen kobling: en annen datamappe (--data-dir) eller en annen stakk.',
  },
  ENTERPRISE_DEFAULT_MISSING: {
    summary: 'PowerOffice har ingen virksomhet som er standard, eller flere.',
    hint: 'Lønn: merk nøyaktig én virksomhet som standard under Innstillinger > Lønn > Lønnsinnstillinger i PowerOffice Go.',
  },
  POWEROFFICE_UNAVAILABLE: {
    summary: 'PowerOffice svarte ikke på lang tid.',
    hint: 'Ingenting å gjøre i første omgang: neste kjøring prøver igjen. Skjer det igjen, ser IT på driftsstatusen til PowerOffice Go og på nettverk og proxy på egen maskin.',
  },
};
