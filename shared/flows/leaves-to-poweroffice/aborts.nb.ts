import type { Words } from '../../records/words.ts';
import { RUN_ABORTS_NB } from '../../run/abort.nb.ts';
import { TIME_OFF_ABORTS_NB } from '../../time-off/aborts.nb.ts';
import type { LEAVE_ABORTS } from './aborts.ts';

/** Why a run of this flow is given up, in Norwegian (bokmål), code by code as in aborts.ts. */
export const LEAVE_ABORTS_NB: Readonly<Record<keyof typeof LEAVE_ABORTS, Words>> = {
  ...RUN_ABORTS_NB,
  ...TIME_OFF_ABORTS_NB,
  LEAVE_PRIVILEGE: {
    summary: 'Integrasjonen har ikke lov til å skrive permisjoner i PowerOffice.',
    hint: 'IT: be go-api@poweroffice.no om rettigheten EmploymentLeave_Full. Ingenting ble skrevet.',
  },
  LEAVE_GUARD: {
    summary: 'Flere permisjoner som er sendt, blir endret eller trukket på én gang enn grensen tillater.',
    hint: 'Lønn: se på disse permisjonene i planen. Stemmer det, gjennomføres planen med "npm run sync -- apply ID --flow leaves-to-poweroffice --accept LEAVE_GUARD".',
  },
  WRONG_CLIENT: {
    summary: 'Nøklene går til en annen klient i PowerOffice enn den disse ansatte er koblet til.',
    hint: 'IT: ingenting ble skrevet. Lagre nøklene til klienten som denne koblingen gjelder. Eller gi den andre klienten en egen kobling: en annen datamappe (--data-dir), eller en annen stack.',
  },
  WRONG_COMPANY: {
    summary: 'Tokenet går til et annet selskap i Simployer enn det disse ansatte er koblet til.',
    hint: 'IT: ingenting ble skrevet. Lagre et token for selskapet som denne koblingen gjelder. Eller gi det andre selskapet en egen kobling: en annen datamappe (--data-dir), eller en annen stack.',
  },
  POWEROFFICE_UNAVAILABLE: {
    summary: 'PowerOffice svarte ikke på lang tid.',
    hint: 'Ingenting å gjøre i første omgang: neste plan prøver igjen. Skjer det igjen, ser IT på driftsstatusen til PowerOffice Go og på nettverk og proxy på egen maskin.',
  },
};
