/*
 * Writes docs/for-hr-og-lonn.md, for people in Norway who enter data in Simployer or run payroll in PowerOffice Go, and
 * who never see the command line. What each message asks for is taken from the Norwegian words in the code, and the time
 * of the nightly run from the stage as delivered. For example, everything whose hint begins with "HR:" stands in HR's
 * table, and what both have to look at stands in both.
 */
import { STAGES } from '../../../../infra/stages.ts';
import { EMPLOYEE_ABORTS_NB } from '../../../../shared/flows/employees-to-poweroffice/aborts.nb.ts';
import { PROBLEMS_NB } from '../../../../shared/flows/employees-to-poweroffice/problems.nb.ts';
import { PROBLEMS } from '../../../../shared/flows/employees-to-poweroffice/problems.ts';
import { DEFAULT_SETTINGS } from '../../../../shared/flows/employees-to-poweroffice/settings.ts';
import type { Words } from '../../../../shared/records/words.ts';
import { inCode, table } from './markdown.ts';

const SEVERITIES = { error: 'feil', warning: 'advarsel', info: 'til orientering' } as const;

/** Whether these people are asked to do something. */
const ASKS: Readonly<Record<'HR' | 'Lønn' | 'IT', RegExp>> = {
  HR: /(?:^|\. )HR(?: (?:og|eller) lønn)?:|retter HR |henter HR /,
  Lønn: /(?:^|\. )(?:HR (?:og|eller) l|L)ønn(?::| velger )|sammenligner HR og lønn/,
  IT: /(?:^|\. )IT(?::| kan )|(?:gjør|setter|lager|gjennomfører|slipper|bestemmer|ser) IT /,
};

/** A message as it stands in a table. */
export interface PageMessage extends Words {
  readonly code: string;
  readonly weight: string;
}

const weights = new Map<string, string>(
  Object.entries(PROBLEMS).map(([code, { severity }]) => [code, SEVERITIES[severity]]),
);
const weightOf = (code: string): string => weights.get(code) ?? '';

/** Every message there is, those of a person before those of a run. */
export const PAGE_MESSAGES: readonly PageMessage[] = [
  ...Object.entries(PROBLEMS_NB).map(([code, words]) => ({ ...words, code, weight: weightOf(code) })),
  ...Object.entries(EMPLOYEE_ABORTS_NB).map(([code, words]) => ({ ...words, code, weight: 'kjøringen ble avbrutt' })),
];

/** The messages that ask something of these people. */
export const messagesFor = (who: keyof typeof ASKS): readonly PageMessage[] =>
  PAGE_MESSAGES.filter(({ hint }) => ASKS[who].test(hint));

/** The messages that ask nothing of anybody. */
export const messagesWithoutWork = (): readonly PageMessage[] =>
  PAGE_MESSAGES.filter(({ hint }) => Object.values(ASKS).every((asks) => !asks.test(hint)));

const messageTable = (messages: readonly PageMessage[]): string =>
  table(
    ['Kode', '', 'Hva som er galt', 'Hva du gjør'],
    messages.map(({ code, weight, summary, hint }) => [inCode(code), weight, summary, hint]),
  );

const DAYS = {
  MON: 'mandag',
  TUE: 'tirsdag',
  WED: 'onsdag',
  THU: 'torsdag',
  FRI: 'fredag',
  SAT: 'lørdag',
  SUN: 'søndag',
} as const;

/** docs/for-hr-og-lonn.md as it follows from the code. Ends with a line feed. */
export const renderPageForHr = (): string => {
  const schedule = STAGES['prod']?.schedule;
  const days = (schedule?.days ?? []).map((day) => DAYS[day]).join(', ');
  return `# For HR og lønn

Denne siden lages av koden med \`npm run docs\`; ikke rediger den for hånd.

Synkroniseringen flytter ansattopplysninger fra Simployer One til PowerOffice Go. Simployer er fasit: det du registrerer der, kommer av seg selv inn i PowerOffice. Den andre veien flyttes ingenting.

## Når det skjer

Slik løsningen leveres, går en kjøring ${days} klokken ${schedule?.time ?? ''} norsk tid, når IT har slått den på. IT kan ha valgt andre dager og tider, kan sette kjøringene på pause mens lønnen kjøres, og kan når som helst starte en kjøring, også for bare én person. Rettes noe i Simployer, er det med i neste kjøring. Ingen trenger å si fra.

Har IT lagt inn e-postadressen til HR (\`hrEmail\`), kommer det en e-post når en kjøring har endret listen over avvik: hva som er nytt, hva som er rettet, og hvor mye som fortsatt er åpent. Ansatte står der med ansattnummer, aldri med navn eller verdier. Det som fortsatt er åpent, listes opp én gang i uken. Er ingenting endret, kommer det ingen e-post.

## Hva som skjer med det du registrerer

| I Simployer | I PowerOffice Go |
| --- | --- |
| Ny, aktiv ansatt med ansattnummer | Får et ansattkort med samme nummer. Uten ansattnummer skrives ingenting. |
| Navn, e-post, telefon, adresse, stillingstittel, fødselsdato | Følger Simployer. Det som endres for hånd i PowerOffice, blir overskrevet ved neste kjøring. |
| Ansattnummer som endres senere | Nummeret på ansattkortet blir aldri endret. Lønn avgjør om det skal følge etter. |
| Fødselsnummer og kjønn | Settes bare når ansattkortet opprettes. Senere rettelser gjør lønn i PowerOffice. |
| Kontonummer | Blir lønnskontoen. Et nytt nummer gir en ny konto; den gamle slettes ikke. Et ugyldig nummer sendes ikke. |
| Arbeidsforhold med startdato, ansettelsestype og yrkeskode først i notatet | Blir et arbeidsforhold. Mangler noe av dette, skrives ikke arbeidsforholdet, men resten av den ansatte blir oppdatert. |
| Endret startdato eller yrkeskode | Blir som regel et nytt arbeidsforhold, og lønn avslutter det gamle. IT kan velge en annen regel. |
| Sluttdato | Settes på arbeidsforholdet, med sluttårsaken som er valgt i innstillingene. Årsaken lønn har satt, blir stående. |
| Lønn i norske kroner: årslønn, månedslønn (ganges med 12) eller timelønn | Blir en lønnslinje fra datoen den gjelder. Gamle linjer slettes aldri. En lønn med virkning fra før denne måneden meldes til lønn, som beregner etterbetalingen. |
| Ansatt som gjøres inaktiv | Arkiveres i PowerOffice. Gjøres den ansatte aktiv igjen, hentes ansattkortet tilbake. |
| Felt som er tomt | Sletter ingenting i PowerOffice. Unntaket er en sluttdato som tas bort. |
| Ansatt som slettes | Arkiveres ikke av seg selv; lønn får beskjed. |

Blir mange ansatte inaktive på én gang, stopper kjøringen før den skriver noe, slik at en feil i Simployer ikke arkiverer halve firmaet. Det samme skjer når mange ville fått en helt annen lønn, en annen lønnskonto eller et arbeidsforhold nummer to, og når mange faller ut av utvalget. Er det meningen, kan planen godkjennes likevel. En enkelt lønn som ville blitt fem ganger så høy som i PowerOffice, eller en femtedel, skrives ikke før noen har sett på den. Alle reglene står i [mapping.md](mapping.md) (på engelsk).

## Når HR og lønn bestemmer noe

Finner synkroniseringen noen som kanskje står i PowerOffice fra før, eller en lønn eller et navn som ikke kan stemme, skriver den ingenting før noen har sett på det. Dere sammenligner, og IT legger inn svaret: om det er samme person eller to, og om verdien er riktig. Svaret huskes, med hvem som la det inn og når, og kan tas tilbake. Slippes en lønn gjennom, gjelder det bare akkurat den lønnen.

Før den første kjøringen, og når dere ber om det, viser IT dere en plan: hvem som blir ny, endret eller arkivert, med navn, gamle og nye verdier (fødselsnummer, kontonummer og kjønn bare som «endret», lønn i prosent). Ingenting er skrevet før noen har godkjent den.

IT kan vise hva som er endret for hånd i PowerOffice siden sist, og hva neste kjøring gjør med det. Er verdien i PowerOffice riktig, legger HR den inn i Simployer; da blir den stående. IT kan også vise hver endring som er gjort på en ansatt de siste ${DEFAULT_SETTINGS.history.keepMonths} månedene: når, hvilke felt, og hvem som ba om det.

## Slik leser du en melding

Hver melding har en kode, hva som er galt, og hvem som retter det hvor. En *feil* betyr at noe ikke ble skrevet for den ansatte. En *advarsel* betyr at resten ble skrevet. Andre ansatte blir ikke stoppet av det. Meldingen forsvinner av seg selv i første kjøring etter at den er rettet.

## Meldinger til HR

${messageTable(messagesFor('HR'))}

## Meldinger til lønn

${messageTable(messagesFor('Lønn'))}

## Meldinger til IT

${messageTable(messagesFor('IT'))}

## Til orientering

${messageTable(messagesWithoutWork())}
`;
};
