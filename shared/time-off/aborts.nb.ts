import type { Words } from '../records/words.ts';
import type { TIME_OFF_ABORTS } from './aborts.ts';

/** Why a run of any flow of time off is given up, in Norwegian (bokmål), code by code as in aborts.ts. */
export const TIME_OFF_ABORTS_NB: Readonly<Record<keyof typeof TIME_OFF_ABORTS, Words>> = {
  CREDENTIALS_REFUSED: {
    summary: 'En av leverandørene godtar ikke nøklene.',
    hint: 'IT: lagre nøkler som virker, med "npm run secrets", eller i .env på egen maskin. Et tilgangstoken fra Simployer slutter å virke når brukeren som laget det, blir fjernet eller ikke lenger er eier.',
  },
  PLAN_FIRST: {
    summary: 'Fravær blir bare sendt gjennom en plan som noen har sett.',
    hint: 'Lønn: lag en plan med "npm run sync -- plan --flow FLOW --from DATE --to DATE", se på den, og gjennomfør den med "npm run sync -- apply ID --flow FLOW".',
  },
  PERIOD_MISSING: {
    summary: 'Planen mangler periode, eller perioden slutter før den begynner.',
    hint: 'Lønn: oppgi første og siste dag, for eksempel "npm run sync -- plan --flow FLOW --from 2026-03-01 --to 2026-03-31".',
  },
  TARGET_UNVERIFIED: {
    summary: 'Fravær blir ikke skrevet i selve X-ledger: ingen har sett hvordan X-ledger tar imot det.',
    hint: 'Lønn: lag en fil til X-ledger med "--flow time-off-to-file" i stedet.',
  },
  SOURCE_INCOMPLETE: {
    summary: 'Simployer ga ikke alt det selv hadde talt opp.',
    hint: 'Ingenting å gjøre i første omgang: neste plan leser alt på nytt, og ingenting regnes som trukket. Skjer det igjen, ser IT på driftsstatusen til Simployer og spør deretter brukerstøtten hos Simployer.',
  },
  START_OUT_OF_TIME: {
    summary: 'Lesingen tok lengre tid enn starten av en kjøring får bruke.',
    hint: 'Lønn: hent en kortere periode om gangen. Har tiden alltid strukket til for en slik periode, var et av systemene tregt: start på nytt.',
  },
  SOURCE_EMPTY: {
    summary: 'Simployer ga ikke noe fravær i perioden, selv om noe er sendt før.',
    hint: 'IT: kontroller i Simployer at tokenet hører til riktig selskap, og at fraværet er der. Ingenting ble skrevet.',
  },
};
