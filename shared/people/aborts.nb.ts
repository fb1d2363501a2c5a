import type { Words } from '../records/words.ts';
import type { PEOPLE_ABORTS } from './aborts.ts';

/** The same in Norwegian (bokmål), code by code. */
export const PEOPLE_ABORTS_NB: Readonly<Record<keyof typeof PEOPLE_ABORTS, Words>> = {
  SOURCE_INCOMPLETE: {
    summary: 'Simployer ga ikke alt det selv hadde talt opp.',
    hint: 'Ingenting å gjøre i første omgang: neste kjøring leser alt på nytt. Skjer det igjen, ser IT på driftsstatusen til Simployer og på nettverk og proxy på egen maskin, og spør deretter brukerstøtten hos Simployer.',
  },
  SOURCE_EMPTY: {
    summary: 'Simployer ga ingen ansatte, selv om det finnes koblede personer.',
    hint: 'IT: kontroller i Simployer at tokenet hører til riktig selskap, og at de ansatte er der. Ingenting ble skrevet.',
  },
};
