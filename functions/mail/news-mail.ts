/*
 * The mail that tells HR how the list of problems has changed: what is new and what is solved, each by its code, with who
 * mends it where, and how much still stands. Employees stand in it by their number, without name and without any value.
 * A mail of SNS may have 256 KB, so of very many the first are named, and the rest are counted. For example, two employees
 * who got the same number make one entry, `NUMBER_DUPLICATE (error): 42, 0042`, with its meaning and who gives them others.
 */
import type { News } from '../../shared/operate/news.ts';
import type { ListedProblem } from '../../shared/operate/problem-list.ts';
import type { DescribeProblem } from '../../shared/records/describe-problem.ts';
import { employeeLabel } from '../../shared/records/values/shown-value.ts';
import type { Language } from '../../shared/records/words.ts';
import type { ToldFlow } from '../composition/told-flow.ts';
import { toSubject } from './mail.ts';
import type { Mail } from './mail.ts';
import { MAIL_WORDS } from './words.ts';
import type { MailWords } from './words.ts';

interface NewsMailFacts {
  /** The system that is written to, as people call it. */
  readonly target: string;
  /** What is written there. */
  readonly records: ToldFlow['records'];
  readonly news: News;
  /** The pair of companies, in one line; null where it is not known. */
  readonly connection: string | null;
  /** When the run ended, epoch milliseconds. */
  readonly endedAt: number;
  /** Whether what still stands is listed too, as once a week. */
  readonly listsStanding: boolean;
  /** The runbook's section on new errors. */
  readonly runbook: string;
}

/** Three sections of this size, and what stands around them, stay below the 256 KB of a mail. */
const MOST_BYTES_OF_A_SECTION = 70_000;
const MOST_NAMED = 200;

/** What HR reads after a run that changed the list. */
export const writeNewsMail = (
  { target, records, news, connection, endedAt, listsStanding, runbook }: NewsMailFacts,
  language: Language,
  describe: DescribeProblem,
): Mail => {
  const words = MAIL_WORDS[language];
  const counts = { new: news.new.length, solved: news.solved.length, standing: news.standing.length };
  const at = momentIn(words).format(endedAt);
  const section = (kind: keyof News): readonly string[] => writeSection(kind, news[kind], language, describe);
  const parts = [
    ...(connection === null ? [] : [connection]),
    words.intro[records](at),
    words.counts(counts),
    ...section('new'),
    ...section('solved'),
    ...(listsStanding ? section('standing') : []),
    ...(listsStanding || counts.standing === 0 ? [] : [words.standingLater]),
    words.whoIsNamed,
    words.runbook(runbook),
  ];
  return { subject: toSubject(words.newsSubject[records](target, counts)), body: `${parts.join('\n\n')}\n` };
};

/** A moment in Oslo, in the words of a language. */
export const momentIn = ({ locale }: Pick<MailWords, 'locale'>): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locale, { timeZone: 'Europe/Oslo', dateStyle: 'long', timeStyle: 'short' });

const writeSection = (
  kind: keyof News,
  problems: readonly ListedProblem[],
  language: Language,
  describe: DescribeProblem,
): readonly string[] => {
  if (problems.length === 0) return [];
  const words = MAIL_WORDS[language];
  const entries: string[] = [];
  let bytes = 0;
  const byCode = [...Map.groupBy(problems, ({ code }) => code).values()];
  for (const those of byCode) {
    const entry = writeCode(kind, those, language, describe);
    bytes += Buffer.byteLength(entry);
    if (bytes > MOST_BYTES_OF_A_SECTION)
      return [words.headings[kind], ...entries, words.moreCodes(byCode.length - entries.length)];
    entries.push(entry);
  }
  return [words.headings[kind], ...entries];
};

/** One code: who has it, and, unless it is solved, what it means and who mends it where. */
const writeCode = (
  kind: keyof News,
  problems: readonly ListedProblem[],
  language: Language,
  describe: DescribeProblem,
): string => {
  const [first] = problems;
  if (first === undefined) return '';
  const words = MAIL_WORDS[language];
  const { summary, hint } = describe(first)[language];
  const people = [...new Set(problems.map((problem) => labelOf(problem, words)))];
  const rest = people.length - MOST_NAMED;
  const named = `${people.slice(0, MOST_NAMED).join(', ')}${rest > 0 ? ` ${words.more(rest)}` : ''}`;
  if (kind === 'solved') return `${first.code}: ${named}`;
  const severity = words.severities[first.severity === 'error' ? 'error' : 'warning'];
  return [`${first.code} (${severity}): ${named}`, `  ${summary}`, `  ${hint}`].join('\n');
};

const labelOf = ({ number, sourceId }: ListedProblem, words: MailWords): string =>
  employeeLabel(number) ?? words.withoutNumber(sourceId);
