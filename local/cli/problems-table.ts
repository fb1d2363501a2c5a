/*
 * Shows problems to a person at a terminal, by code: what is wrong and who fixes it where stand once, and whom it is
 * about in a row below, those with a new one first. A message with its value is shown where a code concerns one person
 * only, and of everybody when a single code was asked for; of a plan, whose values no other list has, each message that
 * differs, with its people. For example, of two people with one number there are two lines of text and `Since the last
 * run: 1001 1002`.
 */
import { styleText } from 'node:util';
import type { Language } from '../../shared/records/words.ts';
import type { OpenProblems, ProblemsSince, ShownProblem } from './documents.ts';
import { indent, indented, layoutOf, wrapWords } from './layout.ts';
import { listEach, listMessages, listPeople, messagesOf } from './problem-people.ts';
import type { NamedProblem } from './problem-people.ts';

const WORDS = {
  en: {
    none: 'No problem is open.',
    severities: { error: 'error', warning: 'warning', info: 'for information' },
    since: { new: 'New', standing: 'Standing', solved: 'Solved' },
    values: 'Each with its value: problems --code CODE',
  },
  nb: {
    none: 'Ingen avvik er åpne.',
    severities: { error: 'feil', warning: 'advarsel', info: 'til orientering' },
    since: { new: 'Nye', standing: 'Står fortsatt', solved: 'Løst' },
    values: 'Hvert avvik med sin verdi: problems --code KODE',
  },
} as const;

export interface ProblemsTableOptions {
  /** Columns of the terminal; not finite without one. */
  readonly width: number;
  /** Whether each problem is shown with its value. */
  readonly withMessages: boolean;
  /** Whether each is named by its id beside the number, which it may have in common with others. */
  readonly withIds?: boolean;
  /** Of a plan: the messages of a code are shown where they differ. The command that shows all; null where none does. */
  readonly byMessage?: { readonly command: string | null } | undefined;
}

/** The open problems by code: those with new ones first, then the worst. */
export const renderProblems = (document: OpenProblems, options: ProblemsTableOptions): string => {
  const { problems, newSince, language } = document;
  if (problems.length === 0) return WORDS[language].none;
  const isNew = ({ firstSeen }: ShownProblem): boolean =>
    newSince !== null && firstSeen !== undefined && Date.parse(firstSeen) >= Date.parse(newSince);
  const parts = renderGroups(problems, language, options, isNew);
  return [...parts, ...(options.withMessages ? [] : [styleText('gray', WORDS[language].values)])].join('\n\n');
};

/** What became of problems since a run, each part by code. */
export const renderProblemsSince = (document: ProblemsSince, options: ProblemsTableOptions): string => {
  const { language } = document;
  const titles = WORDS[language].since;
  const parts = [
    { title: titles.new, problems: document.new },
    { title: titles.standing, problems: document.standing },
    { title: titles.solved, problems: document.solved },
  ];
  return parts
    .flatMap(({ title, problems }) => [
      styleText('bold', `▌ ${title}: ${problems.length}`),
      ...renderGroups(problems, language, options, () => false),
    ])
    .join('\n\n');
};

/** Problems by code. @param isNew whether a problem is told before the others of its code */
export const renderGroups = (
  problems: readonly NamedProblem[],
  language: Language,
  options: ProblemsTableOptions,
  isNew: (problem: NamedProblem) => boolean,
): string[] => {
  const groups = [...Map.groupBy(problems, ({ code, hint }) => JSON.stringify([code, hint])).values()];
  return groups
    .toSorted((one, other) => Number(other.some(isNew)) - Number(one.some(isNew)))
    .map((group) => renderGroup(group, language, options, isNew));
};

const renderGroup = (
  group: readonly NamedProblem[],
  language: Language,
  { width, withMessages, withIds = false, byMessage }: ProblemsTableOptions,
  isNew: (problem: NamedProblem) => boolean,
): string => {
  const [first] = group;
  if (first === undefined) return '';
  const layout = indented(layoutOf(width));
  const { code, severity, summary, message, hint } = first;
  const kind = severity === 'error' || severity === 'warning' ? severity : 'info';
  const head = `${styleText(COLOURS[kind], code)}  ${WORDS[language].severities[kind]}, ${group.length}`;
  const listing = { language, withIds, isNew, hasNew: group.some(isNew), layout };
  const messages = byMessage === undefined ? [] : messagesOf(group, isNew);
  const people = withMessages
    ? listEach(group, listing)
    : messages.length > 1
      ? listMessages(messages, listing, byMessage?.command ?? null)
      : listPeople(group, listing);
  const isOneMessage = group.length === 1 || messages.length === 1;
  const what = isOneMessage && !withMessages ? message : summary;
  return [head, ...[...wrapWords(what, layout), ...wrapWords(hint, layout), ...people].map(indent)].join('\n');
};

const COLOURS = { error: 'red', warning: 'yellow', info: 'gray' } as const;
