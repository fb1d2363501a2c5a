/*
 * Shows problems to a person at a terminal, by code: what is wrong and who fixes it where stand once, and whom it is
 * about in a row below, those with a new one first. A message with its value is shown where a code concerns one person
 * only, and of everybody when a single code was asked for. For example, of two people with one number there are two
 * lines of text and `Since the last run: 1001 1002`.
 */
import { styleText } from 'node:util';
import { MASK } from '../../shared/records/values/shown-value.ts';
import type { Language } from '../../shared/records/words.ts';
import type { OpenProblems, ProblemsSince, ShownProblem } from './documents.ts';
import { layoutOf, wrapText } from './layout.ts';
import type { Layout } from './layout.ts';

const WORDS = {
  en: {
    none: 'No problem is open.',
    isNew: 'Since the last run: ',
    stands: 'Before: ',
    withoutNumber: 'no number',
    sourceId: 'Simployer id',
    severities: { error: 'error', warning: 'warning', info: 'for information' },
    since: { new: 'New', standing: 'Standing', solved: 'Solved' },
    values: 'Each with its value: problems --code CODE',
  },
  nb: {
    none: 'Ingen avvik er åpne.',
    isNew: 'Siden siste kjøring: ',
    stands: 'Fra før: ',
    withoutNumber: 'uten nummer',
    sourceId: 'Simployer-id',
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

/** A problem, with whom it is about by name where that may be shown. */
export type NamedProblem = ShownProblem & { readonly name?: string };

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
  { width, withMessages, withIds = false }: ProblemsTableOptions,
  isNew: (problem: NamedProblem) => boolean,
): string => {
  const [first] = group;
  if (first === undefined) return '';
  const words = WORDS[language];
  const { columns } = layoutOf(width);
  const layout = { columns: columns === null ? null : columns - INDENT.length };
  const { code, severity, summary, message, hint } = first;
  const kind = severity === 'error' || severity === 'warning' ? severity : 'info';
  const head = `${styleText(COLOURS[kind], code)}  ${words.severities[kind]}, ${group.length}`;
  const parted = [
    { label: words.isNew, problems: group.filter(isNew) },
    { label: group.some(isNew) ? words.stands : '', problems: group.filter((problem) => !isNew(problem)) },
  ].filter(({ problems }) => problems.length > 0);
  const people = parted.flatMap(({ label, problems }) =>
    withMessages
      ? problems.flatMap((problem) => {
          const beyond = beyondSummary(problem);
          return wrap(`${label}${whoOf(problem, language, withIds)}${beyond === '' ? '' : `: ${beyond}`}`, layout);
        })
      : wrap(`${label}${listPeople(problems, language, withIds)}`, layout),
  );
  const what = group.length === 1 && !withMessages ? message : summary;
  return [head, ...[...wrap(what, layout), ...wrap(hint, layout), ...people].map((line) => INDENT + line)].join('\n');
};

/** What a message says beyond its summary, which stands above it: in Norwegian most messages begin with it. */
const beyondSummary = ({ message, summary }: NamedProblem): string =>
  message === summary || message.startsWith(`${summary} `) ? message.slice(summary.length).trim() : message;

const INDENT = '  ';
const COLOURS = { error: 'red', warning: 'yellow', info: 'gray' } as const;

/** Who it is where the number does not say so: the id stands in the address of the person's page in Simployer. */
const whoOf = (
  { employeeNumber, simployerEmployeeId, name }: NamedProblem,
  language: Language,
  withIds: boolean,
): string => {
  const { withoutNumber, sourceId } = WORDS[language];
  if (employeeNumber === null || employeeNumber.includes(MASK)) {
    const number = `(${employeeNumber ?? withoutNumber}, ${sourceId} ${simployerEmployeeId})`;
    return name === undefined ? number : `${number} ${name}`;
  }
  return [employeeNumber, name ?? [], withIds ? `[${simployerEmployeeId}]` : []].flat().join(' ');
};

/** Each once, also of whom a code is told twice, such as of two e-mail addresses. */
const listPeople = (problems: readonly NamedProblem[], language: Language, withIds: boolean): string =>
  [...Map.groupBy(problems, (one) => JSON.stringify([one.simployerEmployeeId, one.employeeNumber])).values()]
    .flatMap(([problem]) => problem ?? [])
    .map((problem) => whoOf(problem, language, withIds))
    .join(withIds || problems.some(({ name }) => name !== undefined) ? ', ' : ' ');

/** The words in lines, whatever white space stood between them. */
const wrap = (text: string, layout: Layout): string[] =>
  wrapText(text.trim().replaceAll(/\s+/g, ' '), layout).split('\n');
