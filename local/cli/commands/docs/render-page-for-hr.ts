/*
 * Writes docs/for-hr-og-lonn.md, for people in Norway who enter data in Simployer or run payroll in PowerOffice Go or
 * X-ledger, and who never see the command line. What each message asks for is taken from the Norwegian words in the code,
 * and the time of the nightly run from the stage as delivered. For example, somebody without a job title is told to HR
 * where payroll is run in X-ledger, and to nobody where it is run in PowerOffice.
 */
import type { Weekday } from '../../../../infra/stage-settings.ts';
import { STAGES } from '../../../../infra/stages.ts';
import { WEEKDAYS } from '../../../../shared/config/schedule.ts';
import { DEFAULT_SETTINGS } from '../../../../shared/flows/employees-to-poweroffice/settings.ts';
import { DEFAULT_FILE_SETTINGS } from '../../../../shared/flows/time-off-to-file/settings.ts';
import { renderMessages } from './page-messages.ts';

const DAYS: Readonly<Record<Weekday, string>> = {
  MON: 'mandag',
  TUE: 'tirsdag',
  WED: 'onsdag',
  THU: 'torsdag',
  FRI: 'fredag',
  SAT: 'lørdag',
  SUN: 'søndag',
};

/** Days as people say them: `mandag til fredag`, `mandag, onsdag og fredag`. Three or more in a row are told by their ends. */
export const describeDays = (days: readonly Weekday[]): string => {
  const inOrder = WEEKDAYS.filter((day) => days.includes(day));
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  if (first === undefined || last === undefined) return '';
  const isRow = WEEKDAYS.indexOf(last) - WEEKDAYS.indexOf(first) === inOrder.length - 1;
  if (inOrder.length >= 3 && isRow) return `${DAYS[first]} til ${DAYS[last]}`;
  return inNorwegian.format(inOrder.map((day) => DAYS[day]));
};

const inNorwegian = new Intl.ListFormat('nb', { type: 'conjunction' });

/** docs/for-hr-og-lonn.md as it follows from the code. Ends with a line feed. */
export const renderPageForHr = (): string => {
  const schedule = STAGES['prod']?.schedule;
  return `# For HR og lønn

Denne siden lages av koden med \`npm run docs\`; ikke rediger den for hånd.

Synkroniseringen flytter ansattopplysninger fra Simployer One til lønnssystemet: PowerOffice Go, X-ledger eller begge. Simployer er fasit: det du registrerer der, kommer av seg selv inn i lønnssystemet. Den andre veien flyttes ingenting. Det første her gjelder begge; deretter står [PowerOffice Go](#poweroffice-go), [X-ledger](#x-ledger) og [fravær](#fravær) hver for seg.

## Når det skjer

Slik løsningen leveres, går en kjøring ${describeDays(schedule?.days ?? [])} klokken ${schedule?.time ?? ''} norsk tid, når IT har slått den på. IT kan ha valgt andre dager og tider, kan sette kjøringene på pause mens lønnen kjøres, og kan når som helst starte en kjøring, også for bare én person. Rettes noe i Simployer, er det med i neste kjøring. Ingen trenger å si fra.

Har IT lagt inn e-postadressen til HR (\`hrEmail\`), kommer det en e-post når en kjøring har endret listen over avvik: hva som er nytt, hva som er rettet, og hvor mye som fortsatt er åpent. Ansatte står der med ansattnummer, aldri med navn eller verdier. Det som fortsatt er åpent, listes opp én gang i uken. Er ingenting endret, kommer det ingen e-post.

## Når HR og lønn bestemmer noe

Finner synkroniseringen noen som kanskje står i lønnssystemet fra før, eller en lønn eller et navn som ikke kan stemme, skriver den ingenting før noen har sett på det. Dere sammenligner, og IT legger inn svaret: om det er samme person eller to, og om verdien er riktig. Svaret huskes, med hvem som la det inn og når, og kan tas tilbake. Slippes en lønn gjennom, gjelder det bare akkurat den lønnen.

Før den første kjøringen, og når dere ber om det, viser IT dere en plan: hvem som blir ny, endret eller arkivert, med navn, gamle og nye verdier (fødselsnummer, kontonummer og kjønn bare som «endret», lønn i prosent). Ingenting er skrevet før noen har godkjent den.

IT kan vise hva som er endret for hånd i lønnssystemet siden sist, og hva neste kjøring gjør med det. Er verdien der riktig, legger HR den inn i Simployer; da blir den stående. IT kan også vise hver endring som er gjort på en ansatt de siste ${DEFAULT_SETTINGS.history.keepMonths} månedene: når, hvilke felt, og hvem som ba om det.

## Slik leser du en melding

Hver melding har en kode, hva som er galt, og hvem som retter det hvor. En *feil* betyr at noe ikke ble skrevet for den ansatte. En *advarsel* betyr at resten ble skrevet. Andre ansatte blir ikke stoppet av det. Meldingen forsvinner av seg selv i første kjøring etter at den er rettet.

## PowerOffice Go

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

${renderMessages('PowerOffice')}

## X-ledger

| I Simployer | I X-ledger |
| --- | --- |
| Ny, aktiv ansatt i fast stilling på 100 %, med ansattnummer, navn, tittel, e-post, ansettelsesdato og et arbeidsforhold med startdato | Blir en ansatt med ansattnummeret som kode. Mangler noe av dette, blir den ansatte ikke opprettet, og HR får vite hva som mangler. |
| Deltid, vikariat og andre ansettelsestyper | Går ikke til X-ledger. IT kan velge at flere skal med. |
| Ansatt som finnes i X-ledger fra før, med samme kode | Kobles når navnet eller fødselsdatoen stemmer. Ellers skrives ingenting før dere har sammenlignet de to. Er det bare nullene foran nummeret som er forskjellige, kobles de også, og lønn får beskjed. |
| Navn, e-post, privat telefon, adresse, fødselsdato, ansettelsesdato | Følger Simployer. Det som endres for hånd i X-ledger, blir overskrevet ved neste kjøring. |
| Ansattnummer som endres senere | Koden i X-ledger blir aldri endret. Lønn avgjør om den skal følge etter. |
| Stillingstittel | Blir stillingen med nøyaktig samme navn i X-ledger. Finnes den ikke, blir tittelen stående, og lønn eller HR får beskjed med de likeste titlene. |
| Fødselsnummer og kontonummer | Sendes når de er nye eller endret i Simployer. Det som lå i X-ledger fra før og ikke vises der, blir ikke rørt. Slutter fødselsnumrene ulikt, får HR og lønn beskjed. Utenlandske kontoer skriver lønn inn selv. |
| Sluttdato | Blir siste dag. Tas den bort i Simployer, fjernes den bare hvis lønn ikke har endret den. |
| Ansatt som gjøres inaktiv | Får siste dag. Ansattkortet lukkes ikke og slettes ikke; det gjør lønn. |
| Ansatt som kommer tilbake | Den gamle siste dagen fjernes. Er ansattkortet lukket, åpner lønn det. |
| Ansatt som går ned i stilling, eller mister tittelen | Lukkes ikke av den grunn. Personen holdes oppdatert, og HR får beskjed. |
| Lønn | Sendes ikke: det finnes ingen kjent måte å skrive den til X-ledger på. Lønnsavdelingen skriver den inn selv. |
| Felt som er tomt | Sletter ingenting i X-ledger. Unntaket er en sluttdato som tas bort. |
| Ansatt som slettes | Avsluttes ikke av seg selv; lønn får beskjed. |

Ville mange blitt opprettet eller fått en siste dag på én gang, eller finnes ingen igjen i X-ledger, stopper kjøringen før den skriver noe. Det samme skjer når den første kjøringen ville overskrevet ett felt hos de fleste. Er det meningen, kan planen godkjennes likevel. Alle reglene står i [mapping-xledger.md](mapping-xledger.md) (på engelsk), også hvor sikre de er: X-ledger forteller lite om grensesnittet sitt.

${renderMessages('X-ledger')}

## Fravær

Fravær følger ikke med de ansatte. Det sendes bare når noen velger hvilke dager, hvilke personer og hvilket fravær det gjelder, ser på en plan og godkjenner den. Hva slags fravær noen har, graden og dagene er helseopplysninger. De står i planen, som slettes etter et døgn, og i filen til X-ledger når noen lager en, men ellers ingen steder. Meldingene har ansattnummer og fraværets id.

| I Simployer | I PowerOffice Go |
| --- | --- |
| Permisjon med en av de faste kodene, eller en type som IT har lagt inn | Blir en permisjon på arbeidsforholdet, med samme dager og grad. |
| Sykefravær, ferie og barns sykdom | Meldes ikke som permisjon, og sendes ikke. Planen viser hvor mange det er, og hvilken regel eller innstilling som holder dem utenfor. |
| Fravær av en type som IT har satt til "ignore" | Sendes ikke. |
| Foreldrepermisjon eller langt fravær av en type uten kode | Holdes igjen til HR gir typen en kode, eller IT legger den inn. Foreldrepermisjon er Maternity bare så lenge det utbetales foreldrepenger. |
| Permittering | Er ingen permisjon. Lønn registrerer den selv. |
| Fravær på under 14 dager, eller deler av en dag | Sendes ikke. Utgjør flere korte til sammen 14 dager i løpet av et år, får lønn beskjed. |
| Søknad som ikke er godkjent | Venter på lederen. |
| Dager som endres | Rettes når neste plan godkjennes, også over det som er endret for hånd i PowerOffice. |
| Grad eller type som endres etter at fraværet begynte | Holdes igjen. Lønn avslutter den gamle permisjonen og registrerer en ny. |
| Fravær som trekkes, avslås eller slettes | Blir liggende i PowerOffice, og lønn får beskjed. |
| Permisjon som lønn har lagt inn på de samme dagene | Røres ikke. Har den samme type og første dag, kobles de sammen. |
| Permisjon som er meldt i a-meldingen | Røres aldri. |

Til X-ledger lages det en fil med fravær, som lønn importerer. I den står ansattnummer, stillingstittel, fraværstype, kode, dager og prosent. Løsningen sletter filen etter ${DEFAULT_FILE_SETTINGS.keepDays} dager. Har du lagret den et annet sted, sletter du den der når den er importert. Slike filer er ikke prøvd ennå: prøv den første sammen med IT. Fravær som endres eller trekkes etter eksporten, retter lønn for hånd i X-ledger. Alle reglene står i [mapping-time-off.md](mapping-time-off.md) (på engelsk).

${renderMessages('fravær')}
`;
};
