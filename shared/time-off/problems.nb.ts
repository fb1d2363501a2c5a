/*
 * What can be wrong with one leave, in Norwegian (bokmål), code by code as in problems.ts: for HR and payroll. A code
 * without a Norwegian text does not compile. For example, `LEAVE_PENDING` is "Fraværet venter på godkjenning."
 */
import { EMPLOYEE_PROBLEMS_NB } from '../model/employee-problems.nb.ts';
import type { NorwegianWords } from '../records/words.ts';
import type { LeaveProblemCode } from './problems.ts';

const CORRECT_LEAVE = 'HR: rett fraværet i Simployer > ansatt > fravær.';
const CORRECT_DATES = 'HR: rett datoene på fraværet eller arbeidsforholdet i Simployer.';
const OTHER_LEAVE = 'Lønn: fjern eller rett den andre permisjonen i PowerOffice Go > arbeidsforhold > permisjoner.';

/** Every problem in Norwegian, in the order of the table in English. */
export const LEAVE_PROBLEMS_NB: Readonly<Record<LeaveProblemCode, NorwegianWords>> = {
  OUT_OF_SCOPE: EMPLOYEE_PROBLEMS_NB.OUT_OF_SCOPE,
  NUMBER_MISSING: EMPLOYEE_PROBLEMS_NB.NUMBER_MISSING,
  EMPLOYEE_NOT_LINKED: {
    summary: 'Den ansatte er ikke kjent i lønnssystemet, så fraværet ble ikke rørt.',
    hint: 'IT: kjør synkroniseringen av ansatte først. Personen er ikke kjent i lønnssystemet.',
  },
  LEAVE_PENDING: {
    summary: 'Fraværet venter på godkjenning.',
    hint: 'Leder: godkjenn eller avslå søknaden i Simployer.',
  },
  LEAVE_DATES_INVALID: {
    summary: 'Dagene i fraværet kan ikke leses, eller det slutter før det begynner.',
    hint: CORRECT_LEAVE,
  },
  GRADE_INVALID: {
    summary: 'Graden av fravær er ikke mellom 1 og 100.',
    hint: CORRECT_LEAVE,
  },
  LEAVE_CODE_MISSING: {
    summary: 'Fraværstypen har ingen lønnskode.',
    hint: 'HR: skriv inn lønnskoden i Simployer > innstillinger > fravær > fraværstype.',
  },
  NO_WORKDAYS: {
    summary: 'Den ansatte har ingen arbeidsdager å regne fraværet ut fra.',
    hint: 'HR: legg inn en arbeidsuke i Simployer.',
  },
  TITLE_MISSING: {
    summary: 'Den ansatte har ingen stillingstittel, og kolonnen er tom.',
    hint: 'HR: skriv inn tittelen i Simployer > ansatt > arbeid > tittel.',
  },
  TITLE_IS_CURRENT: {
    summary: 'Titlene er dagens titler. Simployer sier ikke hvilken tittel noen hadde da fraværet begynte.',
    hint: 'Ingenting å gjøre.',
  },
  EXPORTED_CHANGED: {
    summary: 'Fraværet er eksportert og er endret siden. En import ville ikke overskrive det.',
    hint: 'Lønn: rett det manuelt i X-ledger, og kvitter deretter for det.',
  },
  EXPORTED_WITHDRAWN: {
    summary: 'Fraværet er eksportert, og er trukket, avslått eller slettet siden.',
    hint: 'Lønn: fjern det manuelt i X-ledger, og kvitter deretter for det.',
  },
  GRADE_UNAVAILABLE: {
    summary: 'Simployer oppgir ingen grad av fravær for dette selskapet: gradert fravær teller som fullt.',
    hint: 'Lønn: kontroller sykefravær og foreldrepermisjon manuelt der noen jobber delvis.',
  },
  LEAVE_TYPE_UNMAPPED: {
    summary: 'Ingen har sagt hva denne fraværstypen er i a-meldingen.',
    hint: 'IT: legg typen inn i timeOff.leaveTypes, eller sett den til "ignore". HR kan i stedet gi den en av de faste kodene i Simployer > innstillinger > fravær > fraværstype. Foreldrepermisjon er Maternity bare så lenge det utbetales foreldrepenger. Ulønnet foreldrepermisjon er OtherStatutory.',
  },
  LEAVE_IS_LAYOFF: {
    summary: 'Fraværet er en permittering, og den meldes ikke som permisjon.',
    hint: 'Lønn: registrer permitteringen i PowerOffice Go > arbeidsforhold > permitteringer.',
  },
  PART_DAY_NOT_SENT: {
    summary: 'Fraværet er en del av en dag, og det meldes ikke.',
    hint: 'Ingenting å gjøre.',
  },
  LEAVE_SHORT: {
    summary: 'Fraværet er for kort til å bli meldt.',
    hint: 'Ingenting å gjøre.',
  },
  LEAVE_SHORT_SUM: {
    summary: 'Flere korte fravær i løpet av et år utgjør til sammen så mye at de skal meldes.',
    hint: 'Lønn: registrer dem i PowerOffice Go, eller be IT sette timeOff.minimumDays til 1.',
  },
  LEAVE_NO_EMPLOYMENT: {
    summary: 'Ingen av de koblede arbeidsforholdene dekker den første dagen i fraværet.',
    hint: CORRECT_DATES,
  },
  SEVERAL_EMPLOYMENTS: {
    summary: 'Den ansatte har flere arbeidsforhold den første dagen, og fraværet meldes på ett av dem.',
    hint: 'Lønn: kontroller det andre arbeidsforholdet i PowerOffice Go.',
  },
  LEAVE_CLIPPED: {
    summary: 'Fraværet varer lenger enn arbeidsforholdet, og ble avsluttet sammen med det.',
    hint: CORRECT_DATES,
  },
  LEAVE_AMBIGUOUS: {
    summary: 'PowerOffice har flere permisjoner som kan være denne.',
    hint: OTHER_LEAVE,
  },
  LEAVE_OVERLAP: {
    summary: 'PowerOffice har en annen permisjon på de samme dagene, og den står ikke slik i Simployer.',
    hint: OTHER_LEAVE,
  },
  LEAVE_OVERLAP_SOURCE: {
    summary: 'Personen har fravær som til sammen er over 100 % på de samme dagene.',
    hint: 'HR: rett et av fraværene i Simployer > ansatt > fravær.',
  },
  LEAVE_TERMS_CHANGED: {
    summary: 'Graden eller typen er endret på et fravær som kan være meldt allerede.',
    hint: 'Lønn: avslutt den gamle permisjonen og registrer en ny fra dagen endringen gjelder, eller be IT sette timeOff.onTermsChange.',
  },
  LEAVE_REPORTED: {
    summary: 'Permisjonen er meldt i a-meldingen, og er ikke lenger slik den står i Simployer.',
    hint: 'Lønn: rett den i PowerOffice Go og i a-meldingen. En meldt permisjon kan ikke fjernes, så sett sluttdatoen lik startdatoen.',
  },
  LEAVE_WITHDRAWN: {
    summary: 'Fraværet er trukket, avslått eller slettet i Simployer, og ligger fortsatt i PowerOffice.',
    hint: 'Lønn: fjern permisjonen i PowerOffice Go hvis den ikke er meldt.',
  },
  LEAVE_LINK_LOST: {
    summary: 'Permisjonen som ble sendt, finnes ikke lenger i PowerOffice.',
    hint: 'Lønn: finn ut hvorfor den er borte. En ny plan oppretter den igjen.',
  },
  PLAN_STALE: {
    summary: 'Det som skulle skrives, er ikke lenger det planen viste. Ingenting ble skrevet for dette fraværet.',
    hint: 'Lønn: se på en ny plan, som viser fraværet slik det er nå.',
  },
  POWEROFFICE_REJECTED: {
    summary: 'PowerOffice tok ikke imot permisjonen.',
    hint: 'Lønn: sammenlign permisjonen med arbeidsforholdet i PowerOffice Go > arbeidsforhold > permisjoner.',
  },
  WRITE_IN_DOUBT: {
    summary: 'PowerOffice svarte to ganger ikke på om permisjonen ble opprettet.',
    hint: 'Lønn: se etter om permisjonen ligger i PowerOffice Go > arbeidsforhold > permisjoner. En ny plan finner den der, eller viser den som ny.',
  },
  PROCESSING_FAILED: {
    summary: 'Fraværet kunne ikke behandles.',
    hint: 'IT: se driftshåndboken (runbook) under PROCESSING_FAILED. Neste plan prøver igjen.',
  },
};
