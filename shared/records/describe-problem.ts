import type { Problem, ProblemKind } from './problem.ts';
import { NOT_KNOWN } from './words.ts';
import type { Language, NorwegianWords, Words } from './words.ts';

/** A problem in the words of one language. */
export interface DescribedProblem extends Words {
  /** What is wrong, with the offending value. */
  readonly message: string;
}

/** A stored problem in every language, whatever version of the sync found it. */
export type DescribeProblem = (
  problem: Pick<Problem, 'code' | 'message' | 'hint'>,
) => Readonly<Record<Language, DescribedProblem>>;

/**
 * Tells problems of a table of kinds in every language. A problem is stored with its words in English; in Norwegian it
 * is told by its code, with what its message quotes, see docs/adr/0032.
 */
export const describesProblems =
  (
    kinds: Readonly<Record<string, ProblemKind>>,
    norwegian: Readonly<Record<string, NorwegianWords>>,
  ): DescribeProblem =>
  ({ code, message, hint }) => {
    const kind = memberOf(kinds, code);
    const words = memberOf(norwegian, code);
    if (kind === null || words === null) {
      return { en: { summary: NOT_KNOWN.en, message, hint }, nb: { summary: NOT_KNOWN.nb, message, hint } };
    }
    const { summary } = kind;
    const told = message === summary ? words.summary : `${words.summary} ${quotedBy(message, words)}`.trimEnd();
    return { en: { summary, message, hint }, nb: { summary: words.summary, message: told, hint: words.hint } };
  };

const memberOf = <Member>(members: Readonly<Record<string, Member>>, name: string): Member | null =>
  Object.hasOwn(members, name) ? (members[name] ?? null) : null;

const QUOTED_OR_DAY = /"(?<quoted>[^"]*)"|(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})/g;

/** What a message in English says beyond its summary, for a reader of Norwegian: values alone where they suffice. */
const quotedBy = (message: string, { quotesMessage }: NorwegianWords): string => {
  const isPaired = message.split('"').length % 2 === 1;
  if (quotesMessage === true || !isPaired) return `På engelsk: ${message}`;
  const values = [...message.matchAll(QUOTED_OR_DAY)].map(({ groups = {} }) =>
    groups['quoted'] === undefined ? `${groups['day']}.${groups['month']}.${groups['year']}` : `«${groups['quoted']}»`,
  );
  return values.length === 0 ? '' : `Gjelder: ${values.join(', ')}.`;
};
