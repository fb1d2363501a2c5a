/*
 * Which sentences a mail needs, whatever its language. The words themselves stand beside, in words.en.ts and words.nb.ts;
 * those of single problems stand with their flows. Some sentences differ with what a flow carries. For example, the
 * subject of a mail about leaves counts leaves, and that of one about employees counts employees.
 */
import type { Language } from '../../shared/records/words.ts';
import type { ToldFlow } from '../composition/told-flow.ts';

/** What mails say beside the words of problems. */
export interface MailWords {
  /** Of dates: a language as `Intl` names it. */
  readonly locale: string;
  /** By what is written, with the system that it is written to, as people call it. */
  readonly newsSubject: OfRecords<(target: string, counts: NewsCounts) => string>;
  readonly intro: OfRecords<(at: string) => string>;
  readonly counts: (counts: NewsCounts) => string;
  readonly headings: Readonly<Record<'new' | 'solved' | 'standing', string>>;
  readonly severities: Readonly<Record<'error' | 'warning', string>>;
  readonly standingLater: string;
  /** Behind some employees: how many there are beside them. */
  readonly more: (count: number) => string;
  /** Behind some codes: for how many others there was no room. */
  readonly moreCodes: (count: number) => string;
  readonly withoutNumber: (simployerId: string) => string;
  readonly whoIsNamed: string;
  readonly runbook: (link: string) => string;
  readonly approvalSubject: OfRecords<(stack: string) => string>;
  readonly approval: (facts: ApprovalFacts) => readonly string[];
}

/** What differs with what a flow carries. */
type OfRecords<Said> = Readonly<Record<ToldFlow['records'], Said>>;

interface NewsCounts {
  readonly new: number;
  readonly solved: number;
  readonly standing: number;
}

interface ApprovalFacts {
  readonly records: ToldFlow['records'];
  readonly startedAt: string;
  readonly planId: string;
  readonly created: number;
  readonly updated: number;
  readonly failed: number;
  readonly until: string;
  readonly show: string;
  readonly apply: string;
  readonly status: string;
}

const newsInEnglish = (counts: NewsCounts): string =>
  `${counts.new} new, ${counts.solved} solved, ${counts.standing} standing`;

const newsInNorwegian = (counts: NewsCounts): string =>
  `${counts.new} ${counts.new === 1 ? 'nytt' : 'nye'} avvik, ${counts.solved} rettet, ${counts.standing} fra tidligere`;

export const MAIL_WORDS: Readonly<Record<Language, MailWords>> = {
  en: {
    locale: 'en-GB',
    newsSubject: {
      people: (target, counts) => `Simployer to ${target}: ${newsInEnglish(counts)}`,
      leaves: (target, counts) => `Leaves from Simployer to ${target}: ${newsInEnglish(counts)}`,
    },
    intro: {
      people: (at) => `What the run of ${at} found is to be mended where it was entered. The next run picks it up.`,
      leaves: (at) =>
        `What the run of leaves of ${at} found is to be mended where it was entered. A new plan of the period shows whether it is.`,
    },
    counts: (counts) =>
      `New: ${counts.new}. Solved: ${counts.solved}. Told before and still standing: ${counts.standing}.`,
    headings: { new: 'NEW', solved: 'SOLVED', standing: 'STILL STANDING' },
    severities: { error: 'error', warning: 'warning' },
    standingLater: 'What still stands is listed once a week, with the first run of the week.',
    more: (count) => `and ${count} more`,
    moreCodes: (count) => `... and ${count} more codes. IT can list them all: npm run sync -- problems`,
    withoutNumber: (simployerId) => `(no number, Simployer id ${simployerId})`,
    whoIsNamed: 'Employees are named by their employee number alone.',
    runbook: (link) => `For IT: ${link}`,
    approvalSubject: {
      people: (stack) => `${stack}: a plan waits for approval`,
      leaves: (stack) => `${stack}: a plan of leaves waits for approval`,
    },
    approval: ({ records, startedAt, planId, created, updated, failed, until, show, apply, status }) => [
      `The run of ${startedAt} has written nothing: the first plan of a connection has to be approved by somebody. It became plan ${planId}, which would create ${created} and update ${updated} ${{ people: 'employees', leaves: 'leaves' }[records]}; of ${failed} something cannot be written.`,
      `Look at it:\n  ${show}`,
      `Then carry it out, until ${until}:\n  ${apply}`,
      `Every run that starts meanwhile makes a newer plan, which takes this one's place. This is the only mail about it; the id of the plan that waits is told by:\n  ${status}`,
    ],
  },
  nb: {
    locale: 'nb-NO',
    newsSubject: {
      people: (target, counts) => `Simployer til ${target}: ${newsInNorwegian(counts)}`,
      leaves: (target, counts) => `Permisjoner fra Simployer til ${target}: ${newsInNorwegian(counts)}`,
    },
    intro: {
      people: (at) =>
        `Dette fant kjøringen ${at}. Det rettes der opplysningen er registrert, og er med i neste kjøring.`,
      leaves: (at) =>
        `Dette fant kjøringen av permisjoner ${at}. Det rettes der opplysningen er registrert. En ny plan for perioden viser om det er rettet.`,
    },
    counts: (counts) =>
      `Nye: ${counts.new}. Rettet: ${counts.solved}. Meldt tidligere og fortsatt åpne: ${counts.standing}.`,
    headings: { new: 'NYE', solved: 'RETTET', standing: 'FORTSATT ÅPNE' },
    severities: { error: 'feil', warning: 'advarsel' },
    standingLater: 'Avvik som fortsatt er åpne, listes opp én gang i uken, etter ukens første kjøring.',
    more: (count) => `og ${count} til`,
    moreCodes: (count) => `... og ${count} koder til. IT kan hente hele listen: npm run sync -- problems --language nb`,
    withoutNumber: (simployerId) => `(uten ansattnummer, Simployer-id ${simployerId})`,
    whoIsNamed: 'Ansatte er bare oppgitt med ansattnummer.',
    runbook: (link) => `For IT: ${link}`,
    approvalSubject: {
      people: (stack) => `${stack}: en plan venter`,
      leaves: (stack) => `${stack}: en plan for permisjoner venter`,
    },
    approval: ({ records, startedAt, planId, created, updated, failed, until, show, apply, status }) => [
      `Kjøringen ${startedAt} har ikke skrevet noe: Den første planen må godkjennes av noen. Kjøringen ble til plan ${planId}, som vil opprette ${created} og oppdatere ${updated} ${{ people: 'ansatte', leaves: 'permisjoner' }[records]}. For ${failed} er det noe som ikke kan skrives.`,
      `Se på den:\n  ${show}`,
      `Gjennomfør den, senest ${until}:\n  ${apply}`,
      `Hver kjøring som starter i mellomtiden, lager en nyere plan som erstatter denne. Dette er den eneste e-posten om saken. Id-en til planen som venter, finnes med:\n  ${status}`,
    ],
  },
};
