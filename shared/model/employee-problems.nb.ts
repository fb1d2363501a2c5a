import type { NorwegianWords } from '../records/words.ts';
import type { EMPLOYEE_PROBLEMS } from './employee-problems.ts';

/** The same in Norwegian (bokmål), code by code. */
export const EMPLOYEE_PROBLEMS_NB: Readonly<Record<keyof typeof EMPLOYEE_PROBLEMS, NorwegianWords>> = {
  SOURCE_ROW_INVALID: {
    summary:
      'En rad i Simployer som gjelder den ansatte, mangler noe den må ha. Ingenting ble skrevet for den ansatte.',
    hint: 'IT: meld raden som meldingen nevner, til brukerstøtten hos Simployer. Den ansatte blir synkronisert ved første kjøring etter at raden er rettet.',
    quotesMessage: true,
  },
  NUMBER_MISSING: {
    summary: 'Den ansatte har ikke noe ansattnummer.',
    hint: 'HR: skriv inn et ansattnummer i Simployer > ansatt > arbeid > ansattnummer.',
  },
  NUMBER_DUPLICATE: {
    summary: 'Flere ansatte har dette ansattnummeret.',
    hint: 'HR: gi hver ansatt sitt eget nummer i Simployer > ansatt > arbeid > ansattnummer.',
  },
  EMAIL_INVALID: {
    summary: 'En e-postadresse er ikke gyldig og ble ikke brukt.',
    hint: 'HR: rett e-postadressen i Simployer > ansatt > arbeid eller personlig.',
  },
  PHONE_INVALID: {
    summary: 'Den ansatte har ikke noe gyldig telefonnummer.',
    hint: 'HR: rett telefonnummeret i Simployer > ansatt > personlig > telefon.',
  },
  BIRTH_DATE_INVALID: {
    summary: 'Fødselsdatoen er frem i tid eller før 1900, og ble ikke rørt.',
    hint: 'HR: rett fødselsdatoen i Simployer > ansatt > personlig > fødselsdato.',
  },
  ADDRESS_COUNTRY_UNKNOWN: {
    summary: 'Landet i hjemmeadressen er ukjent. Adressen ble ikke rørt.',
    hint: 'HR: bruk navnet på landet eller landkoden på to bokstaver i Simployer > ansatt > personlig > hjemmeadresse.',
  },
  ADDRESS_INCOMPLETE: {
    summary: 'Poststed eller postnummer mangler eller kan ikke være riktig. Adressen ble ikke rørt.',
    hint: 'HR: fyll ut hele adressen i Simployer > ansatt > personlig > hjemmeadresse.',
  },
  PLAN_STALE: {
    summary: 'Det som skulle skrives, er ikke lenger det planen viste. Ingenting ble skrevet for personen.',
    hint: 'Lønn: se på en ny plan. Den viser personen slik det er nå.',
  },
  OUT_OF_SCOPE: {
    summary: 'Den ansatte er utenfor utvalget for denne synkroniseringen.',
    hint: 'Ingenting å gjøre. Utvalget settes under scope i innstillingene.',
  },
  PROCESSING_FAILED: {
    summary: 'Den ansatte kunne ikke behandles.',
    hint: 'IT: se driftshåndboken (runbook) under PROCESSING_FAILED. Neste kjøring prøver igjen.',
  },
};
