/*
 * Lists whom the problems of a code are about: in a row, one by one with what is wrong, or message by message. Where some
 * are new since the last run, they stand before the others, and a word says so. For example, of two people with one job
 * title that X-ledger does not have, and a third with another, there are two messages, each with its people below.
 */
import { MASK } from '../../shared/records/values/shown-value.ts';
import type { Language } from '../../shared/records/words.ts';
import type { ShownProblem } from './documents.ts';
import { indent, indented, wrapWords } from './layout.ts';
import type { Layout } from './layout.ts';

/** A problem, with whom it is about by name where that may be shown. */
export type NamedProblem = ShownProblem & { readonly name?: string };

export interface Listing {
  readonly language: Language;
  /** Whether each is named by its id beside the number. */
  readonly withIds: boolean;
  readonly isNew: (problem: NamedProblem) => boolean;
  /** Whether any of the code is new. */
  readonly hasNew: boolean;
  readonly layout: Layout;
}

const WORDS = {
  en: {
    isNew: 'Since the last run: ',
    stands: 'Before: ',
    withoutNumber: 'no number',
    sourceId: 'Simployer id',
    more: (count: number) => `and ${count} more ${count === 1 ? 'message' : 'messages'}`,
  },
  nb: {
    isNew: 'Siden siste kjøring: ',
    stands: 'Fra før: ',
    withoutNumber: 'uten nummer',
    sourceId: 'Simployer-id',
    more: (count: number) => `og ${count} ${count === 1 ? 'melding' : 'meldinger'} til`,
  },
} as const;

/** The new ones, then the others, each with what it says before them. */
const partsOf = (problems: readonly NamedProblem[], { language, isNew, hasNew }: Listing) =>
  [
    { label: WORDS[language].isNew, those: problems.filter(isNew) },
    { label: hasNew ? WORDS[language].stands : '', those: problems.filter((problem) => !isNew(problem)) },
  ].filter(({ those }) => those.length > 0);

/** Everybody in a row. */
export const listPeople = (problems: readonly NamedProblem[], listing: Listing): string[] =>
  partsOf(problems, listing).flatMap(({ label, those }) =>
    wrapWords(`${label}${inRow(those, listing)}`, listing.layout),
  );

/** Everybody one by one, with what is wrong beyond the summary of the code, which stands above. */
export const listEach = (problems: readonly NamedProblem[], listing: Listing): string[] =>
  partsOf(problems, listing).flatMap(({ label, those }) =>
    those.flatMap((problem) => {
      const beyond = beyondSummary(problem);
      return wrapWords(`${label}${whoOf(problem, listing)}${beyond === '' ? '' : `: ${beyond}`}`, listing.layout);
    }),
  );

/** In Norwegian most messages begin with the summary. */
const beyondSummary = ({ message, summary }: NamedProblem): string =>
  message === summary || message.startsWith(`${summary} `) ? message.slice(summary.length).trim() : message;

/** The problems of a code by message: those with a new one first, then what most people have. */
export const messagesOf = (
  problems: readonly NamedProblem[],
  isNew: Listing['isNew'],
): readonly (readonly NamedProblem[])[] =>
  [...Map.groupBy(problems, ({ message }) => message).values()].toSorted(
    (one, other) => Number(other.some(isNew)) - Number(one.some(isNew)) || other.length - one.length,
  );

/** A plan is read from top to bottom. */
const MOST_MESSAGES = 5;

/**
 * The first messages, each with its people below; of the others how many there are, and whom they are about.
 * @param command what is typed to read all of them; null where nothing is
 */
export const listMessages = (
  messages: readonly (readonly NamedProblem[])[],
  listing: Listing,
  command: string | null,
): string[] => {
  const { language, layout } = listing;
  const withPeople = (what: string, those: readonly NamedProblem[]): string[] => [
    ...wrapWords(what, layout),
    ...listPeople(those, { ...listing, layout: indented(layout) }).map(indent),
  ];
  const rest = messages.slice(MOST_MESSAGES);
  const more = `${WORDS[language].more(rest.length)}${command === null ? '' : ` (${command})`}:`;
  return [
    ...messages.slice(0, MOST_MESSAGES).flatMap((those) => withPeople(those[0]?.message ?? '', those)),
    ...(rest.length === 0 ? [] : withPeople(more, rest.flat())),
  ];
};

/** Who it is where the number does not say so: the id stands in the address of the person's page in Simployer. */
const whoOf = (
  { employeeNumber, simployerEmployeeId, name }: NamedProblem,
  { language, withIds }: Pick<Listing, 'language' | 'withIds'>,
): string => {
  const { withoutNumber, sourceId } = WORDS[language];
  if (employeeNumber === null || employeeNumber.includes(MASK)) {
    const number = `(${employeeNumber ?? withoutNumber}, ${sourceId} ${simployerEmployeeId})`;
    return name === undefined ? number : `${number} ${name}`;
  }
  return [employeeNumber, name ?? [], withIds ? `[${simployerEmployeeId}]` : []].flat().join(' ');
};

/** Each once, also of whom a code is told twice, such as of two e-mail addresses. */
const inRow = (problems: readonly NamedProblem[], listing: Listing): string =>
  [...Map.groupBy(problems, (one) => JSON.stringify([one.simployerEmployeeId, one.employeeNumber])).values()]
    .flatMap(([problem]) => problem ?? [])
    .map((problem) => whoOf(problem, listing))
    .join(listing.withIds || problems.some(({ name }) => name !== undefined) ? ', ' : ' ');
