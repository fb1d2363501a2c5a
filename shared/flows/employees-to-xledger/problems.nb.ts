/*
 * What can be wrong with one person on the way to X-ledger, in Norwegian (bokmål), code by code as in problems.ts: for HR
 * and payroll. Simployer's fields have the words that are on its employee page. A code without a Norwegian text does not
 * compile. For example, `TITLE_MISSING` is "Den ansatte har ingen stillingstittel.", and HR reads where it is entered.
 */
import { EMPLOYEE_PROBLEMS_NB } from '../../model/employee-problems.nb.ts';
import type { NorwegianWords } from '../../records/words.ts';
import type { ProblemCode } from './problems.ts';

/** Every problem in Norwegian, in the order of the table in English. */
export const PROBLEMS_NB: Readonly<Record<ProblemCode, NorwegianWords>> = {
  SOURCE_ROW_INVALID: EMPLOYEE_PROBLEMS_NB.SOURCE_ROW_INVALID,
  VALUE_UNREADABLE: {
    summary: 'En verdi i Simployer kan ikke leses, og feltet ble ikke rørt.',
    hint: 'HR: skriv inn verdien på nytt i Simployer, i feltet som meldingen nevner.',
    quotesMessage: true,
  },
  DATE_IMPLAUSIBLE: {
    summary:
      'En dato i Simployer er før 1900, eller et arbeidsforhold eller en ansettelse ligger mer enn fem år frem i tid. Datoen ble ikke rørt.',
    hint: 'HR: rett datoen i Simployer, i feltet som meldingen nevner.',
    quotesMessage: true,
  },
  INACTIVE_NOT_CREATED: {
    summary: 'Den ansatte er inaktiv i Simployer og ukjent i X-ledger, og ble derfor ikke opprettet.',
    hint: 'Ingenting å gjøre. Gjør den ansatte aktiv i Simployer hvis personen skal ha lønn.',
  },
  PRE_HIRE: {
    summary: 'Den ansatte er ikke aktiv ennå og begynner senere. Personen blir verken opprettet eller avsluttet.',
    hint: 'Ingenting å gjøre. Den ansatte blir synkronisert så snart personen er aktiv i Simployer.',
  },
  NUMBER_MISSING: EMPLOYEE_PROBLEMS_NB.NUMBER_MISSING,
  NUMBER_DUPLICATE: EMPLOYEE_PROBLEMS_NB.NUMBER_DUPLICATE,
  EARLIER_RECORD_USED: {
    summary: 'Personen har flere profiler med dette ansattnummeret. Den som ble ansatt først, blir synkronisert.',
    hint: 'HR: gi hver profil sitt eget nummer i Simployer hvis det er to ansettelser. La det ellers stå.',
  },
  TITLE_MISSING: {
    summary: 'Den ansatte har ingen stillingstittel.',
    hint: 'HR: skriv inn stillingstittelen i Simployer > ansatt > arbeid > tittel. X-ledger tar ikke imot noen uten.',
  },
  EMAIL_MISSING: {
    summary: 'Den ansatte har ingen brukbar e-postadresse.',
    hint: 'HR: skriv inn e-postadressen på jobb i Simployer > ansatt > arbeid > e-post.',
  },
  EMAIL_INVALID: EMPLOYEE_PROBLEMS_NB.EMAIL_INVALID,
  HIRE_DATE_MISSING: {
    summary: 'Den ansatte har ingen ansettelsesdato.',
    hint: 'HR: skriv inn ansettelsesdatoen i Simployer > ansatt > arbeid > ansettelsesdato.',
  },
  EMPLOYMENT_MISSING: {
    summary: 'Den ansatte har ikke noe arbeidsforhold med startdato.',
    hint: 'HR: legg til et arbeidsforhold med startdato i Simployer > ansatt > ansettelse.',
  },
  EMPLOYMENT_NOT_EXPORTED: {
    summary: 'Ingen av arbeidsforholdene er av en type som går til X-ledger.',
    hint: 'HR: rett type eller stillingsprosent i Simployer > ansatt > ansettelse. Bare faste stillinger på 100 % går til X-ledger. Skal andre sendes, utvider IT xledger.employmentTypes eller xledger.fullTimeOnly i innstillingene.',
  },
  NAME_MISSING: {
    summary: 'Fornavn eller etternavn mangler eller kan ikke leses. Ingen blir opprettet i X-ledger uten begge.',
    hint: 'HR: skriv inn fornavn og etternavn i Simployer > ansatt > personlig.',
  },
  NATIONAL_ID_MISSING: {
    summary: 'Den ansatte har ikke noe fødselsnummer, verken i Simployer eller i X-ledger.',
    hint: 'HR: skriv inn fødselsnummeret i Simployer > ansatt > personlig > fødselsnummer.',
  },
  NATIONAL_ID_INVALID: {
    summary: 'Fødselsnummeret er ikke et gyldig fødselsnummer eller D-nummer, og sendes ikke til X-ledger.',
    hint: 'HR: rett fødselsnummeret i Simployer > ansatt > personlig > fødselsnummer.',
  },
  NATIONAL_ID_FOREIGN: {
    summary: 'Fødselsnummeret er fra et annet land, og sendes ikke til X-ledger.',
    hint: 'HR: la det stå, eller skriv inn det norske nummeret i Simployer > ansatt > personlig > fødselsnummer når det finnes.',
  },
  NATIONAL_ID_DIFFERS: {
    summary: 'X-ledger har et fødselsnummer som slutter annerledes enn det i Simployer. Det ble ikke overskrevet.',
    hint: 'HR og lønn: sammenlign de to numrene, og rett det som er feil.',
  },
  HIDDEN_KEPT: {
    summary: 'X-ledger viser ikke en verdi som ligger der, og den ble derfor ikke rørt.',
    hint: 'Ingenting å gjøre. En senere endring i Simployer blir sendt.',
    quotesMessage: true,
  },
  MATCH_AMBIGUOUS: {
    summary: 'Flere ansattkort i X-ledger passer til denne personen.',
    hint: 'Lønn: la koden til denne personen stå på bare én ansatt i X-ledger, skrevet på samme måte som i Simployer.',
    quotesMessage: true,
  },
  MATCH_CONFLICT: {
    summary: 'Et ansattkort i X-ledger har koden til denne personen, men tilhører en annen.',
    hint: 'HR og lønn: sammenlign de to. Er det to personer, gir HR denne personen sitt eget ansattnummer i Simployer. Er det samme person, må fødselsdatoen, eller både fornavn og etternavn, være lik i Simployer og X-ledger, eller IT kobler dem: "npm run sync -- link ANSATTNUMMER --to ID --flow employees-to-xledger".',
    quotesMessage: true,
  },
  IDENTITY_CHANGED: {
    summary: 'Det koblede ansattkortet i X-ledger har et annet etternavn og en annen fødselsdato enn denne personen.',
    hint: 'HR og lønn: sammenlign de to. Er det samme person, rettes etternavnet eller fødselsdatoen i Simployer eller X-ledger, slik at én av dem stemmer, eller IT slipper det gjennom: "npm run sync -- allow ANSATTNUMMER --code IDENTITY_CHANGED --flow employees-to-xledger". Er det to personer, løser IT koblingen: "npm run sync -- unlink ANSATTNUMMER --flow employees-to-xledger".',
    quotesMessage: true,
  },
  FOUND_IN_OTHER_ENTITY: {
    summary: 'En ansatt med denne koden finnes i en annen enhet i X-ledger. Ingenting ble skrevet.',
    hint: 'Lønn: se på den ansatte i enheten som meldingen nevner. IT bruker et token fra den enheten, eller setter xledger.ownerSet i innstillingene.',
    quotesMessage: true,
  },
  LINK_LOST: {
    summary: 'Det koblede ansattkortet i X-ledger finnes ikke lenger. Personen ble koblet på nytt.',
    hint: 'Lønn: ingenting å gjøre hvis ansattkortet ble slettet med vilje. Ellers kontrolleres personen i X-ledger.',
  },
  NUMBER_FORMAT_DIFFERS: {
    summary: 'X-ledger har ansattnummeret med andre nuller foran. Koden blir stående.',
    hint: 'Lønn: skriv nummeret på samme måte i begge systemene, også nullene foran.',
    quotesMessage: true,
  },
  NUMBER_DIFFERS: {
    summary: 'X-ledger kjenner personen under en annen kode, og den blir aldri endret.',
    hint: 'Lønn: endre koden i X-ledger hvis den skal være lik som i Simployer, eller la den stå.',
    quotesMessage: true,
  },
  RECORD_CLOSED: {
    summary: 'Ansattkortet i X-ledger er lukket selv om den ansatte er aktiv, og det blir stående slik.',
    hint: 'Lønn: åpne den ansatte igjen i X-ledger.',
  },
  TITLE_UNKNOWN: {
    summary: 'X-ledger har ingen stilling med denne tittelen, og tittelen ble ikke rørt.',
    hint: 'Lønn: legg tittelen til i listen over stillinger i X-ledger. HR kan også bruke en av titlene som meldingen nevner.',
    quotesMessage: true,
  },
  TITLE_AMBIGUOUS: {
    summary: 'X-ledger har flere stillinger med denne tittelen, og tittelen ble ikke rørt.',
    hint: 'Lønn: behold én stilling med dette navnet i X-ledger.',
  },
  TITLE_LIST_UNKNOWN: {
    summary: 'Det er ukjent hvilken liste i X-ledger som har stillingstitlene, og titlene må vente.',
    hint: 'IT: sett xledger.positionKind i innstillingene, eller la lønn gi én ansatt i X-ledger en stilling.',
  },
  PHONE_INVALID: EMPLOYEE_PROBLEMS_NB.PHONE_INVALID,
  BIRTH_DATE_INVALID: EMPLOYEE_PROBLEMS_NB.BIRTH_DATE_INVALID,
  ADDRESS_COUNTRY_UNKNOWN: EMPLOYEE_PROBLEMS_NB.ADDRESS_COUNTRY_UNKNOWN,
  ADDRESS_INCOMPLETE: EMPLOYEE_PROBLEMS_NB.ADDRESS_INCOMPLETE,
  BANK_ACCOUNT_INVALID: {
    summary: 'Kontonummeret er ikke gyldig, og sendes ikke til X-ledger.',
    hint: 'HR: rett kontonummeret i Simployer > ansatt > økonomi > bankkonto.',
  },
  BANK_ACCOUNT_FOREIGN: {
    summary: 'Bankkontoen er i et annet land, og sendes ikke til X-ledger.',
    hint: 'Lønn: skriv inn den utenlandske kontoen i X-ledger.',
  },
  ACCOUNT_NOT_READABLE: {
    summary: 'X-ledger viser ikke kontonumre, så kontoer som endres der for hånd, blir ikke oppdaget.',
    hint: 'Ingenting å gjøre. En endring i Simployer blir sendt. Rett kontoer i Simployer og ikke i X-ledger.',
  },
  EMPLOYEE_GROUP_UNKNOWN: {
    summary: 'X-ledger har ingen ansattgruppe med koden som står i innstillingene.',
    hint: 'Lønn: opprett ansattgruppen i X-ledger. IT kan også rette xledger.employeeGroups i innstillingene.',
  },
  DIMENSION_UNKNOWN: {
    summary: 'Konteringsdimensjonen i X-ledger har ingen verdi med koden til kostnadsstedet.',
    hint: 'Lønn: opprett koden i X-ledger. IT kan også rette xledger.costCenter i innstillingene.',
  },
  END_DATE_FOREIGN: {
    summary:
      'X-ledger har en siste dag som synkroniseringen ikke har skrevet, og Simployer har ingen. Den ble stående.',
    hint: 'Lønn: kontroller siste dag i X-ledger, og fjern den hvis arbeidsforholdet fortsetter.',
  },
  END_DATE_MISSING: {
    summary: 'Den ansatte er inaktiv, men siste dag er ukjent. Ingenting ble skrevet.',
    hint: 'HR: skriv inn sluttdatoen i Simployer > ansatt > arbeid > sluttdato.',
  },
  REHIRE: {
    summary: 'Den ansatte er tilbake, og den gamle siste dagen fjernes.',
    hint: 'Ingenting å gjøre. Lønn kontrollerer at den gamle siste dagen er borte.',
  },
  CONTACT_MISSING: {
    summary: 'Den ansatte har ingen synlig kontakt i X-ledger, så navn, fødselsdato, telefon og adresse må vente.',
    hint: 'Lønn: knytt en kontakt til den ansatte i X-ledger.',
  },
  CONTACT_REJECTED: {
    summary: 'X-ledger avviste en endring av kontakten til den ansatte. Selve den ansatte er i orden.',
    hint: 'HR eller lønn: rett det X-ledger nevner, i Simployer eller i X-ledger. Neste kjøring prøver igjen.',
    quotesMessage: true,
  },
  XLEDGER_REJECTED: {
    summary: 'X-ledger avviste det som ble sendt.',
    hint: 'HR eller lønn: rett det X-ledger nevner, i Simployer eller i innstillingene i X-ledger.',
    quotesMessage: true,
  },
  SALARY_NOT_SUPPORTED: {
    summary: 'Lønn blir ikke sendt: det finnes ingen kjent måte å skrive den til X-ledger på.',
    hint: 'Lønn: skriv inn lønningene i X-ledger. IT kan spørre brukerstøtten hos X-ledger hvilken operasjon i grensesnittet som skriver lønnen til en ansatt.',
  },
  WRITE_IN_DOUBT: {
    summary: 'Det er ukjent om X-ledger lagret en registrering, og den blir ikke sendt på nytt.',
    hint: 'Lønn: slå opp personen i X-ledger. Deretter skriver IT inn hva som finnes: "npm run sync -- settle ANSATTNUMMER --kind TYPE --exists ID --flow employees-to-xledger", eller "--absent".',
    quotesMessage: true,
  },
  VANISHED: {
    summary: 'Den ansatte er koblet, men Simployer leverer ikke personen lenger. Ingenting ble avsluttet.',
    hint: 'Lønn: skriv inn siste dag i X-ledger hvis personen har sluttet. Ellers henter HR personen tilbake i Simployer.',
  },
  PLAN_STALE: EMPLOYEE_PROBLEMS_NB.PLAN_STALE,
  OUT_OF_SCOPE: EMPLOYEE_PROBLEMS_NB.OUT_OF_SCOPE,
  PROCESSING_FAILED: EMPLOYEE_PROBLEMS_NB.PROCESSING_FAILED,
};
