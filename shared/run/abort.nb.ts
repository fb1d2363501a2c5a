import type { Words } from '../records/words.ts';
import type { RunAbortCode } from './abort.ts';

/** Why a run of any flow is given up, in Norwegian (bokmål), code by code as in abort.ts. */
export const RUN_ABORTS_NB: Readonly<Record<RunAbortCode, Words>> = {
  CREDENTIALS_REFUSED: {
    summary: 'Nøklene til et av systemene blir ikke godtatt.',
    hint: 'IT: lagre nøkler som virker, med "npm run secrets", eller i .env på egen maskin.',
  },
  CLOCK_WRONG: {
    summary: 'Klokken på denne maskinen går for mye i utakt med klokken hos et av systemene.',
    hint: 'IT: still klokken på maskinen, la den stilles automatisk over nettet, og start på nytt. I AWS går klokken riktig: spør leverandøren som meldingen nevner.',
  },
  CONFIGURATION_INVALID: {
    summary: 'En innstilling, eller det som ble skrevet inn, er feil.',
    hint: 'IT: rett det som meldingen nevner.',
  },
  ALREADY_RUNNING: {
    summary: 'En annen kjøring pågår.',
    hint: 'Ingenting å gjøre: vent til kjøringen som pågår, er ferdig. I AWS ser du den med kommandoen "runs" eller GET /runs.',
  },
  CONFIRMATION_MISSING: {
    summary: 'Ingen har bekreftet at kjøringen får skrive.',
    hint: 'IT: les planen, og gjennomfør akkurat den med "apply" og id-en dens. Eller svar "yes" på skjermen; "npm run sync -- --yes" skriver uten å spørre.',
  },
  DEPLOYED_ELSEWHERE: {
    summary: 'Denne datamappen hører til en synkronisering som nå kjører i AWS.',
    hint: 'IT: start kjøringen i AWS ("npm run sync -- run --stack NAVN", eller POST /runs). En plan er tillatt her: "npm run plan". Når stakken er borte for godt, tar "npm run sync -- deployed --none" sperren bort.',
  },
  DISK_FULL: {
    summary: 'Disken med datamappen er full.',
    hint: 'IT: frigjør plass på disken, og kjør igjen. Det som er skrevet så langt, blir gjenkjent.',
  },
  PLAN_UNKNOWN: {
    summary: 'Det finnes ingen slik plan.',
    hint: 'Lønn: se i listen over planer, og oppgi en som er åpen.',
  },
  PLAN_NOT_READY: {
    summary: 'Planen er ikke ferdig laget ennå.',
    hint: 'Ingenting å gjøre annet enn å vente til den er ferdig.',
  },
  PLAN_APPLIED: {
    summary: 'Planen er allerede gjennomført.',
    hint: 'Ingenting å gjøre. Lag en ny plan for å se hva som gjenstår.',
  },
  PLAN_SUPERSEDED: {
    summary: 'Planen gjelder ikke lenger.',
    hint: 'Lønn: lag en ny plan og se på den. Noe er skrevet siden, eller det er laget en nyere plan.',
  },
  PLAN_EXPIRED: {
    summary: 'Planen er for gammel.',
    hint: 'Lønn: lag en ny plan og se på den. Hvor lenge en plan gjelder, bestemmer IT med plans.keepDays.',
  },
  PLAN_STALE: {
    summary: 'For mye er endret siden planen ble laget.',
    hint: 'Lønn: lag en ny plan og se på den. Ingenting ble skrevet.',
  },
  INTERRUPTED: {
    summary: 'Noen stoppet kjøringen.',
    hint: 'Ingenting å gjøre: det som er skrevet, står. Start den igjen for å fortsette: den finner det som er gjort, og tar resten.',
  },
  START_OUT_OF_TIME: {
    summary: 'Lesingen tok lengre tid enn starten av en kjøring får bruke.',
    hint: 'IT: start kjøringen på nytt hvis et system bare var tregt denne gangen. Skjer det igjen, spør dere brukerstøtten hos leverandøren som meldingen nevner.',
  },
  RUN_LOST: {
    summary: 'Kjøringen kom ikke til noen egen slutt.',
    hint: 'Ingenting å gjøre: neste kjøring tar med alle. IT ser i driftshåndboken (runbook) hvis det skjer igjen.',
  },
};
