/*
 * What can be wrong with one person, in Norwegian (bokmål), code by code as in problems.ts: for HR and payroll, who
 * speak of "ansattnummer", "yrkeskode" and "arbeidsforhold". PowerOffice Go's menus have their own Norwegian names
 * here, and Simployer's fields the words that are on its employee page. A code without a Norwegian text does not
 * compile. For example, `NUMBER_MISSING` is "Den ansatte har ikke noe ansattnummer.", and HR reads where it is entered.
 */
import { EMPLOYEE_PROBLEMS_NB } from '../../model/employee-problems.nb.ts';
import type { ProblemCode } from './problems.ts';
import type { NorwegianWords } from '../../records/words.ts';

/** Every problem of one person in Norwegian, in the order of the table in English. */
export const PROBLEMS_NB: Readonly<Record<ProblemCode, NorwegianWords>> = {
  SOURCE_ROW_INVALID: EMPLOYEE_PROBLEMS_NB.SOURCE_ROW_INVALID,
  VALUE_UNREADABLE: {
    summary:
      'En verdi i Simployer kan ikke leses, og feltet ble ikke rørt. Det er en feil når et arbeidsforhold eller en lønn ikke kunne skrives på grunn av verdien.',
    hint: 'HR: skriv inn verdien på nytt i Simployer, i feltet som meldingen nevner.',
    quotesMessage: true,
  },
  DATE_IMPLAUSIBLE: {
    summary:
      'En dato i Simployer er før 1900, eller et arbeidsforhold eller en ansettelse ligger mer enn fem år frem i tid. Datoen ble ikke rørt. Det er en feil når et arbeidsforhold eller en lønn ikke kunne skrives på grunn av datoen.',
    hint: 'HR: rett datoen i Simployer, i feltet som meldingen nevner.',
    quotesMessage: true,
  },
  NUMBER_MISSING: EMPLOYEE_PROBLEMS_NB.NUMBER_MISSING,
  NUMBER_NOT_NUMERIC: {
    summary: 'Ansattnummeret er ikke et positivt heltall.',
    hint: 'HR: bruk bare sifre i Simployer > ansatt > arbeid > ansattnummer. PowerOffice godtar ikke noe annet.',
  },
  NUMBER_DUPLICATE: EMPLOYEE_PROBLEMS_NB.NUMBER_DUPLICATE,
  NUMBER_DIFFERS: {
    summary: 'PowerOffice kjenner personen under et annet ansattnummer, og det blir aldri endret.',
    hint: 'Lønn: endre nummeret på ansattkortet i PowerOffice Go hvis det skal være likt som i Simployer, eller la det stå.',
    quotesMessage: true,
  },
  MATCH_AMBIGUOUS: {
    summary: 'Flere ansattkort i PowerOffice passer til denne personen.',
    hint: 'Lønn: la den eksterne koden og nummeret til denne personen stå på bare ett ansattkort i PowerOffice Go > Kontakter > Ansatte.',
    quotesMessage: true,
  },
  MATCH_CONFLICT: {
    summary: 'Et ansattkort i PowerOffice har en nøkkel som hører til denne personen, men tilhører en annen.',
    hint: 'HR og lønn: sammenlign de to. Er det to personer, gir HR denne personen sitt eget ansattnummer i Simployer. Er det samme person, må fødselsdatoen, eller både fornavn og etternavn, være lik i Simployer og PowerOffice Go, eller IT kobler dem: "npm run sync -- link ANSATTNUMMER --to ID".',
    quotesMessage: true,
  },
  POSSIBLE_DUPLICATE: {
    summary:
      'PowerOffice har et ansattkort med samme navn og fødselsdato, som ingen nøkkel fører til. Ingenting ble opprettet.',
    hint: 'HR og lønn: sammenlign de to. IT skriver inn det dere finner ut. Samme person: "npm run sync -- link ANSATTNUMMER --to ID". To personer: "npm run sync -- link ANSATTNUMMER --new".',
    quotesMessage: true,
  },
  IDENTITY_CHANGED: {
    summary:
      'Det koblede ansattkortet i PowerOffice har et annet etternavn og en annen fødselsdato enn denne personen.',
    hint: 'HR og lønn: sammenlign de to. Er det samme person, rettes etternavnet eller fødselsdatoen i Simployer eller PowerOffice Go, slik at én av dem stemmer, eller IT slipper det gjennom: "npm run sync -- allow ANSATTNUMMER --code IDENTITY_CHANGED". Er det to personer, løser IT koblingen: "npm run sync -- unlink ANSATTNUMMER".',
    quotesMessage: true,
  },
  USER_ID_SHARED: {
    summary: 'En annen ansatt har den samme brukeren i Simployer.',
    hint: 'HR: gi hver ansatt sin egen bruker i Simployer, eller fjern profilen som ikke er i bruk.',
  },
  LINK_LOST: {
    summary: 'Det koblede ansattkortet i PowerOffice finnes ikke lenger. Personen ble koblet på nytt.',
    hint: 'Lønn: ingenting å gjøre hvis ansattkortet ble slettet med vilje. Ellers kontrolleres personen i PowerOffice Go > Kontakter > Ansatte.',
  },
  NAME_MISSING: {
    summary:
      'Fornavn eller etternavn mangler eller kan ikke leses. PowerOffice trenger begge for å opprette en ansatt.',
    hint: 'HR: skriv inn fornavn og etternavn i Simployer > ansatt > personlig.',
  },
  EMAIL_INVALID: EMPLOYEE_PROBLEMS_NB.EMAIL_INVALID,
  PHONE_INVALID: EMPLOYEE_PROBLEMS_NB.PHONE_INVALID,
  BIRTH_DATE_INVALID: EMPLOYEE_PROBLEMS_NB.BIRTH_DATE_INVALID,
  NATIONAL_ID_INVALID: {
    summary: 'Fødselsnummeret er ikke et gyldig fødselsnummer eller D-nummer, og sendes ikke til PowerOffice.',
    hint: 'HR: rett fødselsnummeret i Simployer > ansatt > personlig, og skriv det også inn i PowerOffice Go.',
  },
  ADDRESS_COUNTRY_UNKNOWN: EMPLOYEE_PROBLEMS_NB.ADDRESS_COUNTRY_UNKNOWN,
  ADDRESS_INCOMPLETE: EMPLOYEE_PROBLEMS_NB.ADDRESS_INCOMPLETE,
  VALUE_TOO_LONG: {
    summary: 'En tekst er lengre enn PowerOffice har plass til, og ble kortet ned eller utelatt.',
    hint: 'HR: kort ned teksten som meldingen nevner, i Simployer > ansatt.',
    quotesMessage: true,
  },
  INACTIVE_NOT_CREATED: {
    summary: 'Den ansatte er inaktiv i Simployer og ukjent i PowerOffice, og ble derfor ikke opprettet.',
    hint: 'Ingenting å gjøre. Gjør den ansatte aktiv i Simployer hvis personen skal ha lønn.',
  },
  PRE_HIRE: {
    summary: 'Den ansatte er ikke aktiv ennå og begynner senere. Personen blir verken opprettet eller arkivert.',
    hint: 'Ingenting å gjøre. Den ansatte blir synkronisert så snart personen er aktiv i Simployer.',
  },
  ARCHIVED_BEFORE_END: {
    summary: 'Den ansatte arkiveres selv om sluttdatoen ikke er kommet ennå.',
    hint: 'HR: gjør ansatte inaktive i Simployer først når siste arbeidsdag er over. IT kan i stedet sette mapping.archive til "afterEndDate" i innstillingene. Lønn: kontroller at ingenting gjenstår å utbetale.',
  },
  ARCHIVE_LATER: {
    summary: 'Den ansatte er inaktiv, og blir arkivert når sluttdatoen er passert.',
    hint: 'Ingenting å gjøre. Den første kjøringen etter sluttdatoen arkiverer den ansatte.',
  },
  ARCHIVE_REFUSED: {
    summary: 'PowerOffice nektet å arkivere den ansatte.',
    hint: 'Lønn: gjør opp det som står åpent for denne personen i PowerOffice Go. Neste kjøring prøver igjen.',
    quotesMessage: true,
  },
  BANK_ACCOUNT_INVALID: {
    summary: 'Bankkontoen er ikke et gyldig kontonummer. Ingenting om kontoen ble sendt.',
    hint: 'HR: rett kontonummeret i Simployer > ansatt > økonomi > bankkonto.',
  },
  BANK_ACCOUNT_PRIVILEGE: {
    summary: 'Integrasjonen har ikke lov til å velge lønnskonto (rettigheten EmployeeBankAccounts).',
    hint: 'IT: be go-api@poweroffice.no om rettigheten EmployeeBankAccounts. Lønn velger kontoen på ansattkortet imens.',
  },
  START_DATE_MISSING: {
    summary: 'Et arbeidsforhold mangler startdato.',
    hint: 'HR: skriv inn startdatoen i Simployer > ansatt > ansettelse > startdato.',
  },
  END_BEFORE_START: {
    summary: 'Et arbeidsforhold slutter før det begynner.',
    hint: 'HR: rett startdatoen eller sluttdatoen i Simployer > ansatt > ansettelse.',
  },
  EMPLOYMENT_REPORTED: {
    summary:
      'Sluttdatoen for et arbeidsforhold er tatt bort, men arbeidsforholdet er allerede avsluttet og innrapportert i PowerOffice.',
    hint: 'Lønn: åpne arbeidsforholdet igjen i PowerOffice Go hvis det fortsetter, eller be HR registrere et nytt.',
  },
  EMPLOYMENT_TYPE_UNMAPPED: {
    summary: 'Ansettelsestypen har ingen ansettelsesform i PowerOffice.',
    hint: 'IT: legg til ansettelsestypen under mapping.employmentForms i innstillingene. Eventuelt retter HR den i Simployer > ansatt > ansettelse > ansettelsestype.',
  },
  OCCUPATION_CODE_MISSING: {
    summary: 'Notatet på arbeidsforholdet begynner ikke med en yrkeskode på sju sifre.',
    hint: 'HR: begynn notatet med yrkeskoden, for eksempel "3120105 - Dataingeniør", i Simployer > ansatt > ansettelse > notater.',
  },
  EMPLOYMENT_AMBIGUOUS: {
    summary: 'Det er usikkert hvilket arbeidsforhold i PowerOffice dette arbeidsforholdet er.',
    hint: 'HR: gi hvert arbeidsforhold sin egen startdato eller yrkeskode i Simployer > ansatt > ansettelse. Lønn: fjern eller rett dobbelt registrerte arbeidsforhold på ansattkortet i PowerOffice Go.',
    quotesMessage: true,
  },
  EMPLOYMENT_KEY_CHANGED: {
    summary: 'Startdatoen eller yrkeskoden for et arbeidsforhold er endret.',
    hint: 'Lønn: kontroller arbeidsforholdene på ansattkortet i PowerOffice Go, og avslutt det som ikke gjelder lenger.',
    quotesMessage: true,
  },
  SALARY_DATE_DUPLICATE: {
    summary: 'To lønnssatser gjelder fra samme dato. Én av dem ble brukt.',
    hint: 'HR: fjern lønnen som ikke gjelder, i Simployer > ansatt > kompensasjon.',
  },
  PAY_PERIOD_UNSUPPORTED: {
    summary: 'Lønnsperioden for en lønn støttes ikke.',
    hint: 'HR: registrer lønnen som årslønn, månedslønn eller timelønn i Simployer > ansatt > kompensasjon. IT kan i stedet sette mapping.payPeriodFactors i innstillingene.',
  },
  CURRENCY_UNSUPPORTED: {
    summary: 'Lønnen er ikke i norske kroner (NOK).',
    hint: 'HR: registrer lønnen i NOK i Simployer > ansatt > kompensasjon.',
  },
  SALARY_AMOUNT_INVALID: {
    summary: 'Lønnsbeløpet er ikke over 0.',
    hint: 'HR: rett beløpet i Simployer > ansatt > kompensasjon.',
  },
  SALARY_IMPLAUSIBLE: {
    summary:
      'Lønnen ville blitt fem ganger så høy som i PowerOffice, eller en femtedel, slik som når årslønn er registrert som månedslønn. Den ble ikke skrevet.',
    hint: 'HR: rett beløpet eller lønnsperioden i Simployer > ansatt > kompensasjon. Er lønnen riktig, slipper IT akkurat denne lønnen gjennom: "npm run sync -- allow ANSATTNUMMER --code SALARY_IMPLAUSIBLE".',
  },
  SALARY_BACKDATED: {
    summary: 'En lønn gjelder fra før denne måneden, for en ansatt som hadde lønn fra før.',
    hint: 'Lønn: beregn etterbetalingen for månedene imellom i PowerOffice Go.',
  },
  POWEROFFICE_REJECTED: {
    summary: 'PowerOffice avviste det som ble sendt.',
    hint: 'HR eller lønn: rett det PowerOffice nevner, i Simployer eller under Innstillinger i PowerOffice Go.',
    quotesMessage: true,
  },
  WRITE_IN_DOUBT: {
    summary: 'Det er ukjent om PowerOffice lagret en registrering, og den blir ikke sendt på nytt.',
    hint: 'Lønn: slå opp personen i PowerOffice Go > Kontakter > Ansatte. Deretter skriver IT inn hva som finnes: "npm run sync -- settle ANSATTNUMMER --kind TYPE --exists ID", eller "--absent".',
    quotesMessage: true,
  },
  VANISHED: {
    summary: 'Simployer leverer ikke denne ansatte lenger. Ingenting ble arkivert.',
    hint: 'Lønn: arkiver den ansatte i PowerOffice Go hvis personen har sluttet. Ellers henter HR personen tilbake i Simployer.',
  },
  PLAN_STALE: EMPLOYEE_PROBLEMS_NB.PLAN_STALE,
  OUT_OF_SCOPE: EMPLOYEE_PROBLEMS_NB.OUT_OF_SCOPE,
  PROCESSING_FAILED: EMPLOYEE_PROBLEMS_NB.PROCESSING_FAILED,
};
