import type { Totals } from '../../shared/records/outcome.ts';
import type { Language } from '../../shared/records/words.ts';

/** What the widget says beside the words of problems. */
export interface WidgetWords {
  /** Of dates: a language as `Intl` names it. */
  readonly locale: string;
  readonly severities: Readonly<Record<'error' | 'warning', string>>;
  readonly nobody: string;
  readonly noRun: string;
  readonly withoutNumber: string;
  readonly columns: readonly string[];
  readonly givenUp: (at: string, code: string) => string;
  readonly underWay: (at: string) => string;
  readonly lastRun: (at: string) => string;
  /** @param failed the count, emphasised */
  readonly totals: (totals: Totals, failed: string) => string;
  readonly failed: (count: number) => string;
  readonly nextStart: (at: string) => string;
  readonly paused: string;
  /** Why, each in a sentence of its own. */
  readonly pausedByDeployment: string;
  readonly pausedBy: (who: string, since: string) => string;
  readonly waiting: string;
  readonly waitingPlan: (planId: string, until: string) => string;
  readonly firstOf: (shown: number, all: number) => string;
}

export const WIDGET_WORDS: Readonly<Record<Language, WidgetWords>> = {
  en: {
    locale: 'en-GB',
    severities: { error: 'error', warning: 'warning' },
    nobody: 'Nobody has an open problem.',
    noRun: 'No run yet.',
    withoutNumber: '(none)',
    columns: ['Employee', '', 'Code', 'What is wrong, and who fixes it where', 'First seen', 'Last seen'],
    givenUp: (at, code) => `Given up ${at}: ${code}.`,
    underWay: (at) => `A run is under way since ${at}.`,
    lastRun: (at) => `Last run ${at}:`,
    totals: ({ inScope, created, updated, unchanged, skipped }, failed) =>
      `${inScope} in scope, ${created} created, ${updated} updated, ${unchanged} unchanged, ${skipped} skipped, ${failed}.`,
    failed: (count) => `${count} failed`,
    nextStart: (at) => `The next run starts ${at}.`,
    paused: 'Paused: nothing starts by itself.',
    pausedByDeployment: 'The stage is deployed with the schedule paused.',
    pausedBy: (who, since) => `Paused by ${who} since ${since}.`,
    waiting: 'Waits for approval:',
    waitingPlan: (planId, until) => `plan ${planId} can be approved until ${until}.`,
    firstOf: (shown, all) => `The first ${shown} of ${all} are shown, the worst first; GET /problems has them all.`,
  },
  nb: {
    locale: 'nb-NO',
    severities: { error: 'feil', warning: 'advarsel' },
    nobody: 'Ingen har åpne avvik.',
    noRun: 'Ingen kjøring ennå.',
    withoutNumber: '(mangler)',
    columns: ['Ansatt', '', 'Kode', 'Hva som er galt, og hvem som retter det hvor', 'Først sett', 'Sist sett'],
    givenUp: (at, code) => `Avbrutt ${at}: ${code}.`,
    underWay: (at) => `En kjøring pågår siden ${at}.`,
    lastRun: (at) => `Siste kjøring ${at}:`,
    totals: ({ inScope, created, updated, unchanged, skipped }, failed) =>
      `${inScope} i utvalget, ${created} opprettet, ${updated} oppdatert, ${unchanged} uendret, ${skipped} hoppet over, ${failed}.`,
    failed: (count) => `${count} feilet`,
    nextStart: (at) => `Neste kjøring starter ${at}.`,
    paused: 'Satt på pause: Ingen kjøring starter av seg selv.',
    pausedByDeployment: 'Løsningen er satt i drift med tidsplanen på pause.',
    pausedBy: (who, since) => `Satt på pause av ${who}, siden ${since}.`,
    waiting: 'Venter på godkjenning:',
    waitingPlan: (planId, until) => `Plan ${planId} kan godkjennes til ${until}.`,
    firstOf: (shown, all) => `De ${shown} første av ${all} vises, de alvorligste først. GET /problems har alle.`,
  },
};
