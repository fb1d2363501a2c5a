import type { Language } from '../../shared/records/words.ts';

/** What mails say beside the words of problems. */
export interface MailWords {
  /** Of dates: a language as `Intl` names it. */
  readonly locale: string;
  /** @param target the system that is written to, as people call it */
  readonly newsSubject: (target: string, counts: NewsCounts) => string;
  readonly intro: (at: string) => string;
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
  readonly approvalSubject: (stack: string) => string;
  readonly approval: (facts: ApprovalFacts) => readonly string[];
}

interface NewsCounts {
  readonly new: number;
  readonly solved: number;
  readonly standing: number;
}

interface ApprovalFacts {
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

export const MAIL_WORDS: Readonly<Record<Language, MailWords>> = {
  en: {
    locale: 'en-GB',
    newsSubject: (target, counts) =>
      `Simployer to ${target}: ${counts.new} new, ${counts.solved} solved, ${counts.standing} standing`,
    intro: (at) => `What the run of ${at} found is to be mended where it was entered. The next run picks it up.`,
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
    approvalSubject: (stack) => `${stack}: a plan waits for approval`,
    approval: ({ startedAt, planId, created, updated, failed, until, show, apply, status }) => [
      `The run of ${startedAt} has written nothing: the first plan of a connection has to be approved by somebody. It became plan ${planId}, which would create ${created} and update ${updated} employees; of ${failed} something cannot be written.`,
      `Look at it:\n  ${show}`,
      `Then carry it out, until ${until}:\n  ${apply}`,
      `Every run that starts meanwhile makes a newer plan, which takes this one's place. This is the only mail about it; the id of the plan that waits is told by:\n  ${status}`,
    ],
  },
  nb: {
    locale: 'nb-NO',
    newsSubject: (target, counts) =>
      `Simployer til ${target}: ${counts.new} ${counts.new === 1 ? 'nytt' : 'nye'} avvik, ${counts.solved} rettet, ${counts.standing} fra tidligere`,
    intro: (at) => `Dette fant kjøringen ${at}. Det rettes der opplysningen er registrert, og er med i neste kjøring.`,
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
    approvalSubject: (stack) => `${stack}: en plan venter`,
    approval: ({ startedAt, planId, created, updated, failed, until, show, apply, status }) => [
      `Kjøringen ${startedAt} har ikke skrevet noe: Den første planen må godkjennes av noen. Kjøringen ble til plan ${planId}, som vil opprette ${created} og oppdatere ${updated} ansatte. For ${failed} er det noe som ikke kan skrives.`,
      `Se på den:\n  ${show}`,
      `Gjennomfør den, senest ${until}:\n  ${apply}`,
      `Hver kjøring som starter i mellomtiden, lager en nyere plan som erstatter denne. Dette er den eneste e-posten om saken. Id-en til planen som venter, finnes med:\n  ${status}`,
    ],
  },
};
